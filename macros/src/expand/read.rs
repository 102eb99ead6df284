//! `FromXml` for structs: all members at once, as nearly all types are read; or slots, one closure that fills number *n*, and the value
//! out of the slots.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::header::Header;
use super::layout::Layout;
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
    let x = members.x;
    let slot = |(index, field)| {
        let place = format_ident!("__{index}");
        Slot { index, field, place: quote!(#place), x }
    };
    let (constants, body) = if let Some(layout) = Layout::of(members) {
        (layout.constants(input, members), fields::read(members, &slot, &layout))
    } else {
        let (name, shape) = (name(input), members.shape());
        let constants = quote!(#name const CONTENT: __x::Option<&'static __x::Shape> = __x::Some(&#shape););
        (constants, one_by_one(members, &slot, &quote!(__x::described::<Self>())))
    };
    header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #constants
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> { #body }
        },
    )
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
