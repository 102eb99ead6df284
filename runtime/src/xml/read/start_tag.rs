//! Start tags: names, attributes, namespace declarations (XML 1.0 §3.1, Namespaces in XML 1.0).

use super::attribute::RawAttribute;
use super::{Binding, Leaf, Open, Reader, scan};
use crate::xml::error::{ErrorKind, Result};
use crate::xml::lanes::{self, LANES};
use crate::xml::limits::Limit;
use crate::xml::name::known;

impl Reader<'_> {
    /// Reads the start tag that begins at `<`.
    pub(super) fn start_tag(&mut self) -> Result<()> {
        let start = self.pos + 1;
        if self.byte(self.pos) != b'<' {
            return Err(self.unfinished());
        }
        let (end, prefix) = self.qname(start)?;
        let prefix = prefix + usize::from(prefix > 0);
        self.push(Leaf { start, len: end - start, prefix, ..Leaf::default() })?;
        self.pos = end;
        self.attributes()?;
        let prefix = self.open.last().map(|open| self.prefix(open)).unwrap_or_default();
        if self.scope().resolve(prefix).is_none() {
            return Err(self.undeclared(start, prefix));
        }
        Ok(())
    }

    #[cold]
    pub(super) fn undeclared(&self, at: usize, prefix: &str) -> crate::xml::Error {
        self.malformed_at(at, format!("prefix `{prefix}` is not declared (Namespaces in XML 1.0 §5)"))
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

    /// Opens an element of which it is known that it is not too deep, and is counted.
    #[inline]
    pub(super) fn push_counted(&mut self, it: Leaf) {
        let open = self.opened(it);
        self.open.push(open);
    }

    #[expect(clippy::cast_possible_truncation, reason = "`root` refuses documents of 4 GiB and more")]
    pub(super) fn opened(&self, it: Leaf) -> Open {
        Open {
            start: it.start as u32,
            len: it.len as u32,
            prefix: it.prefix.saturating_sub(1) as u32,
            bindings: self.bindings.len() as u32,
            children: 0,
        }
    }

    /// Reads what follows the name of a start tag, to its `>`.
    #[inline]
    pub(super) fn attributes(&mut self) -> Result<()> {
        if self.byte(self.pos) == b'>' {
            self.attributes.clear();
            self.empty = false;
            self.pos += 1;
            return Ok(());
        }
        self.some_attributes()
    }

    #[inline(never)]
    pub(super) fn some_attributes(&mut self) -> Result<()> {
        let bound = self.bindings.len();
        self.attributes.clear();
        self.empty = false;
        self.prefixed = false;
        // The end of the name, then of the last attribute.
        let mut end = self.pos;
        loop {
            let mut at = end + usize::from(self.byte(end) == b' ');
            let mut next = self.byte(at);
            if scan::is_space(next) {
                at = scan::space_end(self.text.as_bytes(), at);
                next = self.byte(at);
            }
            match next {
                b'>' => self.pos = at + 1,
                b'/' if self.byte(at + 1) == b'>' => {
                    self.empty = true;
                    self.pos = at + 2;
                }
                0 if at >= self.text.len() => return Err(self.unfinished()),
                _ => {
                    let usual = if at > end { self.usual_attribute(at, bound)? } else { None };
                    end = match usual {
                        Some(end) => end,
                        None => self.other_attribute(end, at, bound)?,
                    };
                    continue;
                }
            }
            return self.check_attributes();
        }
    }

    /// Reads an attribute if its name is of a few letters and its value short and plain, as most are; where it ends.
    #[inline]
    fn usual_attribute(&mut self, start: usize, bound: usize) -> Result<Option<usize>> {
        let Some(end) = self.short_attribute(start) else { return self.plain_attribute(start, bound) };
        Ok(Some(end))
    }

    #[inline]
    fn short_attribute(&mut self, start: usize) -> Option<usize> {
        let window = scan::window(self.text.as_bytes(), start)?;
        let name = lanes::letters(window.first_chunk()?) % LANES;
        let (equals, quote, value) = (window[name], window[name + 1], name + "=\"".len());
        let end = value + lanes::value_stop(window.get(value..)?.first_chunk()?, quote);
        let usual = equals == b'='
            && name > 0
            && matches!(quote, b'"' | b'\'')
            && window[end] == quote
            && end <= self.short
            && self.attributes.len() < self.limits.attributes
            && !window.starts_with(b"xmlns");
        if !usual {
            return None;
        }
        let (name, value, end) = (start + name, start + value, start + end);
        self.attributes.push(RawAttribute::new((start, 0, name), (value, end), true));
        Some(end + 1)
    }

    /// Reads an attribute or a declaration if there is nothing unusual about it: `name="value"` without references. Where it ends.
    #[inline(never)]
    fn plain_attribute(&mut self, start: usize, bound: usize) -> Result<Option<usize>> {
        let bytes = self.text.as_bytes();
        let (mut end, mut prefix) = (scan::plain_name_end(bytes, start), 0);
        if self.byte(end) == b':' {
            prefix = end - start;
            let local = end + 1;
            end = scan::plain_name_end(bytes, local);
            if end == local || prefix == 0 {
                return Ok(None);
            }
        }
        let quote = self.byte(end + 1);
        if self.byte(end) != b'=' || !matches!(quote, b'"' | b'\'') || end == start {
            return Ok(None);
        }
        let value = end + 2;
        let value_end = scan::value_end(bytes, value, quote);
        if self.byte(value_end) != quote || value_end - start > self.short {
            return Ok(None);
        }
        self.pos = value_end + 1;
        self.add_attribute(RawAttribute::new((start, prefix, end), (value, value_end), true), bound)?;
        Ok(Some(self.pos))
    }

    /// Puts an attribute among those of the tag, or a declaration among those in force.
    fn add_attribute(&mut self, it: RawAttribute, bound: usize) -> Result<()> {
        let name = if it.prefix == 0 { it.end } else { it.start + it.prefix };
        if self.slice(it.start as usize, name as usize) == "xmlns" {
            return self.declare(&it, bound);
        }
        if self.attributes.len() >= self.limits.attributes {
            return Err(self.fail(ErrorKind::Limit(Limit::Attributes)));
        }
        self.prefixed |= it.prefix > 0;
        self.attributes.push(it);
        Ok(())
    }

    /// Any other attribute, or what is none. `end` is that of what stands before it. Where it ends.
    #[inline(never)]
    fn other_attribute(&mut self, end: usize, at: usize, bound: usize) -> Result<usize> {
        self.pos = at;
        if at == end {
            return Err(self.malformed("expected white space or `>` (XML 1.0 §3.1)"));
        }
        self.one_attribute(bound)?;
        Ok(self.pos)
    }

    fn one_attribute(&mut self, bound: usize) -> Result<()> {
        let start = self.pos;
        let (end, prefix) = self.qname(start)?;
        let mut at = scan::space_end(self.text.as_bytes(), end);
        if self.byte(at) != b'=' {
            return Err(self.malformed("expected `=` after an attribute's name (XML 1.0 §3.1)"));
        }
        at = scan::space_end(self.text.as_bytes(), at + 1);
        let quote = self.byte(at);
        if !matches!(quote, b'"' | b'\'') {
            return Err(self.malformed("expected a quoted attribute value (XML 1.0 §2.3)"));
        }
        let (value_end, plain) = self.raw_value(at + 1, quote)?;
        self.pos = value_end + 1;
        self.add_attribute(RawAttribute::new((start, prefix, end), (at + 1, value_end), plain), bound)
    }

    /// A namespace declaration (Namespaces in XML 1.0 §3).
    fn declare(&mut self, attribute: &RawAttribute, bound: usize) -> Result<()> {
        let local = self.attribute_local(attribute);
        let prefix = if attribute.prefix == 0 { "" } else { local };
        let uri = self.attribute_value(attribute)?;
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
            let rule = format!("{rule} (Namespaces in XML 1.0 §3)");
            return Err(self.malformed_at(attribute.start as usize, rule));
        }
        if self.bindings.find(prefix).is_some_and(|it| it.0 >= bound) {
            return Err(self.twice(attribute));
        }
        if self.bindings.len() >= self.limits.namespaces {
            return Err(self.fail(ErrorKind::Limit(Limit::Namespaces)));
        }
        self.bound.clear();
        self.bindings.push(Binding::new(prefix, uri));
        Ok(())
    }

    /// Where a value's closing quote is, and whether what stands before it is the value.
    fn raw_value(&self, start: usize, quote: u8) -> Result<(usize, bool)> {
        let bytes = self.text.as_bytes();
        let (mut at, mut plain) = (start, true);
        loop {
            at = scan::value_end(bytes, at, quote);
            match self.byte(at) {
                it if it == quote => break,
                b'<' => return Err(self.malformed_at(at, "`<` in an attribute value (XML 1.0 §3.1)")),
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
        // References are longer than what they stand for, and so are two of the line ends.
        let short = at - start <= self.limits.text
            || !plain && self.normalized(self.slice(start, at))?.len() <= self.limits.text;
        if !short {
            return Err(self.fail(ErrorKind::Limit(Limit::Text)));
        }
        Ok((at, plain))
    }
}
