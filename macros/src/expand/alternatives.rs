//! The slot of a choice with groups among its alternatives, which take several elements to be complete.
//!
//! It is the number of the alternative being read (from 1; 0: none yet), the choice where that is known at once, and the
//! groups' slots.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use super::choice::alternative;
use super::group::{nest, place};
use super::header::Header;
use crate::ast::Variant;
use crate::attr::Role;

/// A variant with the numbers of its leaves, as expressions, and the place of its slot if it holds a group.
struct Alternative<'a> {
    variant: &'a Variant<'a>,
    /// The variant's number in the slot.
    number: Literal,
    start: TokenStream,
    end: TokenStream,
    group: Option<(&'a Type, TokenStream)>,
}

pub(super) fn slot<'a>(header: &Header<'_>, variants: &'a [Variant<'a>]) -> TokenStream {
    let x = &header.x;
    let groups = groups(variants);
    let slots: Vec<_> = groups.iter().map(|(_, ty)| quote!(<#ty as __x::Group<#x>>::Slot)).collect();
    let slots = nest(&slots);
    let widths = groups.iter().map(|(index, ty)| {
        let width = width(*index);
        quote!(let #width: usize = const { <#ty as __x::Group<#x>>::SHAPE.leaves() };)
    });
    let widths: TokenStream = widths.collect();
    let all = alternatives(variants, &groups);
    let accepts = all.iter().filter_map(|it| accepts(it, header));
    let puts = all.iter().map(|it| put(it, header));
    let takes = all.iter().filter_map(|it| take(it, header));
    quote! {
        type Slot = (usize, #slots, ::core::option::Option<Self>);

        fn accepts(__slot: &Self::Slot, __leaf: usize) -> bool {
            #widths
            match __slot.0 {
                0 => true,
                #(#accepts)*
                _ => false,
            }
        }

        fn put(__slot: &mut Self::Slot, __r: &mut __x::Reader<#x>, __leaf: usize) -> __x::Result<()> {
            #widths
            match __leaf {
                #(#puts)*
                _ => return __r.skip(),
            }
            ::core::result::Result::Ok(())
        }

        fn take(__slot: Self::Slot, __r: &__x::Reader<#x>) -> __x::Result<::core::option::Option<Self>> {
            match __slot.0 {
                #(#takes)*
                _ => ::core::result::Result::Ok(__slot.2),
            }
        }
    }
}

/// The variants that hold groups: their index, and the group.
fn groups<'a>(variants: &'a [Variant<'a>]) -> Vec<(usize, &'a Type)> {
    let groups = variants.iter().enumerate().filter(|(_, it)| matches!(it.role(), Some(Role::Flatten)));
    groups.filter_map(|(index, it)| Some((index, it.payload()?))).collect()
}

fn width(index: usize) -> Ident {
    format_ident!("__width_{index}")
}

fn alternatives<'a>(variants: &'a [Variant<'a>], groups: &[(usize, &'a Type)]) -> Vec<Alternative<'a>> {
    let (mut elements, mut passed) = (0_usize, Vec::new());
    let mut all = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        let start = leaf(elements, &passed);
        let at = groups.iter().position(|(group, _)| *group == index);
        let group = at.and_then(|at| Some((groups.get(at)?.1, place(at, groups.len()))));
        if group.is_some() {
            passed.push(width(index));
        } else {
            elements += 1;
        }
        let number = Literal::usize_unsuffixed(index + 1);
        all.push(Alternative { variant, number, start, end: leaf(elements, &passed), group });
    }
    all
}

fn leaf(elements: usize, passed: &[Ident]) -> TokenStream {
    let elements = Literal::usize_unsuffixed(elements);
    quote!(#elements #(+ #passed)*)
}

/// A group that is being read goes on as it says; any other alternative is complete.
fn accepts(
    Alternative { number, start, end, group, .. }: &Alternative<'_>,
    header: &Header<'_>,
) -> Option<TokenStream> {
    let ((ty, place), x) = (group.as_ref()?, &header.x);
    Some(quote! {
        #number => {
            __leaf >= #start && __leaf < #end && <#ty as __x::Group<#x>>::accepts(&#place, __leaf - (#start))
        }
    })
}

fn put(it: &Alternative<'_>, header: &Header<'_>) -> TokenStream {
    let Alternative { variant, number, start, end, group } = it;
    let x = &header.x;
    let read = if let Some((ty, place)) = group {
        quote!(<#ty as __x::GroupMember<#x>>::put(&mut #place, __r, __leaf - (#start))?)
    } else {
        let read = alternative(variant, header);
        quote!(__slot.2 = #read)
    };
    quote! {
        __n if __n < #end => {
            __slot.0 = #number;
            #read;
        }
    }
}

fn take(it: &Alternative<'_>, header: &Header<'_>) -> Option<TokenStream> {
    let Alternative { variant, number, group, .. } = it;
    let ((ty, place), x, ident) = (group.as_ref()?, &header.x, variant.ident);
    Some(quote! {
        #number => ::core::result::Result::Ok(
            <#ty as __x::Group<#x>>::take(#place, __r)?.map(Self::#ident),
        ),
    })
}
