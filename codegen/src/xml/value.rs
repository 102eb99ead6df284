//! Attribute values: looked up, and read as the types that specifications give them.

use super::{Cx, Node, Ref};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;
use std::rc::Rc;

/// The value of an attribute and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

impl Cx<'_> {
    /// The value of an attribute that has no prefix.
    pub(crate) fn attribute<'a>(&self, node: Node<'a>, name: &str) -> Option<Value<'a>> {
        self.attribute_in(node, "", name)
    }

    /// The value of an attribute in a namespace.
    pub(crate) fn attribute_in<'a>(&self, node: Node<'a>, ns: &str, name: &str) -> Option<Value<'a>> {
        let found = node.attributes().find(|at| at.name() == name && at.namespace().unwrap_or("") == ns)?;
        Some(Value { text: found.value(), span: self.span(found.range_value()) })
    }

    /// The value of an attribute, its text shared.
    pub(crate) fn text(&mut self, node: Node<'_>, name: &str) -> Option<Rc<str>> {
        let text = self.attribute(node, name)?.text;
        Some(self.intern(text))
    }

    /// A reference, if the attribute is there: `Some(None)` where it is there but wrong, which has been reported.
    #[expect(clippy::option_option, reason = "an absent and a wrong reference are two things")]
    pub(crate) fn reference_in(&mut self, node: Node<'_>, name: &str) -> Option<Option<Ref>> {
        let value = self.attribute(node, name)?;
        Some(self.reference(node, value))
    }

    /// An `NCName`; reported and `None` where the value is none. Absence is the business of the element's shape.
    pub(crate) fn name(&mut self, node: Node<'_>, attribute: &str) -> Option<(Rc<str>, Span)> {
        let value = self.attribute(node, attribute)?;
        let text = value.text.trim_matches([' ', '\t', '\r', '\n']);
        if !is_nc_name(text) {
            let message = format!("`{text}` is not a name");
            let found = Diagnostic::error(Code::InvalidAttribute, value.span, message);
            self.report(
                found.note("a name begins with a letter or `_` and holds letters, digits, `-`, `_` and `.`"),
            );
            return None;
        }
        Some((self.intern(text), value.span))
    }

    /// An `xs:boolean`; absent and wrong ones are `false`.
    pub(crate) fn boolean(&mut self, node: Node<'_>, attribute: &str) -> bool {
        let known = [("true", true), ("1", true), ("false", false), ("0", false)];
        self.one_of(node, attribute, &known).unwrap_or(false)
    }

    /// One of several words; absent and wrong ones are `None`, wrong ones are reported.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        node: Node<'_>,
        attribute: &str,
        known: &[(&str, T)],
    ) -> Option<T> {
        let value = self.attribute(node, attribute)?;
        let text = value.text.trim_matches([' ', '\t', '\r', '\n']);
        if let Some((_, meaning)) = known.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        self.invalid(attribute, value, known.iter().map(|(word, _)| *word));
        None
    }

    /// Checks a list of words of which each must be known.
    pub(crate) fn check_words(&mut self, node: Node<'_>, attribute: &str, known: &[&str]) {
        let Some(value) = self.attribute(node, attribute) else { return };
        for word in value.text.split_ascii_whitespace().filter(|word| !known.contains(word)) {
            self.invalid(attribute, Value { text: word, ..value }, known.iter().copied());
        }
    }

    /// Reports a value that is none of the known words.
    pub(crate) fn invalid<'k>(
        &mut self,
        attribute: &str,
        value: Value<'_>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let message = format!("`{}` is not a value of `{attribute}`", value.text);
        let words = known.clone().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let help = match nearest(value.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {words}"),
        };
        self.report(Diagnostic::error(Code::InvalidAttribute, value.span, message).help(help));
    }
}

/// Whether a text is an `NCName` (Namespaces in XML 1.0 §3; the letters are those of XML 1.0's fifth edition, §2.3).
pub(crate) fn is_nc_name(text: &str) -> bool {
    text.starts_with(starts_name) && text.chars().all(continues_name)
}

fn starts_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues_name(c: char) -> bool {
    starts_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}
