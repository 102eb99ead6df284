use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(attribute)]
struct Order {
    #[xml(rename_all = "PascalCase")]
    id: u32,
}

#[derive(FromXml)]
#[xml(other)]
enum Currency {
    #[xml(item = "x")]
    Krone,
}

fn main() {}
