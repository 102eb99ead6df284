//! Members that are nothing but child elements, all at once as a tuple: the slots, the closure and the checks are generic
//! code of the runtime then, and the compiler has a fifth of the work.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item;
use super::member::{Indexed, Members};
use super::slot::Slot;
use super::write::form;
use crate::ast::Field;
use crate::attr::Role;

/// The longest tuple that the runtime reads; more members are nested.
const TUPLE: usize = 12;

/// The expression that reads them and makes the value; `shape` describes them where no layout does.
pub(super) fn read<'a>(
    members: &Members<'a>,
    slot: &dyn Fn(Indexed<'a>) -> Slot<'a>,
    shape: Option<&TokenStream>,
) -> TokenStream {
    let slots: Vec<Slot<'a>> = members.slots().map(slot).collect();
    let call = if let Some(shape) = shape {
        quote!(read_by(__r, #shape))
    } else {
        let count = Literal::usize_unsuffixed(slots.len());
        quote!(read::<Self, #count>(__r))
    };
    let types: Vec<_> = slots.iter().map(Slot::member_type).collect();
    let places: Vec<_> = slots.iter().map(|it| it.place.clone()).collect();
    let (types, places, x) = (nest(&types, more_type), nest(&places, more_pattern), members.x);
    let read = slots.iter().map(|Slot { index, field, place, .. }| {
        let member = &field.member;
        if let Some(Role::Item(_)) = field.role() {
            let list = item::unwrap(*index, field.ty, place);
            quote!(#member: #list)
        } else {
            quote!(#member: #place)
        }
    });
    let skipped = members
        .skipped()
        .map(|(_, Field { member, ty, .. })| quote!(#member: <#ty as ::core::default::Default>::default()));
    quote! {
        match <#types as __x::Fields<#x>>::#call {
            __x::Ok(#places) => __x::Ok(Self { #(#read,)* #(#skipped,)* }),
            __x::Err(__error) => __x::Err(__error),
        }
    }
}

/// A tuple, as a type or as a pattern, with the rest beside it where it would be too long.
fn nest(items: &[TokenStream], more: fn(&TokenStream, &TokenStream) -> TokenStream) -> TokenStream {
    match items.split_at_checked(TUPLE) {
        Some((first, rest)) if !rest.is_empty() => more(&quote!((#(#first,)*)), &nest(rest, more)),
        _ => quote!((#(#items,)*)),
    }
}

fn more_type(first: &TokenStream, rest: &TokenStream) -> TokenStream {
    quote!(__x::More<#first, #rest>)
}

fn more_pattern(first: &TokenStream, rest: &TokenStream) -> TokenStream {
    quote!(__x::More(#first, #rest))
}

/// Statements that write a run of plain elements in one namespace.
pub(super) fn write(ns: &str, run: &[&Field<'_>]) -> TokenStream {
    let written = run.chunks(TUPLE).map(|chunk| {
        let members = chunk.iter().map(|it| &it.member);
        let forms = Literal::byte_string(&chunk.iter().flat_map(|it| form(&it.name)).collect::<Vec<_>>());
        quote!(__x::WriteFields::write((#(&self.#members,)*), __w, #ns, #forms);)
    });
    written.collect()
}
