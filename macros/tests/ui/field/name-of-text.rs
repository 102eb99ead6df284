use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(text, name = "note", ns = "urn:x")]
    note: String,
}

fn main() {}
