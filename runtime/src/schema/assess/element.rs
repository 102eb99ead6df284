//! Start tags: the declaration and the type that an element is checked by (XSD 1.0 Part 1 §3.3.4, cvc-elt).

use super::{Assessment, Holds, Open, Place};
use crate::schema::content::{Content, Next};
use crate::schema::identity::Field;
use crate::schema::table::{ElementId, Methods, Process, Type, TypeId, TypeKind};
use crate::schema::value::Value;
use crate::xml::{Error, ErrorKind, Name};
use crate::xsd::QName;

/// The namespace of `xsi:type` and `xsi:nil` (XSD 1.0 Part 1 §2.6).
pub(in crate::schema) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What an element says about itself.
enum SaysType {
    Nothing,
    /// That type.
    Known(TypeId),
    /// One that there is not.
    Unknown,
}

impl Assessment<'_, '_> {
    /// Opens the element that the reader stands at.
    pub(super) fn start(&mut self, place: Place, as_type: Option<TypeId>) -> Result<(), Error> {
        let at = self.reader.element_place();
        let seen = self.tables.names.seen(self.reader.name());
        self.open.push(Open {
            at,
            element: None,
            ty: None,
            holds: Holds::Anything,
            text: String::new(),
            text_at: at,
            has_children: false,
            told_of_text: false,
        });
        if matches!(place, Place::Wildcard(Process::Skip)) {
            self.identities.open(seen, (at, &self.path(None)), &[], &|_| Vec::new());
            return Ok(());
        }
        let global = seen.name.and_then(|name| self.tables.global_elements.get(&name)).copied();
        let element = match place {
            Place::Declared(element) => Some(element),
            _ => global.filter(|_| as_type.is_none()),
        };
        let says = self.says_type(element.is_some())?;
        let ty = self.type_of(place, element, as_type, &says);
        let nil = self.says_nil(element)?;
        let attributes = self.attributes(ty)?;
        let holds = match ty {
            None => Holds::Lax,
            Some(_) if nil => Holds::Nil,
            Some(ty) => self.holds(ty),
        };
        if let Some(open) = self.open.last_mut() {
            (open.element, open.ty, open.holds) = (element, ty, holds);
        }
        let constraints =
            element.and_then(|id| self.tables.elements.get(id)).map_or(&[][..], |it| &it.constraints);
        let path = self.path(None);
        self.identities.open(seen, (at, &path), constraints, &|tests| {
            let taken = attributes.iter().filter(|(seen, _)| tests.iter().any(|test| test.takes(*seen)));
            taken
                .map(|(_, value)| value.clone().map_or(Field::None(""), Field::Known))
                .collect::<Vec<Field>>()
        });
        Ok(())
    }

    /// The type that the element is checked by.
    fn type_of(
        &mut self,
        place: Place,
        element: Option<ElementId>,
        as_type: Option<TypeId>,
        says: &SaysType,
    ) -> Option<TypeId> {
        let Some(declared) = element.and_then(|id| self.tables.elements.get(id)) else {
            let ty = if let SaysType::Known(ty) = says { Some(*ty) } else { as_type };
            if ty.is_none() {
                self.undeclared(place);
            }
            return self.not_abstract(ty);
        };
        if declared.is_abstract {
            let name = self.tables.names.get(declared.name).local;
            let message = format!("`{name}` is abstract: expected an element of its substitution group");
            self.report("cvc-elt.2", self.reader.element_place(), None, message);
        }
        let SaysType::Known(ty) = *says else { return self.not_abstract(Some(declared.ty)) };
        let block =
            self.tables.types.get(declared.ty).map_or(declared.block, |it| declared.block.and(it.block));
        let block = Methods { substitution: false, ..block };
        if self.tables.is_derived(ty, declared.ty, block) {
            return self.not_abstract(Some(ty));
        }
        let message = format!(
            "the type `{}` may not stand for `{}`, the type of the element",
            self.type_name(ty),
            self.type_name(declared.ty)
        );
        self.report("cvc-elt.4.3", self.reader.element_place(), Some("type"), message);
        self.not_abstract(Some(declared.ty))
    }

    fn not_abstract(&mut self, ty: Option<TypeId>) -> Option<TypeId> {
        let id = ty?;
        if self.tables.types.get(id).is_some_and(|it| it.is_abstract) {
            let name = self.type_name(id);
            let message = format!("the type `{name}` is abstract: name one derived from it by `xsi:type`");
            self.report("cvc-type.2", self.reader.element_place(), None, message);
        }
        ty
    }

    pub(super) fn type_name(&self, id: TypeId) -> String {
        let name = self.tables.types.get(id).and_then(|ty| ty.name);
        name.map_or_else(|| "(anonymous)".to_owned(), |name| self.tables.names.get(name).local.to_owned())
    }

    fn undeclared(&mut self, place: Place) {
        let rule = match place {
            Place::Root => "cvc-elt.1",
            Place::Wildcard(Process::Strict) => "cvc-complex-type.2.4.c",
            _ => return,
        };
        let name = self.reader.name().to_string();
        self.report(
            rule,
            self.reader.element_place(),
            None,
            format!("the schema declares no element `{name}`"),
        );
    }

    /// `xsi:type`.
    fn says_type(&mut self, declared: bool) -> Result<SaysType, Error> {
        if self.reader.attribute(Name::new(XSI, "type"))?.is_none() {
            return Ok(SaysType::Nothing);
        }
        let name = match self.reader.xsi_type() {
            Ok(name) => name,
            Err(error) if matches!(error.kind(), ErrorKind::Value { .. }) => {
                let message = error.kind().to_string();
                self.report("cvc-elt.4.1", self.reader.element_place(), Some("type"), message);
                return Ok(SaysType::Unknown);
            }
            Err(error) => return Err(error),
        };
        let known = name.as_ref().map(QName::name).map(|name| self.tables.names.seen(name));
        let known = known.and_then(|seen| seen.name).and_then(|name| self.tables.global_types.get(&name));
        if let Some(known) = known {
            return Ok(SaysType::Known(*known));
        }
        if declared {
            let name = name.map(|name| name.to_string()).unwrap_or_default();
            let message = format!("the schema has no type `{name}`");
            self.report("cvc-elt.4.2", self.reader.element_place(), Some("type"), message);
        }
        Ok(SaysType::Unknown)
    }

    /// `xsi:nil`, where the element may say it.
    fn says_nil(&mut self, element: Option<ElementId>) -> Result<bool, Error> {
        let Some(text) = self.reader.attribute(Name::new(XSI, "nil"))? else { return Ok(false) };
        let nil = match text.trim() {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => {
                let message = format!("`{text}` is not a valid value: expected `true` or `false`");
                self.report("cvc-attribute.3", self.reader.element_place(), Some("nil"), message);
                return Ok(false);
            }
        };
        let Some(element) = element.and_then(|id| self.tables.elements.get(id)) else { return Ok(nil) };
        if !element.nillable {
            let message = "`xsi:nil` may not stand here: the element is not nillable".to_owned();
            self.report("cvc-elt.3.1", self.reader.element_place(), Some("nil"), message);
            return Ok(false);
        }
        if nil && element.value.as_ref().is_some_and(|value| value.fixed) {
            let message = "an element with a fixed value cannot be nil".to_owned();
            self.report("cvc-elt.3.2.2", self.reader.element_place(), Some("nil"), message);
        }
        Ok(nil)
    }

    fn holds(&self, ty: TypeId) -> Holds {
        match self.tables.types.get(ty).map(|it| &it.kind) {
            Some(TypeKind::Simple(_)) => Holds::Text(ty),
            Some(TypeKind::Complex(complex)) => match complex.text {
                Some(text) => Holds::Text(text),
                None => Holds::Elements {
                    mixed: complex.mixed,
                    empty: complex.content.is_none(),
                    content: Content::new(complex.content),
                    broken: false,
                },
            },
            None => Holds::Lax,
        }
    }

    /// The element that the reader stands at may not stand where it does.
    pub(super) fn unexpected(&mut self) {
        let name = self.reader.name().to_string();
        let expected = self.expected();
        let end = if expected.is_empty() { "expected the end of the element".to_owned() } else { expected };
        let message = format!("unexpected element `{name}`: {end}");
        self.report_child("cvc-complex-type.2.4.a", message);
    }

    /// A violation about the child that begins here.
    fn report_child(&mut self, rule: &'static str, message: String) {
        let at = self.reader.element_place();
        let path = format!("{}/{}", self.path(None), self.reader.name().local);
        self.report_in(rule, at, path, message);
    }

    pub(super) fn child_in_simple_content(&mut self) {
        let Some(open) = self.open.last() else { return };
        let (rule, why) = match (&open.holds, open.ty.and_then(|id| self.tables.types.get(id))) {
            (Holds::Nil, _) => ("cvc-elt.3.2.1", "the element is nil"),
            (_, Some(Type { kind: TypeKind::Simple(_), .. })) => {
                ("cvc-type.3.1.2", "the element is of a simple type")
            }
            _ => ("cvc-complex-type.2.2", "the element has simple content"),
        };
        let message = format!("unexpected element `{}`: {why}", self.reader.name());
        self.report_child(rule, message);
    }

    /// What may come next in the innermost open element, for a message.
    pub(super) fn expected(&self) -> String {
        let Some(Open { holds: Holds::Elements { content, .. }, .. }) = self.open.last() else {
            return String::new();
        };
        let next = content.expected(self.tables);
        let mut names: Vec<_> = next.iter().take(8).map(|next| self.expected_name(*next)).collect();
        if next.len() > 8 {
            names.push("…".to_owned());
        }
        match names.as_slice() {
            [] => String::new(),
            [one] => format!("expected {one}"),
            _ => format!("expected one of {}", names.join(", ")),
        }
    }

    fn expected_name(&self, next: Next) -> String {
        match next {
            Next::Wildcard => "any element that the wildcard lets through".to_owned(),
            Next::Element(id) => {
                let name = self.tables.elements.get(id).map(|element| self.tables.names.get(element.name));
                format!("`{}`", name.map(|name| name.to_string()).unwrap_or_default())
            }
        }
    }
}

/// The value of an attribute, if it is valid.
pub(super) type Known = Option<Value>;
