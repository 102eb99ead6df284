//! Documents in which a careless reader takes the square of their length.

use std::fmt::Write as _;

/// The document of a corner, `count` times what it is about.
pub fn named(corner: &str, count: usize) -> Option<String> {
    match corner {
        "nested" => Some("<a>".repeat(count) + &"</a>".repeat(count)),
        "attributes" => Some(attributes(count)),
        "namespaces" => Some(namespaces(count)),
        "text" => Some(format!("<a>{}</a>", "some text, and more of it ".repeat(count))),
        "references" => Some(format!("<a>{}</a>", "&amp;&#215;".repeat(count))),
        "siblings" => Some(format!("<a>{}</a>", "<b>text</b>".repeat(count))),
        _ => None,
    }
}

/// Many attributes on one element.
fn attributes(count: usize) -> String {
    let mut out = String::from("<a");
    for number in 0..count {
        let _ = write!(out, " b{number}=\"c\"");
    }
    out + "/>"
}

/// Many namespaces in scope at a time, and an element in each.
fn namespaces(count: usize) -> String {
    let mut out = String::from("<a");
    for number in 0..count {
        let _ = write!(out, " xmlns:p{number}=\"urn:{number}\"");
    }
    out.push('>');
    for number in 0..count {
        let _ = write!(out, "<p{number}:b/>");
    }
    out + "</a>"
}
