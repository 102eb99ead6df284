use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(name = Id)]
    id: u32,
    #[xml(default = 7)]
    count: u32,
}

fn main() {}
