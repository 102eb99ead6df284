//! Choice enums: each variant is one element, and a repeated choice a list in document order.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::header::Header;
use super::name;
use super::write::{tag, write_group};
use crate::ast::{Input, Variant};

pub(super) fn read(input: &Input<'_>, header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let x = &header.x;
    let (name, what) = (name(input), one_of(variants));
    let from_xml = header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #name
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> {
                let mut __slot = ::core::option::Option::None;
                __r.content(<Self as __x::Group<#x>>::SHAPE, &mut |__r, __leaf| {
                    <Self as __x::GroupMember<#x>>::put(&mut __slot, __r, __leaf)
                })?;
                match __slot {
                    ::core::option::Option::Some(__it) => ::core::result::Result::Ok(__it),
                    ::core::option::Option::None => {
                        ::core::result::Result::Err(__x::missing(__r, <Self as __x::Group<#x>>::SHAPE, #what))
                    }
                }
            }
        },
    );
    let group = header.implement(&quote!(__x::Group<#x>), &group(input, header, variants));
    quote!(#from_xml #group)
}

fn group(input: &Input<'_>, header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let (x, type_name) = (&header.x, input.ident.to_string());
    let particles =
        variants.iter().map(|Variant { ns, name, .. }| quote!(__x::Particle::element(#ns, #name, false)));
    let arms = variants.iter().enumerate().map(|(number, it)| {
        let (number, read) = (Literal::usize_unsuffixed(number), alternative(it, header));
        quote!(#number => #read,)
    });
    quote! {
        const SHAPE: &'static __x::Shape = &__x::Shape::new(#type_name, &[#(#particles),*]);
        type Slot = ::core::option::Option<Self>;

        fn accepts(__slot: &Self::Slot, _: usize) -> bool {
            __slot.is_none()
        }

        fn put(__slot: &mut Self::Slot, __r: &mut __x::Reader<#x>, __leaf: usize) -> __x::Result<()> {
            *__slot = match __leaf {
                #(#arms)*
                _ => return __r.skip(),
            };
            ::core::result::Result::Ok(())
        }

        fn take(
            __slot: Self::Slot,
            _: &__x::Reader<#x>,
        ) -> __x::Result<::core::option::Option<Self>> {
            ::core::result::Result::Ok(__slot)
        }
    }
}

/// Reads the element of a variant; an expression of type `Option<Self>`.
fn alternative(variant: &Variant<'_>, header: &Header<'_>) -> TokenStream {
    let (ident, x) = (variant.ident, &header.x);
    let Some(ty) = variant.payload() else {
        return quote!({
            __r.skip()?;
            ::core::option::Option::Some(Self::#ident)
        });
    };
    quote!({
        let mut __it = ::core::default::Default::default();
        <#ty as __x::Member<#x>>::put(&mut __it, __r)?;
        <#ty as __x::Member<#x>>::take(__it).map(Self::#ident)
    })
}

fn one_of(variants: &[Variant<'_>]) -> String {
    let names: Vec<String> = variants.iter().map(|it| format!("`{}`", it.name)).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("element {} or {last}", others.join(", ")),
        _ => format!("element {}", names.concat()),
    }
}

pub(super) fn write(input: &Input<'_>, header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let name = name(input);
    let to_xml = header.implement(
        &quote!(__x::ToXml),
        &quote! {
            #name
            fn write(&self, __w: &mut __x::Writer) {
                __x::WriteGroup::write_group(self, __w);
            }
        },
    );
    let arms = variants.iter().map(arm);
    let group = write_group(header, &quote!(__w), &quote!(match self { #(#arms)* }));
    quote!(#to_xml #group)
}

fn arm(variant: &Variant<'_>) -> TokenStream {
    let (ident, tag) = (variant.ident, tag(&variant.ns, &variant.name));
    let Some(ty) = variant.payload() else {
        return quote! {
            Self::#ident => {
                __w.open(&#tag);
                __w.close(&#tag);
            }
        };
    };
    quote!(Self::#ident(__it) => <#ty as __x::WriteMember>::write_member(__it, __w, &#tag),)
}
