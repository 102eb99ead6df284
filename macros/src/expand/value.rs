//! Value enums: each variant is one text, and `other` any other.

use proc_macro2::TokenStream;
use quote::quote;

use super::header::Header;
use super::name;
use crate::ast::{Input, Variant};

/// How many texts an error lists.
const LISTED: usize = 8;

pub(super) fn read(input: &Input<'_>, header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let x = &header.x;
    let arms = variants
        .iter()
        .filter(|it| it.is_unit())
        .map(|Variant { ident, name, .. }| quote!(#name => Self::#ident,));
    let arms: Vec<_> = arms.collect();
    let rest = if let Some((ident, ty)) = variants.iter().find_map(|it| Some((it.ident, it.payload()?))) {
        quote! {
            ::core::result::Result::Ok(Self::#ident(<#ty as ::core::convert::From<::std::borrow::Cow<#x, str>>>::from(__text)))
        }
    } else {
        let (type_name, reason) = (input.name(), expected(variants));
        quote!(::core::result::Result::Err(__x::ValueError::new(#type_name, #reason)))
    };
    let text = if variants.iter().any(|it| it.name.trim() != it.name) {
        quote!(&*__text)
    } else {
        quote!(__x::trim(&__text))
    };
    let from_text = quote! {
        fn from_text(
            __text: ::std::borrow::Cow<#x, str>,
            _: &__x::Scope<'_>,
        ) -> ::core::result::Result<Self, __x::ValueError> {
            match <Self as __x::FromText<#x>>::known(#text) {
                ::core::option::Option::Some(__it) => ::core::result::Result::Ok(__it),
                ::core::option::Option::None => #rest,
            }
        }
        fn known(__text: &str) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(match __text {
                #(#arms)*
                _ => return ::core::option::Option::None,
            })
        }
    };
    read_impls(&name(input), header, &from_text)
}

/// What an error says of the texts there are.
fn expected(variants: &[Variant<'_>]) -> String {
    let names: Vec<String> = variants.iter().map(|it| format!("`{}`", it.name)).collect();
    match names.split_last() {
        Some((last, [])) => format!("expected {last}"),
        Some((last, others)) if names.len() <= LISTED => format!("expected {} or {last}", others.join(", ")),
        _ => format!(
            "expected one of {} values, such as {}",
            names.len(),
            names.iter().take(3).cloned().collect::<Vec<_>>().join(", ")
        ),
    }
}

pub(super) fn write(input: &Input<'_>, header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let arms = variants.iter().map(|it| {
        let Variant { ident, name, .. } = it;
        if it.is_unit() { quote!(Self::#ident => #name,) } else { quote!(Self::#ident(__it) => __it,) }
    });
    let arms: TokenStream = arms.collect();
    let to_text = quote! {
        fn to_text(&self, __out: &mut __x::TextSink<'_>) {
            __out.push_str(match self { #arms });
        }
        fn as_text(&self) -> ::core::option::Option<&str> {
            ::core::option::Option::Some(match self { #arms })
        }
    };
    write_impls(&name(input), header, &to_text)
}

/// `FromText`, and `FromXml` by it.
pub(super) fn read_impls(name: &TokenStream, header: &Header<'_>, from_text: &TokenStream) -> TokenStream {
    let x = &header.x;
    let text = header.implement(&quote!(__x::FromText<#x>), from_text);
    let xml = header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #name
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> {
                __r.value()
            }
        },
    );
    quote!(#text #xml)
}

/// `ToText`, and `ToXml` by it.
pub(super) fn write_impls(name: &TokenStream, header: &Header<'_>, to_text: &TokenStream) -> TokenStream {
    let text = header.implement(&quote!(__x::ToText), to_text);
    let xml = header.implement(
        &quote!(__x::ToXml),
        &quote! {
            #name
            fn write(&self, __w: &mut __x::Writer) {
                __w.text(self);
            }
            fn write_as(&self, __w: &mut __x::Writer, __tag: &__x::Tag<'_>) {
                __w.text_element(__tag, self);
            }
            fn write_in(&self, __w: &mut __x::Writer, __run: &__x::Run<'_>, __form: &__x::Form) {
                __w.text_field(__run, __form, self);
            }
        },
    );
    quote!(#text #xml)
}
