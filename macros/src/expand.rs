//! From what was checked to impls. Total: what passed the checks expands, and errors in types come from the compiler, at
//! the field's type.
//!
//! What is emitted is data: literals that describe the content, and the members' types as tuples; for types with groups or defaults an
//! expression that describes it, and one closure that reads member number *n*. The loop over the content is in the runtime, compiled
//! once, because generated crates have hundreds of types.

mod alternatives;
mod choice;
mod fields;
mod group;
mod header;
mod item;
mod layout;
mod member;
mod number;
mod read;
mod slot;
mod transparent;
mod types;
mod value;
mod write;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Data, Input, is_value};
pub(crate) use header::Header;

/// The impls of `#[derive(FromXml)]`.
pub(crate) fn from_xml(input: &Input<'_>) -> TokenStream {
    let header = Header::reading(input);
    let impls = match &input.data {
        Data::Struct(strukt) => match strukt.fields.as_slice() {
            [field] if input.attrs.transparent.is_some() => transparent::read(input, &header, field),
            fields => read::strukt(input, &header, fields),
        },
        Data::Enum(variants) if input.attrs.types.is_some() => types::read(&header, variants),
        Data::Enum(variants) if is_value(variants) => value::read(input, &header, variants),
        Data::Enum(variants) => choice::read(input, &header, variants),
        Data::Union(_) => TokenStream::new(),
    };
    enclose(input, &impls)
}

/// The impls of `#[derive(ToXml)]`.
pub(crate) fn to_xml(input: &Input<'_>) -> TokenStream {
    let header = Header::writing(input);
    let impls = match &input.data {
        Data::Struct(strukt) => match strukt.fields.as_slice() {
            [field] if input.attrs.transparent.is_some() => transparent::write(input, &header, field),
            fields => write::strukt(input, &header, fields),
        },
        Data::Enum(variants) if input.attrs.types.is_some() => types::write(&header, variants),
        Data::Enum(variants) if is_value(variants) => value::write(input, &header, variants),
        Data::Enum(variants) => choice::write(input, &header, variants),
        Data::Union(_) => TokenStream::new(),
    };
    enclose(input, &impls)
}

/// A scope in which `__x` is the runtime, and nothing is visible outside.
pub(crate) fn enclose(input: &Input<'_>, impls: &TokenStream) -> TokenStream {
    let krate = input.krate().map_or_else(|| quote!(::castile), |path| quote!(#path));
    quote! {
        #[allow(deprecated, clippy::all, clippy::pedantic)]
        const _: () = {
            use #krate::__private as __x;
            #impls
        };
    }
}

/// The constant that names the element of which the type is the content (`castile::xml::layout`). Values have one only where they are
/// given one.
fn name(input: &Input<'_>) -> TokenStream {
    let is_simple = match &input.data {
        Data::Enum(variants) => is_value(variants),
        _ => input.attrs.transparent.is_some(),
    };
    if is_simple && input.attrs.name.is_none() {
        return TokenStream::new();
    }
    let element = format!("{} {}", input.name(), input.ns());
    quote!(const ELEMENT: &'static str = #element;)
}
