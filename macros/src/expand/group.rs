//! `group`: a struct that can be flattened, and so is read element by element among its owner's.
//!
//! Its slot is the number after that of the last element (0: none yet) and the members' slots, in tuples of at most
//! twelve since those have a `Default`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::header::Header;
use super::member::{Indexed, Members};
use super::slot::Slot;
use super::{name, number, read};
use crate::ast::Input;
use crate::attr::Role;

const TUPLE: usize = 12;

pub(super) fn read(input: &Input<'_>, header: &Header<'_>, members: &Members<'_>) -> TokenStream {
    let x = members.x;
    let name = name(input);
    let from_xml = header.implement(
        &quote!(__x::FromXml<#x>),
        &quote! {
            #name
            fn read(__r: &mut __x::Reader<#x>) -> __x::Result<Self> {
                let mut __slot = <<Self as __x::Group<#x>>::Slot as ::core::default::Default>::default();
                __r.content(<Self as __x::Group<#x>>::SHAPE, &mut |__r, __leaf| {
                    <Self as __x::Group<#x>>::put(&mut __slot, __r, __leaf)
                })?;
                // As the whole content of an element, it is there even if it is empty.
                __slot.0 = 1;
                match <Self as __x::Group<#x>>::take(__slot, __r)? {
                    ::core::option::Option::Some(__it) => ::core::result::Result::Ok(__it),
                    ::core::option::Option::None => {
                        ::core::result::Result::Err(__x::missing(__r, <Self as __x::Group<#x>>::SHAPE, "the content"))
                    }
                }
            }
        },
    );
    let group = header.implement(&quote!(__x::Group<#x>), &group(members));
    quote!(#from_xml #group)
}

/// The items of the impl of `Group`.
fn group<'a>(members: &Members<'a>) -> TokenStream {
    let (shape, x) = (members.shape(), members.x);
    let count = members.slots().count();
    let places: Vec<TokenStream> = (0..count).map(|at| place(at, count)).collect();
    let slot = |(index, field): Indexed<'a>| {
        let at = members.slots().position(|(it, _)| it == index).unwrap_or_default();
        Slot { index, field, place: places.get(at).cloned().unwrap_or_default(), x }
    };
    let types = nest(&members.slots().map(|it| slot(it).ty()).collect::<Vec<_>>());
    let (widths, arms, accepts) = (number::widths(members), number::arms(members, &slot), accepts(members));
    let completed = members.slots().map(|it| slot(it).complete());
    let value = read::value(members, &slot, &quote!(Self::SHAPE));
    quote! {
        const SHAPE: &'static __x::Shape = &#shape;
        type Slot = (usize, #types);

        fn accepts(__slot: &Self::Slot, __leaf: usize) -> bool {
            #widths
            match __leaf { #accepts }
        }

        fn put(__slot: &mut Self::Slot, __r: &mut __x::Reader<#x>, __leaf: usize) -> __x::Result<()> {
            #widths
            __slot.0 = __leaf + 1;
            match __leaf { #arms }
        }

        fn take(mut __slot: Self::Slot, __r: &__x::Reader<#x>) -> __x::Result<::core::option::Option<Self>> {
            if __slot.0 == 0 {
                return ::core::result::Result::Ok(::core::option::Option::None);
            }
            #(#completed)*
            ::core::result::Result::Ok(::core::option::Option::Some(#value))
        }
    }
}

/// Arms of a `match` on `__leaf`: whether the element still belongs to the occurrence that is being read, as it comes
/// after the last one in the schema's order, or repeats it where that may be repeated.
fn accepts(members: &Members<'_>) -> TokenStream {
    let x = members.x;
    let count = members.slots().count();
    let arms = number::numbered(members).into_iter().map(|((index, field), start, end)| {
        let (ty, pattern) = (field.ty, start.pattern());
        let (start, end) = (start.expression(), end.expression());
        match field.role() {
            Some(Role::Flatten) => {
                let at = members.slots().position(|(it, _)| it == index).unwrap_or_default();
                let place = place(at, count);
                quote! {
                    __n if __n < #end => {
                        __slot.0 <= #end && <#ty as __x::GroupMember<#x>>::accepts(&#place, __n - (#start))
                    }
                }
            }
            Some(Role::Item(_)) => quote!(#pattern => __slot.0 <= #start,),
            _ => quote!(#pattern => __slot.0 <= #start + (<#ty as __x::Member<#x>>::MANY as usize),),
        }
    });
    quote!(#(#arms)* _ => false,)
}

/// Types as a tuple, or as a tuple of tuples.
pub(super) fn nest(types: &[TokenStream]) -> TokenStream {
    if types.len() <= TUPLE {
        return quote!((#(#types,)*));
    }
    nest(&types.chunks(TUPLE).map(|chunk| quote!((#(#chunk,)*))).collect::<Vec<_>>())
}

/// Where [`nest`] puts the type number `at` of `count`.
pub(super) fn place(mut at: usize, mut count: usize) -> TokenStream {
    let mut path = Vec::new();
    while count > TUPLE {
        path.push(Literal::usize_unsuffixed(at % TUPLE));
        (at, count) = (at / TUPLE, count.div_ceil(TUPLE));
    }
    path.push(Literal::usize_unsuffixed(at));
    path.reverse();
    quote!(__slot.1 #(. #path)*)
}
