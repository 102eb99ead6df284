use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml("id", nmae = "x")]
    id: u32,
}

fn main() {}
