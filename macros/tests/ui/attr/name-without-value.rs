use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(ns)]
struct Order {
    #[xml(name)]
    id: u32,
    #[xml(name = )]
    note: String,
}

fn main() {}
