//! The input as the derives understand it: a struct or an enum with the keys of `attr`, and what follows from both.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{DeriveInput, Generics, Member, Path, Type};

use crate::attr::{self, Role};
use crate::case::Case;
use crate::errors::Errors;

/// The type that derives.
pub(crate) struct Input<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) attrs: attr::Container,
    pub(crate) data: Data<'a>,
}

pub(crate) enum Data<'a> {
    Struct(Struct<'a>),
    Enum(Vec<Variant<'a>>),
    /// Reported by `check`; nothing is expanded for it.
    Union(Span),
}

pub(crate) struct Struct<'a> {
    pub(crate) fields: Vec<Field<'a>>,
    /// Whether the fields have names: `struct S { .. }`.
    pub(crate) named: bool,
}

pub(crate) struct Field<'a> {
    pub(crate) syntax: &'a syn::Field,
    pub(crate) member: Member,
    pub(crate) ty: &'a Type,
    pub(crate) attrs: attr::Field,
    /// The local name on the wire, where the field has one.
    pub(crate) name: String,
    /// The namespace on the wire.
    pub(crate) ns: String,
    /// A key was reported, so what the field is meant to be is not known.
    pub(crate) is_broken: bool,
}

pub(crate) struct Variant<'a> {
    pub(crate) syntax: &'a syn::Variant,
    pub(crate) ident: &'a Ident,
    pub(crate) attrs: attr::Variant,
    /// The local name of the element, or the text of the value.
    pub(crate) name: String,
    pub(crate) ns: String,
    /// A key was reported, so what the variant is meant to be is not known.
    pub(crate) is_broken: bool,
}

impl<'a> Input<'a> {
    pub(crate) fn from_syn(errors: &mut Errors, node: &'a DeriveInput) -> Self {
        let attrs = attr::Container::from_attrs(errors, &node.attrs);
        let data = match &node.data {
            syn::Data::Struct(data) => Data::Struct(Struct {
                fields: fields(errors, &attrs, &data.fields),
                named: matches!(data.fields, syn::Fields::Named(_) | syn::Fields::Unit),
            }),
            syn::Data::Enum(data) => {
                Data::Enum(data.variants.iter().map(|it| Variant::from_syn(errors, &attrs, it)).collect())
            }
            syn::Data::Union(data) => Data::Union(data.union_token.span),
        };
        Self { ident: &node.ident, generics: &node.generics, attrs, data }
    }

    /// The name of the element of which this type is the content, as a document's root.
    pub(crate) fn name(&self) -> String {
        self.attrs
            .name
            .as_ref()
            .map_or_else(|| self.ident.unraw().to_string(), |it| it.value.as_str().to_owned())
    }

    pub(crate) fn ns(&self) -> String {
        self.attrs.ns()
    }

    /// The path of the runtime as the attribute gives it.
    pub(crate) fn krate(&self) -> Option<&Path> {
        self.attrs.krate.as_ref()
    }
}

fn fields<'a>(errors: &mut Errors, container: &attr::Container, fields: &'a syn::Fields) -> Vec<Field<'a>> {
    let members = fields.members();
    fields
        .iter()
        .zip(members)
        .map(|(field, member)| Field::from_syn(errors, container, field, member))
        .collect()
}

impl<'a> Field<'a> {
    fn from_syn(
        errors: &mut Errors,
        container: &attr::Container,
        syntax: &'a syn::Field,
        member: Member,
    ) -> Self {
        let (attrs, is_broken) = errors.arise(|errors| attr::Field::from_attrs(errors, &syntax.attrs));
        let given = attrs.name.as_ref().map(|it| it.value.as_str().to_owned());
        let name = given
            .unwrap_or_else(|| syntax.ident.as_ref().map_or_else(String::new, |it| container.rename(it)));
        // Unprefixed attributes have no namespace, whatever the default namespace is (Namespaces in XML 1.0 §6.2).
        let inherited =
            if matches!(attrs.role(), Some(Role::Attribute)) { String::new() } else { container.ns() };
        let ns = attrs.ns.as_ref().map_or(inherited, |it| it.value.as_str().to_owned());
        Self { syntax, member, ty: &syntax.ty, attrs, name, ns, is_broken }
    }

    pub(crate) fn role(&self) -> Option<&Role> {
        self.attrs.role()
    }

    /// The namespace of the items within the element: as the element's own where nothing else is said.
    pub(crate) fn item_ns(&self) -> &str {
        self.attrs.item_ns.as_ref().map_or(&self.ns, |it| it.value.as_str())
    }
}

impl<'a> Variant<'a> {
    fn from_syn(errors: &mut Errors, container: &attr::Container, syntax: &'a syn::Variant) -> Self {
        let (attrs, is_broken) = errors.arise(|errors| attr::Variant::from_attrs(errors, &syntax.attrs));
        let name = attrs
            .name
            .as_ref()
            .map_or_else(|| container.rename(&syntax.ident), |it| it.value.as_str().to_owned());
        let ns = attrs.ns.as_ref().map_or_else(|| container.ns(), |it| it.value.as_str().to_owned());
        Self { syntax, ident: &syntax.ident, attrs, name, ns, is_broken }
    }

    pub(crate) fn is_unit(&self) -> bool {
        matches!(self.syntax.fields, syn::Fields::Unit)
    }

    pub(crate) fn role(&self) -> Option<&Role> {
        self.attrs.roles.first().map(|(_, role)| role)
    }

    /// The type of the one field.
    pub(crate) fn payload(&self) -> Option<&'a Type> {
        self.syntax.fields.iter().next().map(|it| &it.ty)
    }
}

/// Whether the variants stand for texts: all of them but `other` have no field. An enum that is none is a choice.
pub(crate) fn is_value(variants: &[Variant<'_>]) -> bool {
    variants.iter().all(|it| it.is_unit() || it.attrs.other.is_some())
}

impl attr::Container {
    fn ns(&self) -> String {
        self.ns.as_ref().map_or_else(String::new, |it| it.value.as_str().to_owned())
    }

    fn rename(&self, ident: &Ident) -> String {
        let name = ident.unraw().to_string();
        self.rename_all.as_ref().map_or_else(|| name.clone(), |it| Case::apply(it.value, &name))
    }
}

impl attr::Field {
    pub(crate) fn role(&self) -> Option<&Role> {
        self.roles.first().map(|(_, role)| role)
    }
}
