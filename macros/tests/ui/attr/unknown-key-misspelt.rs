use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(nmae = "id")]
    id: u32,
    #[xml(atribute)]
    lang: String,
}

fn main() {}
