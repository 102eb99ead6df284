use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(Option<String>),
}

fn main() {}
