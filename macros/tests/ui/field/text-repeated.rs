use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(text)]
    lines: Vec<String>,
}

fn main() {}
