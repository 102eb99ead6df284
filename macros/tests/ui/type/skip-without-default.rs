use castile_macros::FromXml;

struct Opaque;

#[derive(FromXml)]
struct Order {
    #[xml(skip)]
    id: Opaque,
}

fn main() {}
