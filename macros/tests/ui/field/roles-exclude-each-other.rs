use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(attribute, text)]
    id: u32,
    #[xml(flatten, item = "line", skip)]
    lines: Vec<u32>,
}

fn main() {}
