//! Value enums, and `other`.

use castile::xsd::List;
use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, Clone, PartialEq, FromXml, ToXml)]
enum Unit {
    #[xml(name = "stk.")]
    Piece,
    #[xml(name = "")]
    None,
    #[xml(name = "kg & g")]
    Weight,
    Metre,
}

#[derive(Debug, Clone, PartialEq, FromXml, ToXml)]
enum Currency {
    #[xml(name = "NOK")]
    Krone,
    #[xml(other)]
    Other(String),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Line {
    #[xml(attribute)]
    unit: Option<Unit>,
    price: Vec<Currency>,
}

#[test]
fn as_element_and_attribute() {
    both(
        r#"<Line unit="kg &amp; g"><price>NOK</price><price>SEK</price></Line>"#,
        Line { unit: Some(Unit::Weight), price: vec![Currency::Krone, Currency::Other("SEK".to_owned())] },
    );
    both(r#"<Line unit="" />"#, Line { unit: Some(Unit::None), price: vec![] });
}

#[test]
fn as_text_and_list_item() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Units {
        #[xml(text)]
        all: List<Unit>,
    }
    both("<Units>Metre stk.</Units>", Units { all: List::from(vec![Unit::Metre, Unit::Piece]) });
}

#[test]
fn white_space_around_does_not_count() {
    reads(
        "<Line unit=' Metre '><price>\n NOK </price></Line>",
        &Line { unit: Some(Unit::Metre), price: vec![Currency::Krone] },
    );
}

#[test]
fn other_keeps_the_text_as_it_is() {
    both(
        "<Line><price> Øre </price></Line>",
        Line { unit: None, price: vec![Currency::Other(" Øre ".to_owned())] },
    );
}

#[test]
fn an_unknown_value_lists_the_known_ones() {
    refuses::<Line>(
        "<Line unit='metre'/>",
        "/Line/@unit: `metre` is not a value of type `Unit`: expected `stk.`, ``, `kg & g` or `Metre`",
    );
}

#[test]
fn many_values_are_counted() {
    #[derive(Debug, PartialEq, FromXml)]
    enum Digit {
        Zero,
        One,
        Two,
        Three,
        Four,
        Five,
        Six,
        Seven,
        Eight,
    }
    refuses::<Digit>(
        "<Digit>Nine</Digit>",
        "/Digit: `Nine` is not a value of type `Digit`: expected one of 9 values, such as `Zero`, `One`, `Two`",
    );
}

#[test]
fn a_value_is_a_document_where_it_has_a_name() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    #[xml(name = "Answer", ns = "urn:x")]
    enum Answer {
        Yes,
    }
    both(r#"<Answer xmlns="urn:x">Yes</Answer>"#, Answer::Yes);
    refuses::<Answer>("<Answer>Yes</Answer>", "/Answer: expected element `{urn:x}Answer`, found `Answer`");
}
