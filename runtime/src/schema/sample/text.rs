//! Choices → a text that is a value of a simple type.
//!
//! Facets are a guide to candidates, and the validator has the last word: patterns, limits and lengths of several derivation steps
//! hold together, which no guide foresees.

use super::atom;
use super::choices::Choices;
use crate::schema::builtin::Builtin;
use crate::schema::facets::Facets;
use crate::schema::simple::Values;
use crate::schema::table::{ANY_SIMPLE_TYPE, Simple, Tables, Type, TypeId, TypeKind, Variety};
use crate::xml::{Bindings, Scope};
use crate::xsd::QName;

/// How many candidates a value is looked for among.
const TRIES: u64 = 48;

/// Makes different choices of numbers that follow each other: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// How many items or characters more than the least a value has, where nothing says.
const MORE: usize = 6;

/// A value as it is written: a name takes the prefix that its namespace has where it stands.
pub(super) enum Lexical {
    Text(String),
    Name(QName),
}

/// Values of the types of a schema, of which no two identifiers are the same.
pub(super) struct Texts<'d> {
    tables: &'d Tables,
    ids: usize,
}

/// What the steps of a derivation ask for, of each facet the last step that has it.
#[derive(Debug, Default)]
pub(super) struct Wanted<'f> {
    steps: Vec<&'f Facets>,
}

impl<'f> Wanted<'f> {
    /// What the innermost step that says anything says.
    pub(super) fn first<T>(&self, of: impl Fn(&'f Facets) -> Option<T>) -> Option<T> {
        self.steps.iter().find_map(|facets| of(facets))
    }

    /// The least and the most of the characters, bytes or items.
    pub(super) fn lengths(&self) -> (usize, usize) {
        let exact = self.first(Facets::length);
        let least = exact.or_else(|| self.first(Facets::least_length)).unwrap_or(0);
        let most = exact.or_else(|| self.first(Facets::most_length)).unwrap_or(usize::MAX);
        (least, most.min(least.saturating_add(MORE)))
    }
}

impl<'d> Texts<'d> {
    pub(super) fn new(tables: &'d Tables) -> Self {
        Self { tables, ids: 0 }
    }

    /// A value, if one is found.
    pub(super) fn sample(&mut self, ty: TypeId, choices: &mut Choices<'_>) -> Option<Lexical> {
        for attempt in 0..TRIES {
            // Once the choices have run out they are always the same: others are made of the attempt.
            let others = [attempt.wrapping_mul(SPREAD), attempt, attempt];
            let candidate = if choices.has_more() || attempt == 0 {
                self.candidate(ty, choices)
            } else {
                self.candidate(ty, &mut Choices::new(&others))
            };
            let Some(candidate) = candidate else { continue };
            let bindings = Bindings::default();
            let values = Values::new(self.tables, Scope::new(&bindings));
            match candidate {
                Lexical::Text(text) if values.check(ty, &text).is_ok() => return Some(Lexical::Text(text)),
                Lexical::Text(_) => {}
                // What its prefix will be is not known yet; the document is held against the schema as a whole.
                name @ Lexical::Name(_) => return Some(name),
            }
        }
        None
    }

    fn candidate(&mut self, ty: TypeId, choices: &mut Choices<'_>) -> Option<Lexical> {
        let Some(Type { kind: TypeKind::Simple(simple), .. }) = self.tables.types.get(ty) else {
            return Some(Lexical::Text(String::new()));
        };
        let wanted = self.wanted(ty);
        if let Some((literals, facets)) = wanted.first(|facets| Some((facets.enumeration()?, facets))) {
            let literal = choices.one(literals)?;
            let name = facets.name_of(literal, &self.tables.names);
            return Some(name.map_or_else(|| Lexical::Text(literal.clone()), Lexical::Name));
        }
        if let Variety::Union(members) = &simple.variety {
            let member = choices.one(members)?;
            return self.sample(*member, choices);
        }
        if let Some(patterns) = wanted.first(Facets::patterns) {
            let pattern = choices.one(patterns)?;
            return choices.matching(pattern).map(Lexical::Text);
        }
        match &simple.variety {
            Variety::List(item) => self.items(*item, &wanted, choices),
            Variety::Atomic(Builtin::Id) => {
                self.ids += 1;
                Some(Lexical::Text(format!("id{}", self.ids)))
            }
            Variety::Atomic(Builtin::IdRef) => {
                let id = choices.below(self.ids) + 1;
                Some(Lexical::Text(format!("id{id}")))
            }
            Variety::Atomic(builtin) => atom::sample(*builtin, &wanted, choices),
            Variety::Union(_) | Variety::Inherited => None,
        }
    }

    fn items(&mut self, item: TypeId, wanted: &Wanted<'_>, choices: &mut Choices<'_>) -> Option<Lexical> {
        let (least, most) = wanted.lengths();
        let count = least + choices.below((most - least).saturating_add(1));
        let mut items = Vec::new();
        for _ in 0..count {
            match self.sample(item, choices)? {
                Lexical::Text(text) => items.push(text),
                Lexical::Name(_) => return None,
            }
        }
        Some(Lexical::Text(items.join(" ")))
    }

    /// The facets of all steps, the last one first.
    fn wanted(&self, ty: TypeId) -> Wanted<'d> {
        let mut wanted = Wanted::default();
        let mut at = ty;
        while let Some(Type { kind: TypeKind::Simple(Simple { facets, .. }), base, .. }) =
            self.tables.types.get(at)
        {
            wanted.steps.push(facets);
            if at < Builtin::ALL.len() || *base == ANY_SIMPLE_TYPE {
                break;
            }
            at = *base;
        }
        wanted
    }
}
