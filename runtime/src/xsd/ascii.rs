//! Short texts built on the stack, so that writing a value neither allocates nor goes through `fmt`.

/// Room for `N` ASCII bytes. Callers choose `N` from the longest lexical form of their type; what is beyond it is not kept.
pub(super) struct Ascii<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Ascii<N> {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    pub(super) fn push(&mut self, byte: u8) {
        debug_assert!(byte.is_ascii() && self.len < N, "no room for the lexical form");
        if let Some(slot) = self.bytes.get_mut(self.len) {
            *slot = byte;
            self.len += 1;
        }
    }

    pub(super) fn push_bytes(&mut self, text: &[u8]) {
        let end = self.len.saturating_add(text.len());
        debug_assert!(text.is_ascii() && end <= N, "no room for the lexical form");
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(text);
            self.len = end;
        }
    }

    /// A number below 100 as two digits.
    pub(super) fn push_two(&mut self, number: u8) {
        self.push_bytes(&PAIRS[usize::from(number % 100)]);
    }

    pub(super) fn zeros(&mut self, count: usize) {
        for _ in 0..count {
            self.push(b'0');
        }
    }

    pub(super) fn as_str(&self) -> &str {
        let text = self.bytes.get(..self.len).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }
}

/// `00` to `99`: two digits for one division.
pub(super) const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number: u8 = 0;
    while number < 100 {
        pairs[number as usize] = [b'0' + number / 10, b'0' + number % 10];
        number += 1;
    }
    pairs
};
