//! What keys may be combined with, and what fields may be. Each check has the example that it forbids.

mod choices;
mod fields;
mod names;
mod types;
mod values;

use quote::ToTokens;
use syn::{GenericParam, Type};

use crate::ast::{Data, Field, Input, Struct, Variant, is_value};
use crate::errors::Errors;

/// Which derive asks: some types can be written that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Read,
    Write,
}

/// Reports everything that the derives do not accept. What passes can be expanded.
pub(crate) fn check(errors: &mut Errors, input: &Input<'_>, direction: Direction) {
    if direction == Direction::Read {
        check_lifetimes(errors, input);
    }
    match &input.data {
        Data::Struct(strukt) => check_struct(errors, input, strukt, direction),
        Data::Enum(variants) => check_enum(errors, input, variants),
        Data::Union(keyword) => {
            errors
                .at_span(*keyword, "a union has no content to tell apart; use an enum: a choice or a value");
        }
    }
}

fn check_struct(errors: &mut Errors, input: &Input<'_>, strukt: &Struct<'_>, direction: Direction) {
    if let Some(types) = &input.attrs.types {
        errors.at(types, "`types` belongs on an enum, of which each variant is a type");
    }
    strukt.fields.iter().for_each(|field| check_named(errors, field));
    strukt.fields.iter().for_each(|field| check_type(errors, field.ty));
    if input.attrs.transparent.is_some() {
        check_transparent(errors, input, strukt);
        return;
    }
    if !strukt.named && !strukt.fields.is_empty() {
        report_unnamed(errors, strukt);
        return;
    }
    fields::check(errors, strukt, direction);
    names::check_fields(errors, strukt);
    if input.attrs.group.is_some() {
        fields::check_group(errors, strukt);
    }
}

fn check_enum(errors: &mut Errors, input: &Input<'_>, variants: &[Variant<'_>]) {
    check_container_keys(errors, input);
    types::check_misplaced(errors, input, variants);
    variants.iter().filter_map(Variant::payload).for_each(|ty| check_type(errors, ty));
    if variants.is_empty() {
        errors.at(input.ident, "an enum without variants has no values");
    } else if variants.iter().any(|it| it.is_broken) {
        // A misspelt `other` would make a choice of a value enum, and every variant of it wrong.
    } else if input.attrs.types.is_some() {
        types::check(errors, variants);
    } else if is_value(variants) {
        values::check(errors, variants);
    } else {
        choices::check(errors, variants);
    }
}

/// ```text
/// struct Order { _: u32 }
/// ```
/// `syn` takes `_` for a name, and hands it on to derives; an expression cannot read such a field.
fn check_named(errors: &mut Errors, field: &Field<'_>) {
    if let Some(ident) = field.syntax.ident.as_ref().filter(|it| *it == "_") {
        errors.at(ident, "a field that is read and written needs a name");
    }
}

/// ```text
/// enum Size { Small, #[xml(other)] Other(String+) }
/// ```
/// `syn` takes bounds for a type, as they were one before Rust 2021; in the expansion they are none.
fn check_type(errors: &mut Errors, ty: &Type) {
    if matches!(ty, Type::TraitObject(it) if it.dyn_token.is_none()) {
        errors.at(ty, "expected a type, found bounds");
    }
}

/// ```text
/// struct Pair<'a, 'b> { left: Cow<'a, str>, right: Cow<'b, str> }
/// ```
/// A value borrows from one document.
fn check_lifetimes(errors: &mut Errors, input: &Input<'_>) {
    let mut lifetimes = input.generics.params.iter().filter(|it| matches!(it, GenericParam::Lifetime(_)));
    if let (Some(_), Some(second)) = (lifetimes.next(), lifetimes.next()) {
        errors.at(second, "a type that is read has one lifetime parameter at most, that of the document");
    }
}

/// ```text
/// struct Point(i32, i32);
/// ```
/// Elements need names.
fn report_unnamed(errors: &mut Errors, strukt: &Struct<'_>) {
    let Some(first) = strukt.fields.first() else { return };
    let advice = if strukt.fields.len() == 1 {
        "a tuple struct has no names for its elements; name the field, or write `#[xml(transparent)]` around a value"
    } else {
        "a tuple struct has no names for its elements; name the fields"
    };
    errors.at(first.syntax, advice);
}

/// ```text
/// #[xml(transparent)]
/// struct Range { from: i32, to: i32 }
///
/// #[xml(transparent, group)]
/// struct Id(#[xml(attribute)] u32);
/// ```
/// A transparent struct is its one field, and nothing besides.
fn check_transparent(errors: &mut Errors, input: &Input<'_>, strukt: &Struct<'_>) {
    let attrs = &input.attrs;
    if strukt.fields.len() != 1 {
        errors.at(&attrs.transparent, "`transparent` needs a struct with exactly one field");
    }
    for field in strukt.fields.iter().filter(|it| !it.attrs.is_empty()) {
        let message = "the field of a `transparent` struct has no keys: it is written as its value";
        errors.at(xml_attribute(&field.syntax.attrs), message);
    }
    if let Some(group) = &attrs.group {
        errors.at(group, "a `transparent` struct has no elements; leave `group` out");
    }
    if let Some(key) = &attrs.rename_all {
        errors.at(&key.ident, "a `transparent` struct has no elements; leave `rename_all` out");
    }
}

/// ```text
/// #[xml(group)]
/// enum Payment { Card(Card), Cash(Cash) }
/// ```
/// An enum's variants say what it is.
fn check_container_keys(errors: &mut Errors, input: &Input<'_>) {
    if let Some(group) = &input.attrs.group {
        errors.at(group, "an enum whose variants hold elements can be flattened as it is; leave `group` out");
    }
    if let Some(transparent) = &input.attrs.transparent {
        errors.at(transparent, "`transparent` belongs on a struct with one field");
    }
}

/// The first `#[xml(..)]`.
fn xml_attribute(attrs: &[syn::Attribute]) -> impl ToTokens + '_ {
    attrs.iter().find(|it| it.path().is_ident("xml"))
}

/// How messages show a type.
fn show(ty: &Type) -> String {
    ty.to_token_stream()
        .to_string()
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" :: ", "::")
        .replace("& ", "&")
}
