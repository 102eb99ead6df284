//! The value types as elements and attributes, and the two that depend on their surroundings: `QName` and `List`.

use std::borrow::Cow;

use castile::xml::{Error, FromText, FromXml, Name, Reader, Scope, ToXml, Writer, from_str};
use castile::xsd::{
    Base64, Date, DateTime, Decimal, Duration, GMonth, Guid, Hex, Integer, List, Offset, QName, Time,
};

fn element<T: ToXml + ?Sized>(value: &T) -> Result<String, Error> {
    let mut writer = Writer::new();
    writer.element(Name::new("urn:v", "v"), value);
    writer.finish()
}

fn check<T: ToXml + for<'x> FromXml<'x>>(text: &str, written: &str) {
    let value: T = from_str(&format!("<v>\n {text}\t</v>")).unwrap();
    assert_eq!(element(&value).unwrap(), format!(r#"<v xmlns="urn:v">{written}</v>"#));
}

#[test]
fn each_type_is_an_element() {
    check::<Integer>("+7", "7");
    check::<Decimal>("1234.5600", "1234.5600");
    check::<Date>("2024-02-29Z", "2024-02-29Z");
    check::<DateTime>("2024-02-29T12:00:00.50+00:00", "2024-02-29T12:00:00.50Z");
    check::<Time>("12:00:00", "12:00:00");
    check::<GMonth>("--05", "--05");
    check::<Offset>("-05:00", "-05:00");
    check::<Duration>("PT90M", "PT90M");
    check::<Guid>("6F9619FF-8B86-D011-B42D-00C04FC964FF", "6f9619ff-8b86-d011-b42d-00c04fc964ff");
    check::<Base64>("aGVs\n bG8=", "aGVsbG8=");
    check::<Hex>("0fb7", "0FB7");
    check::<List<Decimal>>(" 1.0\n\t2.50 ", "1.0 2.50");
    check::<List<String>>("a  b&amp;c", "a b&amp;c");
    check::<List<i32>>("<!-- none -->", "");
}

#[test]
fn a_large_file_is_written_whole() {
    let file = Base64((0..=255).cycle().take(100_000).collect());
    let text = element(&file).unwrap();
    assert_eq!(from_str::<Base64>(&text).unwrap(), file);
}

#[test]
fn a_bad_value_names_its_type() {
    let error = from_str::<Decimal>("<v>1,5</v>").unwrap_err().to_string();
    assert!(error.contains("`1,5` is not a value of type `decimal`"), "{error}");
}

#[test]
fn list_items_borrow_from_the_document() {
    let list: List<Cow<'_, str>> = from_str("<v> a b </v>").unwrap();
    assert!(list.iter().all(|item| matches!(item, Cow::Borrowed(_))));
    let list: List<Cow<'_, str>> = from_str("<v>a&#32;b</v>").unwrap();
    assert_eq!(*list, ["a", "b"]);
}

#[test]
fn list_is_a_vec() {
    let mut list: List<i32> = [3, 1].into_iter().collect();
    list.push(2);
    assert_eq!(format!("{list} {list:?}"), "3 1 2 [3, 1, 2]");
    assert_eq!(list.into_iter().max(), Some(3));
    assert_eq!(List::<i32>::default(), List::from(Vec::new()));
    let error = "1.0 x".parse::<List<Decimal>>().unwrap_err();
    assert_eq!(error.type_name(), "decimal");
}

/// The `QName` inside `<v>`, with a default namespace `urn:d` and a prefix `p`.
fn qname(text: &str) -> Result<QName, Error> {
    from_str(&format!(r#"<v xmlns="urn:d" xmlns:p="urn:p">{text}</v>"#))
}

#[test]
fn qname_takes_its_namespace_from_the_prefix() {
    assert_eq!(qname("p:Client").unwrap(), Name::new("urn:p", "Client"));
    assert_eq!(qname("\n p:Client ").unwrap(), Name::new("urn:p", "Client"));
    assert_eq!(qname("Client").unwrap(), Name::new("urn:d", "Client"));
    assert_eq!(qname("xml:lang").unwrap().ns, "http://www.w3.org/XML/1998/namespace");
    assert_eq!(from_str::<QName>("<v>Client</v>").unwrap(), QName::new("", "Client"));
}

#[test]
fn qname_refusals() {
    for (text, reason) in [
        ("q:Client", "prefix is not declared"),
        (":Client", "prefix is empty"),
        ("p:", "no name"),
        ("", "no name"),
        ("p:a:b", "no name"),
        ("p:1", "no name"),
        ("p: a", "no name"),
        ("a b", "no name"),
        ("{urn:p}a", "prefix is not declared"),
        ("p:é", ""),
    ] {
        match qname(text) {
            Err(error) => {
                assert!(!reason.is_empty() && error.to_string().contains(reason), "{text}: {error}");
            }
            Ok(_) => assert!(reason.is_empty(), "{text}"),
        }
    }
}

#[test]
fn qname_declares_its_prefix() {
    let name = QName::new("urn:p", "Client");
    let text = element(&name).unwrap();
    assert_eq!(from_str::<QName>(&text).unwrap(), name);
    assert!(text.starts_with(r#"<v xmlns="urn:v" xmlns:"#), "{text}");
}

#[test]
fn qname_uses_a_declared_prefix() {
    let mut writer = Writer::new();
    writer.declare("p", "urn:p");
    writer.element(Name::new("urn:v", "v"), &QName::new("urn:p", "Client"));
    let text = writer.finish().unwrap();
    assert!(text.ends_with(">p:Client</v>") || text.contains(">p:Client</"), "{text}");
}

#[test]
fn qname_in_an_attribute() {
    struct Typed(QName);
    impl ToXml for Typed {
        fn write(&self, writer: &mut Writer) {
            writer.declare("p", "urn:p");
            writer.start(Name::new("", "inner"));
            writer.attribute("", "type", &self.0);
            writer.end();
        }
    }
    let text = element(&Typed(QName::new("urn:p", "Client"))).unwrap();
    assert!(text.contains(r#"type="p:Client""#), "{text}");
}

#[test]
fn qnames_declare_what_they_need_in_the_start_tag() {
    #[derive(Debug, PartialEq, castile::FromXml, castile::ToXml)]
    struct Names {
        #[xml(attribute)]
        one: QName,
        #[xml(attribute)]
        more: List<QName>,
        #[xml(text)]
        text: QName,
    }
    #[derive(Debug, PartialEq, castile::FromXml, castile::ToXml)]
    struct Two {
        first: List<QName>,
        second: QName,
    }
    let name = |ns: &'static str| QName::new(ns, "a");
    let names =
        Names { one: name("urn:p"), more: List(vec![name("urn:q"), name("urn:p")]), text: name("urn:r") };
    let text = castile::xml::to_string(&names).unwrap();
    assert_eq!(from_str::<Names>(&text).unwrap(), names, "{text}");
    let two = Two { first: List(vec![name("urn:p"), name("urn:q")]), second: name("urn:p") };
    let text = castile::xml::to_string(&two).unwrap();
    assert_eq!(from_str::<Two>(&text).unwrap(), two, "{text}");
}

#[test]
fn qname_in_clark_notation() {
    let name: QName = "{urn:p}Client".parse().unwrap();
    assert_eq!(
        (name.to_string().as_str(), format!("{name:?}").as_str()),
        ("{urn:p}Client", "QName({urn:p}Client)")
    );
    assert_eq!("Client".parse::<QName>().unwrap().ns, "");
    assert!("{urn:p}".parse::<QName>().is_err() && "p:a".parse::<QName>().is_err());
    assert_eq!(QName::from(name.name()), name);
    assert!(QName::from_text(Cow::Borrowed("p:a"), &Scope::default()).is_err());
}

#[test]
fn a_reader_gives_values_one_after_the_other() {
    let mut reader = Reader::new("<o><d>2024-02-29</d><p>9.90</p></o>");
    reader.root().unwrap();
    assert!(reader.child().unwrap());
    assert_eq!(reader.value::<Date>().unwrap(), Date::new(2024, 2, 29).unwrap());
    assert!(reader.child().unwrap());
    assert_eq!(reader.value::<Decimal>().unwrap(), Decimal::new(99, 1));
}
