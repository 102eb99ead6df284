use castile_macros::FromXml;

#[derive(FromXml)]
struct Id {
    id: u32,
}

#[derive(FromXml)]
struct Order {
    #[xml(text)]
    id: Id,
}

fn main() {}
