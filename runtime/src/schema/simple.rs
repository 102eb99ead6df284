//! Text → value of a simple type, or the facet that it breaks (XSD 1.0 Part 1 §3.14.4, Part 2 §4.1).

use super::builtin::Builtin;
use super::table::{ANY_SIMPLE_TYPE, NsId, Simple, Tables, Type, TypeId, TypeKind, Variety, WhiteSpace};
use super::value::Value;
use crate::xml::{Binding, Bindings, Scope};
use std::borrow::Cow;
use std::cell::RefCell;

/// Why a text is no value of a type.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) rule: &'static str,
    pub(super) message: String,
}

/// No more of a value is shown.
const SHOWN: usize = 60;

impl Fault {
    pub(super) fn new(rule: &'static str, text: &str, why: impl std::fmt::Display) -> Self {
        let shown: String = text.chars().take(SHOWN).collect();
        let more = if shown.len() < text.len() { "…" } else { "" };
        Self { rule, message: format!("`{shown}{more}` is not a valid value: {why}") }
    }
}

/// The `ID`s in values, and the references to them.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) ids: Vec<String>,
    pub(super) references: Vec<String>,
}

/// Reads values of the types of a schema, with the prefixes of one place in a document.
pub(super) struct Values<'t, 's> {
    pub(super) tables: &'t Tables,
    pub(super) scope: Scope<'s>,
    pub(super) marks: RefCell<Marks>,
}

impl<'t, 's> Values<'t, 's> {
    pub(super) fn new(tables: &'t Tables, scope: Scope<'s>) -> Self {
        Self { tables, scope, marks: RefCell::default() }
    }

    /// The value of a text in a simple type.
    pub(super) fn check(&self, ty: TypeId, text: &str) -> Result<Value, Fault> {
        self.normalized(ty, text).map(|(value, _)| value)
    }

    /// The value, and the text as its type normalizes it.
    fn normalized<'a>(&self, ty: TypeId, text: &'a str) -> Result<(Value, Cow<'a, str>), Fault> {
        let Some(Type { kind: TypeKind::Simple(simple), .. }) = self.tables.types.get(ty) else {
            return Ok((Value::Untyped(text.to_owned()), Cow::Borrowed(text)));
        };
        let (value, text) = match &simple.variety {
            Variety::Union(members) => self.member(members, text)?,
            variety => {
                let text = normalize(text, simple.white_space);
                let value = match variety {
                    Variety::List(item) => self.list(*item, &text)?,
                    Variety::Atomic(builtin) => self.atom(*builtin, &text)?,
                    Variety::Union(_) | Variety::Inherited => Value::Untyped(text.clone().into_owned()),
                };
                (value, text)
            }
        };
        self.facets(ty, &text, &value)?;
        Ok((value, text))
    }

    /// The first member of a union that has the text.
    fn member<'a>(&self, members: &[TypeId], text: &'a str) -> Result<(Value, Cow<'a, str>), Fault> {
        let mut last = None;
        for member in members {
            let (ids, references) = self.marked();
            match self.normalized(*member, text) {
                Ok(found) => return Ok(found),
                Err(fault) => last = Some(fault),
            }
            let mut marks = self.marks.borrow_mut();
            marks.ids.truncate(ids);
            marks.references.truncate(references);
        }
        match last {
            Some(fault) if members.len() == 1 => Err(fault),
            _ => Err(Fault::new("cvc-datatype-valid.1.2.3", text, "no member of the union has it")),
        }
    }

    fn marked(&self) -> (usize, usize) {
        let marks = self.marks.borrow();
        (marks.ids.len(), marks.references.len())
    }

    fn list(&self, item: TypeId, text: &str) -> Result<Value, Fault> {
        let items = text.split(' ').filter(|item| !item.is_empty());
        items.map(|text| self.check(item, text)).collect::<Result<_, _>>().map(Value::List)
    }

    fn atom(&self, builtin: Builtin, text: &str) -> Result<Value, Fault> {
        let value = builtin
            .value(text, &self.scope)
            .map_err(|why| Fault::new("cvc-datatype-valid.1.2.1", text, why))?;
        match builtin {
            Builtin::Id => self.marks.borrow_mut().ids.push(text.to_owned()),
            Builtin::IdRef => self.marks.borrow_mut().references.push(text.to_owned()),
            _ => {}
        }
        Ok(value)
    }

    /// The facets of all derivation steps, the last one first.
    fn facets(&self, ty: TypeId, text: &str, value: &Value) -> Result<(), Fault> {
        let mut at = ty;
        while let Some(Type { kind: TypeKind::Simple(Simple { facets, .. }), base, .. }) =
            self.tables.types.get(at)
        {
            facets.check(self, *base, text, value)?;
            if at < Builtin::ALL.len() || *base == ANY_SIMPLE_TYPE {
                break;
            }
            at = *base;
        }
        Ok(())
    }

    /// A value that the schema writes; prefixes in it are the schema's.
    pub(super) fn literal(&self, ty: TypeId, literal: &str, prefixes: &[(String, NsId)]) -> Option<Value> {
        let bound =
            prefixes.iter().map(|(prefix, ns)| Binding::new(prefix, self.tables.names.uri(*ns).into()));
        let bindings: Bindings<'_> = bound.collect();
        Values::new(self.tables, Scope::new(&bindings)).check(ty, literal).ok()
    }
}

/// XSD 1.0 Part 2 §4.3.6.
pub(super) fn normalize(text: &str, how: WhiteSpace) -> Cow<'_, str> {
    let space = |it: char| matches!(it, ' ' | '\t' | '\n' | '\r');
    match how {
        WhiteSpace::Preserve => Cow::Borrowed(text),
        WhiteSpace::Replace if !text.contains(['\t', '\n', '\r']) => Cow::Borrowed(text),
        WhiteSpace::Replace => Cow::Owned(text.replace(['\t', '\n', '\r'], " ")),
        WhiteSpace::Collapse => {
            let trimmed = text.trim_matches(space);
            if !trimmed.contains(['\t', '\n', '\r']) && !trimmed.contains("  ") {
                return Cow::Borrowed(trimmed);
            }
            let words = trimmed.split(space).filter(|word| !word.is_empty());
            Cow::Owned(words.collect::<Vec<_>>().join(" "))
        }
    }
}
