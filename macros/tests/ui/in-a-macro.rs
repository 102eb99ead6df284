//! Names and types may come out of `macro_rules!`.

use castile_macros::FromXml;

macro_rules! message {
    ($name:ident, $ns:literal, $ty:ty) => {
        #[derive(FromXml)]
        #[xml(ns = $ns)]
        struct $name {
            #[xml(default = "7")]
            id: $ty,
        }
    };
}

message!(Order, "urn:x", Option<u32>);

fn main() {
    let order: Order = castile::xml::from_str("<Order xmlns='urn:x'><id/></Order>").unwrap();
    assert_eq!(order.id, Some(7));
}
