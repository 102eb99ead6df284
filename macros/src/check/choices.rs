//! The variants of a choice enum: each is one element.

use syn::Fields;

use super::{names, values};
use crate::ast::Variant;
use crate::attr;
use crate::errors::Errors;
use crate::ty;

pub(super) fn check(errors: &mut Errors, variants: &[Variant<'_>]) {
    for variant in variants {
        check_other(errors, variant);
        check_shape(errors, variant);
        check_payload(errors, variant);
        check_name(errors, variant);
        values::check_no_field_keys(errors, variant);
    }
    names::check_variants(errors, variants, "element");
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
        Fields::Unit if variant.attrs.name.is_none() => errors.at(
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
