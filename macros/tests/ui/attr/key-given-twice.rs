use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(name = "a", name = "b")]
    id: u32,
    #[xml(attribute)]
    #[xml(attribute)]
    lang: String,
}

fn main() {}
