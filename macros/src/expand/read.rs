//! `FromXml` for structs: slots, one closure that fills number *n*, and the value out of the slots.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use super::header::Header;
use super::member::{Indexed, Members};
use super::slot::Slot;
use super::{fields, group, item, name, number};
use crate::ast::{Field, Input};
use crate::attr::Role;

pub(super) fn strukt(input: &Input<'_>, header: &Header<'_>, fields: &[Field<'_>]) -> TokenStream {
    let members = Members { fields, x: &header.x, type_name: input.ident.to_string() };
    let items = item::types(&members);
    let impls = if input.attrs.group.is_some() {
        group::read(input, header, &members)
    } else {
        content(input, header, &members)
    };
    quote!(#items #impls)
}

fn content(input: &Input<'_>, header: &Header<'_>, members: &Members<'_>) -> TokenStream {
    let (x, name) = (members.x, name(input));
    let (shape_item, shape) = shape(input, header, members);
    let slot = |(index, field)| {
        let place = format_ident!("__{index}");
        Slot { index, field, place: quote!(#place), x }
    };
    let body = if fields::are_elements(members) {
        fields::read(members, &slot, &shape)
    } else {
        one_by_one(members, &slot, &shape)
    };
    let read = header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #name
            const CONTENT: __x::Option<&'static __x::Shape> = __x::Some(#shape);
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> { #body }
        },
    );
    quote!(#shape_item #read)
}

/// Slots as variables, filled by a closure.
fn one_by_one<'a>(
    members: &Members<'a>,
    slot: &dyn Fn(Indexed<'a>) -> Slot<'a>,
    shape: &TokenStream,
) -> TokenStream {
    let declared = members.slots().map(|it| slot(it).declare());
    let widths = number::widths(members);
    let arms = number::arms(members, slot);
    let completed = members.slots().map(|it| slot(it).complete());
    let value = value(members, slot, shape);
    quote! {
        #(#declared)*
        #widths
        __r.content(#shape, &mut |__r, __leaf| match __leaf { #arms })?;
        #(#completed)*
        ::core::result::Result::Ok(#value)
    }
}

/// `Self { .. }` out of the slots.
pub(super) fn value<'a>(
    members: &Members<'a>,
    slot: &dyn Fn(Indexed<'a>) -> Slot<'a>,
    shape: &TokenStream,
) -> TokenStream {
    let fields = members.fields.iter().enumerate().map(|(index, field)| {
        let (member, ty) = (&field.member, field.ty);
        let value = match field.role() {
            Some(Role::Skip) => quote!(<#ty as ::core::default::Default>::default()),
            _ => slot((index, field)).take(shape),
        };
        quote!(#member: #value)
    });
    quote!(Self { #(#fields),* })
}

/// The item that holds the shape, and the expression that refers to it.
///
/// A `static` cannot name type parameters or lifetimes of the impl: a type that has any gets it from a trait.
fn shape(input: &Input<'_>, header: &Header<'_>, members: &Members<'_>) -> (TokenStream, TokenStream) {
    if input.generics.params.is_empty() {
        let shape =
            Members { x: &parse_quote!('static), type_name: members.type_name.clone(), ..*members }.shape();
        return (quote!(static __SHAPE: __x::Shape = #shape;), quote!(&__SHAPE));
    }
    let (x, shape) = (members.x, members.shape());
    let constant = quote!(const SHAPE: &'static __x::Shape = &#shape;);
    let described = header.implement(&quote!(__Described<#x>), &constant);
    let item = quote! {
        trait __Described<'__x> {
            const SHAPE: &'static __x::Shape;
        }
        #described
    };
    (item, quote!(<Self as __Described<#x>>::SHAPE))
}
