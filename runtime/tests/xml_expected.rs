//! Elements and attributes that come as their type expects them, and all the ways in which they may not: what is read is the same,
//! however it was found.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use castile::FromXml;
use castile::xml::{ErrorKind, Nillable, Observed, Reader, Typed, from_str};

#[derive(Debug, PartialEq, FromXml)]
#[xml(name = "list", ns = "urn:x")]
struct List {
    #[xml(name = "item")]
    items: Vec<Item>,
    note: Option<Nillable<String>>,
    last: Option<String>,
}

#[derive(Debug, PartialEq, FromXml)]
#[xml(ns = "urn:x")]
struct Item {
    #[xml(attribute)]
    id: Option<u32>,
    #[xml(attribute)]
    code: Option<String>,
    name: Option<String>,
}

fn item(id: u32, code: &str) -> Item {
    Item { id: Some(id), code: Some(code.to_owned()), name: None }
}

/// The items of a list with this content.
fn items(content: &str) -> Vec<Item> {
    list(content).items
}

fn list(content: &str) -> List {
    from_str(&document(content)).unwrap()
}

fn refused(content: &str) -> String {
    from_str::<List>(&document(content)).unwrap_err().to_string()
}

fn document(content: &str) -> String {
    format!(
        "<p:list xmlns:p='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\n  {content}\n</p:list>\n\
         <!-- so that no tag is near the end of the document, where nothing is read by windows -->"
    )
}

#[test]
fn attributes_are_the_same_in_any_form() {
    for tag in [
        r#"<p:item id="7" code="c"/>"#,
        r#"<p:item id="7" code="c"></p:item>"#,
        r#"<p:item id="7" code="c" ></p:item >"#,
        r#"<p:item code="c" id="7"/>"#,
        r"<p:item id='7' code='c'/>",
        "<p:item\n  id = \"7\"\n  code=\"c\"\n/>",
        r#"<p:item id="&#55;" code="&#x63;"/>"#,
        r#"<p:item id="7" code="c" i:type="p:Item"/>"#,
        r#"<p:item id="7" xmlns:q="urn:x" code="c"/>"#,
        r#"<p:item identity="9" id="7" codes="d" code="c" i="1"/>"#,
        r#"<q:item id="7" code="c" xmlns:q="urn:x"/>"#,
        r#"<item xmlns="urn:x" id="7" code="c"/>"#,
    ] {
        assert_eq!(items(tag), [item(7, "c")], "{tag}");
        assert_eq!(items(&format!("{tag}\n  {tag}")), [item(7, "c"), item(7, "c")], "{tag}");
    }
}

#[test]
fn absent_and_empty_attributes_are_told_apart() {
    let found = items(r#"<p:item/><p:item code=""/><p:item id="1"/><p:item><p:name>n</p:name></p:item>"#);
    let none = || Item { id: None, code: None, name: None };
    let expected = [
        none(),
        Item { code: Some(String::new()), ..none() },
        Item { id: Some(1), ..none() },
        Item { name: Some("n".to_owned()), ..none() },
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_attribute_that_occurs_twice_is_refused_in_any_form() {
    for tag in [
        r#"<p:item id="1" id="1"/>"#,
        r#"<p:item id="1" code="c" id="2"/>"#,
        r#"<p:item code="c" id="1" code="c"/>"#,
        r#"<p:item id="1" code='c' code="c"/>"#,
        r#"<p:item i:nil="false" i:nil="false"/>"#,
        r#"<p:note i:nil="true" i:nil="true"/>"#,
    ] {
        // The second of two tags too, when what the first has taught is known.
        assert!(refused(tag).contains("occurs twice"), "{tag}: {}", refused(tag));
        let after = format!(r#"<p:item id="1" code="c"/><p:item i:nil="false"/>{tag}"#);
        assert!(refused(&after).contains("occurs twice"), "{after}: {}", refused(&after));
    }
}

#[test]
fn a_value_that_its_attribute_cannot_have_is_refused_with_its_place() {
    let error = from_str::<List>(&document(r#"<p:item id="x" code="c"/>"#)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Value { .. }), "{error}");
    assert_eq!((error.line(), error.path()), (2, "/list/item/@id"));
    assert!(refused(r#"<p:item id="1" code="<"/>"#).contains("`<` in an attribute value"));
    assert!(refused(r#"<p:item id="1" code="&x;"/>"#).contains("is not declared"));
    assert!(refused("<p:item id=\"1\" code=\"\u{1}\"/>").contains("U+0001"));
    assert!(refused(r#"<p:item id="1"code="c"/>"#).contains("expected white space"));
    assert!(refused(r#"<p:item id="1" code="c"/ >"#).contains("expected white space or `>`"));
    assert!(refused(r#"<p:item id="1" z:code="c"/>"#).contains("prefix `z` is not declared"));
}

#[test]
fn a_declaration_in_a_tag_decides_what_its_own_name_means() {
    let found =
        list(r#"<p:item id="1" code="a"/><p:item id="2" code="b" xmlns:p="urn:x"/><p:last>l</p:last>"#);
    assert_eq!((found.items.len(), found.last.as_deref()), (2, Some("l")));
    for foreign in
        [r#"<p:item id="2" code="b" xmlns:p="urn:y"/>"#, r#"<p:item xmlns:p="urn:y" id="2"><p:x/></p:item>"#]
    {
        let error = refused(&format!(r#"<p:item id="1" code="a"/>{foreign}"#));
        assert!(error.contains("{urn:y}item"), "{error}");
    }
    // As an element of no member, it is passed over and counted, and what follows is read.
    let text = document(r#"<p:item id="1"/><p:last xmlns:q="urn:y">l</p:last>"#);
    assert_eq!(from_str::<List>(&text).unwrap().last.as_deref(), Some("l"));
}

#[test]
fn nil_is_known_in_any_form() {
    for nil in [
        r#"i:nil="true"/>"#,
        r#"i:nil="true"></p:note>"#,
        r"i:nil='true'/>",
        r#"i:nil="1"/>"#,
        r#"i:nil=" true "/>"#,
        r#"i:nil="true" i:type="p:Note"/>"#,
        r#"j:nil="true" xmlns:j="http://www.w3.org/2001/XMLSchema-instance"/>"#,
    ] {
        let note = list(&format!("<p:note {nil}")).note;
        assert_eq!(note, Some(Nillable::Nil), "{nil}");
        let after = list(&format!(r#"<p:item i:nil="false"/><p:note {nil}<p:last>l</p:last>"#));
        assert_eq!((after.note, after.last.as_deref()), (Some(Nillable::Nil), Some("l")), "{nil}");
    }
    for value in
        [r#"i:nil="false">"#, r#"i:nil="0">"#, r#"nil="true">"#, r#"p:nil="true">"#, r#"i:nill="true">"#, ">"]
    {
        let note = list(&format!(r#"<p:item i:nil="false"/><p:note {value}n</p:note>"#)).note;
        assert_eq!(note, Some(Nillable::Value("n".to_owned())), "{value}");
    }
    let prefix = r#"<p:item i:nil="false"/><p:note xmlns:i="urn:i" i:nil="true">n</p:note>"#;
    assert_eq!(list(prefix).note, Some(Nillable::Value("n".to_owned())));
}

#[test]
fn nil_is_absent_where_that_may_be_and_refused_elsewhere() {
    assert_eq!(list(r#"<p:last i:nil="true"/><p:last>l</p:last>"#).last.as_deref(), Some("l"));
    assert!(refused(r#"<p:item i:nil="true"/>"#).contains("nil"));
    assert!(refused(r#"<p:item i:nil="true" id="1"/>"#).contains("nil"));
}

#[test]
fn an_element_without_attributes_has_none_of_the_one_before() {
    #[derive(FromXml)]
    struct Pair {
        first: Typed<String>,
        #[xml(default = "d")]
        second: Typed<String>,
    }
    let text = "<Pair xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><first i:type='t'>f</first><second></second></Pair>\n\
                <!-- so that no tag is near the end of the document, where nothing is read by windows -->";
    let Pair { first, second } = from_str(text).unwrap();
    assert_eq!((first.value.as_str(), first.ty.is_some()), ("f", true));
    assert_eq!((second.value.as_str(), second.ty), ("d", None));
}

#[test]
fn end_tags_are_checked_in_any_form() {
    for wrong in
        ["</p:itemx>", "</p:ite>", "</q:item>", "</item>", "</p:item", "</p:item/>", "</ p:item>", "</>"]
    {
        let error = refused(&format!(r#"<p:item id="1"><p:name>n</p:name>{wrong}"#));
        assert!(error.contains("expected `</p:item>`"), "{wrong}: {error}");
    }
    let long = "x".repeat(70);
    let text = format!(
        "<l:list xmlns:l='urn:x'><l:last>l</l:last><l:{long}></l:{long}\n></l:list  ><!-- {long} -->"
    );
    assert_eq!(from_str::<List>(&text).unwrap().last.as_deref(), Some("l"));
}

#[test]
fn what_no_member_takes_is_counted_in_any_form() {
    let text = document(r#"<p:item id="1" other="2"/><p:item other="2"/><p:unknown id="1"/><p:unknown/>"#);
    let mut reader = Reader::new(&text);
    reader.root().unwrap();
    assert_eq!(List::read(&mut reader).unwrap().items.len(), 2);
    let Observed { unknown_elements, unknown_attributes, .. } = reader.observed();
    assert_eq!((unknown_elements, unknown_attributes), (2, 2));
}
