use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(any)]
    one: Vec<castile::xml::Element>,
    #[xml(any)]
    two: Vec<castile::xml::Element>,
    #[xml(any_attribute)]
    three: Vec<castile::xml::Attribute>,
    #[xml(any_attribute)]
    four: Vec<castile::xml::Attribute>,
}

fn main() {}
