use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card,
    #[xml(other, name = "?")]
    Unknown(String),
}

fn main() {}
