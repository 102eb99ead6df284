use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(attribute = "id")]
    id: u32,
    #[xml(text = true)]
    text: String,
}

fn main() {}
