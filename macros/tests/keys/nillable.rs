//! `Nillable<T>`, alone and within `Option` and `Vec`: absent, nil and empty are three values.

use castile::Nillable::{self, Nil, Value};
use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Item {
    plain: Option<String>,
    nillable: Nillable<String>,
    both: Option<Nillable<String>>,
    many: Vec<Nillable<u32>>,
}

fn document(members: &str) -> String {
    format!(r#"<Item xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{members}</Item>"#)
}

#[test]
fn written_and_read_back() {
    both(
        r#"<Item><nillable xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" /></Item>"#,
        Item { plain: None, nillable: Nil, both: None, many: vec![] },
    );
    both(
        "<Item><nillable></nillable><both></both><many>1</many></Item>",
        Item {
            plain: None,
            nillable: Value(String::new()),
            both: Some(Value(String::new())),
            many: vec![Value(1)],
        },
    );
}

#[test]
fn nil_in_every_place() {
    let nil = |name| format!("<{name} xsi:nil='1'/>");
    let members = ["plain", "nillable", "both", "many", "many"].map(nil).concat();
    let item = Item { plain: None, nillable: Nil, both: Some(Nil), many: vec![Nil, Nil] };
    reads(&document(&members), &item);
}

#[test]
fn a_required_nillable_is_not_absent() {
    refuses::<Item>("<Item/>", "/Item: element `nillable` of `Item` is missing");
}

#[test]
fn nil_where_a_value_is_required() {
    #[derive(Debug, PartialEq, FromXml)]
    struct Required {
        value: u32,
    }
    let document = document("<value xsi:nil='true'/>").replace("Item", "Required");
    refuses::<Required>(&document, "/Required/value: `xsi:nil` stands where a value is required");
}

/// A struct is nil as a whole, its attributes aside.
#[test]
fn structs() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Line {
        id: u32,
    }
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Lines {
        line: Vec<Nillable<Line>>,
    }
    let text = r#"<Lines><line xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" /><line><id>1</id></line></Lines>"#;
    both(text, Lines { line: vec![Nil, Value(Line { id: 1 })] });
}
