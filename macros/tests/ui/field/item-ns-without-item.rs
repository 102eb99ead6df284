use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(item_ns = "urn:x")]
    lines: Vec<u32>,
}

fn main() {}
