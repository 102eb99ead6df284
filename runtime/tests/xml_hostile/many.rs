//! Many of something, where a careless reader or writer takes the square of it: what comes out is right. What it costs is counted by
//! `cargo xtask bench --curve`.

use crate::ways::each;
use castile::xml::stream::{Items, Step};
use castile::xml::{Element, ErrorKind, Limit, Limits, Name, Reader, Writer, from_str};

fn declared(count: usize) -> String {
    each(0..count, |it| format!(" xmlns:p{it}='urn:{it}'"))
}

fn items(document: &str, name: Name<'_>) -> castile::xml::Result<Vec<Element>> {
    let (mut items, mut all) = (Items::<Element>::new(name), Vec::new());
    for chunk in document.as_bytes().chunks(100) {
        items.push(chunk);
        while let Step::Item(item) = items.pull()? {
            all.push(item);
        }
    }
    items.finish();
    while let Step::Item(item) = items.pull()? {
        all.push(item);
    }
    Ok(all)
}

#[test]
fn declarations_around_the_items_of_a_stream_hold_for_each() {
    let inner = |it: usize| {
        format!(
            "<p{0}:g xmlns:p{0}='urn:other' xmlns='urn:d'><i xmlns='' p{0}:a='1'>p{0}:v p{1}:w</i></p{0}:g><i>p{0}:v</i>",
            it,
            it + 1
        )
    };
    let document = format!("<a{}>{}</a>", declared(51), each(0..50, inner));
    let all = items(&document, Name::new("", "i")).unwrap();
    assert_eq!(all.len(), 100);
    for (number, pair) in all.chunks(2).enumerate() {
        let [hidden, plain] = pair else { panic!("{pair:?}") };
        let prefix = format!("p{number}");
        assert_eq!(hidden.attribute(Name::new("urn:other", "a")), Some("1"));
        assert_eq!(hidden.resolve(&prefix), Some("urn:other"));
        assert_eq!(hidden.resolve(&format!("p{}", number + 1)), Some(format!("urn:{}", number + 1).as_str()));
        assert_eq!(plain.resolve(&prefix), Some(format!("urn:{number}").as_str()));
    }
    // What was declared inside an element is not behind it.
    for undeclared in ["<a><b xmlns:p='u'/><p:i/></a>", "<a><b xmlns:p='u'><i/></b><i p:c=''/></a>"] {
        let error = items(undeclared, Name::new("", "i")).unwrap_err();
        assert!(error.to_string().contains("prefix `p` is not declared"), "{error}");
    }
}

#[test]
fn attributes_of_a_stream_are_one_by_what_is_declared_around_it() {
    for length in [1, 63, 64, 65, 500] {
        let uri = "u".repeat(length);
        let root = |more: &str| format!("<a xmlns:p='{uri}v' xmlns:q='{uri}w'><b><i {more}/></b></a>");
        assert_eq!(items(&root("p:c='' q:c=''"), Name::new("", "i")).unwrap().len(), 1);
        for again in [format!("xmlns:r='{uri}v' p:c='' r:c=''"), format!("xmlns:q='{uri}v' p:c='' q:c=''")] {
            let error = items(&root(&again), Name::new("", "i")).unwrap_err();
            assert!(error.to_string().contains("`c` occurs twice"), "{error}");
            assert!(from_str::<Element>(&root(&again)).unwrap_err().to_string().contains("`c` occurs twice"));
        }
    }
}

#[test]
fn the_limit_on_declarations_counts_those_around_an_item() {
    let limits = Limits { namespaces: 3, ..Limits::default() };
    let count = |inner: &str| {
        let mut items = Items::<Element>::new(Name::new("", "i")).with_limits(limits);
        items.push(
            format!("<a xmlns:p='u'><b xmlns:q='u'><i {inner}/></b><i xmlns:q='u' xmlns:r='u'/></a>")
                .as_bytes(),
        );
        items.finish();
        std::iter::from_fn(move || match items.pull() {
            Ok(Step::Item(_)) => Some(Ok(())),
            Ok(_) => None,
            Err(error) => Some(Err(error.kind().clone())),
        })
        .collect::<Result<Vec<_>, _>>()
    };
    assert_eq!(count("xmlns:r='u'").unwrap().len(), 2);
    assert_eq!(count("xmlns:r='u' xmlns:s='u'").unwrap_err(), ErrorKind::Limit(Limit::Namespaces));
}

#[test]
fn trees_of_many_namespaces_are_the_same_when_they_are_written_and_read() {
    let many = Limits { attributes: 2000, namespaces: 2000, ..Limits::default() };
    for document in [
        format!("<a{}{}>p7:x</a>", declared(300), each(0..300, |it| format!(" p{it}:b='p{it}:c'"))),
        format!(
            "<a>{}</a>",
            each(0..300, |it| format!("<b xmlns='urn:{it}'><c xmlns='urn:{}'/><d xmlns=''/></b>", it % 7))
        ),
        each(0..200, |it| format!("<p:a xmlns:p='urn:{it}' xmlns:q{it}='urn:q{it}' q{it}:b='p:c'>"))
            + &"</p:a>".repeat(200),
        format!(
            "<a>{}</a>",
            each(0..40, |it| format!("<b xmlns='urn:a&amp;b{it}' c='{}'/>", "x".repeat(it * 7)))
        ),
    ] {
        let mut reader = Reader::with_limits(&document, many);
        reader.root().unwrap();
        let tree = <Element as castile::FromXml>::read(&mut reader).unwrap();
        let mut writer = Writer::new();
        writer.element(tree.name(), &tree);
        let written = writer.finish().unwrap();
        let mut reader = Reader::with_limits(&written, many);
        reader.root().unwrap();
        let again = <Element as castile::FromXml>::read(&mut reader).unwrap();
        assert!(same(&again, &tree), "{written}");
    }
}

/// The same but for prefixes.
fn same(one: &Element, other: &Element) -> bool {
    let (a, b): (Vec<_>, Vec<_>) = (one.elements().collect(), other.elements().collect());
    one.name() == other.name()
        && one.attributes() == other.attributes()
        && one.text() == other.text()
        && a.len() == b.len()
        && a.iter().zip(b).all(|(one, other)| same(one, other))
}
