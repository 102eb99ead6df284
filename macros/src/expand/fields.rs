//! Members all at once as a tuple: the slots, the closure and the checks are generic code of the runtime then, and the compiler has a
//! fifth of the work.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item;
use super::layout::Layout;
use super::member::{Indexed, Members};
use super::slot::Slot;
use super::write::form;
use crate::ast::Field;
use crate::attr::Role;

/// The longest tuple that the runtime reads; more members are nested.
const TUPLE: usize = 12;

/// The expression that reads them and makes the value.
pub(super) fn read<'a>(
    members: &Members<'a>,
    slot: &dyn Fn(Indexed<'a>) -> Slot<'a>,
    layout: &Layout<'_>,
) -> TokenStream {
    let elements = Tuple::of(members.particles().chain(members.any()), slot);
    let x = members.x;
    let (call, pattern) = if members.are_elements() {
        let ([count, _], types) = (layout.counts(), elements.types());
        (quote!(<#types as __x::Fields<#x>>::read::<Self, #count>), elements.pattern())
    } else {
        let attributes = Tuple::of(members.attributes().chain(members.any_attribute()), slot);
        let text = members.text().map(slot);
        let (text_type, text) =
            text.map_or_else(|| (quote!(()), quote!(())), |it| (it.type_among_others(), it.place));
        let ([count, attribute_count], types) = (layout.counts(), [elements.types(), attributes.types()]);
        let patterns = [elements.pattern(), attributes.pattern()];
        (
            quote!(<(#(#types,)* #text_type) as __x::Members<#x>>::read::<Self, #count, #attribute_count>),
            quote!((#(#patterns,)* #text)),
        )
    };
    let value = value(members, slot);
    quote! {
        match #call(__r) {
            __x::Ok(#pattern) => __x::Ok(#value),
            __x::Err(__error) => __x::Err(__error),
        }
    }
}

/// `Self { .. }` out of what the pattern has bound.
fn value<'a>(members: &Members<'a>, slot: &dyn Fn(Indexed<'a>) -> Slot<'a>) -> TokenStream {
    let fields = members.fields.iter().enumerate().map(|(index, field)| {
        let Slot { place, .. } = slot((index, field));
        let value = match field.role() {
            Some(Role::Item(_)) => item::unwrap(index, field.ty, &place),
            Some(Role::Skip) => {
                let ty = field.ty;
                quote!(<#ty as ::core::default::Default>::default())
            }
            _ => place,
        };
        let member = &field.member;
        quote!(#member: #value)
    });
    quote!(Self { #(#fields,)* })
}

/// Members of one kind.
struct Tuple<'a>(Vec<Slot<'a>>);

impl<'a> Tuple<'a> {
    fn of(members: impl Iterator<Item = Indexed<'a>>, slot: &dyn Fn(Indexed<'a>) -> Slot<'a>) -> Self {
        Self(members.map(slot).collect())
    }

    fn types(&self) -> TokenStream {
        nest(&self.0.iter().map(Slot::type_among_others).collect::<Vec<_>>(), more_type)
    }

    fn pattern(&self) -> TokenStream {
        nest(&self.0.iter().map(|it| it.place.clone()).collect::<Vec<_>>(), more_pattern)
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
