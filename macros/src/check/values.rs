//! The variants of a value enum: each is one text.

use super::{names, xml_attribute};
use crate::ast::Variant;
use crate::errors::Errors;

pub(super) fn check(errors: &mut Errors, variants: &[Variant<'_>]) {
    for variant in variants {
        check_ns(errors, variant);
        check_roles(errors, variant);
        check_other(errors, variant);
        check_no_default(errors, variant);
    }
    check_one_other(errors, variants);
    names::check_variants(errors, variants, "value");
}

/// ```text
/// enum Currency { #[xml(ns = "urn:x")] Euro }
/// ```
fn check_ns(errors: &mut Errors, variant: &Variant<'_>) {
    if let Some(key) = &variant.attrs.ns {
        errors.at(&key.ident, "a value is text, which has no namespace; leave `ns` out");
    }
}

/// ```text
/// enum Currency { #[xml(flatten)] Euro }
/// ```
fn check_roles(errors: &mut Errors, variant: &Variant<'_>) {
    for (ident, _) in &variant.attrs.roles {
        errors.at(ident, format_args!("`{ident}` is for the variants of a choice, which hold a type"));
    }
}

/// ```text
/// enum Currency { Euro, #[xml(other, name = "?")] Unknown }
/// ```
/// `other` keeps the text, so it needs a place for it, and no text of its own.
fn check_other(errors: &mut Errors, variant: &Variant<'_>) {
    if variant.attrs.other.is_none() {
        return;
    }
    if !matches!(&variant.syntax.fields, syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1) {
        let ident = variant.ident;
        errors.at(
            variant.syntax,
            format_args!("`other` keeps the text it stands for; write `{ident}(String)`"),
        );
    }
    if let Some(key) = &variant.attrs.name {
        errors.at(&key.ident, "`name` and `other` do not go together: `other` stands for every other text");
    }
    check_no_field_keys(errors, variant);
}

/// ```text
/// enum Currency { #[xml(default = "EUR")] Euro }
/// ```
fn check_no_default(errors: &mut Errors, variant: &Variant<'_>) {
    if let Some(key) = &variant.attrs.default {
        errors.at(&key.ident, "`default` is for elements; on a value it says nothing");
    }
}

/// ```text
/// enum Currency { Euro, #[xml(other)] Unknown(#[xml(text)] String) }
/// ```
pub(super) fn check_no_field_keys(errors: &mut Errors, variant: &Variant<'_>) {
    for field in variant.syntax.fields.iter().filter(|it| it.attrs.iter().any(|it| it.path().is_ident("xml")))
    {
        errors.at(xml_attribute(&field.attrs), "the keys of a variant's field belong on the variant");
    }
}

/// ```text
/// enum Currency { #[xml(other)] One(String), #[xml(other)] Two(String) }
/// ```
fn check_one_other(errors: &mut Errors, variants: &[Variant<'_>]) {
    let mut others = variants.iter().filter(|it| it.attrs.other.is_some());
    let Some(first) = others.next() else { return };
    for second in others {
        errors.at(
            &second.attrs.other,
            format_args!("only one variant can be `other`; `{}` is it already", first.ident),
        );
    }
}
