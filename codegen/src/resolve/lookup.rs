//! Names → components: the symbol spaces of schemas (XSD 1.0 Part 1 §2.5), and what to say of a name that is in none.

use super::{Resolver, UnitId, builtin};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Builtin, ConstraintId, ElementId, QName, TypeId};
use crate::read::{ns, xsd::ast};
use crate::source::Span;
use crate::xml::Ref;
use std::cell::Cell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

/// The components of one kind, by name.
#[derive(Debug)]
pub(super) struct Table<T> {
    by_name: HashMap<QName, (T, Span)>,
    /// How often something similar was looked for, which is costly: hostile specs would have it done without end.
    missed: Cell<u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { by_name: HashMap::new(), missed: Cell::new(0) }
    }
}

impl<T: Copy> Table<T> {
    /// Adds a component; gives back where the name is taken already.
    pub(super) fn add(&mut self, name: QName, component: T, span: Span) -> Option<Span> {
        match self.by_name.entry(name) {
            Entry::Occupied(taken) => Some(taken.get().1),
            Entry::Vacant(free) => {
                free.insert((component, span));
                None
            }
        }
    }

    /// Gives a component another name; what to say where there is none.
    pub(super) fn rename(&mut self, name: &QName, to: QName, kind: Kind, asked: &Ref) -> Option<Diagnostic> {
        match self.by_name.remove(name) {
            Some(component) => {
                self.by_name.insert(to, component);
                None
            }
            None => Some(self.missing(kind, asked, name).0),
        }
    }

    pub(super) fn find(&self, name: &QName) -> Option<T> {
        self.by_name.get(name).map(|(component, _)| *component)
    }

    /// Where a component is declared.
    pub(super) fn place(&self, name: &QName) -> Span {
        self.by_name.get(name).map_or(Span::NONE, |(_, span)| *span)
    }

    /// The error about a name that is not here, and whether it could say what was probably meant.
    pub(super) fn missing(&self, kind: Kind, reference: &Ref, name: &QName) -> (Diagnostic, bool) {
        let message = format!("{} `{}` is not defined", kind.word(), reference.written);
        let found = Diagnostic::error(kind.code(), reference.span, message).label("referenced here");
        self.missed.set(self.missed.get().saturating_add(1));
        let similar = if self.missed.get() < 100 { self.similar(name) } else { None };
        match similar {
            Some((near, span)) => (suggest(found, kind, reference, name, near, span), true),
            None => (found, false),
        }
    }

    /// What was probably meant by a name that is not there: a similar one in its namespace, or the same in another.
    fn similar(&self, wrong: &QName) -> Option<(&QName, Span)> {
        // What is redefined is found by a name that nobody can write.
        let written = || self.by_name.keys().filter(|known| !known.local.contains(' '));
        let mut same = written().filter(|known| known.ns == wrong.ns).collect::<Vec<_>>();
        same.sort();
        let near = nearest(&wrong.local, same.iter().map(|known| &*known.local));
        let mut elsewhere = written().filter(|known| known.local == wrong.local).collect::<Vec<_>>();
        elsewhere.sort();
        let found =
            same.into_iter().find(|known| Some(&*known.local) == near).or(elsewhere.first().copied())?;
        Some((found, self.place(found)))
    }
}

/// What a reference is to, for messages and codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Type,
    Element,
    Attribute,
    Group,
    AttributeGroup,
    Constraint,
    Notation,
    Message,
    PortType,
    Binding,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
            Self::Constraint => "identity constraint",
            Self::Notation => "notation",
            Self::Message => "message",
            Self::PortType => "port type",
            Self::Binding => "binding",
        }
    }

    fn code(self) -> Code {
        match self {
            Self::Type => Code::UnknownType,
            Self::Element => Code::UndeclaredElement,
            Self::Attribute => Code::UndeclaredAttribute,
            Self::Group => Code::UnknownGroup,
            Self::AttributeGroup => Code::UnknownAttributeGroup,
            Self::Constraint => Code::UnknownConstraint,
            Self::Notation => Code::UnknownNotation,
            Self::Message => Code::UnknownMessage,
            Self::PortType => Code::UnknownPortType,
            Self::Binding => Code::UnknownBinding,
        }
    }

    pub(super) fn duplicate(self) -> (Code, &'static str) {
        let code = match self {
            Self::Type => Code::DuplicateType,
            Self::Element => Code::DuplicateElement,
            Self::Attribute => Code::DuplicateAttribute,
            Self::Group => Code::DuplicateGroup,
            Self::AttributeGroup => Code::DuplicateAttributeGroup,
            Self::Constraint => Code::DuplicateConstraint,
            Self::Notation => Code::DuplicateNotation,
            Self::Message => Code::DuplicateMessage,
            Self::PortType => Code::DuplicatePortType,
            Self::Binding => Code::DuplicateBinding,
        };
        (code, self.word())
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn find_type(&mut self, unit: UnitId, reference: &Ref) -> TypeId {
        let space = reference.name.ns();
        let has_builtins = ns::is_xsd(space) || ns::is_encoding(space);
        let known = has_builtins.then(|| builtin::named(space, &reference.name.local)).flatten();
        if let Some(known) = known {
            return self.builtin(known);
        }
        self.find(unit, Kind::Type, reference, |resolver| &resolver.types).unwrap_or(self.error)
    }

    pub(super) fn find_element(&mut self, unit: UnitId, reference: &Ref) -> Option<ElementId> {
        self.find(unit, Kind::Element, reference, |resolver| &resolver.elements)
    }

    pub(super) fn find_attribute(
        &mut self,
        unit: UnitId,
        reference: &Ref,
    ) -> Option<(UnitId, &'a ast::Attribute)> {
        self.find(unit, Kind::Attribute, reference, |resolver| &resolver.attributes)
    }

    pub(super) fn find_group(&mut self, unit: UnitId, reference: &Ref) -> Option<(UnitId, &'a ast::Group)> {
        self.find(unit, Kind::Group, reference, |resolver| &resolver.groups)
    }

    pub(super) fn find_attribute_group(
        &mut self,
        unit: UnitId,
        reference: &Ref,
    ) -> Option<(UnitId, &'a ast::AttributeGroup)> {
        self.find(unit, Kind::AttributeGroup, reference, |resolver| &resolver.attribute_groups)
    }

    pub(super) fn find_constraint(&mut self, unit: UnitId, reference: &Ref) -> Option<ConstraintId> {
        self.find(unit, Kind::Constraint, reference, |resolver| &resolver.constraints)
    }

    fn find<T: Copy>(
        &mut self,
        unit: UnitId,
        kind: Kind,
        reference: &Ref,
        table: for<'r> fn(&'r Self) -> &'r Table<T>,
    ) -> Option<T> {
        let name = self.found_by(unit, kind, reference);
        if let Some(component) = table(self).find(&name) {
            self.check_import(unit, kind, reference, &name, table(self).place(&name));
            return Some(component);
        }
        let found = match table(self).missing(kind, reference, &name) {
            (found, true) => found,
            (found, false) if kind == Kind::Type && ns::is_xsd(name.ns()) => {
                let near = nearest(&name.local, Builtin::ALL.iter().map(|(local, _)| *local));
                found.maybe_help(near.map(|near| format!("did you mean `{}`?", respell(reference, near))))
            }
            (found, false) => {
                let meant = self.meant(unit, reference);
                let help = self.other_kind(kind, &name).or_else(|| self.needed(unit, &meant, reference));
                found.note(self.why_unknown(&meant)).maybe_help(help)
            }
        };
        self.report(found);
        None
    }

    /// What to write where an element of the name is there and a type is asked for, or the other way round.
    fn other_kind(&self, kind: Kind, name: &QName) -> Option<String> {
        let (there, attribute) = match kind {
            Kind::Type => (self.elements.find(name).map(|_| "an element"), "element` or `ref"),
            Kind::Element => (self.types.find(name).map(|_| "a type"), "type"),
            _ => (None, ""),
        };
        there.map(|what| format!("{what} of that name is there: refer to it by `{attribute}`"))
    }

    /// What is to be there for a name of a namespace that nothing was loaded for.
    fn needed(&self, unit: UnitId, name: &QName, reference: &Ref) -> Option<String> {
        if self.units.iter().any(|unit| unit.target == name.ns) {
            return None;
        }
        let Some(ns) = &name.ns else {
            let builtin = Builtin::ALL.iter().any(|(local, _)| *local == &*name.local);
            return builtin.then(|| {
                format!(
                    "write `{}` with a prefix that is bound to `{}`, such as `xs:`",
                    reference.written,
                    ns::XSD
                )
            });
        };
        let imported = self.units.get(unit.0).is_some_and(|unit| unit.sees(Some(ns)));
        let import = format!("`<import namespace=\"{ns}\" schemaLocation=\"…\"/>`, with the schema's prefix");
        Some(if imported {
            format!("name the file of that namespace in {import}")
        } else {
            format!("write {import}, at the beginning of the schema")
        })
    }

    fn why_unknown(&self, name: &QName) -> String {
        match &name.ns {
            _ if self.units.iter().any(|unit| unit.target == name.ns) => format!("it would be `{name}`"),
            Some(ns) => format!("no schema of the namespace `{ns}` was loaded"),
            None => "no schema without a target namespace was loaded".to_owned(),
        }
    }

    /// The name that what a reference means is found by: a redefinition means what it comes from by its own name.
    pub(super) fn found_by(&self, unit: UnitId, kind: Kind, reference: &Ref) -> QName {
        let name = self.meant(unit, reference);
        let unit = self.units.get(unit.0).filter(|unit| unit.redefines);
        let original = unit.and_then(|unit| unit.originals.get(&(kind, name.clone())));
        original.cloned().unwrap_or(name)
    }

    /// What a reference means in this unit: in a chameleon, names without a namespace are in the includer's.
    pub(super) fn meant(&self, unit: UnitId, reference: &Ref) -> QName {
        match self.units.get(unit.0) {
            Some(unit) if unit.chameleon && reference.name.ns.is_none() => {
                QName { ns: unit.target.clone(), local: Rc::clone(&reference.name.local) }
            }
            _ => reference.name.clone(),
        }
    }

    /// A schema may name only what is in its own namespace or one it imports (XSD 1.0 Part 1 §4.2.3, src-resolve).
    fn check_import(&mut self, unit: UnitId, kind: Kind, reference: &Ref, name: &QName, declared: Span) {
        let Some(from) = self.units.get(unit.0) else { return };
        if from.sees(name.ns.as_ref())
            || !self.told.insert((unit, QName { ns: name.ns.clone(), local: "".into() }))
        {
            return;
        }
        let (ns, write) = match &name.ns {
            Some(ns) => (format!("the namespace `{ns}`"), format!("<import namespace=\"{ns}\"/>")),
            None => ("what has no namespace".to_owned(), "<import/>".to_owned()),
        };
        let message =
            format!("{} `{}` is in a namespace this schema does not import", kind.word(), reference.written);
        // Many a tool writes schemas so, and what is meant is plain, since the name is known.
        let found = Diagnostic::warning(Code::MissingImport, reference.span, message)
            .label("referenced here")
            .and(from.schema.span, format!("this schema does not import {ns}"))
            .and(declared, "declared here");
        self.report(
            found.help(format!("write `{write}`, with the schema's prefix, at the beginning of the schema")),
        );
    }
}

fn suggest(
    found: Diagnostic,
    kind: Kind,
    reference: &Ref,
    wrong: &QName,
    near: &QName,
    span: Span,
) -> Diagnostic {
    let kind = kind.word();
    if near.ns == wrong.ns {
        let found = found.and(span, format!("{} with a similar name is defined here", article(kind)));
        return found.help(format!("did you mean `{}`?", respell(reference, &near.local)));
    }
    let ns = near.ns.as_ref().map_or("in no namespace".to_owned(), |ns| format!("in the namespace `{ns}`"));
    let found = found.and(span, format!("{} of that name is defined here, {ns}", article(kind)));
    found.help("use a prefix that is bound to that namespace")
}

fn article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// A reference with another local name, its prefix kept.
fn respell(reference: &Ref, local: &str) -> String {
    match reference.written.split_once(':') {
        Some((prefix, _)) => format!("{prefix}:{local}"),
        None => local.to_owned(),
    }
}
