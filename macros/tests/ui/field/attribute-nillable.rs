use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(attribute)]
    id: Option<castile::Nillable<u32>>,
}

fn main() {}
