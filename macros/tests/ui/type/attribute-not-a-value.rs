use castile_macros::FromXml;

#[derive(FromXml)]
struct Id {
    id: u32,
}

#[derive(FromXml)]
struct Order {
    #[xml(attribute)]
    id: Id,
}

fn main() {}
