use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(any)]
    rest: Option<castile::xml::Element>,
}

fn main() {}
