use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(text)]
    note: castile::Nillable<String>,
}

fn main() {}
