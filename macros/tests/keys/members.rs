//! Members of every kind in one type, and more of each than one tuple has.

use castile::xml::{Attribute, Element, FromXml, Name, ToXml};
use castile_macros::{FromXml, ToXml};

use super::{both, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(name = "all", ns = "urn:x")]
struct All {
    #[xml(attribute)]
    id: u32,
    first: String,
    #[xml(ns = "urn:y")]
    second: Option<i32>,
    #[xml(attribute, name = "lang", ns = "http://www.w3.org/XML/1998/namespace")]
    lang: Option<String>,
    #[xml(skip)]
    passed: Option<u8>,
    #[xml(item = "n")]
    third: Vec<u8>,
    #[xml(any_attribute)]
    more: Vec<Attribute>,
    #[xml(any)]
    rest: Vec<Element>,
}

fn all() -> All {
    All {
        id: 1,
        first: "a".to_owned(),
        second: Some(2),
        lang: Some("nb".to_owned()),
        passed: None,
        third: vec![3, 4],
        more: vec![Attribute::new(Name::new("", "z"), "5")],
        rest: vec![],
    }
}

const DOCUMENT: &str = r#"<all xmlns="urn:x" id="1" xml:lang="nb" z="5"><first>a</first><second xmlns="urn:y">2</second><third><n>3</n><n>4</n></third></all>"#;

#[test]
fn each_kind_has_its_place() {
    both(DOCUMENT, all());
    let name = Some(Name::new("urn:x", "all"));
    assert_eq!((<All as FromXml<'_>>::NAME, <All as ToXml>::NAME), (name, name));
}

#[test]
fn an_element_that_has_no_room_is_any() {
    let mut read: All = castile::xml::from_str(
        "<all xmlns='urn:x' z='5' xml:lang='nb' id='1'><other/><third><n>3</n><n>4</n></third><first>a</first><first/><y:second xmlns:y='urn:y'>2</y:second></all>",
    )
    .unwrap();
    let rest: Vec<_> = std::mem::take(&mut read.rest);
    assert_eq!(rest.iter().map(|it| it.name().local).collect::<Vec<_>>(), ["other", "first"]);
    assert_eq!(read, all());
}

#[test]
fn the_first_that_is_missing_is_named() {
    refuses::<All>("<all xmlns='urn:x' id='1'><third/></all>", "/all: element `first` of `All` is missing");
    refuses::<All>("<all xmlns='urn:x'><first/><third/></all>", "/all: attribute `id` of `All` is missing");
    refuses::<All>("<all xmlns='urn:x' id='1'><first/></all>", "/all: element `third` of `All` is missing");
}

macro_rules! many {
    ($($element:ident)+; $($attribute:ident)+) => {
        #[derive(Debug, PartialEq, Default, FromXml, ToXml)]
        struct Many {
            $($element: u8,)+
            $(#[xml(attribute)] $attribute: Option<u8>,)+
        }

        /// The elements with this value, and without the one of that name.
        fn elements(value: u8, absent: &str) -> String {
            let all = [$(stringify!($element)),+].into_iter().filter(|it| *it != absent);
            all.map(|it| format!("<{it}>{value}</{it}>")).collect()
        }

        fn attributes(value: u8) -> String {
            [$(stringify!($attribute)),+].map(|it| format!(" {it}=\"{value}\"")).concat()
        }

        fn many(value: u8) -> Many {
            Many { $($element: value,)+ $($attribute: Some(value),)+ }
        }
    };
}

many! {
    e01 e02 e03 e04 e05 e06 e07 e08 e09 e10 e11 e12 e13 e14 e15 e16 e17 e18 e19 e20 e21 e22 e23 e24 e25 e26;
    a01 a02 a03 a04 a05 a06 a07 a08 a09 a10 a11 a12 a13 a14
}

#[test]
fn more_than_a_tuple_has() {
    both(&format!("<Many{}>{}</Many>", attributes(7), elements(7, "")), many(7));
    for absent in ["e01", "e12", "e13", "e25", "e26"] {
        let message = format!("/Many: element `{absent}` of `Many` is missing");
        refuses::<Many>(&format!("<Many>{}</Many>", elements(7, absent)), &message);
    }
}

/// As a type is whose base has qualified elements, and its own schema has not.
#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Extended {
    base: u8,
    #[xml(ns = "")]
    own: u8,
}

#[test]
fn the_other_namespace_may_be_none() {
    both(
        r#"<Extended xmlns="urn:x"><base>1</base><own xmlns="">2</own></Extended>"#,
        Extended { base: 1, own: 2 },
    );
    refuses::<Extended>(
        "<Extended xmlns='urn:x'><base>1</base></Extended>",
        "/Extended: element `own` of `Extended` is missing",
    );
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Bare {
    #[xml(text)]
    value: u8,
    #[xml(any_attribute)]
    more: Vec<Attribute>,
}

#[test]
fn text_beside_any_attribute() {
    both(
        r#"<Bare a="1" b="2">3</Bare>"#,
        Bare {
            value: 3,
            more: vec![Attribute::new(Name::new("", "a"), "1"), Attribute::new(Name::new("", "b"), "2")],
        },
    );
}
