//! Documents in which a careless reader, or writer, takes the square of their length.

/// The document of a corner, `count` times what it is about.
pub fn named(corner: &str, count: usize) -> Option<String> {
    Some(match corner {
        "nested" => "<a>".repeat(count) + &"</a>".repeat(count),
        "attributes" => format!("<a{}/>", each(count, |it| format!(" b{it}=\"c\""))),
        "prefixed" => format!("<a{}{}/>", declared(count), each(count, |it| format!(" p{it}:b=\"c\""))),
        "namespaces" => format!("<a{}>{}</a>", declared(count), each(count, |it| format!("<p{it}:b/>"))),
        "scopes" => format!("<a{}>{}</a>", declared(count), "<b/>".repeat(count)),
        "defaults" => format!("<a>{}</a>", each(count, |it| format!("<b xmlns=\"urn:{it}\"/>"))),
        "redeclared" => each(count, |it| format!("<p:a xmlns:p=\"urn:{it}\">")) + &"</p:a>".repeat(count),
        "uris" => uris(count),
        "alternating" => {
            format!("<a xmlns:p=\"urn:p\" xmlns:q=\"urn:q\">{}</a>", "<p:b/><q:b/>".repeat(count))
        }
        "values" => {
            format!("<a{}>{}</a>", declared(count), each(count, |it| format!("<b>p{it}:c</b>p{it}:d ")))
        }
        "unknown" => format!("<a>{}</a>", each(count, |it| format!("<b{it}/>"))),
        "name" => format!("<a><{0}></{0}></a>", "some-name.and_more-of-it".repeat(count)),
        "text" => format!("<a>{}</a>", "some text, and more of it ".repeat(count)),
        "value" => format!("<a b=\"{}\"/>", "some text, and more of it ".repeat(count)),
        "references" => format!("<a>{}</a>", "&amp;&#215;".repeat(count)),
        "comments" => format!("<a>{}</a>", "text<!-- a -->".repeat(count)),
        "sections" => format!("<a>{}</a>", "text<![CDATA[a]]>".repeat(count)),
        "siblings" => format!("<a>{}</a>", "<b>text</b>".repeat(count)),
        _ => return None,
    })
}

fn each(count: usize, it: impl Fn(usize) -> String) -> String {
    (0..count).map(it).collect()
}

/// Many prefixes, each with a namespace of its own.
fn declared(count: usize) -> String {
    each(count, |it| format!(" xmlns:p{it}=\"urn:{it}\""))
}

/// Two namespaces as long as all else, which differ at their ends, and are compared on each element.
fn uris(count: usize) -> String {
    let long = "namespace/".repeat(count);
    let elements = "<b p:c=\"\" q:c=\"\"/>".repeat(count);
    format!("<a xmlns:p=\"{long}p\" xmlns:q=\"{long}q\">{elements}</a>")
}
