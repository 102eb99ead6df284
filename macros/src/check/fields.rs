//! The fields of a struct.

use syn::{Ident, Type};

use super::{Direction, show};
use crate::ast::{Field, Struct};
use crate::attr::Role;
use crate::errors::Errors;
use crate::ty;

pub(super) fn check(errors: &mut Errors, strukt: &Struct<'_>, direction: Direction) {
    for field in &strukt.fields {
        check_roles(errors, field);
        check_names(errors, field);
        check_item_ns(errors, field);
        check_default(errors, field);
        match field.role() {
            Some(Role::Attribute) => check_attribute(errors, field),
            Some(Role::Text) => check_text(errors, field),
            Some(Role::Item(_)) => check_item(errors, field),
            Some(Role::Any) => check_wildcard(errors, field, "any", "Element"),
            Some(Role::AnyAttribute) => check_wildcard(errors, field, "any_attribute", "Attribute"),
            Some(Role::Skip) => continue,
            None | Some(Role::Flatten) => {}
        }
        if direction == Direction::Read {
            check_reference(errors, field);
        }
    }
    check_one_of_a_kind(errors, strukt);
    check_text_alone(errors, strukt);
}

/// ```text
/// struct Order { #[xml(attribute, text)] id: u32 }
/// ```
/// A field is one thing.
fn check_roles(errors: &mut Errors, field: &Field<'_>) {
    let Some(((first, _), more)) = field.attrs.roles.split_first() else { return };
    for (ident, _) in more {
        errors.at(ident, format_args!("`{ident}` and `{first}` exclude each other"));
    }
}

/// ```text
/// struct Order { #[xml(text, name = "note")] note: String }
/// ```
/// Only elements and attributes have names.
fn check_names(errors: &mut Errors, field: &Field<'_>) {
    let Some((role, what)) =
        field.attrs.roles.first().and_then(|(ident, role)| Some((ident, nameless(role)?)))
    else {
        return;
    };
    let keys = [field.attrs.name.as_ref().map(|it| &it.ident), field.attrs.ns.as_ref().map(|it| &it.ident)];
    for key in keys.into_iter().flatten() {
        errors.at(key, format_args!("`{key}` and `{role}` do not go together: {what}"));
    }
}

fn nameless(role: &Role) -> Option<&'static str> {
    match role {
        Role::Attribute | Role::Item(_) => None,
        Role::Text => Some("text has no name"),
        Role::Flatten => Some("the names are in the type that is flattened"),
        Role::Any | Role::AnyAttribute => Some("it takes every name that is left"),
        Role::Skip => Some("it is not in the XML"),
    }
}

/// ```text
/// struct Orders { #[xml(item_ns = "urn:x")] orders: Vec<Order> }
/// ```
fn check_item_ns(errors: &mut Errors, field: &Field<'_>) {
    if let Some(key) = &field.attrs.item_ns
        && !field.attrs.roles.iter().any(|(_, role)| matches!(role, Role::Item(_)))
    {
        errors
            .at(&key.ident, "`item_ns` is the namespace of the items that `item` names; add `item = \"..\"`");
    }
}

/// ```text
/// struct Order {
///     #[xml(default)] note: Option<String>,
///     #[xml(default = "1")] lines: Vec<Line>,
///     #[xml(flatten, default)] payment: Payment,
/// }
/// ```
/// `None` and the empty list are what an absent element is already; only simple values have defaults
/// (XSD 1.0 Part 1 §3.3.4).
fn check_default(errors: &mut Errors, field: &Field<'_>) {
    let Some(default) = &field.attrs.default else { return };
    match field.attrs.roles.first() {
        Some((role, Role::Flatten | Role::Item(_) | Role::Any | Role::AnyAttribute)) => errors.at(
            &default.ident,
            format_args!("`default` and `{role}` exclude each other: only a simple value has a default"),
        ),
        Some((_, Role::Skip)) => {
            errors.at(&default.ident, "a `skip` field has its type's `Default` without being told");
        }
        _ if ty::is(field.ty, "Vec") => {
            errors.at(&default.ident, "a `Vec` is empty where its elements are absent; leave `default` out");
        }
        _ if ty::is_nillable(field.ty) => {
            errors.at(&default.ident, "a `Nillable` has no default: an empty element is a value, nil is another");
        }
        _ if default.value.is_none() && ty::is(field.ty, "Option") => errors.at(
            &default.ident,
            "an absent `Option` is `None` already; for the value of an empty element write `default = \"..\"`",
        ),
        _ => {}
    }
}

/// ```text
/// struct Order { #[xml(attribute)] tags: Vec<String>, #[xml(attribute)] id: Nillable<u32> }
/// ```
fn check_attribute(errors: &mut Errors, field: &Field<'_>) {
    if ty::is(field.ty, "Vec") {
        errors.at(
            field.ty,
            "an attribute occurs once at most; for a list in one value use `castile::xsd::List`",
        );
    } else if ty::is_nillable(field.ty) {
        errors.at(field.ty, "an attribute cannot be nil; use `Option` for one that may be absent");
    }
}

/// ```text
/// struct Note { #[xml(text)] lines: Vec<String> }
/// ```
/// An element has one text, if an empty one.
fn check_text(errors: &mut Errors, field: &Field<'_>) {
    let instead = if ty::is(field.ty, "Vec") {
        "an element has one text; for a list in it use `castile::xsd::List`"
    } else if ty::is(field.ty, "Option") {
        "the text of an element is never absent, if empty; leave `Option` out"
    } else if ty::is_nillable(field.ty) {
        "an element is nil as a whole; put `Nillable` around the struct where it is used"
    } else {
        return;
    };
    errors.at(field.ty, instead);
}

/// ```text
/// struct Order { #[xml(item = "Line")] lines: Line }
/// ```
fn check_item(errors: &mut Errors, field: &Field<'_>) {
    if !ty::is_list(field.ty) {
        let shown = show(field.ty);
        errors.at(field.ty, format_args!("`item` needs a `Vec<T>` or an `Option<Vec<T>>`, found `{shown}`"));
    }
}

/// ```text
/// struct Open { #[xml(any)] rest: Option<Element> }
/// ```
fn check_wildcard(errors: &mut Errors, field: &Field<'_>, key: &str, item: &str) {
    if !ty::is(field.ty, "Vec") {
        let shown = show(field.ty);
        errors.at(field.ty, format_args!("`{key}` needs a `Vec<castile::xml::{item}>`, found `{shown}`"));
    }
}

/// ```text
/// #[derive(FromXml)]
/// struct Note<'a> { body: &'a str }
/// ```
/// Text with an entity in it is nowhere to be borrowed.
fn check_reference(errors: &mut Errors, field: &Field<'_>) {
    if let Type::Reference(reference) = field.ty {
        errors.at(
            reference,
            "a reference cannot be read; use `Cow<'a, str>`, which borrows where that is possible",
        );
    }
}

/// ```text
/// struct Note { #[xml(text)] one: String, #[xml(text)] two: String }
/// ```
fn check_one_of_a_kind(errors: &mut Errors, strukt: &Struct<'_>) {
    for kind in [Role::Text, Role::Any, Role::AnyAttribute] {
        let same = |role: &Role| std::mem::discriminant(role) == std::mem::discriminant(&kind);
        let mut found = strukt.fields.iter().filter_map(|it| Some((it, role_key(it, same)?)));
        let Some((first, key)) = found.next() else { continue };
        for (_, second) in found {
            let member = first.syntax.ident.as_ref();
            let first = member.map_or_else(|| "the field before it".to_owned(), |it| format!("field `{it}`"));
            errors.at(second, format_args!("only one field can be `{key}`; {first} is it already"));
        }
    }
}

/// ```text
/// struct Note { title: String, #[xml(text)] body: String }
/// ```
fn check_text_alone(errors: &mut Errors, strukt: &Struct<'_>) {
    let is_text = |role: &Role| matches!(role, Role::Text);
    if !strukt.fields.iter().any(|it| role_key(it, is_text).is_some()) {
        return;
    }
    for field in strukt.fields.iter().filter(|it| !it.is_broken) {
        if matches!(field.role(), None | Some(Role::Flatten | Role::Item(_) | Role::Any)) {
            errors.at(field.syntax, "an element with `text` has no child elements; make this an `attribute`");
        }
    }
}

/// ```text
/// #[xml(group)]
/// struct Period { from: Date, #[xml(attribute)] zone: String }
/// ```
/// A group is a stretch of child elements; what is not one belongs to the struct that flattens it.
pub(super) fn check_group(errors: &mut Errors, strukt: &Struct<'_>) {
    for (key, role) in strukt.fields.iter().flat_map(|it| &it.attrs.roles) {
        if matches!(role, Role::Attribute | Role::Text | Role::Any | Role::AnyAttribute) {
            errors.at(
                key,
                format_args!("a `group` has elements only; move the `{key}` field to where it is flattened"),
            );
        }
    }
}

fn role_key<'f>(field: &'f Field<'_>, wanted: impl Fn(&Role) -> bool) -> Option<&'f Ident> {
    field.attrs.roles.first().filter(|(_, role)| wanted(role)).map(|(ident, _)| ident)
}
