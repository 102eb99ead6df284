use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(attribute)]
    id: u32,
    #[xml(attribute, name = "id")]
    number: u32,
}

fn main() {}
