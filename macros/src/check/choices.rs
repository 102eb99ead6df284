//! The variants of a choice enum: each is one element, or what its key says.

use syn::Fields;

use super::{names, values};
use crate::ast::Variant;
use crate::attr::{self, Role};
use crate::errors::Errors;
use crate::ty;

pub(super) fn check(errors: &mut Errors, variants: &[Variant<'_>]) {
    check_alternatives(errors, variants);
    for variant in variants {
        check_role(errors, variant);
        check_default(errors, variant);
    }
    check_once(errors, variants);
}

/// What alternatives by name and alternatives by type have in common.
pub(super) fn check_alternatives(errors: &mut Errors, variants: &[Variant<'_>]) {
    for variant in variants {
        check_other(errors, variant);
        check_shape(errors, variant);
        check_payload(errors, variant);
        check_name(errors, variant);
        values::check_no_field_keys(errors, variant);
    }
    names::check_variants(errors, variants, "element");
}

/// ```ignore
/// enum Payment { #[xml(flatten, any)] Period(Period), #[xml(any, name = "x")] Other(Element), #[xml(text)] Text }
/// ```
/// A group, any element and text have no name, and something to be kept in.
fn check_role(errors: &mut Errors, variant: &Variant<'_>) {
    let mut roles = variant.attrs.roles.iter();
    let Some((first, _)) = roles.next() else { return };
    for (second, _) in roles {
        errors.at(second, format_args!("`{first}` and `{second}` exclude each other"));
    }
    for key in [&variant.attrs.name, &variant.attrs.ns].into_iter().flatten() {
        let other = &key.ident;
        errors.at(
            other,
            format_args!("`{other}` and `{first}` do not go together: it is no element of one name"),
        );
    }
    if variant.is_unit() {
        let ident = variant.ident;
        errors.at(ident, format_args!("`{first}` needs a type that keeps it; write `{ident}(..)`"));
    }
}

/// ```ignore
/// enum Payment { #[xml(default)] Card(Card), #[xml(any, default = "x")] Other(Element), #[xml(name = "cash", default = "1")] Cash }
/// ```
/// A default is what an empty element means, as text.
fn check_default(errors: &mut Errors, variant: &Variant<'_>) {
    let Some(key) = &variant.attrs.default else { return };
    if key.value.is_none() {
        errors.at(&key.ident, "the default of a variant is a text: `default = \"..\"`");
    } else if let Some((role, _)) = variant.attrs.roles.first() {
        errors.at(&key.ident, format_args!("`default` and `{role}` do not go together"));
    } else if variant.is_unit() {
        errors.at(&key.ident, "an empty element has no default; it needs a type that holds it");
    }
}

/// ```ignore
/// enum Content { #[xml(text)] Text(String), #[xml(text)] More(String) }
/// ```
fn check_once(errors: &mut Errors, variants: &[Variant<'_>]) {
    for same in [|role: &Role| matches!(role, Role::Any), |role: &Role| matches!(role, Role::Text)] {
        let mut found = variants.iter().filter(|it| it.role().is_some_and(same));
        let Some(first) = found.next() else { continue };
        for (key, _) in found.filter_map(|it| it.attrs.roles.first()) {
            let first = first.ident;
            errors.at(key, format_args!("only one variant can be `{key}`; `{first}` is it already"));
        }
    }
}

/// ```text
/// enum Payment { Card(Card), #[xml(other)] Other(String) }
/// ```
fn check_other(errors: &mut Errors, variant: &Variant<'_>) {
    if let Some(other) = &variant.attrs.other {
        errors.at(other, "`other` keeps an unknown text, but the variants of this enum are elements");
    }
}

/// ```text
/// enum Payment { Card { number: String }, Cash(Currency, u32), Invoice }
/// ```
/// A variant is an element, and its field the element's content. A unit variant among them could be a slip, so it says
/// by its `name` that it is an empty element.
fn check_shape(errors: &mut Errors, variant: &Variant<'_>) {
    let ident = variant.ident;
    match &variant.syntax.fields {
        Fields::Named(fields) => errors.at(
            fields,
            format_args!("a variant holds one type; move the fields into a struct and write `{ident}(..)`"),
        ),
        Fields::Unnamed(fields) if fields.unnamed.len() != 1 => {
            errors.at(fields, format_args!("a variant holds one type, found {}", fields.unnamed.len()));
        }
        Fields::Unit if variant.attrs.name.is_none() && variant.role().is_none() => errors.at(
            ident,
            format_args!(
                "a variant without a field is an empty element here; say so with `name = \"{}\"`",
                variant.name
            ),
        ),
        Fields::Unnamed(_) | Fields::Unit => {}
    }
}

/// ```text
/// enum Payment { Card(Option<Card>), Cash(Vec<Cash>) }
/// ```
/// An alternative that is taken is there, once.
fn check_payload(errors: &mut Errors, variant: &Variant<'_>) {
    let Some(payload) = variant.payload() else { return };
    for wrapper in ["Option", "Vec"] {
        if ty::is(payload, wrapper) {
            let message = format_args!(
                "a variant is one element; put `{wrapper}` around the enum where it is flattened"
            );
            errors.at(payload, message);
        }
    }
}

/// ```text
/// enum Payment { #[xml(name = "credit card")] Card(Card) }
/// ```
fn check_name(errors: &mut Errors, variant: &Variant<'_>) {
    attr::check_element_name(errors, variant.attrs.name.as_ref());
}
