use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(text)]
    note: Option<String>,
}

fn main() {}
