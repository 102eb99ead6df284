use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(any_attribute)]
    rest: castile::xml::Attribute,
}

fn main() {}
