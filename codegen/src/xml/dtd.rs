//! Document type declarations, of which specs may have the harmless kind: the schemas of the W3C begin with one.
//!
//! Entities that name files, nest or are long are refused before the parser proper sees them, so that a text grows by its
//! references times [`ENTITY`] bytes at most. Nothing else of a declaration matters: it is not used to validate, and a
//! prefix that it alone declares is reported where it is used.

use std::ops::Range;

/// An entity may stand for so many bytes.
const ENTITY: usize = 256;

/// The place in the declaration, and the message, of the first entity that is refused.
pub(super) fn refused(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut cursor = Cursor { text, at: start(text)? };
    // An external subset is not read; entities that it declares are unknown where they are used.
    cursor.skip_to(&['[', '>']);
    if !cursor.eat("[") {
        return None;
    }
    while !cursor.rest().is_empty() {
        cursor.blanks();
        let start = cursor.at;
        if cursor.eat("<!ENTITY") {
            if let Some(message) = cursor.entity() {
                return Some((start..cursor.at, message));
            }
        } else if cursor.eat("<!--") {
            cursor.after("-->");
        } else if cursor.eat("<?") {
            cursor.after("?>");
        } else if cursor.eat("<!") {
            cursor.after(">");
        } else {
            // The end, or what the parser will refuse.
            return None;
        }
    }
    None
}

/// Where the declaration begins: after white space, comments and processing instructions.
fn start(text: &str) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.eat("\u{feff}");
    loop {
        cursor.blanks();
        if cursor.eat("<!--") {
            cursor.after("-->");
        } else if cursor.eat("<?") {
            cursor.after("?>");
        } else {
            return cursor.rest().starts_with("<!DOCTYPE").then_some(cursor.at);
        }
    }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn skip_to(&mut self, chars: &[char]) {
        self.at += self.rest().find(chars).unwrap_or(self.rest().len());
    }

    fn after(&mut self, token: &str) {
        let rest = self.rest();
        self.at += rest.find(token).map_or(rest.len(), |found| found + token.len());
    }

    /// The rest of an entity's declaration, and why it is refused.
    fn entity(&mut self) -> Option<&'static str> {
        self.skip_to(&['"', '\'', '>']);
        let before = self.text.get(..self.at)?.trim_end();
        let is_file = before.ends_with("SYSTEM") || before.ends_with("PUBLIC");
        let quote = self.rest().chars().next()?;
        self.at += quote.len_utf8();
        let value = self.rest().split(quote).next()?;
        self.after(&quote.to_string());
        self.after(">");
        match value {
            _ if is_file => Some("an entity may not name a file"),
            value if value.len() > ENTITY => Some("an entity may stand for 256 bytes of text at most"),
            value if value.contains(['&', '%', '<']) => Some("an entity may stand for text only"),
            _ => None,
        }
    }
}
