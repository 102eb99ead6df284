//! `group`: a sequence without an element of its own, once, optional and repeated.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(group)]
struct Period {
    from: u32,
    to: Option<u32>,
    tag: Vec<String>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct One {
    #[xml(flatten)]
    period: Period,
    note: Option<String>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Maybe {
    note: Option<String>,
    #[xml(flatten)]
    period: Option<Period>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Many {
    id: u32,
    #[xml(flatten)]
    periods: Vec<Period>,
    note: Option<String>,
}

fn period(from: u32, to: Option<u32>, tag: &[&str]) -> Period {
    Period { from, to, tag: tag.iter().map(|&it| it.to_owned()).collect() }
}

#[test]
fn one() {
    both(
        "<One><from>1</from><to>2</to><tag>a</tag><note>n</note></One>",
        One { period: period(1, Some(2), &["a"]), note: Some("n".to_owned()) },
    );
    refuses::<One>("<One><note>n</note></One>", "/One: group `period` of `One` is missing");
    refuses::<One>("<One><to>2</to></One>", "/One: element `from` of `Period` is missing");
    refuses::<One>(
        "<One><from>1</from><from>2</from></One>",
        "/One/from: element `from`, after another alternative or a second time, has no place here",
    );
}

#[test]
fn optional() {
    both("<Maybe />", Maybe { note: None, period: None });
    both("<Maybe><from>1</from></Maybe>", Maybe { note: None, period: Some(period(1, None, &[])) });
    refuses::<Maybe>("<Maybe><to>2</to></Maybe>", "/Maybe: element `from` of `Period` is missing");
}

#[test]
fn repeated() {
    both(
        "<Many><id>1</id><from>1</from><tag>a</tag><tag>b</tag><from>2</from><to>3</to><from>4</from><note>n</note></Many>",
        Many {
            id: 1,
            periods: vec![period(1, None, &["a", "b"]), period(2, Some(3), &[]), period(4, None, &[])],
            note: Some("n".to_owned()),
        },
    );
    both("<Many><id>1</id></Many>", Many { id: 1, periods: vec![], note: None });
}

/// Marked `group`, a struct is still the content of an element.
#[test]
fn as_an_element() {
    both("<Period><from>1</from><tag>a</tag></Period>", period(1, None, &["a"]));
    reads("<Period><tag>a</tag><from>1</from></Period>", &period(1, None, &["a"]));
    refuses::<Period>("<Period/>", "/Period: element `from` of `Period` is missing");
}

#[test]
fn many_members() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    #[xml(group)]
    struct Wide {
        a: u8,
        b: u8,
        c: u8,
        d: u8,
        e: u8,
        f: u8,
        g: u8,
        h: u8,
        i: u8,
        j: u8,
        k: u8,
        l: u8,
        m: u8,
        n: Option<u8>,
    }
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Outer {
        #[xml(flatten)]
        wide: Wide,
    }
    let wide =
        Wide { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, n: None };
    let members = "abcdefghijklm".chars().zip(1..).map(|(name, value)| format!("<{name}>{value}</{name}>"));
    both(&format!("<Outer>{}</Outer>", members.collect::<String>()), Outer { wide });
}
