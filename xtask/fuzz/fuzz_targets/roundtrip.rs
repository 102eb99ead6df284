//! `decode(encode(x)) == x` for derived types: each kind of member, with arbitrary values.
#![no_main]

use std::fmt::Debug;

use arbitrary::{Arbitrary, Result, Unstructured};
use castile::xml::stream::{Items, Step};
use castile::xml::{self, ErrorKind, Name, Nillable};
use castile::xsd::{Base64, Hex};
use castile::{FromXml, ToXml};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, PartialEq, Arbitrary, FromXml, ToXml)]
#[xml(ns = "urn:x", rename_all = "camelCase")]
struct Everything {
    #[xml(attribute)]
    id: i64,
    #[xml(attribute, ns = "urn:attributes")]
    label: Option<String>,
    #[xml(attribute)]
    kind: Option<Kind>,
    once: String,
    at_most_once: Option<String>,
    many: Vec<String>,
    numbers: Numbers,
    #[xml(ns = "")]
    unqualified: Option<bool>,
    #[xml(ns = "urn:other")]
    foreign: Vec<u32>,
    #[arbitrary(with = nillable)]
    nillable: Nillable<String>,
    #[arbitrary(with = |u: &mut Unstructured<'_>| Ok(if u.arbitrary()? { Some(nillable(u)?) } else { None }))]
    optional_nillable: Option<Nillable<u8>>,
    #[arbitrary(with = |u: &mut Unstructured<'_>| (0..u.int_in_range(0..=3)?).map(|_| nillable(u)).collect::<Result<_>>())]
    many_nillable: Vec<Nillable<String>>,
    #[xml(item = "Item")]
    items: Option<Vec<String>>,
    #[xml(flatten)]
    choices: Vec<Choice>,
    #[xml(flatten)]
    group: Group,
    texts: Vec<Text>,
    bytes: Vec<Bytes>,
    nested: Option<Box<Everything>>,
}

fn nillable<'a, T: Arbitrary<'a>>(u: &mut Unstructured<'a>) -> Result<Nillable<T>> {
    Ok(Option::arbitrary(u)?.map_or(Nillable::Nil, Nillable::Value))
}

#[derive(Debug, PartialEq, Arbitrary, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Numbers {
    a: i8,
    b: u64,
    c: Option<i32>,
    d: Float,
}

#[derive(Debug, PartialEq, Arbitrary, FromXml, ToXml)]
enum Kind {
    First,
    #[xml(name = "the second")]
    Second,
}

#[derive(Debug, PartialEq, Arbitrary, FromXml, ToXml)]
#[xml(ns = "urn:choice")]
enum Choice {
    Word(String),
    Number(i16),
    Deep(Box<Everything>),
}

#[derive(Debug, PartialEq, Arbitrary, FromXml, ToXml)]
#[xml(group, ns = "urn:group")]
struct Group {
    g1: String,
    g2: Option<String>,
}

#[derive(Debug, PartialEq, Arbitrary, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Text {
    #[xml(attribute)]
    lang: Option<String>,
    #[xml(text)]
    text: String,
}

/// A number other than NaN, which is equal to nothing.
#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(transparent)]
struct Float(f64);

impl<'a> Arbitrary<'a> for Float {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let number = f64::arbitrary(u)?;
        Ok(Self(if number.is_nan() { 0.0 } else { number }))
    }
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Bytes {
    base64: Base64,
    hex: Hex,
}

impl<'a> Arbitrary<'a> for Bytes {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { base64: Vec::<u8>::arbitrary(u)?.into(), hex: Vec::<u8>::arbitrary(u)?.into() })
    }
}

fuzz_target!(|value: Everything| {
    let written = match xml::to_string(&value) {
        Ok(written) => written,
        Err(error) => return refused(&value, &error),
    };
    match xml::from_str::<Everything>(&written) {
        Ok(read) => assert_eq!(read, value, "{written}"),
        Err(error) => assert!(matches!(error.kind(), ErrorKind::Limit(_)), "{error}: {written}"),
    }
    read_as_an_item(&written, &value);
    let mut streamed = Vec::new();
    xml::to_writer(&mut streamed, &value).expect("as `to_string`");
    assert!(streamed.ends_with(written.as_bytes()));
});

/// An item of a stream is what it is as a document.
fn read_as_an_item(written: &str, value: &Everything) {
    let mut items = Items::<Everything>::new(Name::new("urn:x", "Everything"));
    let document = format!("<all xmlns:p='urn:other'>{written}</all>");
    let mut read = None;
    for chunk in document.as_bytes().chunks(61) {
        items.push(chunk);
        match items.pull() {
            Ok(Step::Item(item)) => read = Some(item),
            Ok(_) => {}
            Err(error) => return assert!(matches!(error.kind(), ErrorKind::Limit(_)), "{error}: {written}"),
        }
    }
    assert_eq!(read.as_ref(), Some(value), "{written}");
}

/// Nothing is refused but characters that XML 1.0 has no way to write (§2.2).
fn refused(value: &impl Debug, error: &xml::Error) {
    let shown = format!("{value:?}");
    // `Debug` writes control characters and noncharacters as escapes.
    assert!(shown.contains("\\u{") || shown.contains("\\0"), "{error}: {shown}");
}
