//! `transparent`: a newtype around a simple value.

use castile_macros::{FromXml, ToXml};

use super::{both, refuses};

#[derive(Debug, Clone, PartialEq, FromXml, ToXml)]
#[xml(transparent)]
struct CustomerId(u32);

#[derive(Debug, Clone, PartialEq, FromXml, ToXml)]
#[xml(transparent, name = "Comment", ns = "urn:x")]
struct Comment {
    text: String,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Order {
    #[xml(attribute)]
    customer: CustomerId,
    comment: Vec<Comment>,
}

#[test]
fn as_its_value() {
    let comment = Comment { text: "x".to_owned() };
    both(
        r#"<Order customer="7"><comment>x</comment></Order>"#,
        Order { customer: CustomerId(7), comment: vec![comment.clone()] },
    );
    both(r#"<Comment xmlns="urn:x">x</Comment>"#, comment);
}

#[test]
fn errors_are_those_of_the_value() {
    refuses::<Order>(
        "<Order customer='-1'/>",
        "/Order/@customer: `-1` is not a value of type `unsignedInt`: out of range",
    );
}
