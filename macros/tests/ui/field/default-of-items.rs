use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(item = "line", default)]
    lines: Vec<u32>,
}

fn main() {}
