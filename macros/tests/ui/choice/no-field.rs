use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(String),
    Free,
}

fn main() {}
