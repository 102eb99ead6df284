use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(optional)]
    id: u32,
}

fn main() {}
