//! `default`: what an absent or empty member is (XSD 1.0 Part 1 §3.2.1, §3.3.4).

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

type Maybe<T> = Option<T>;

#[derive(Debug, Clone, PartialEq, FromXml, ToXml)]
struct Line {
    #[xml(default = "1")]
    count: u32,
    #[xml(default)]
    note: String,
    #[xml(default = "NOK")]
    currency: Option<String>,
    #[xml(default = "NOK")]
    alias: Maybe<String>,
    #[xml(attribute, default = "stk.")]
    unit: String,
    #[xml(attribute, default)]
    rank: u8,
}

fn line() -> Line {
    Line { count: 1, note: String::new(), currency: None, alias: None, unit: "stk.".to_owned(), rank: 0 }
}

#[test]
fn absent() {
    reads("<Line/>", &line());
}

#[test]
fn empty_elements() {
    let nok = Some("NOK".to_owned());
    let expected = Line { currency: nok.clone(), alias: nok, ..line() };
    reads("<Line><count/><note></note><currency/><alias></alias></Line>", &expected);
}

#[test]
fn present() {
    both(
        r#"<Line unit="kg" rank="2"><count>2</count><note>n</note><currency>SEK</currency><alias>DKK</alias></Line>"#,
        Line {
            count: 2,
            note: "n".to_owned(),
            currency: Some("SEK".to_owned()),
            alias: Some("DKK".to_owned()),
            unit: "kg".to_owned(),
            rank: 2,
        },
    );
}

#[test]
fn written_even_if_it_is_the_default() {
    both(r#"<Line unit="stk." rank="0"><count>1</count><note></note></Line>"#, line());
}

/// An attribute that is there has its value, even the empty one.
#[test]
fn empty_attributes() {
    reads("<Line unit=''/>", &Line { unit: String::new(), ..line() });
    refuses::<Line>(
        "<Line rank=''/>",
        "/Line/@rank: `` is not a value of type `unsignedByte`: expected digits",
    );
}

#[test]
fn of_text() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Size {
        #[xml(text, default = "10")]
        size: u32,
    }
    reads("<Size/>", &Size { size: 10 });
    both("<Size>3</Size>", Size { size: 3 });
}

#[test]
fn a_default_is_no_excuse() {
    refuses::<Line>(
        "<Line><count>x</count></Line>",
        "/Line/count: `x` is not a value of type `unsignedInt`: expected digits",
    );
    refuses::<Line>("<Line><count/><count/></Line>", "/Line/count: element `count` occurs more than once");
    refuses::<Line>("<Line><note/><note/></Line>", "/Line/note: element `note` occurs more than once");
    let nil = "<Line xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><count i:nil='true'/></Line>";
    refuses::<Line>(nil, "/Line/count: `xsi:nil` stands where a value is required");
}

#[test]
fn of_an_alternative() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    enum Amount {
        #[xml(name = "count", default = "1")]
        Count(u32),
        #[xml(name = "note")]
        Note(String),
    }
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Item {
        #[xml(flatten)]
        amount: Amount,
    }
    reads("<Item><count/></Item>", &Item { amount: Amount::Count(1) });
    both("<Item><count>3</count></Item>", Item { amount: Amount::Count(3) });
    refuses::<Item>(
        "<Item><count>x</count></Item>",
        "/Item/count: `x` is not a value of type `unsignedInt`: expected digits",
    );
}
