//! Which prefix stands for the namespace of a type here, as a word to compare with.

use super::Reader;
use super::scan::{self, WINDOW};

/// A namespace that a type names, and the prefix that stands for it here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    ns: &'static str,
    /// The prefix with its colon, as a number.
    word: u64,
    /// Which bits of a word are the prefix's.
    mask: u64,
    /// The length of the prefix with its colon; [`NONE`] where no prefix, or only a long one, stands for the namespace.
    pub(super) len: usize,
}

/// How many namespaces are kept bound at a time.
const BOUND: usize = 4;

/// Eight bytes that no name begins with.
const NOTHING: u64 = 0;

/// More than any length or index.
const NONE: usize = usize::MAX;

impl Bound {
    /// Of no namespace: no slot's namespace is at this place in memory.
    pub(super) const UNKNOWN: Self = Self { ns: "\0", word: 0, mask: u64::MAX, len: NONE };

    pub(super) fn new(ns: &'static str, prefix: Option<&str>) -> Self {
        let Some(prefix) = prefix.filter(|it| it.len() < 7) else { return Self { ns, ..Self::UNKNOWN } };
        let colon = if prefix.is_empty() { "" } else { ":" };
        let (mut word, mut mask) = (0, 0);
        for (at, byte) in prefix.bytes().chain(colon.bytes()).enumerate() {
            word |= u64::from(byte) << (8 * at);
            mask |= 0xFF << (8 * at);
        }
        Self { ns, word, mask, len: prefix.len() + colon.len() }
    }

    /// The first eight bytes after this prefix, of a tag that begins here; [`NOTHING`] where it has another.
    #[inline]
    pub(super) fn local(&self, window: &[u8; WINDOW], tag: usize) -> u64 {
        let prefixed = scan::word(window, tag + 1).is_some_and(|word| (word ^ self.word) & self.mask == 0);
        if prefixed { scan::word(window, tag + 1 + self.len % 8).unwrap_or(NOTHING) } else { NOTHING }
    }

    /// Whether this prefix, with its colon, begins a text. An attribute without a prefix has no namespace, so that is not one here.
    #[inline]
    pub(super) fn begins(&self, text: &[u8]) -> bool {
        self.len > 0 && scan::word(text, 0).is_some_and(|word| (word ^ self.word) & self.mask == 0)
    }

    /// One namespace is nearly always one string in memory too; where it is not, it is only bound again.
    #[inline]
    pub(super) fn is_for(&self, ns: &'static str) -> bool {
        std::ptr::eq(self.ns, ns)
    }
}

/// What was found, until a declaration comes or goes.
#[derive(Debug)]
pub(super) struct BoundPrefixes {
    all: [Bound; BOUND],
    count: usize,
}

impl Default for BoundPrefixes {
    fn default() -> Self {
        Self { all: [Bound::UNKNOWN; BOUND], count: 0 }
    }
}

impl BoundPrefixes {
    #[inline]
    pub(super) fn find(&self, ns: &'static str) -> Option<Bound> {
        self.all.iter().find(|it| it.is_for(ns)).copied()
    }

    pub(super) fn clear(&mut self) {
        if self.count > 0 {
            *self = Self::default();
        }
    }

    pub(super) fn push(&mut self, bound: Bound) {
        if self.count >= BOUND {
            self.count = 0;
        }
        if let Some(place) = self.all.get_mut(self.count) {
            *place = bound;
            self.count += 1;
        }
    }
}

impl<'x> Reader<'x> {
    /// The prefix that stands for a namespace here. What was found is kept until a declaration comes or goes.
    #[inline]
    pub(super) fn bind(&mut self, ns: &'static str) -> Bound {
        self.bound.find(ns).unwrap_or_else(|| self.bind_anew(ns))
    }

    #[inline(never)]
    fn bind_anew(&mut self, ns: &'static str) -> Bound {
        // The names of types are not measured when they are met. Where so few bytes are allowed, none is met in that way.
        let prefix = if self.limits.name < WINDOW { None } else { self.prefix_of(ns) };
        let bound = Bound::new(ns, prefix);
        self.bound.push(bound);
        bound
    }

    fn prefix_of(&self, ns: &str) -> Option<&'x str> {
        let own = self.open.last().map(|open| self.prefix(open)).unwrap_or_default();
        if self.scope().resolve(own) == Some(ns) {
            return Some(own);
        }
        if ns.is_empty() {
            return self.scope().resolve("").is_some_and(str::is_empty).then_some("");
        }
        self.bindings.prefix_of(ns)
    }
}
