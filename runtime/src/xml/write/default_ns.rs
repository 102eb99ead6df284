//! The namespaces that unprefixed elements were in so far, each with its number and its declaration ready made.
//!
//! The first ones are kept without an allocation, which is all that a message in an envelope needs; where they become many, they are
//! looked up by a table, since a tree may have one for each of its elements.

use std::collections::HashMap;

/// As many are kept without an allocation.
const INLINE: usize = 3;

/// As many are looked through one by one.
const FEW: usize = 16;

/// As long a declaration is kept ready made.
pub(super) const DECLARATION: usize = 64;

/// How a declaration begins.
const BEGIN: &[u8] = b" xmlns=\"";

/// The namespaces by number, from 1; 0 stands for none, before anything is declared.
#[derive(Debug)]
pub(super) struct Namespaces {
    first: [Namespace; INLINE],
    more: Vec<Namespace>,
    count: usize,
    /// Their numbers, once they are many.
    numbers: Option<HashMap<Vec<u8>, usize>>,
}

/// A namespace of unprefixed elements.
#[derive(Debug)]
pub(super) struct Namespace {
    /// Where the same text stands in the program, as far as is known: then it need not be compared.
    at: usize,
    /// How long it is.
    length: usize,
    /// The URI, where it is not in the declaration as it is.
    apart: Option<Box<str>>,
    /// Its declaration and the end of the tag, filled up; of one that is longer, nothing.
    pub(super) declaration: [u8; DECLARATION],
    /// How long that is; 0 where there is none.
    pub(super) declared: usize,
}

impl Namespace {
    const NONE: Self = Self { at: 0, length: 0, apart: None, declaration: [0; DECLARATION], declared: 0 };

    /// Makes it a namespace that is declared by these bytes.
    fn fill(&mut self, uri: &str, at: usize, written: &[u8]) {
        (self.at, self.length) = (at, uri.len());
        if let Some((end, declaration)) =
            self.declaration.get_mut(..=written.len()).and_then(<[u8]>::split_last_mut)
        {
            declaration.copy_from_slice(written);
            *end = b'>';
            self.declared = written.len() + 1;
        }
        // Letters that are written as references are longer then.
        let is_there = self.declared > 0 && written.len() == BEGIN.len() + uri.len() + "\"".len();
        if !is_there {
            self.apart = Some(uri.into());
        }
    }

    /// Its URI.
    pub(super) fn uri(&self) -> &[u8] {
        let declared = || self.declaration.get(BEGIN.len()..BEGIN.len() + self.length);
        self.apart.as_ref().map_or_else(|| declared().unwrap_or_default(), |it| it.as_bytes())
    }

    /// Whether it is known to be this one: a tag that is ready made is a constant of the program, and so is its namespace, whose
    /// address tells it.
    #[inline]
    pub(super) fn is_at(&self, ns: &str) -> bool {
        self.at == ns.as_ptr() as usize && self.length == ns.len()
    }

    /// Whether it is this one, found out letter by letter.
    fn is(&self, ns: &str) -> bool {
        self.length == ns.len() && self.uri() == ns.as_bytes()
    }
}

impl Default for Namespaces {
    fn default() -> Self {
        Self { first: [const { Namespace::NONE }; INLINE], more: Vec::new(), count: 0, numbers: None }
    }
}

impl Namespaces {
    /// One of the first, which most messages have no more than.
    #[inline]
    pub(super) fn near(&self, number: usize) -> Option<&Namespace> {
        self.first.get(number.wrapping_sub(1))
    }

    pub(super) fn get(&self, number: usize) -> Option<&Namespace> {
        self.near(number).or_else(|| self.more.get(number.wrapping_sub(1 + INLINE)))
    }

    fn get_mut(&mut self, number: usize) -> Option<&mut Namespace> {
        let at = number.wrapping_sub(1);
        self.first.get_mut(at).or_else(|| self.more.get_mut(at.wrapping_sub(INLINE)))
    }

    /// The first ones, as far as there are so many.
    fn few(&self) -> impl Iterator<Item = (usize, &Namespace)> {
        self.first
            .iter()
            .take(self.count)
            .chain(self.more.iter().take(FEW))
            .zip(1..)
            .map(|(it, number)| (number, it))
    }

    /// The number of one of the first that is a constant of the program and was declared.
    #[inline]
    pub(super) fn ready(&self, ns: &str) -> Option<usize> {
        self.first.iter().position(|it| it.is_at(ns) && it.declared > 0).map(|at| at + 1)
    }

    /// The number of a namespace.
    pub(super) fn find(&self, ns: &str) -> Option<usize> {
        if self.count == 0 {
            return None;
        }
        match &self.numbers {
            Some(numbers) => numbers.get(ns.as_bytes()).copied(),
            None => self.few().find(|(_, it)| it.is(ns)).map(|it| it.0),
        }
    }

    /// Takes a namespace in that was declared by these bytes; its number.
    pub(super) fn push(&mut self, ns: &str, at: usize, written: &[u8]) -> usize {
        if self.count >= INLINE {
            self.more.push(Namespace::NONE);
        }
        self.count += 1;
        if let Some(place) = self.get_mut(self.count) {
            place.fill(ns, at, written);
        }
        if let Some(numbers) = &mut self.numbers {
            numbers.insert(ns.into(), self.count);
        } else if self.count >= FEW {
            self.numbers = Some(self.few().map(|(number, it)| (it.uri().to_vec(), number)).collect());
        }
        self.count
    }

    /// Whether the namespace of a number is this one. Of a `constant` of the program, it is kept where that is.
    pub(super) fn is(&mut self, number: usize, ns: &str, constant: bool) -> bool {
        let Some(it) = self.get_mut(number) else { return ns.is_empty() };
        if !it.is(ns) {
            return false;
        }
        if constant {
            it.at = ns.as_ptr() as usize;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_namespace_has_its_number_however_many_there_are() {
        let mut namespaces = Namespaces::default();
        let long = "u".repeat(100);
        let uris: Vec<String> =
            (0..50).map(|it| format!("urn:{it}")).chain([long, "a&b".to_owned(), String::new()]).collect();
        for (uri, number) in uris.iter().zip(1..) {
            assert_eq!(namespaces.find(uri), None);
            let written = format!(" xmlns=\"{}\"", uri.replace('&', "&amp;"));
            assert_eq!(namespaces.push(uri, 0, written.as_bytes()), number);
        }
        for (uri, number) in uris.iter().zip(1..) {
            assert_eq!(namespaces.find(uri), Some(number));
            assert_eq!(namespaces.get(number).map(Namespace::uri), Some(uri.as_bytes()));
            assert!(namespaces.is(number, uri, false) && !namespaces.is(number, "other", false));
        }
    }
}
