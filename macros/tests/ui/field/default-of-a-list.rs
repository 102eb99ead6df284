use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(default)]
    lines: Vec<u32>,
}

fn main() {}
