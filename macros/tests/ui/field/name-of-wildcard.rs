use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(any, name = "rest")]
    elements: Vec<castile::xml::Element>,
    #[xml(any_attribute, ns = "urn:x")]
    attributes: Vec<castile::xml::Attribute>,
}

fn main() {}
