//! Attributes of an element (XSD 1.0 Part 1 §3.4.4, cvc-complex-type.3 and .4; §3.2.4, cvc-attribute).

use super::Assessment;
use super::element::{Known, XSI};
use crate::schema::builtin::Builtin;
use crate::schema::simple::Values;
use crate::schema::table::{
    AttributeUse, Complex, Constraint, Methods, Process, Seen, TypeId, TypeKind, Usage, Wildcard,
};
use crate::schema::value::Value;
use crate::xml::Error;

/// An attribute as it stands.
struct Given {
    seen: Seen,
    shown: String,
    local: String,
    value: String,
    at: usize,
}

impl Assessment<'_, '_> {
    /// Checks the attributes; gives their values, those by default too.
    pub(super) fn attributes(&mut self, ty: Option<TypeId>) -> Result<Vec<(Seen, Known)>, Error> {
        let given = self.given()?;
        let tables = self.tables;
        let Some(ty) = ty.and_then(|id| tables.types.get(id)) else {
            return Ok(given.iter().filter_map(|it| self.global(it).map(|value| (it.seen, value))).collect());
        };
        let TypeKind::Complex(complex) = &ty.kind else {
            for it in &given {
                self.unexpected_attribute(it, "cvc-type.3.1.1");
            }
            return Ok(Vec::new());
        };
        let mut values: Vec<_> = given.iter().map(|it| (it.seen, self.one(complex, it))).collect();
        self.wild_ids(complex, &given);
        self.absent(complex, &given, &mut values);
        Ok(values)
    }

    /// All but those that are about the document itself.
    fn given(&self) -> Result<Vec<Given>, Error> {
        let all =
            self.reader.placed_attributes().filter(|it| it.as_ref().map_or(true, |it| it.name.ns != XSI));
        all.map(|it| {
            let it = it?;
            Ok(Given {
                seen: self.tables.names.seen(it.name),
                shown: it.name.to_string(),
                local: it.name.local.to_owned(),
                value: it.value.into_owned(),
                at: it.at,
            })
        })
        .collect()
    }

    fn one(&mut self, complex: &Complex, given: &Given) -> Known {
        let name = given.seen.name;
        let used = complex.attributes.iter().find(|it| Some(it.name) == name);
        match (used, &complex.any_attribute) {
            (Some(used), _) => self.attribute_value(used, given),
            (None, Some(any)) if any.allowed.lets(given.seen.ns) => self.by_wildcard(any, given),
            (None, _) => {
                self.unexpected_attribute(given, "cvc-complex-type.3.2.2");
                None
            }
        }
    }

    /// An element has one `ID`, whether by an attribute of its own or by one that the wildcard lets through.
    fn wild_ids(&mut self, complex: &Complex, given: &[Given]) {
        let tables = self.tables;
        let is_id = |ty: TypeId| tables.is_derived(ty, Builtin::Id.place(), Methods::default());
        let own = |it: &Given| complex.attributes.iter().find(|used| Some(used.name) == it.seen.name);
        let wild = |it: &&Given| {
            let global = it.seen.name.and_then(|name| tables.attributes.get(&name));
            own(it).is_none() && global.is_some_and(|global| is_id(global.ty))
        };
        let more = usize::from(complex.attributes.iter().all(|used| !is_id(used.ty)));
        let extra: Vec<_> = given.iter().filter(wild).skip(more).collect();
        for it in extra {
            let message = format!("`{}` is a second ID of the element", it.shown);
            self.report("cvc-complex-type.5", it.at, Some(&it.local), message);
        }
    }

    fn by_wildcard(&mut self, any: &Wildcard, given: &Given) -> Known {
        if any.process == Process::Skip {
            return None;
        }
        let value = self.global(given);
        if value.is_none() && any.process == Process::Strict {
            let message = format!("the schema declares no attribute `{}`", given.shown);
            self.report("cvc-complex-type.3.2.2", given.at, Some(&given.local), message);
        }
        value.flatten()
    }

    /// The value of an attribute that is declared at the top level.
    fn global(&mut self, given: &Given) -> Option<Known> {
        let declared = self.tables.attributes.get(&given.seen.name?)?;
        Some(self.attribute_value(declared, given))
    }

    fn attribute_value(&mut self, declared: &AttributeUse, given: &Given) -> Known {
        let value = self.value(declared.ty, &given.value, given.at, Some(&given.local))?;
        if let Some(Constraint { fixed: true, literal }) = &declared.value {
            let wanted =
                Values::new(self.tables, crate::xml::Scope::default()).literal(declared.ty, literal, &[]);
            if wanted.as_ref() != Some(&value) {
                let message = format!("expected the fixed value `{literal}`");
                self.report("cvc-attribute.4", given.at, Some(&given.local), message);
            }
        }
        Some(value)
    }

    /// The value of a text in a simple type, with what it says about `ID`s.
    pub(super) fn value(
        &mut self,
        ty: TypeId,
        text: &str,
        at: usize,
        attribute: Option<&str>,
    ) -> Option<Value> {
        let values = Values::new(self.tables, self.reader.scope());
        let (value, marks) = (values.check(ty, text), values.marks.take());
        let value = match value {
            Ok(value) => value,
            Err(fault) => {
                self.report(fault.rule, at, attribute, fault.message);
                return None;
            }
        };
        for id in marks.ids {
            if !self.ids.insert(id.clone()) {
                self.report("cvc-id.2", at, attribute, format!("the ID `{id}` is there already"));
            }
        }
        for id in marks.references {
            let path = self.path(attribute);
            self.references.entry(id).or_insert((at, path));
        }
        Some(value)
    }

    fn unexpected_attribute(&mut self, given: &Given, rule: &'static str) {
        let message = format!("unexpected attribute `{}`", given.shown);
        self.report(rule, given.at, Some(&given.local), message);
    }

    /// Attributes that are required, and values of those that are there by default.
    fn absent(&mut self, complex: &Complex, given: &[Given], values: &mut Vec<(Seen, Known)>) {
        for used in &complex.attributes {
            if given.iter().any(|it| it.seen.name == Some(used.name)) {
                continue;
            }
            let name = self.tables.names.get(used.name);
            if used.usage == Usage::Required {
                let message = format!("the attribute `{name}` is missing");
                self.report("cvc-complex-type.4", self.reader.element_place(), None, message);
            }
            if let Some(Constraint { literal, .. }) = &used.value {
                let value =
                    Values::new(self.tables, crate::xml::Scope::default()).literal(used.ty, literal, &[]);
                values.push((self.tables.names.seen(name), value));
            }
        }
    }
}
