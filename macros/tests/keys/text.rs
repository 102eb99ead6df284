//! `text`: the content of an element that may have attributes besides.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Note {
    #[xml(attribute)]
    lang: Option<String>,
    #[xml(text)]
    body: String,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Count {
    #[xml(text)]
    value: i32,
}

fn note(body: &str) -> Note {
    Note { lang: None, body: body.to_owned() }
}

#[test]
fn white_space_stays() {
    both("<Note> a &lt; b\n</Note>", note(" a < b\n"));
    reads("<Note>a<!-- - --> <![CDATA[<]]> b</Note>", &note("a < b"));
}

#[test]
fn empty_is_a_text() {
    both("<Note></Note>", note(""));
    reads("<Note/>", &note(""));
    refuses::<Count>("<Count/>", "/Count: `` is not a value of type `int`: expected digits");
}

#[test]
fn numbers() {
    both("<Count>-3</Count>", Count { value: -3 });
    reads("<Count>\n -3 </Count>", &Count { value: -3 });
}

#[test]
fn a_child_element_is_refused() {
    refuses::<Note>("<Note>a<b/></Note>", "/Note: a child element in a simple value has no place here");
}
