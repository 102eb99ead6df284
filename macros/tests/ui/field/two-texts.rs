use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(text)]
    one: String,
    #[xml(text)]
    two: String,
}

fn main() {}
