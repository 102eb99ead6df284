use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(default)]
    note: Option<String>,
}

fn main() {}
