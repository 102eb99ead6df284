//! Documentation of specs → rustdoc that says the same and does nothing else.
//!
//! The text is a stranger's: no line of it may become a link, HTML, or a code block (which `cargo test` would compile and
//! run). What Markdown would read as markup is escaped, and no line keeps an indentation.

/// Lines of rustdoc, without the `///`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Docs(Vec<String>);

impl Docs {
    /// The spec's own words; `fallback`, a sentence of this program, where it has none.
    pub(crate) fn of(text: &str, fallback: impl FnOnce() -> String) -> Self {
        let lines = neutral(text);
        if lines.is_empty() { Self::sentence(fallback()) } else { Self(lines) }
    }

    /// A sentence of this program, in Markdown.
    pub(crate) fn sentence(text: impl Into<String>) -> Self {
        Self(vec![text.into()])
    }

    /// Adds a paragraph of this program, in Markdown.
    pub(crate) fn paragraph(mut self, text: impl Into<String>) -> Self {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.push(text.into());
        self
    }

    /// Adds a paragraph if there is one.
    pub(crate) fn maybe(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.paragraph(text),
            None => self,
        }
    }

    /// The lines.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A piece of spec text in a sentence of this program: as code, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match text.trim() {
        "" => "an empty string".to_owned(),
        inner if longest > 0 => format!("{fence} {inner} {fence}"),
        inner => format!("{fence}{inner}{fence}"),
    }
}

/// Paragraphs of plain text as lines of Markdown that read the same.
fn neutral(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(line).collect();
    lines.dedup_by(|next, before| next.is_empty() && before.is_empty());
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    as_summary(&mut lines);
    lines
}

/// rustdoc shows the first paragraph alone in lists: it ends where the first sentence ends.
fn as_summary(lines: &mut Vec<String>) {
    let Some(first) = lines.first() else { return };
    let Some(end) = first.find(". ").filter(|_| first.chars().count() > 100) else { return };
    let (sentence, rest) = first.split_at(end + 1);
    let (sentence, rest) = (sentence.to_owned(), rest.trim().to_owned());
    lines.splice(0..1, [sentence, String::new(), rest]);
}

fn line(raw: &str) -> String {
    let words: Vec<_> =
        raw.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    let pieces: Vec<_> = text.split('`').collect();
    // Single backticks in pairs are code, in which nothing else is markup; any other backtick is only itself.
    let paired =
        pieces.len() % 2 == 1 && !pieces.iter().skip(1).step_by(2).any(|code| code.trim().is_empty());
    if !paired {
        return escape_start(&plain(&text));
    }
    let spelt = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| if at % 2 == 0 { plain(piece) } else { format!("`{piece}`") });
    escape_start(&spelt.collect::<String>())
}

fn plain(text: &str) -> String {
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Signs that mean something at the beginning of a line only: headings, lists, rules, quotations, tables.
fn escape_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    if numbered {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['#', '-', '+', '=', '~', '>', '|', ':']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

fn word(word: &str) -> String {
    if let Some(url) = url(word) {
        return url;
    }
    let mut out = String::new();
    for c in word.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '^') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A bare URL as an autolink; what stands around it in brackets or as punctuation stays outside.
fn url(word: &str) -> Option<String> {
    let start = word.find("http://").or_else(|| word.find("https://"))?;
    let (before, rest) = word.split_at(start);
    let url = rest.trim_end_matches(['.', ',', ';', ':', ')', '"', '\'', '!', '?', '>', ']']);
    let plain =
        |text: &str| text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '`' | '\\'));
    let after = rest.get(url.len()..)?;
    let long_enough = url.len() > "https://".len();
    (plain(url) && long_enough).then(|| format!("{}<{url}>{}", self::word(before), escape(after)))
}

fn escape(text: &str) -> String {
    text.chars().flat_map(|c| if matches!(c, '>' | ']' | '<') { vec!['\\', c] } else { vec![c] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(Docs::of(text, || "None.".to_owned()).0, expected, "{text}");
    }

    #[test]
    fn nothing_becomes_code_or_a_link() {
        check("    fn main() { panic!() }", &["fn main() { panic!() }"]);
        check("```\nassert!(false);\n```", &["\\`\\`\\`", "assert!(false);", "\\`\\`\\`"]);
        check("~~~ sh", &["\\~\\~\\~ sh"]);
        check("See [String] and <b>", &["See \\[String\\] and \\<b\\>"]);
        check("a *b* `c` _d_", &["a \\*b\\* `c` \\_d\\_"]);
        check("it`s `[x]`", &["it\\`s \\`\\[x\\]\\`"]);
        check("a `[x] <b>` b", &["a `[x] <b>` b"]);
    }

    #[test]
    fn nothing_becomes_a_heading_or_a_list() {
        check("# Errors", &["\\# Errors"]);
        check("- one\n2. two\n3) three", &["\\- one", "2\\. two", "3\\) three"]);
    }

    #[test]
    fn urls_are_links() {
        check("See (http://example.com/a?b=c&d).", &["See (<http://example.com/a?b=c&d>)."]);
        check("http://", &["http://"]);
    }

    #[test]
    fn empty_text_has_a_sentence() {
        check(" \n\n ", &["None."]);
        check("\n one\n\n\n two\n", &["one", "", "two"]);
    }

    #[test]
    fn a_long_paragraph_begins_with_a_sentence() {
        let text = format!("The first sentence. {}", "The rest goes on. ".repeat(9));
        assert_eq!(Docs::of(&text, String::new).lines().next(), Some("The first sentence."));
    }

    #[test]
    fn code_holds_anything() {
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("x"), "`x`");
        assert_eq!(code(""), "an empty string");
        assert_eq!(code("a\nb"), "`a b`");
    }
}
