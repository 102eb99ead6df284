//! How often a member occurs, by its type.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

type Maybe<T> = Option<T>;

#[derive(Debug, Default, PartialEq, FromXml, ToXml)]
struct Order {
    note: Option<String>,
    line: Vec<u32>,
    /// The trait decides, not the spelling.
    alias: Maybe<u32>,
}

#[test]
fn absent() {
    both("<Order />", Order::default());
}

#[test]
fn present() {
    both(
        "<Order><note></note><line>1</line><line>2</line><alias>3</alias></Order>",
        Order { note: Some(String::new()), line: vec![1, 2], alias: Some(3) },
    );
}

#[test]
fn repeated_ones_apart() {
    reads(
        "<Order><line>1</line><note>n</note><line>2</line></Order>",
        &Order { note: Some("n".to_owned()), line: vec![1, 2], alias: None },
    );
}

#[test]
fn at_most_once() {
    refuses::<Order>(
        "<Order><note>a</note><line>1</line><note>b</note></Order>",
        "/Order/note: element `note` occurs more than once",
    );
}
