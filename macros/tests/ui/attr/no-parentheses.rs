use castile_macros::FromXml;

#[derive(FromXml)]
#[xml]
struct Order {
    #[xml = "id"]
    id: u32,
}

fn main() {}
