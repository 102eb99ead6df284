//! Choice enums: each variant is one element, a group of them, any element or text; a repeated choice is a list in
//! document order.
//!
//! The slot of a choice is the choice itself. Where variants hold groups, which take several elements to be complete, see
//! [`super::alternatives`].

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::alternatives;
use super::header::Header;
use super::name;
use super::write::{tag, write_group};
use crate::ast::{Input, Variant};
use crate::attr::Role;

pub(super) fn read(input: &Input<'_>, header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let x = &header.x;
    let (name, what) = (name(input), one_of(variants));
    let from_xml = header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #name
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> {
                let mut __slot = <<Self as __x::Group<#x>>::Slot as ::core::default::Default>::default();
                __r.content(<Self as __x::Group<#x>>::SHAPE, &mut |__r, __leaf| {
                    <Self as __x::GroupMember<#x>>::put(&mut __slot, __r, __leaf)
                })?;
                match <Self as __x::Group<#x>>::take(__slot, __r)? {
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
    let type_name = input.ident.to_string();
    let particles = variants.iter().map(|it| particle(it, header));
    let has_groups = variants.iter().any(|it| matches!(it.role(), Some(Role::Flatten)));
    let slot = if has_groups { alternatives::slot(header, variants) } else { slot(header, variants) };
    quote! {
        const SHAPE: &'static __x::Shape = &__x::Shape::new(#type_name, &[#(#particles),*]);
        #slot
    }
}

fn particle(variant: &Variant<'_>, header: &Header<'_>) -> TokenStream {
    let (Variant { ns, name, .. }, ty, x) = (variant, variant.payload(), &header.x);
    match variant.role() {
        Some(Role::Flatten) => quote!(__x::Particle::group(<#ty as __x::Group<#x>>::SHAPE)),
        Some(Role::Any) => quote!(__x::Particle::Any),
        Some(Role::Text) => quote!(__x::Particle::Text),
        _ => quote!(__x::Particle::element(#ns, #name, false)),
    }
}

/// The slot of a choice of which each alternative is read at once.
fn slot(header: &Header<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let x = &header.x;
    let arms = variants.iter().enumerate().map(|(number, it)| {
        let (number, read) = (Literal::usize_unsuffixed(number), alternative(it, header));
        quote!(#number => #read,)
    });
    quote! {
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

/// Reads the element or text of a variant; an expression of type `Option<Self>`.
pub(super) fn alternative(variant: &Variant<'_>, header: &Header<'_>) -> TokenStream {
    let (ident, x) = (variant.ident, &header.x);
    let Some(ty) = variant.payload() else {
        return quote!({
            __r.skip()?;
            ::core::option::Option::Some(Self::#ident)
        });
    };
    if let Some(Role::Text) = variant.role() {
        return quote!(::core::option::Option::Some(Self::#ident(__r.text_between::<#ty>()?)));
    }
    let put = if let Some(text) = variant.attrs.default.as_ref().and_then(|key| key.value.as_ref()) {
        quote!(__x::put_or_default::<#ty, _>(&mut __it, __r, #text)?)
    } else {
        quote!(<#ty as __x::Member<#x>>::put(&mut __it, __r)?)
    };
    quote!({
        let mut __it = ::core::default::Default::default();
        #put;
        <#ty as __x::Member<#x>>::take(__it).map(Self::#ident)
    })
}

fn one_of(variants: &[Variant<'_>]) -> String {
    let names: Vec<String> = variants
        .iter()
        .filter(|it| !matches!(it.role(), Some(Role::Text)))
        .map(|it| match it.role() {
            Some(Role::Any) => "any other".to_owned(),
            _ => format!("`{}`", it.name),
        })
        .collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("element {} or {last}", others.join(", ")),
        Some((only, _)) => format!("element {only}"),
        None => "text".to_owned(),
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
                __w.end();
            }
        };
    };
    match variant.role() {
        Some(Role::Flatten) => {
            return quote!(Self::#ident(__it) => <#ty as __x::WriteGroup>::write_group(__it, __w),);
        }
        Some(Role::Any) => return quote!(Self::#ident(__it) => __w.element(__it.name(), __it),),
        Some(Role::Text) => return quote!(Self::#ident(__it) => __w.text(__it),),
        _ => {}
    }
    quote!(Self::#ident(__it) => <#ty as __x::WriteMember>::write_member(__it, __w, &#tag),)
}
