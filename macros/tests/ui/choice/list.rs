use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(Vec<String>),
}

fn main() {}
