use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(item = "line")]
    lines: Option<String>,
}

fn main() {}
