//! The numbers of members (`castile::xml::shape`): elements are counted through the type in order, those of a flattened
//! member in line, whose width only the compiler knows; other members have numbers from the constants on.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::member::{Indexed, Members};
use super::slot::Slot;
use crate::attr::Role;

const ATTRIBUTE: usize = 1 << 16;
const TEXT: usize = 2 << 16;
const ANY: usize = 3 << 16;
const ANY_ATTRIBUTE: usize = 4 << 16;

/// The number of an element: a constant until a group was passed.
#[derive(Clone, Default)]
pub(super) struct Number {
    elements: usize,
    widths: Vec<Ident>,
}

impl Number {
    /// The number after this member.
    fn after(&self, (index, field): Indexed<'_>) -> Self {
        let mut next = self.clone();
        match field.role() {
            Some(Role::Flatten) => next.widths.push(width(index)),
            _ => next.elements += 1,
        }
        next
    }

    /// As an expression.
    pub(super) fn expression(&self) -> TokenStream {
        let (elements, widths) = (Literal::usize_unsuffixed(self.elements), &self.widths);
        quote!(#elements #(+ #widths)*)
    }

    /// As the pattern of a `match` arm.
    pub(super) fn pattern(&self) -> TokenStream {
        let number = self.expression();
        if self.widths.is_empty() { number } else { quote!(__n if __n == #number) }
    }
}

fn width(index: usize) -> Ident {
    format_ident!("__width_{index}")
}

/// Each particle with its number and the one after it.
pub(super) fn numbered<'a>(members: &Members<'a>) -> Vec<(Indexed<'a>, Number, Number)> {
    let mut number = Number::default();
    let count = |it| {
        let start = number.clone();
        number = start.after(it);
        (it, start, number.clone())
    };
    members.particles().map(count).collect()
}

/// `let` statements for the widths of the groups.
pub(super) fn widths(members: &Members<'_>) -> TokenStream {
    let x = members.x;
    let width = |(index, field): Indexed<'_>| {
        let (width, ty) = (width(index), field.ty);
        quote!(let #width = const { <#ty as __x::GroupMember<#x>>::SHAPE.leaves() };)
    };
    members.groups().map(width).collect()
}

/// Arms of a `match` on `__leaf` that fill the slots.
pub(super) fn arms<'a>(members: &Members<'a>, slot: &dyn Fn(Indexed<'a>) -> Slot<'a>) -> TokenStream {
    let attributes = members.attributes().enumerate().map(|(number, it)| (ATTRIBUTE + number, it));
    let others = [(TEXT, members.text()), (ANY, members.any()), (ANY_ATTRIBUTE, members.any_attribute())];
    let others = others.into_iter().filter_map(|(number, it)| Some((number, it?)));
    // Arms with guards come last, since their numbers are not known here to be less than these.
    let others = attributes.chain(others).map(|(number, it)| {
        let (number, fill) = (Literal::usize_unsuffixed(number), slot(it).fill());
        quote!(#number => #fill,)
    });
    let any = members.any().map(slot);
    let elements = numbered(members)
        .into_iter()
        .map(|(it, start, end)| element_arm(members, &slot(it), any.as_ref(), &start, &end));
    quote!(#(#others)* #(#elements)* _ => __r.skip(),)
}

fn element_arm(
    members: &Members<'_>,
    slot: &Slot<'_>,
    any: Option<&Slot<'_>>,
    start: &Number,
    end: &Number,
) -> TokenStream {
    if !matches!(slot.field.role(), Some(Role::Flatten)) {
        let (number, fill) = (start.pattern(), slot.fill());
        let Some(any) = any else { return quote!(#number => #fill,) };
        let (ty, place, x, more) = (slot.member_type(), &slot.place, members.x, any.fill());
        return quote! {
            #number => if <#ty as __x::Member<#x>>::is_full(&#place) { #more } else { #fill },
        };
    }
    let (ty, place, x) = (slot.field.ty, &slot.place, members.x);
    let (start, end) = (start.expression(), end.expression());
    quote!(__n if __n < #end => <#ty as __x::GroupMember<#x>>::put(&mut #place, __r, __n - (#start)),)
}
