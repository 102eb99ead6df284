//! `FromXml` for structs: slots, one closure that fills number *n*, and the value out of the slots.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::header::Header;
use super::member::{Indexed, Layout, Members};
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
    let x = members.x;
    let slot = |(index, field)| {
        let place = format_ident!("__{index}");
        Slot { index, field, place: quote!(#place), x }
    };
    let shape = quote!(__x::described::<Self>());
    let (description, body) = match (members.layout(), members.are_elements()) {
        (Some(layout), _) => (laid_out(input, members, &layout), fields::read(members, &slot, None)),
        (None, true) => (described(input, members), fields::read(members, &slot, Some(&shape))),
        (None, false) => (described(input, members), one_by_one(members, &slot, &shape)),
    };
    header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #description
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> { #body }
        },
    )
}

/// The constants that describe the type.
fn described(input: &Input<'_>, members: &Members<'_>) -> TokenStream {
    let (name, shape) = (name(input), members.shape());
    quote!(#name const CONTENT: __x::Option<&'static __x::Shape> = __x::Some(&#shape);)
}

/// The same of a type of elements in one namespace.
fn laid_out(input: &Input<'_>, members: &Members<'_>, layout: &Layout<'_>) -> TokenStream {
    let Layout { ns, text } = layout;
    let name = (input.ns() != *ns || input.name() != members.type_name).then(|| name(input));
    quote!(#name const NS: &'static str = #ns; const LAYOUT: &'static str = #text;)
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
