//! `types`: one of several types in one element, told by `xsi:type` (XSD 1.0 Part 1 §2.6.1).
//!
//! Such an enum has no name of its own: it is the content of whatever element holds it. Without `xsi:type`, the element is
//! of the variant marked `declared`; without one, its declared type is abstract, and `xsi:type` must be there.

use proc_macro2::TokenStream;
use quote::quote;

use super::header::Header;
use crate::ast::Variant;

pub(super) fn read(header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let x = &header.x;
    let read = |it: &Variant<'_>| {
        let (ident, ty) = (it.ident, it.payload());
        quote!(<#ty as __x::FromXml<#x>>::read(__r).map(Self::#ident))
    };
    let named = variants.iter().map(|it| {
        let (Variant { ns, name, .. }, read) = (it, read(it));
        quote! {
            if *__name == __x::Name::new(#ns, #name) {
                return #read;
            }
        }
    });
    let declared = variants.iter().find(|it| it.attrs.declared.is_some()).map(read);
    let absent = declared.unwrap_or_else(|| quote!(::core::result::Result::Err(__x::missing_type(__r))));
    header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> {
                match &__r.xsi_type()? {
                    ::core::option::Option::Some(__name) => {
                        #(#named)*
                        ::core::result::Result::Err(__r.unknown_type(__name))
                    }
                    ::core::option::Option::None => #absent,
                }
            }
        },
    )
}

pub(super) fn write(header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let arms = variants.iter().map(|it| {
        let (Variant { ident, ns, name, .. }, ty) = (it, it.payload());
        let type_ = it.attrs.declared.is_none().then(|| quote!(__w.xsi_type(__x::Name::new(#ns, #name));));
        quote! {
            Self::#ident(__it) => {
                #type_
                <#ty as __x::ToXml>::write(__it, __w);
            }
        }
    });
    header.implement(
        &quote!(__x::ToXml),
        &quote!(fn write(&self, __w: &mut __x::Writer) { match self { #(#arms)* } }),
    )
}
