use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    id: u32,
    #[xml(name = "id")]
    number: u32,
    #[xml(name = "a")]
    b: u32,
    a: u32,
}

fn main() {}
