//! Expressions that take the wrappers off a value: absent and nil become `None`.

use crate::plan::ty::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// `Option` of what is inside the value of a type.
pub(super) fn opened(ty: &Ty, value: TokenStream) -> TokenStream {
    match ty {
        Ty::Option(inner) => inside(inner, value),
        other => inside(other, quote!(Some(#value))),
    }
}

/// Whether something of a value is to be taken off before it is used.
pub(super) fn is_wrapped(ty: &Ty) -> bool {
    matches!(ty, Ty::Option(_) | Ty::Nillable(_) | Ty::NilOr(_) | Ty::Typed(_))
}

/// `Option<Option<T>>` and the like as `Option<T>`.
pub(super) fn flattened(ty: &Ty, value: TokenStream) -> TokenStream {
    match ty {
        Ty::Option(inner) => inside(inner, quote!(#value.flatten())),
        other => inside(other, value),
    }
}

fn inside(ty: &Ty, value: TokenStream) -> TokenStream {
    match ty {
        Ty::Nillable(inner) => inside(inner, quote!(#value.and_then(castile::Nillable::into_option))),
        Ty::NilOr(inner) => inside(inner, quote!(#value.and_then(castile::xml::NilOr::into_option))),
        Ty::Typed(inner) => inside(inner, quote!(#value.map(|it| it.value))),
        Ty::Boxed(inner) => inside(inner, quote!(#value.map(|it| *it))),
        _ => value,
    }
}
