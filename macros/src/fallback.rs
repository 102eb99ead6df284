//! What stands in for the impls of a type that is wrong: enough of them that its uses do not fail as well.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::Input;
use crate::expand::{Header, enclose};

/// A type that could be read in every way, if it could be compiled.
pub(crate) fn from_xml(input: &Input<'_>) -> TokenStream {
    let header = Header::reading(input);
    let x = &header.x;
    let xml = header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            fn read(_: &mut __x::Reader<#x>) -> __x::Result<Self> { ::core::unreachable!() }
        },
    );
    let text = header.implement(
        &quote!(__x::FromText<#x>),
        &quote! {
            fn from_text(
                _: ::std::borrow::Cow<#x, str>,
                _: &__x::Scope<'_>,
            ) -> ::core::result::Result<Self, __x::ValueError> { ::core::unreachable!() }
        },
    );
    let group = header.implement(
        &quote!(__x::Group<#x>),
        &quote! {
            const SHAPE: &'static __x::Shape = &__x::Shape::new("", &[]);
            type Slot = ();
            fn accepts(_: &(), _: usize) -> bool { ::core::unreachable!() }
            fn put(_: &mut (), _: &mut __x::Reader<#x>, _: usize) -> __x::Result<()> { ::core::unreachable!() }
            fn take(_: (), _: &__x::Reader<#x>) -> __x::Result<::core::option::Option<Self>> {
                ::core::unreachable!()
            }
        },
    );
    enclose(input, &quote!(#xml #text #group))
}

/// A type that could be written in every way, if it could be compiled.
pub(crate) fn to_xml(input: &Input<'_>) -> TokenStream {
    let header = Header::writing(input);
    let xml = header.implement(
        &quote!(__x::ToXml),
        &quote!(
            fn write(&self, _: &mut __x::Writer) {
                ::core::unreachable!()
            }
        ),
    );
    let text = header.implement(
        &quote!(__x::ToText),
        &quote!(
            fn to_text(&self, _: &mut __x::TextSink<'_>) {
                ::core::unreachable!()
            }
        ),
    );
    let group = header.implement(
        &quote!(__x::WriteGroup),
        &quote!(
            fn write_group(&self, _: &mut __x::Writer) {
                ::core::unreachable!()
            }
        ),
    );
    enclose(input, &quote!(#xml #text #group))
}
