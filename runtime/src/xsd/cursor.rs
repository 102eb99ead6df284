//! What is left of a lexical form while it is read: bytes, because all forms here are ASCII.

/// Why a text is no value of a type; the type's name is put before it by whoever knows it.
pub(super) type Reason = &'static str;

/// White space at both ends, as `whiteSpace="collapse"` takes it away (XSD 1.0 Part 2 §4.3.6): XML's four characters, no others.
pub fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim_matches(is_space),
    }
}

/// One of XML's four white space characters.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

pub(super) struct Cursor<'t> {
    rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(super) fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Takes `byte` if it comes next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes `bytes` if they come next.
    pub(super) fn eat_all(&mut self, bytes: &[u8]) -> bool {
        self.rest.strip_prefix(bytes).map(|rest| self.rest = rest).is_some()
    }

    pub(super) fn expect_all(&mut self, bytes: &[u8], otherwise: Reason) -> Result<(), Reason> {
        if self.eat_all(bytes) { Ok(()) } else { Err(otherwise) }
    }

    pub(super) fn expect(&mut self, byte: u8, otherwise: Reason) -> Result<(), Reason> {
        if self.eat(byte) { Ok(()) } else { Err(otherwise) }
    }

    /// Exactly two digits.
    pub(super) fn two(&mut self, otherwise: Reason) -> Result<u8, Reason> {
        match self.rest {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
                self.rest = rest;
                Ok((tens - b'0') * 10 + (ones - b'0'))
            }
            _ => Err(otherwise),
        }
    }

    /// As many digits as follow, perhaps none.
    pub(super) fn digits(&mut self) -> &'t [u8] {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, &[]));
        self.rest = rest;
        digits
    }

    pub(super) fn finish(&self, otherwise: Reason) -> Result<(), Reason> {
        if self.is_done() { Ok(()) } else { Err(otherwise) }
    }
}
