use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(String),
    #[xml(other)]
    Unknown(String),
}

fn main() {}
