use castile_macros::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(nmespace = "urn:x", rename_all = "pascal")]
struct Order {
    #[xml(attribut)]
    id: u32,
    #[xml(name = "a:b", attribute, flatten)]
    note: String,
    #[xml(default)]
    currency: Option<String>,
    #[xml(attribute)]
    tags: Vec<String>,
}

// The type has its impls all the same: none of its uses is an error.
#[derive(FromXml, ToXml)]
struct Orders {
    order: Vec<Order>,
    #[xml(flatten)]
    flat: Option<Order>,
    #[xml(attribute)]
    one: Order,
}

fn used(order: &Order) -> String {
    let _: Order = castile::xml::from_str("").unwrap();
    castile::xml::to_string(order).unwrap()
}

fn main() {}
