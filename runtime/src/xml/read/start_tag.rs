//! Start tags: names, attributes, namespace declarations (XML 1.0 §3.1, Namespaces in XML 1.0).

use std::borrow::Cow;

use super::{Binding, Leaf, Open, Reader, scan};
use crate::xml::error::{ErrorKind, Result};
use crate::xml::limits::Limit;
use crate::xml::name::known;

/// How many attributes are compared each with each.
const FEW: usize = 12;

/// An attribute as it stands in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawAttribute<'x> {
    pub(super) prefix: &'x str,
    pub(super) local: &'x str,
    /// The value between the quotes, references and all.
    pub(super) raw: &'x str,
    /// Whether the value is the raw one.
    pub(super) plain: bool,
}

impl<'x> Reader<'x> {
    /// Reads the start tag that begins at `<`.
    pub(super) fn start_tag(&mut self) -> Result<()> {
        let start = self.pos + 1;
        if self.byte(self.pos) != b'<' {
            return Err(self.unfinished());
        }
        let (end, prefix) = self.qname(start)?;
        self.push(Leaf { start, len: end - start, prefix })?;
        self.pos = end;
        self.attributes()?;
        let open = self.open.last().map(|open| self.prefix(open)).unwrap_or_default();
        if self.scope().resolve(open).is_none() {
            return Err(self.undeclared(open));
        }
        Ok(())
    }

    #[cold]
    fn undeclared(&self, prefix: &str) -> crate::xml::Error {
        self.malformed(format!("prefix `{prefix}` is not declared (Namespaces in XML 1.0 §5)"))
    }

    /// Scans a qualified name: where it ends, and how long its prefix is.
    fn qname(&self, start: usize) -> Result<(usize, usize)> {
        let name = scan::qname(self.text.as_bytes(), start);
        if name.end - start > self.limits.name {
            return Err(self.fail(ErrorKind::Limit(Limit::Name)));
        }
        if !name.valid || (name.wide && !self.slice(start, name.end).split(':').all(scan::is_ncname)) {
            return Err(self.fail_at(start, ErrorKind::Malformed("expected a name (XML 1.0 §2.3)".into())));
        }
        Ok((name.end, name.prefix))
    }

    /// Opens an element.
    pub(super) fn push(&mut self, it: Leaf) -> Result<()> {
        if self.open.len() >= self.limits.depth {
            return Err(self.fail(ErrorKind::Limit(Limit::Depth)));
        }
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
            if parent.children as usize > self.limits.children {
                return Err(self.fail(ErrorKind::Limit(Limit::Children)));
            }
        }
        self.open.push(self.opened(it));
        Ok(())
    }

    #[expect(clippy::cast_possible_truncation, reason = "`root` refuses documents of 4 GiB and more")]
    pub(super) fn opened(&self, it: Leaf) -> Open {
        Open {
            start: it.start as u32,
            len: it.len as u32,
            prefix: it.prefix as u32,
            bindings: self.bindings.len() as u32,
            children: 0,
        }
    }

    /// Reads what follows the name of a start tag, to its `>`.
    #[inline]
    pub(super) fn attributes(&mut self) -> Result<()> {
        self.attributes.clear();
        self.empty = false;
        if self.byte(self.pos) == b'>' {
            self.pos += 1;
            return Ok(());
        }
        self.some_attributes()
    }

    fn some_attributes(&mut self) -> Result<()> {
        let bound = self.bindings.len();
        loop {
            let mut at = self.pos + usize::from(self.byte(self.pos) == b' ');
            if scan::is_space(self.byte(at)) {
                at = scan::space_end(self.text.as_bytes(), at);
            }
            match self.byte(at) {
                b'>' => self.pos = at + 1,
                b'/' if self.byte(at + 1) == b'>' => {
                    self.empty = true;
                    self.pos = at + 2;
                }
                0 if at >= self.text.len() => return Err(self.unfinished()),
                _ if at == self.pos => {
                    return Err(self.malformed("expected white space or `>` (XML 1.0 §3.1)"));
                }
                _ => {
                    self.pos = at;
                    if !self.plain_attribute() {
                        self.one_attribute(bound)?;
                    }
                    continue;
                }
            }
            return self.check_attributes();
        }
    }

    /// Reads an attribute if there is nothing unusual about it: `name="value"`, no prefix, no references.
    #[inline]
    fn plain_attribute(&mut self) -> bool {
        let (bytes, start) = (self.text.as_bytes(), self.pos);
        let end = scan::plain_name_end(bytes, start);
        let quote = self.byte(end + 1);
        if self.byte(end) != b'=' || !matches!(quote, b'"' | b'\'') || end == start || !self.ordinary {
            return false;
        }
        let value = end + 2;
        let value_end = scan::ordinary_value_end(bytes, value, quote);
        let (local, raw) = (self.slice(start, end), self.slice(value, value_end));
        let unusual = self.byte(value_end) != quote
            || local == "xmlns"
            || raw.len() > self.limits.text
            || local.len() > self.limits.name
            || self.attributes.len() >= self.limits.attributes;
        if unusual {
            return false;
        }
        self.attributes.push(RawAttribute { prefix: "", local, raw, plain: true });
        self.pos = value_end + 1;
        true
    }

    #[inline(never)]
    fn one_attribute(&mut self, bound: usize) -> Result<()> {
        let start = self.pos;
        let (end, prefix) = self.qname(start)?;
        let name = self.slice(start, end);
        let mut at = scan::space_end(self.text.as_bytes(), end);
        if self.byte(at) != b'=' {
            return Err(self.malformed("expected `=` after an attribute's name (XML 1.0 §3.1)"));
        }
        at = scan::space_end(self.text.as_bytes(), at + 1);
        let quote = self.byte(at);
        if !matches!(quote, b'"' | b'\'') {
            return Err(self.malformed("expected a quoted attribute value (XML 1.0 §2.3)"));
        }
        let (raw, plain) = self.raw_value(at + 1, quote)?;
        self.pos = at + 1 + raw.len() + 1;
        let local = if prefix > 0 { name.get(prefix + 1..).unwrap_or_default() } else { name };
        let attribute = RawAttribute { prefix: self.slice(start, start + prefix), local, raw, plain };
        if name == "xmlns" || attribute.prefix == "xmlns" {
            return self.declare(attribute, bound);
        }
        if self.attributes.len() >= self.limits.attributes {
            return Err(self.fail(ErrorKind::Limit(Limit::Attributes)));
        }
        self.attributes.push(attribute);
        Ok(())
    }

    /// A namespace declaration (Namespaces in XML 1.0 §3).
    fn declare(&mut self, attribute: RawAttribute<'x>, bound: usize) -> Result<()> {
        let prefix = if attribute.prefix.is_empty() { "" } else { attribute.local };
        let uri = self.attribute_value(&attribute)?;
        let rule = match (prefix, &*uri) {
            ("xmlns", _) | (_, known::XMLNS) => {
                Some("the prefix `xmlns` and its namespace cannot be declared")
            }
            ("xml", uri) if uri != known::XML => {
                Some("the prefix `xml` cannot be bound to another namespace")
            }
            (prefix, known::XML) if prefix != "xml" => {
                Some("the namespace of `xml` cannot have another prefix")
            }
            (prefix, "") if !prefix.is_empty() => Some("a prefix cannot be undeclared"),
            _ => None,
        };
        if let Some(rule) = rule {
            return Err(self.malformed(format!("{rule} (Namespaces in XML 1.0 §3)")));
        }
        let new = self.bindings.get(bound..).unwrap_or_default();
        if new.iter().any(|it| it.prefix == prefix) {
            return Err(self.twice(attribute.local));
        }
        if self.bindings.len() >= self.limits.namespaces {
            return Err(self.fail(ErrorKind::Limit(Limit::Namespaces)));
        }
        if new.len() >= self.limits.attributes {
            return Err(self.fail(ErrorKind::Limit(Limit::Attributes)));
        }
        self.bound.clear();
        self.bindings.push(Binding::new(prefix, uri));
        Ok(())
    }

    #[cold]
    fn twice(&self, local: &str) -> crate::xml::Error {
        self.malformed(format!("attribute `{local}` occurs twice (Namespaces in XML 1.0 §6.3)"))
    }

    /// Prefixes are declared, and no expanded name occurs twice.
    fn check_attributes(&self) -> Result<()> {
        let all = self.attributes.as_slice();
        if let Some(it) =
            all.iter().find(|it| !it.prefix.is_empty() && self.scope().resolve(it.prefix).is_none())
        {
            return Err(self.undeclared(it.prefix));
        }
        if all.len() > FEW {
            return self.check_many_attributes();
        }
        for (at, it) in all.iter().enumerate() {
            let same = |other: &RawAttribute<'_>| {
                scan::same(other.local, it.local) && self.attribute_ns(other) == self.attribute_ns(it)
            };
            if all.iter().take(at).any(same) {
                return Err(self.twice(it.local));
            }
        }
        Ok(())
    }

    /// The same by sorting, since comparing each with each would cost the square of their number.
    #[inline(never)]
    fn check_many_attributes(&self) -> Result<()> {
        let mut names: Vec<_> = self.attributes.iter().map(|it| (it.local, self.attribute_ns(it))).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair.first() == pair.last()) {
            Some(pair) => Err(self.twice(pair.first().map_or("", |it| it.0))),
            None => Ok(()),
        }
    }

    /// The namespace of an attribute: unprefixed ones have none.
    pub(super) fn attribute_ns(&self, attribute: &RawAttribute<'x>) -> &str {
        if attribute.prefix.is_empty() {
            ""
        } else {
            self.scope().resolve(attribute.prefix).unwrap_or_default()
        }
    }

    /// The text of a value up to its closing quote, and whether that is the value.
    fn raw_value(&self, start: usize, quote: u8) -> Result<(&'x str, bool)> {
        let bytes = self.text.as_bytes();
        let (mut at, mut plain) = (start, true);
        loop {
            at = scan::value_end(bytes, at, quote);
            match self.byte(at) {
                it if it == quote => break,
                b'<' => return Err(self.malformed("`<` in an attribute value (XML 1.0 §3.1)")),
                0 if at >= bytes.len() => return Err(self.unfinished()),
                0xEF => self.check_char(at)?,
                0..0x20 => {
                    plain = false;
                    self.check_char(at)?;
                }
                b'&' => {
                    plain = false;
                    self.reference(self.slice(at, bytes.len()), &mut String::new())?;
                }
                _ => {}
            }
            at += 1;
        }
        if at - start > self.limits.text {
            return Err(self.fail(ErrorKind::Limit(Limit::Text)));
        }
        Ok((self.slice(start, at), plain))
    }

    /// The value of an attribute, white space normalized and references replaced (XML 1.0 §3.3.3).
    pub(super) fn attribute_value(&self, attribute: &RawAttribute<'x>) -> Result<Cow<'x, str>> {
        let raw = attribute.raw;
        if attribute.plain {
            return Ok(Cow::Borrowed(raw));
        }
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
            let (plain, special) = rest.split_at(at);
            value.push_str(plain);
            rest = if special.starts_with('&') {
                self.reference(special, &mut value)?
            } else {
                value.push(' ');
                special.strip_prefix("\r\n").or_else(|| special.get(1..)).unwrap_or_default()
            };
        }
        value.push_str(rest);
        Ok(Cow::Owned(value))
    }
}
