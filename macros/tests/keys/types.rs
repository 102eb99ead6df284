//! `types`: the type of an element by `xsi:type`.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Shape {
    id: u32,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:y")]
struct Circle {
    #[xml(ns = "urn:x")]
    id: u32,
    radius: u32,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(types, ns = "urn:x")]
enum AnyShape {
    #[xml(declared)]
    Shape(Shape),
    #[xml(ns = "urn:y")]
    Circle(Box<Circle>),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(types, ns = "urn:x")]
enum AbstractShape {
    #[xml(ns = "urn:y")]
    Circle(Circle),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Drawing {
    shape: Vec<AnyShape>,
    only: Option<AbstractShape>,
}

fn circle(id: u32, radius: u32) -> Circle {
    Circle { id, radius }
}

#[test]
fn declared_and_derived() {
    both(
        r#"<Drawing xmlns="urn:x"><shape><id>1</id></shape><shape xmlns:n1="urn:y" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="n1:Circle"><id>2</id><n1:radius>3</n1:radius></shape></Drawing>"#,
        Drawing {
            shape: vec![AnyShape::Shape(Shape { id: 1 }), AnyShape::Circle(Box::new(circle(2, 3)))],
            only: None,
        },
    );
}

#[test]
fn by_whatever_prefix() {
    reads(
        "<p:Drawing xmlns:p='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><p:shape i:type='p:Shape'><p:id>1</p:id></p:shape><p:only xmlns='urn:y' i:type=' Circle '><p:id>2</p:id><radius>3</radius></p:only></p:Drawing>",
        &Drawing {
            shape: vec![AnyShape::Shape(Shape { id: 1 })],
            only: Some(AbstractShape::Circle(circle(2, 3))),
        },
    );
}

#[test]
fn unknown_and_absent() {
    let xsi = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    refuses::<Drawing>(
        &format!("<Drawing xmlns='urn:x' {xsi}><shape i:type='Square'/></Drawing>"),
        "/Drawing/shape: the type `{urn:x}Square`, named by `xsi:type`, has no place here",
    );
    refuses::<Drawing>(
        "<Drawing xmlns='urn:x'><only/></Drawing>",
        "/Drawing/only: attribute `xsi:type` of `only`, whose declared type is abstract, is missing",
    );
}
