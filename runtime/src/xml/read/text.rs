//! Character data, CDATA sections, comments and processing instructions (XML 1.0 §2.4–§2.8).
//!
//! Text is borrowed unless a reference, a carriage return or a break in it (comment, CDATA) makes that impossible.

use std::borrow::Cow;

use super::{Reader, scan};
use crate::xml::error::{Error, ErrorKind, Result};
use crate::xml::limits::Limit;

impl<'x> Reader<'x> {
    /// The text of the element it stands in, up to its end tag, which it does not consume.
    pub(super) fn text_content(&mut self) -> Result<Cow<'x, str>> {
        if self.empty {
            return Ok(Cow::Borrowed(""));
        }
        let start = self.pos;
        let end = self.plain_end(start)?;
        let plain = self.slice(start, end);
        self.pos = end;
        if self.bytes_at(end).starts_with(b"</") {
            self.check_length(plain.len())?;
            return Ok(Cow::Borrowed(plain));
        }
        self.broken_text(plain).map(Cow::Owned)
    }

    /// The text up to the next tag, of whatever kind.
    pub(crate) fn text_before_tag(&mut self) -> Result<String> {
        let mut text = String::new();
        while !self.empty {
            let end = self.plain_end(self.pos)?;
            text.push_str(self.slice(self.pos, end));
            self.pos = end;
            let goes_on = self.text_break(&mut text)?;
            self.check_length(text.len())?;
            if !goes_on {
                break;
            }
        }
        Ok(text)
    }

    /// Text with something in it that cannot be borrowed; `plain` has been read.
    #[cold]
    fn broken_text(&mut self, plain: &str) -> Result<String> {
        let mut text = String::from(plain);
        while self.text_break(&mut text)? {
            let end = self.plain_end(self.pos)?;
            text.push_str(self.slice(self.pos, end));
            self.pos = end;
            self.check_length(text.len())?;
        }
        if self.bytes_at(self.pos).starts_with(b"</") {
            return Ok(text);
        }
        Err(self.fail(ErrorKind::Unexpected("a child element in a simple value".to_owned())))
    }

    /// What interrupts text without ending it: a section, comment, instruction, reference or carriage return.
    /// `false` at a tag.
    pub(super) fn text_break(&mut self, text: &mut String) -> Result<bool> {
        let rest = self.slice(self.pos, self.text.len());
        if let Some(after) = rest.strip_prefix("<![CDATA[") {
            self.cdata(after, text)?;
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            self.declaration_or_comment()?;
        } else if rest.starts_with('&') {
            let left = self.reference(rest, text)?.len();
            self.pos = self.text.len() - left;
        } else if rest.starts_with('\r') {
            text.push('\n');
            self.pos += if rest.starts_with("\r\n") { 2 } else { 1 };
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn check_length(&self, length: usize) -> Result<()> {
        if length > self.limits.text { Err(self.fail(ErrorKind::Limit(Limit::Text))) } else { Ok(()) }
    }

    /// Where ordinary characters end: at markup, a reference or a carriage return.
    #[inline]
    fn plain_end(&self, start: usize) -> Result<usize> {
        let at = scan::text_end(self.text.as_bytes(), start);
        if matches!(self.byte(at), b'<' | b'&' | b'\r') { Ok(at) } else { Err(self.bad_text(at)) }
    }

    /// What ends text and may not.
    #[cold]
    fn bad_text(&self, at: usize) -> Error {
        if self.bytes_at(at).starts_with(b"]]>") {
            return self.malformed_at(at, "`]]>` in text (XML 1.0 §2.4)");
        }
        self.check_char(at).err().unwrap_or_else(|| self.unfinished())
    }

    /// The character at a byte that may begin a forbidden one.
    pub(super) fn check_char(&self, at: usize) -> Result<()> {
        match self.slice(at, self.text.len()).chars().next() {
            Some(it) if !scan::is_char(it) => {
                Err(self.malformed_at(at, format!("character U+{:04X} (XML 1.0 §2.2)", u32::from(it))))
            }
            _ => Ok(()),
        }
    }

    fn cdata(&mut self, after: &str, text: &mut String) -> Result<()> {
        let Some(end) = after.find("]]>") else { return Err(self.unfinished()) };
        let section = after.get(..end).unwrap_or_default();
        self.check_chars(self.pos + "<![CDATA[".len(), section)?;
        if section.contains('\r') {
            text.push_str(&section.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            text.push_str(section);
        }
        self.pos += "<![CDATA[".len() + end + "]]>".len();
        Ok(())
    }

    /// The characters of a text that begins at a byte.
    fn check_chars(&self, start: usize, text: &str) -> Result<()> {
        text.char_indices().find(|it| !scan::is_char(it.1)).map_or(Ok(()), |it| self.check_char(start + it.0))
    }

    /// `<!-- -->` or `<? ?>`.
    fn comment_or_instruction(&mut self) -> Result<()> {
        let rest = self.slice(self.pos, self.text.len());
        let (begin, skipped, end) = if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("--").ok_or_else(|| self.unfinished())?;
            if !comment.get(end..).is_some_and(|it| it.starts_with("-->")) {
                return Err(self.malformed("`--` in a comment (XML 1.0 §2.5)"));
            }
            (4, comment.get(..end), 4 + end + 3)
        } else {
            let instruction = rest.get(2..).unwrap_or_default();
            let end = instruction.find("?>").ok_or_else(|| self.unfinished())?;
            let body = instruction.get(..end).unwrap_or_default();
            self.check_target(body)?;
            (2, Some(body), 2 + end + 2)
        };
        self.check_chars(self.pos + begin, skipped.unwrap_or_default())?;
        self.pos += end;
        Ok(())
    }

    /// The target of a processing instruction: a name without a colon, and not `xml` (XML 1.0 §2.6).
    fn check_target(&self, body: &str) -> Result<()> {
        let target = body.split([' ', '\t', '\r', '\n']).next().unwrap_or_default();
        if target.eq_ignore_ascii_case("xml") || !scan::is_ncname(target) {
            return Err(
                self.malformed("a processing instruction needs a name other than `xml` (XML 1.0 §2.6)")
            );
        }
        Ok(())
    }

    /// Goes past the white space between elements.
    #[inline]
    pub(super) fn pass_space(&mut self) {
        if self.byte(self.pos) != b'<' {
            self.pos = scan::space_end(self.text.as_bytes(), self.pos);
        }
    }

    /// Goes to the next tag in element content, where no text may stand; the byte after its `<`.
    #[inline]
    pub(super) fn next_tag(&mut self) -> Result<u8> {
        self.pass_space();
        let second = self.byte(self.pos + 1);
        if self.byte(self.pos) != b'<' || matches!(second, b'!' | b'?') {
            self.pass_more()?;
            return Ok(self.byte(self.pos + 1));
        }
        Ok(second)
    }

    #[cold]
    fn pass_more(&mut self) -> Result<()> {
        loop {
            self.pos = scan::space_end(self.text.as_bytes(), self.pos);
            match self.bytes_at(self.pos) {
                [b'<', b'!' | b'?', ..] => self.blank_markup()?,
                [b'<', ..] => return Ok(()),
                [] => return Err(self.unfinished()),
                _ => return Err(self.stray_text()),
            }
        }
    }

    /// A comment or instruction, or a CDATA section of nothing but white space.
    #[cold]
    fn blank_markup(&mut self) -> Result<()> {
        let rest = self.slice(self.pos, self.text.len());
        let Some(after) = rest.strip_prefix("<![CDATA[") else { return self.declaration_or_comment() };
        let mut text = String::new();
        let at = self.pos;
        self.cdata(after, &mut text)?;
        if text.bytes().all(scan::is_space) {
            return Ok(());
        }
        self.pos = at;
        Err(self.stray_text())
    }

    fn declaration_or_comment(&mut self) -> Result<()> {
        let rest = self.bytes_at(self.pos);
        if rest.starts_with(b"<!DOCTYPE") {
            return Err(self.fail(ErrorKind::Dtd));
        }
        if rest.starts_with(b"<!") && !rest.starts_with(b"<!--") {
            return Err(
                self.malformed("`<!` that begins neither a comment nor a CDATA section (XML 1.0 §2.5)")
            );
        }
        self.comment_or_instruction()
    }

    #[cold]
    fn stray_text(&self) -> Error {
        match self.plain_end(self.pos) {
            Err(error) => error,
            Ok(_) => self.fail(ErrorKind::Unexpected("text between elements".to_owned())),
        }
    }

    /// Goes to the next tag, passing over text.
    pub(super) fn pass_text(&mut self) -> Result<()> {
        let start = self.pos;
        self.pos = self.plain_end(start)?;
        let length = self.pos - start;
        self.check_length(length)?;
        match self.bytes_at(self.pos) {
            [b'<', b'!' | b'?', ..] | [b'&' | b'\r', ..] => self.pass_broken_text(length),
            _ => Ok(()),
        }
    }

    /// The same from what interrupts the text on, of which so much was passed.
    #[inline(never)]
    fn pass_broken_text(&mut self, mut length: usize) -> Result<()> {
        let mut broken = String::new();
        while self.text_break(&mut broken)? {
            let start = self.pos;
            self.pos = self.plain_end(start)?;
            length += self.pos - start + broken.len();
            broken.clear();
            self.check_length(length)?;
        }
        Ok(())
    }

    /// `<?xml version="1.0" encoding=".." standalone=".."?>` (XML 1.0 §2.8). What it says of the encoding was dealt with
    /// when the bytes became text.
    pub(super) fn declaration(&mut self) -> Result<()> {
        let rest = self.slice(0, self.text.len());
        let Some(after) = rest.strip_prefix("<?xml").filter(|it| it.starts_with([' ', '\t', '\r', '\n']))
        else {
            return Ok(());
        };
        let ends = |at: &usize| after.as_bytes().get(at + 1) == Some(&b'>');
        let Some(end) = memchr::memchr_iter(b'?', after.as_bytes()).find(ends) else {
            return Err(self.unfinished());
        };
        let Some(version) = version(after.get(..end).unwrap_or_default()) else {
            return Err(self.malformed("the XML declaration is not of the form of XML 1.0 §2.8"));
        };
        if version == "1.1" {
            self.check_restricted()?;
        }
        self.pos = "<?xml".len() + end + "?>".len();
        Ok(())
    }

    /// XML 1.1 allows these characters as references only (XML 1.1 §2.2).
    pub(crate) fn check_restricted(&self) -> Result<()> {
        let restricted = |it: char| matches!(it, '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}');
        match self.text.find(restricted) {
            Some(at) => {
                let rule = "a control character in a document of XML 1.1 (XML 1.1 §2.2)";
                Err(self.fail_at(at, ErrorKind::Malformed(rule.into())))
            }
            None => Ok(()),
        }
    }

    /// Comments, instructions and white space outside the root element.
    pub(super) fn misc(&mut self) -> Result<()> {
        loop {
            self.pos = scan::space_end(self.text.as_bytes(), self.pos);
            match self.bytes_at(self.pos) {
                [b'<', b'!' | b'?', ..] => self.declaration_or_comment()?,
                [b'<', ..] | [] => return Ok(()),
                _ => return Err(self.malformed("text outside the root element (XML 1.0 §2.1)")),
            }
        }
    }
}

/// The version that an XML declaration names, if its pseudo-attributes are right, and in their order.
fn version(declaration: &str) -> Option<&str> {
    let (version, rest) = pseudo_attribute(declaration, "version")?;
    let minor = version.strip_prefix("1.")?;
    let is_version = !minor.is_empty() && minor.bytes().all(|it| it.is_ascii_digit());
    let (encoding, rest) = pseudo_attribute(rest, "encoding").unwrap_or(("UTF-8", rest));
    let is_encoding = encoding.starts_with(|it: char| it.is_ascii_alphabetic())
        && encoding.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-'));
    let (standalone, rest) = pseudo_attribute(rest, "standalone").unwrap_or(("no", rest));
    let is_right = is_version && is_encoding && matches!(standalone, "yes" | "no");
    (is_right && rest.bytes().all(scan::is_space)).then_some(version)
}

/// The value in ` name = "value"`, and what follows it, if the text begins so.
fn pseudo_attribute<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];
    let rest = text.strip_prefix(SPACE)?.trim_start_matches(SPACE).strip_prefix(name)?;
    let rest = rest.trim_start_matches(SPACE).strip_prefix('=')?.trim_start_matches(SPACE);
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    rest.get(1..)?.split_once(quote)
}
