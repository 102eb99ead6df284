//! A few words of an answer for an error message.
//!
//! Error pages and plain texts are shown as text. Of XML and JSON the structure alone is shown, with `…` for each value: an
//! answer that a client cannot read may be the answer of a log-in, and its values the token.

/// As many characters as fit a line of a log beside the message.
const LONGEST: usize = 160;

/// What is looked at: an error page says what it has to say in its beginning.
const WINDOW: usize = 16 << 10;

/// The beginning of an answer; empty for an empty one.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let text = window(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    if is_page(text) {
        line(page_text(text).chars())
    } else if text.starts_with('<') {
        line(tags(text).chars())
    } else if text.starts_with(['{', '[', '"']) {
        line(keys(text).chars())
    } else {
        line(text.chars())
    }
}

/// The tags from the one that stands at a line and column on.
pub(crate) fn excerpt_at(text: &str, row: usize, column: usize) -> String {
    let start: usize = text.split_inclusive('\n').map(str::len).take(row.saturating_sub(1)).sum();
    let on_line = text.get(start..).unwrap_or_default();
    let at = start + on_line.char_indices().nth(column.saturating_sub(1)).map_or(on_line.len(), |(at, _)| at);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    // A place in a text is shown with the tag before it.
    let open = if after.starts_with('<') { at } else { before.rfind('<').unwrap_or(0) };
    line(tags(&window(text.get(open..).unwrap_or_default().as_bytes())).chars())
}

fn window(body: &[u8]) -> String {
    String::from_utf8_lossy(body.get(..WINDOW).unwrap_or(body)).into_owned()
}

fn is_page(text: &str) -> bool {
    let start: String = text.chars().take(256).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.contains("<html")
}

/// The text of a page without tags, scripts and styles.
fn page_text(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let lower = tag.get(..8.min(tag.len())).unwrap_or_default().to_ascii_lowercase();
        let end = match lower.as_str() {
            it if it.starts_with("script") => "</script>",
            it if it.starts_with("style") => "</style>",
            it if it.starts_with("!--") => "-->",
            _ => ">",
        };
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text
}

/// XML with its tags' names, and `…` for each text.
fn tags(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some((before, tag)) = rest.split_once('<') {
        if !before.trim().is_empty() {
            out.push('…');
        }
        let end = match tag {
            _ if tag.starts_with("![CDATA[") => "]]>",
            _ if tag.starts_with("!--") => "-->",
            _ => ">",
        };
        let (inside, after) = tag.split_once(end).unwrap_or((tag, ""));
        match tag.chars().next() {
            Some('!') if end == "]]>" => out.push('…'),
            Some('!' | '?') | None => {}
            Some(_) => push_tag(&mut out, inside),
        }
        rest = after;
    }
    if !rest.trim().is_empty() {
        out.push('…');
    }
    out
}

fn push_tag(out: &mut String, inside: &str) {
    let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    out.push('<');
    out.push_str(name);
    if inside.ends_with('/') && !name.ends_with('/') {
        out.push('/');
    }
    out.push('>');
}

/// JSON with its keys, and `…` for each value.
fn keys(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == '"' {
            let (inside, after) = string(rest);
            rest = after;
            if after.trim_start().starts_with(':') {
                out.push_str(inside);
            } else {
                out.push('…');
            }
        } else if c.is_alphanumeric() || matches!(c, '-' | '.' | '+') {
            if !out.ends_with('…') {
                out.push('…');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The inside of a JSON string whose first quote is read, and what follows it.
fn string(rest: &str) -> (&str, &str) {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default()),
            _ => {}
        }
    }
    (rest, "")
}

/// One line of bounded length: runs of white space are one blank, control characters are left out.
fn line(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c.is_control() || (c == ' ' && (out.is_empty() || out.ends_with(' '))) {
            continue;
        }
        length += 1;
        if length > LONGEST {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::{excerpt, excerpt_at};

    #[test]
    fn a_page_is_its_text() {
        let page = b"<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title><style>p { color: red }</style></head><p>nginx</p>";
        assert_eq!(excerpt(page), "502 Bad Gateway nginx");
    }

    #[test]
    fn xml_is_its_tags() {
        let xml =
            b"<?xml version='1.0'?><a:R x='secret'>\n <T>secret</T><E/><C><![CDATA[secret>]]></C></a:R>";
        assert_eq!(excerpt(xml), "<a:R><T>…</T><E/><C>…</C></a:R>");
    }

    #[test]
    fn json_is_its_keys() {
        let json = br#"{"Result":{"SessionToken":"sec\"ret","Id":-12.5},"Ok":true}"#;
        assert_eq!(excerpt(json), "{Result:{SessionToken:…,Id:…},Ok:…}");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(excerpt("é".repeat(500).as_bytes()), format!("{}…", "é".repeat(160)));
        assert_eq!(excerpt(b" \r\n"), "");
        assert_eq!(excerpt(&[0xff, 0xfe, b'<']), "\u{fffd}\u{fffd}<");
    }

    #[test]
    fn a_place_is_shown_from_its_element_on() {
        let xml = "<a>\n  <é>1</é><n>twelve</n>\n</a>";
        assert_eq!(excerpt_at(xml, 2, 14), "<n>…</n></a>");
        assert_eq!(excerpt_at(xml, 99, 99), "</a>");
    }
}
