use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(soap)]
struct Order {}

#[derive(FromXml)]
enum Currency {
    #[xml(default)]
    Krone,
    #[xml(oter)]
    Other(String),
}

fn main() {}
