//! Namespaces in XML 1.0: what may be declared, what has to be, and which names are one.

use crate::ways::{accepted, each, refused, refused_as};
use castile::xml::{Element, ErrorKind, Name, from_str};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

#[test]
fn prefixes_are_declared_wherever_they_stand() {
    for document in [
        "<p:a/>",
        "<a><p:b/></a>",
        "<a p:b=''/>",
        "<a><b p:c=''/></a>",
        "<a><b xmlns:p='u'/><p:b/></a>",
        "<a><b xmlns:p='u'/><b p:c=''/></a>",
        "<a><b><c xmlns:p='u'/><p:c/></b></a>",
        "<a b='' p:c='' d=''/>",
        "<a><unknown><deep p:b='1' xml:lang='en'/></unknown></a>",
        "<a xmlns:p='u' q:b=''/>",
        "<a><b/><b p:c=''></b></a>",
        "<xmlns:a/>",
        "<a><xmlns:b/></a>",
        "<a xmlns:P='u'><p:b/></a>",
        "<a xml:b='' p:c=''/>",
    ] {
        refused(document, "is not declared (Namespaces in XML 1.0 §5)");
    }
    accepted("<p:a xmlns:p='u' p:b=''><p:b p:c=''/></p:a>");
    accepted("<a p:b='' xmlns:p='u'/>");
    accepted("<xml:a xml:lang='en'/>");
}

#[test]
fn what_is_reserved_stays_so() {
    for declaration in [
        "xmlns:p=''".to_owned(),
        "xmlns:p=\"\"".to_owned(),
        "xmlns:xml='u'".to_owned(),
        "xmlns:xml=''".to_owned(),
        format!("xmlns:xmlns='{XMLNS}'"),
        "xmlns:xmlns='u'".to_owned(),
        format!("xmlns:p='{XML}'"),
        format!("xmlns='{XML}'"),
        format!("xmlns:p='{XMLNS}'"),
        format!("xmlns='{XMLNS}'"),
        format!("xmlns:p='{}'", XML.replace('h', "&#104;")),
        format!("xmlns:p='{}'", XMLNS.replace('w', "&#x77;")),
    ] {
        for document in [
            format!("<a {declaration}/>"),
            format!("<a><b {declaration}/></a>"),
            format!("<a><b>1</b><b c='' {declaration}>1</b></a>"),
        ] {
            refused(&document, "(Namespaces in XML 1.0 §3)");
        }
    }
    accepted(&format!("<a xmlns:xml='{XML}' xml:b=''><xml:c/></a>"));
    accepted("<a xmlns=''><b xmlns='u'><c xmlns=''/></b></a>");
    accepted("<a xmlnsx='1' xmln='2' x='3' xmlns-b='4' Xmlns='5'/>");
}

#[test]
fn a_declaration_stands_once_on_an_element() {
    for tag in [
        "xmlns='u' xmlns='u'",
        "xmlns:p='u' xmlns:p='v'",
        "xmlns='' xmlns=''",
        "xmlns:p='u' b='' xmlns='v' xmlns:p='u'",
    ] {
        refused(&format!("<a {tag}/>"), "occurs twice");
        refused(&format!("<a xmlns='u' xmlns:p='u'><b {tag}/></a>"), "occurs twice");
    }
    for count in [2, 15, 16, 17, 18, 60] {
        let all = each(0..count, |it| format!(" xmlns:p{it}='u'"));
        accepted(&format!("<a{all}><b{all}/><b{all}/></a>"));
        refused(&format!("<a{all} xmlns:p{}='v'/>", count - 1), "occurs twice");
        refused(&format!("<a{all}><b{all} xmlns:p0='v'/></a>"), "occurs twice");
    }
}

#[test]
fn attributes_are_one_by_their_expanded_names() {
    for (declared, attributes) in [
        ("xmlns:p='u' xmlns:q='u'", "p:b='' q:b=''"),
        ("xmlns:p='u' xmlns:q='u'", "p:b='' c='' d='' q:b=''"),
        ("xmlns:p='u' xmlns:q='&#117;'", "q:b='' p:b=''"),
        (&format!("xmlns:xml='{XML}'"), "xml:b='' xml:b=''"),
    ] {
        refused(&format!("<a {declared} {attributes}/>"), "occurs twice");
        refused(&format!("<a {attributes} {declared}/>"), "occurs twice");
        refused(&format!("<a {declared}><b><c {attributes}/></b></a>"), "occurs twice");
    }
    // As many as are compared each with each, and more.
    for count in [1, 9, 10, 11, 12, 13, 50] {
        let others = each(0..count, |it| format!(" b{it}='' p:b{it}=''"));
        let root = |more: &str| format!("<a xmlns:p='u' xmlns:q='u' xmlns:r='v'{others}{more}/>");
        accepted(&root(" r:b0='' q:c=''"));
        refused(&root(" q:b0=''"), "occurs twice");
        refused(&root(&format!(" q:b{}=''", count - 1)), "occurs twice");
    }
    accepted("<a xmlns='u' xmlns:p='u' b='' p:b=''/>");
    accepted("<a xmlns:p='u' xmlns:q='U' p:b='' q:b=''/>");
    accepted("<a xmlns:p='u'><b xmlns:q='v' p:c='' q:c=''/></a>");
    // The inner declaration makes them one, and the outer ones do not.
    refused("<a xmlns:p='u' xmlns:q='v' p:c='' q:c=''><b xmlns:q='u' p:c='' q:c=''/></a>", "occurs twice");
}

#[test]
fn names_have_one_colon_at_most() {
    for document in [
        "<a:b:c xmlns:a='u'/>",
        "<a xmlns:a='u' a:b:c=''/>",
        "<a xmlns:a:b='u'/>",
        "<a xmlns:='u'/>",
        "<:a/>",
        "<a:/>",
        "<a :b=''/>",
        "<a xmlns:1='u'/>",
    ] {
        refused_as(document, |kind| matches!(kind, ErrorKind::Malformed(_)));
    }
}

#[test]
fn white_space_and_references_in_a_declaration_are_those_of_a_value() {
    let tree: Element = from_str("<p:a xmlns:p='u\n\t&amp;&#x20;v'><b xmlns='\u{e6}'/></p:a>").unwrap();
    assert_eq!(tree.name(), Name::new("u  & v", "a"));
    assert_eq!(tree.elements().next().unwrap().name(), Name::new("\u{e6}", "b"));
    // Compared to the letter.
    let tree: Element = from_str("<a xmlns='http://a/%7e'><b xmlns='http://a/%7E'/></a>").unwrap();
    assert_ne!(tree.name().ns, tree.elements().next().unwrap().name().ns);
}
