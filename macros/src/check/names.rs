//! Names that occur twice: the second member would never be read.

use std::collections::HashMap;

use crate::ast::{Field, Struct, Variant};
use crate::attr::Role;
use crate::errors::Errors;

/// ```text
/// struct Order { id: u32, #[xml(name = "id")] number: u32 }
/// ```
pub(super) fn check_fields(errors: &mut Errors, strukt: &Struct<'_>) {
    let mut seen: HashMap<(bool, &str, &str), &Field<'_>> = HashMap::new();
    for field in strukt.fields.iter().filter(|it| !it.is_broken) {
        let (is_attribute, what) = match field.role() {
            Some(Role::Attribute) => (true, "attribute"),
            None | Some(Role::Item(_)) => (false, "element"),
            Some(_) => continue,
        };
        let Some(first) = seen.insert((is_attribute, &field.ns, &field.name), field) else { continue };
        let (name, first) = (&field.name, first.syntax.ident.as_ref());
        let first = first.map_or_else(String::new, |it| format!(" of field `{it}`"));
        let message = format_args!("{what} `{name}` is already that{first}; give one of them another `name`");
        match &field.attrs.name {
            Some(key) => errors.at(&key.value, message),
            None => errors.at(&field.syntax.ident, message),
        }
    }
}

/// ```text
/// enum Currency { #[xml(name = "EUR")] Euro, #[xml(name = "EUR")] Eur }
/// ```
pub(super) fn check_variants(errors: &mut Errors, variants: &[Variant<'_>], what: &str) {
    let mut seen: HashMap<(&str, &str), &Variant<'_>> = HashMap::new();
    for variant in variants.iter().filter(|it| it.attrs.other.is_none() && it.role().is_none()) {
        let ns = if variant.is_unit() && what == "value" { "" } else { &variant.ns };
        let Some(first) = seen.insert((ns, &variant.name), variant) else { continue };
        let (name, first) = (&variant.name, first.ident);
        let message = format_args!(
            "{what} `{name}` is already that of variant `{first}`; give one of them another `name`"
        );
        match &variant.attrs.name {
            Some(key) => errors.at(&key.value, message),
            None => errors.at(variant.ident, message),
        }
    }
}
