//! `item`: an element whose content is nothing but repeated items. It is read as a type of its own, which has no name
//! outside the expansion.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use super::member::Members;
use crate::ast::Field;
use crate::attr::Role;
use crate::ty;

/// The types of the wrapping elements.
pub(super) fn types(members: &Members<'_>) -> TokenStream {
    members.particles().filter_map(|(index, field)| wrapper(index, field)).collect()
}

fn wrapper(index: usize, field: &Field<'_>) -> Option<TokenStream> {
    let Some(Role::Item(item)) = field.role() else { return None };
    let (wrapper, name, ns) = (name(index), &field.name, field.item_ns());
    Some(quote! {
        pub struct #wrapper<T>(::std::vec::Vec<T>);
        #[automatically_derived]
        impl<'__x, T: __x::FromXml<'__x>> __x::FromXml<'__x> for #wrapper<T> {
            fn read(__r: &mut __x::Reader<'__x>) -> __x::Result<Self> {
                static __SHAPE: __x::Shape = __x::Shape::new(#name, &[__x::Particle::element(#ns, #item, true)]).lazy();
                let mut __items = ::std::vec::Vec::new();
                __r.content(&__SHAPE, &mut |__r, _| {
                    <::std::vec::Vec<T> as __x::Member<'__x>>::put(&mut __items, __r)
                })?;
                ::core::result::Result::Ok(Self(__items))
            }
        }
    })
}

fn name(index: usize) -> Ident {
    format_ident!("__Items{index}")
}

/// The wrapping element as a member.
pub(super) fn member_type(index: usize, ty: &Type) -> TokenStream {
    let (item, optional, wrapper) = (item_type(ty), is_optional(ty), name(index));
    if optional { quote!(::core::option::Option<#wrapper<#item>>) } else { quote!(#wrapper<#item>) }
}

/// The list, out of the wrapping element.
pub(super) fn take(index: usize, ty: &Type, place: &TokenStream, absent: &TokenStream) -> TokenStream {
    let wrapper = name(index);
    let (found, absent) = if is_optional(ty) {
        (quote!(::core::option::Option::Some(__it)), quote!(::core::option::Option::None))
    } else {
        (quote!(__it), absent.clone())
    };
    quote! {
        match #place {
            ::core::option::Option::Some(#wrapper(__it)) => #found,
            ::core::option::Option::None => #absent,
        }
    }
}

/// The list, out of what was read for the member.
pub(super) fn unwrap(index: usize, ty: &Type, place: &TokenStream) -> TokenStream {
    if is_optional(ty) { take(index, ty, place, &TokenStream::new()) } else { quote!(#place.0) }
}

pub(super) fn is_optional(ty: &Type) -> bool {
    ty::is(ty, "Option")
}

/// The `T` of `Vec<T>` or `Option<Vec<T>>`, one of which it is.
fn item_type(ty: &Type) -> &Type {
    let list = ty::inner(ty, "Option").unwrap_or(ty);
    ty::inner(list, "Vec").unwrap_or(list)
}
