//! Enumerations of texts → enums, or texts with a list of the values where there are thousands.

use super::Planner;
use super::docs::{Docs, code};
use super::item::{Codes, Item, ItemId, Value, Values};
use super::names::{Claim, Scope, variant};
use super::ty::RustPath;
use crate::model::{EnumValue, TypeId, TypeKind, TypeName};
use std::collections::HashSet;

/// So many values are an enum; the compiler's time and memory for one grow by the square of them.
const ENUM: usize = 2_000;

impl Planner<'_> {
    /// Plans the enum of an enumeration. A value that the schema lists twice is one value.
    pub(super) fn enumeration(&mut self, id: TypeId, item: ItemId) {
        let ty = &self.model[id];
        let TypeKind::Simple(simple) = &ty.kind else { return };
        let mut seen = HashSet::new();
        let values: Vec<_> =
            simple.facets.enumeration.iter().filter(|value| seen.insert(&value.value)).collect();
        let about = Docs::of(&ty.doc, || match &ty.name {
            TypeName::Global(name) => format!("The values of the type {}.", code(&name.local)),
            TypeName::OfElement(element) => {
                format!("The values of {}.", code(&self.model[*element].name.local))
            }
            TypeName::Inside(_, what) => format!("The values of {}.", code(what)),
        });
        if self.is_code_list(id) {
            let values = values.into_iter().map(|value| value.value.clone()).collect();
            let derives = self.code_derives();
            return self.items.fill(item, (ty.span, 0), Item::Codes(Codes { docs: about, derives, values }));
        }
        let claims: Vec<_> = values.iter().map(|value| Claim::new(variant(&value.value))).collect();
        let names = Scope::default().grant(&claims);
        let variants = values.iter().zip(names).map(|(value, granted)| Value {
            docs: docs(value),
            name: granted.ident,
            text: value.value.clone(),
        });
        let variants = variants.collect();
        let derives = self.value_derives();
        self.items.fill(item, (ty.span, 0), Item::Values(Values { docs: about, derives, variants }));
    }

    /// Whether an enumeration is one of the code lists of trade, products or places, which the compiler would take minutes
    /// for as an enum.
    pub(super) fn is_code_list(&self, id: TypeId) -> bool {
        let TypeKind::Simple(simple) = &self.model[id].kind else { return false };
        simple.facets.enumeration.len() > ENUM
    }

    /// A code is a text, so it gets what texts have.
    fn code_derives(&self) -> Vec<RustPath> {
        let mut derives = self.derives();
        if let Some(at) = derives.iter().position(|derive| derive.as_str() == "PartialEq")
            && !derives.iter().any(|derive| derive.as_str() == "Eq")
        {
            derives.insert(at + 1, RustPath::known("Eq"));
        }
        derives
    }

    /// Values are as small as numbers, so they get what numbers have where the manifest wants it of types at all.
    fn value_derives(&self) -> Vec<RustPath> {
        let mut derives = self.derives();
        let has = |derives: &[RustPath], name: &str| derives.iter().any(|derive| derive.as_str() == name);
        for (base, more) in [("Clone", "Copy"), ("PartialEq", "Eq")] {
            if has(&derives, base) && !has(&derives, more) {
                let at = derives.iter().position(|derive| derive.as_str() == base).map_or(0, |at| at + 1);
                derives.insert(at, RustPath::known(more));
            }
        }
        derives
    }
}

fn docs(value: &EnumValue) -> Docs {
    Docs::of(&value.doc, || match value.value.as_str() {
        "" => "The empty string.".to_owned(),
        text => format!("{}.", code(text)),
    })
}
