use castile_macros::FromXml;

#[derive(FromXml, Default)]
struct Id {
    id: u32,
}

#[derive(FromXml)]
struct Order {
    #[xml(default)]
    id: Id,
}

fn main() {}
