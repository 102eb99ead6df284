//! `any_attribute`: the attributes that no other member takes.

use castile::xml::{Attribute, Name};
use castile_macros::{FromXml, ToXml};

use super::both;

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Open {
    #[xml(attribute)]
    id: u32,
    #[xml(any_attribute)]
    rest: Vec<Attribute>,
}

#[test]
fn kept_in_order_with_their_names() {
    both(
        r#"<Open id="1" a="&amp;" xmlns:n1="urn:y" n1:id="2" xml:lang="nb" />"#,
        Open {
            id: 1,
            rest: vec![
                Attribute::new(Name::new("", "a"), "&"),
                Attribute::new(Name::new("urn:y", "id"), "2"),
                Attribute::new(Name::new("http://www.w3.org/XML/1998/namespace", "lang"), "nb"),
            ],
        },
    );
}
