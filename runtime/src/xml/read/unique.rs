//! No two attributes of an element have one expanded name (Namespaces in XML 1.0 §6.3), and all prefixes are declared.
//!
//! Few are compared each with each, many are looked up in a table; its hashes are keyed, so that no message can choose names that
//! collide. Namespaces are compared by hashes too, which are made once for each declaration: a message may declare long URIs that
//! differ in their last letters alone, and have them compared on each of its elements.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use super::attribute::RawAttribute;
use super::{Bindings, Reader, scan};
use crate::xml::error::{Error, Result};

/// How many attributes are compared each with each.
const FEW: usize = 12;

/// URIs of no more bytes are compared as they are.
const SHORT: usize = 64;

/// Hashes of the namespaces in scope, by the numbers of their bindings, as far as they were wanted.
#[derive(Debug)]
pub(super) struct Digests {
    keys: RandomState,
    known: Vec<Option<u64>>,
}

impl Digests {
    /// With these keys, or with new ones.
    fn keyed(keys: Option<RandomState>) -> Self {
        Self { keys: keys.unwrap_or_default(), known: Vec::new() }
    }

    fn of(&mut self, at: usize, uri: &str) -> u64 {
        if self.known.len() <= at {
            self.known.resize(at + 1, None);
        }
        let Some(place) = self.known.get_mut(at) else { return 0 };
        *place.get_or_insert_with(|| self.keys.hash_one(uri))
    }

    /// Forgets all but the outermost bindings.
    pub(super) fn truncate(&mut self, outside: usize) {
        self.known.truncate(outside);
    }
}

impl Bindings<'_> {
    /// The hash of the namespace that a prefix of attributes stands for; nothing is like that of no prefix, nor of `xml` where that is
    /// not declared.
    fn digest(&mut self, prefix: &str) -> u64 {
        if prefix.is_empty() {
            return 0;
        }
        let keys = self.outer.map(|it| it.keys.clone());
        let mut digests = self.digests.take().unwrap_or_else(|| Box::new(Digests::keyed(keys)));
        let own = self.find(prefix).map(|(at, binding)| digests.of(at, &binding.uri));
        self.digests = Some(digests);
        own.or_else(|| self.outer?.digest(prefix)).unwrap_or(1)
    }

    /// Whether two prefixes of attributes, both declared, stand for one namespace.
    fn are_one(&mut self, one: &str, other: &str) -> bool {
        if one == other {
            return true;
        }
        let uri = |prefix| self.lookup(prefix).map_or("", |it| &it.uri);
        let (a, b) = (uri(one), uri(other));
        if one.is_empty() || other.is_empty() || a.len() != b.len() {
            return false;
        }
        if a.len() <= SHORT {
            return a == b;
        }
        self.digest(one) == self.digest(other) && {
            let uri = |prefix| self.lookup(prefix).map_or("", |it| &it.uri);
            uri(one) == uri(other)
        }
    }
}

impl Reader<'_> {
    #[inline(never)]
    pub(super) fn check_all_attributes(&mut self) -> Result<()> {
        if self.prefixed {
            let is_undeclared = |it: &&RawAttribute| {
                it.prefix > 0 && self.scope().resolve(self.attribute_prefix(it)).is_none()
            };
            if let Some(it) = self.attributes.iter().find(is_undeclared) {
                return Err(self.undeclared(it.start as usize, self.attribute_prefix(it)));
            }
        }
        let again = if self.attributes.len() > FEW { self.again_of_many() } else { self.again_of_few() };
        again.map_or(Ok(()), |it| Err(self.twice(&it)))
    }

    /// The first attribute whose name an earlier one has.
    fn again_of_few(&mut self) -> Option<RawAttribute> {
        let (bytes, text) = (self.text.as_bytes(), self.text);
        let prefix =
            |it: &RawAttribute| text.get(it.start as usize..(it.start + it.prefix) as usize).unwrap_or("");
        for (at, it) in self.attributes.iter().enumerate() {
            let (start, length) = (it.local(), it.end - it.local());
            for other in self.attributes.iter().take(at) {
                if other.end - other.local() == length
                    && scan::same_at(bytes, start as usize, other.local() as usize, length as usize)
                    && self.bindings.are_one(prefix(it), prefix(other))
                {
                    return Some(*it);
                }
            }
        }
        None
    }

    /// The same by a table, since comparing each with each would cost the square of their number.
    #[inline(never)]
    fn again_of_many(&mut self) -> Option<RawAttribute> {
        let text = self.text;
        let mut names = HashSet::with_capacity(self.attributes.len());
        let is_again = |it: &&RawAttribute| {
            let slice = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("");
            let prefix = slice(it.start, it.start + it.prefix);
            let ns = if prefix.is_empty() { 0 } else { self.bindings.digest(prefix) };
            !names.insert((slice(it.local(), it.end), ns))
        };
        self.attributes.iter().find(is_again).copied()
    }

    #[cold]
    pub(super) fn twice(&self, it: &RawAttribute) -> Error {
        let local = self.attribute_local(it);
        let rule = format!("attribute `{local}` occurs twice (Namespaces in XML 1.0 §6.3)");
        self.malformed_at(it.start as usize, rule)
    }
}
