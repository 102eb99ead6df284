use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(#[xml(attribute)] String),
}

fn main() {}
