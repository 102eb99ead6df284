//! Which prefixes stand for which namespaces, the innermost last; by tables where they are many, since a tree may have a namespace for
//! each of its attributes.

use std::borrow::Cow;
use std::collections::HashMap;

/// As many are looked through one by one.
const FEW: usize = 16;

/// A prefix and what it stands for.
#[derive(Debug)]
struct Bound {
    prefix: Cow<'static, str>,
    ns: String,
}

/// The bindings in force, and those that they hide.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    all: Vec<Bound>,
    tables: Option<Box<Tables>>,
}

/// The places of the bindings of a prefix, and of a namespace, the innermost last.
#[derive(Debug, Default)]
struct Tables {
    prefixes: HashMap<String, Vec<usize>>,
    namespaces: HashMap<String, Vec<usize>>,
}

impl Tables {
    fn push(&mut self, at: usize, it: &Bound) {
        self.prefixes.entry(it.prefix.clone().into_owned()).or_default().push(at);
        self.namespaces.entry(it.ns.clone()).or_default().push(at);
    }

    fn pop(&mut self, it: &Bound) {
        for (table, key) in [(&mut self.prefixes, &*it.prefix), (&mut self.namespaces, &*it.ns)] {
            if let Some(places) = table.get_mut(key) {
                places.pop();
                if places.is_empty() {
                    table.remove(key);
                }
            }
        }
    }
}

fn last(table: &HashMap<String, Vec<usize>>, key: &str) -> Option<usize> {
    table.get(key)?.last().copied()
}

impl Bindings {
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn push(&mut self, prefix: Cow<'static, str>, ns: &str) {
        self.all.push(Bound { prefix, ns: ns.to_owned() });
        if self.tables.is_none() && self.all.len() <= FEW {
            return;
        }
        let tables = self.tables.get_or_insert_default();
        let known = if self.all.len() == FEW + 1 { 0 } else { self.all.len() - 1 };
        for (at, it) in self.all.iter().enumerate().skip(known) {
            tables.push(at, it);
        }
    }

    /// Leaves only the outermost ones.
    #[inline]
    pub(super) fn truncate(&mut self, outside: usize) {
        if self.all.len() > outside {
            self.leave(outside);
        }
    }

    #[inline(never)]
    fn leave(&mut self, outside: usize) {
        if let Some(tables) = &mut self.tables {
            self.all.iter().skip(outside).rev().for_each(|it| tables.pop(it));
        }
        self.all.truncate(outside);
        if outside <= FEW {
            self.tables = None;
        }
    }

    /// The place of the innermost binding of a prefix.
    fn innermost(&self, prefix: &str) -> Option<usize> {
        match &self.tables {
            Some(tables) => last(&tables.prefixes, prefix),
            None => self.all.iter().rposition(|it| it.prefix == prefix),
        }
    }

    /// What a prefix stands for.
    pub(super) fn ns(&self, prefix: &str) -> Option<&str> {
        self.all.get(self.innermost(prefix)?).map(|it| it.ns.as_str())
    }

    /// Whether nothing is bound to a prefix.
    pub(super) fn is_free(&self, prefix: &str) -> bool {
        self.innermost(prefix).is_none()
    }

    /// The prefix that was bound to a namespace last, unless another binding hides it.
    pub(super) fn prefix(&self, ns: &str) -> Option<Cow<'static, str>> {
        let at = match &self.tables {
            Some(tables) => last(&tables.namespaces, ns),
            None => self.all.iter().rposition(|it| it.ns == ns),
        }?;
        let it = self.all.get(at)?;
        (self.innermost(&it.prefix) == Some(at)).then(|| it.prefix.clone())
    }

    /// A prefix that is free.
    pub(super) fn new_prefix(&self) -> Cow<'static, str> {
        // One more than there are bindings must leave one free; where they are many, the first ones are not.
        let first = if self.tables.is_some() { self.all.len() } else { 1 };
        let numbered = (first..=first + self.all.len()).map(|number| format!("n{number}"));
        Cow::Owned(numbered.into_iter().find(|it| self.is_free(it)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_hide_and_come_back_however_many_there_are() {
        let mut bindings = Bindings::default();
        for depth in 0..60 {
            assert_eq!(bindings.len(), depth);
            bindings.push(format!("p{}", depth % 20).into(), &format!("urn:{depth}"));
        }
        for depth in (0..60).rev() {
            let prefix = format!("p{}", depth % 20);
            assert_eq!(bindings.ns(&prefix), Some(format!("urn:{depth}").as_str()));
            assert_eq!(bindings.prefix(&format!("urn:{depth}")), Some(prefix.clone().into()));
            assert_eq!(bindings.prefix(&format!("urn:{}", depth + 1)), None);
            if depth >= 20 {
                assert_eq!(bindings.prefix(&format!("urn:{}", depth - 20)), None);
            }
            assert!(bindings.is_free(&bindings.new_prefix()) && !bindings.is_free(&prefix));
            bindings.truncate(depth);
        }
        assert!(bindings.is_empty() && bindings.is_free("p0"));
    }
}
