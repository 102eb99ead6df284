use castile_macros::ToXml;

struct Opaque;

#[derive(ToXml)]
struct Order {
    id: Opaque,
    ids: Option<Opaque>,
}

fn main() {}
