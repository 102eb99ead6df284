//! No document type declaration is read, wherever it stands and however it is written.

use crate::ways::{accepted, refused_as};
use castile::xml::ErrorKind;

#[test]
fn none_is_read_whatever_it_declares() {
    for declaration in [
        "<!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE a SYSTEM \"http://localhost:1/a.dtd\">",
        "<!DOCTYPE a PUBLIC '-//A//B//EN' 'http://localhost:1/a.dtd'>",
        "<!DOCTYPE a []>",
        "<!DOCTYPE\na\t[<!ELEMENT a ANY>]\n>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://localhost:1/'> %b;]>",
        "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]>",
        "<!DOCTYPE a [<!NOTATION n SYSTEM 'n'>]>",
        "<!DOCTYPE a [<?b ]>?>]>",
        "<!DOCTYPE a [<!-- ]> -->]>",
        "<!DOCTYPE",
        "<!DOCTYPE a [",
    ] {
        for before in ["", "<?xml version='1.0'?>", "\n", "<!-- -->", "<?b?>", "\u{FEFF}"] {
            is_refused(&format!("{before}{declaration}<a>&b;</a>"));
        }
    }
}

#[test]
fn none_is_read_where_it_may_not_stand_either() {
    is_refused("<a><!DOCTYPE a></a>");
    is_refused("<a>text<!DOCTYPE a></a>");
    is_refused("<a><b/><!DOCTYPE a></a>");
    is_refused("<a><b>1</b><b><!DOCTYPE a></b></a>");
    is_refused("<a/><!DOCTYPE a>");
    is_refused("<a/>\n<!-- --><!DOCTYPE a>");
}

fn is_refused(document: &str) {
    refused_as(document, |kind| *kind == ErrorKind::Dtd);
}

#[test]
fn one_in_another_encoding_is_none_the_less_one() {
    let text = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    refused_as(&utf16, |kind| *kind == ErrorKind::Dtd);
}

#[test]
fn other_declarations_and_other_spellings_are_no_markup() {
    for markup in [
        "<!doctype a>",
        "<!Doctype a>",
        "<! DOCTYPE a>",
        "<!ENTITY b 'c'>",
        "<!ELEMENT a ANY>",
        "<!ATTLIST a b CDATA 'c'>",
        "<!NOTATION n SYSTEM 'n'>",
        "<![INCLUDE[ ]]>",
        "<![IGNORE[ ]]>",
        "<![cdata[ ]]>",
        "<!>",
        "<!->",
    ] {
        for document in
            [format!("{markup}<a></a>"), format!("<a>{markup}</a>"), format!("<a></a>{markup}         ")]
        {
            refused_as(&document, |kind| matches!(kind, ErrorKind::Malformed(_)));
        }
    }
}

#[test]
fn what_only_looks_like_one_is_not() {
    accepted("<!-- <!DOCTYPE a> --><a>x</a>");
    accepted("<?b <!DOCTYPE a> ?><a>x</a>");
    accepted("<a><![CDATA[<!DOCTYPE a>]]></a>");
    accepted("<a>&lt;!DOCTYPE a></a>");
    accepted("<a b='&lt;!DOCTYPE a>'/>");
}
