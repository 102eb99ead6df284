//! `transparent`: a newtype around a simple value, which reads and writes as it.

use proc_macro2::TokenStream;
use quote::quote;

use super::header::Header;
use super::{name, value};
use crate::ast::{Field, Input};

pub(super) fn read(input: &Input<'_>, header: &Header<'_>, field: &Field<'_>) -> TokenStream {
    let (x, ty, member) = (&header.x, field.ty, &field.member);
    let from_text = quote! {
        fn from_text(
            __text: ::std::borrow::Cow<#x, str>,
            __scope: &__x::Scope<'_>,
        ) -> ::core::result::Result<Self, __x::ValueError> {
            match <#ty as __x::FromText<#x>>::from_text(__text, __scope) {
                ::core::result::Result::Ok(__it) => ::core::result::Result::Ok(Self { #member: __it }),
                ::core::result::Result::Err(__error) => ::core::result::Result::Err(__error),
            }
        }
    };
    value::read_impls(&name(input), header, &from_text)
}

pub(super) fn write(input: &Input<'_>, header: &Header<'_>, field: &Field<'_>) -> TokenStream {
    let (ty, member) = (field.ty, &field.member);
    let to_text = quote! {
        fn to_text(&self, __out: &mut __x::TextSink<'_>) {
            <#ty as __x::ToText>::to_text(&self.#member, __out);
        }
    };
    value::write_impls(&name(input), header, &to_text)
}
