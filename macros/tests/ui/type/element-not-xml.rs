use castile_macros::FromXml;

struct Opaque;

#[derive(FromXml)]
struct Order {
    id: Opaque,
    ids: Vec<Opaque>,
}

fn main() {}
