//! A member's slot: how it begins, how it is filled from the XML, and how the member is taken out of it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::Lifetime;
use syn::spanned::Spanned;

use super::item;
use crate::ast::Field;
use crate::attr::{Role, Text};
use crate::ty;

/// One member's slot, in the variable or place `place`.
pub(super) struct Slot<'a> {
    pub(super) index: usize,
    pub(super) field: &'a Field<'a>,
    pub(super) place: TokenStream,
    pub(super) x: &'a Lifetime,
}

/// What a member is where it is absent or empty, apart from what its type says.
enum Default<'a> {
    None,
    /// The type's own `Default`.
    Own,
    /// A text that is parsed as the value.
    Text(&'a Text),
}

impl Slot<'_> {
    /// `let mut place = ..;`
    pub(super) fn declare(&self) -> TokenStream {
        let span = self.span();
        let (place, ty) = (&self.place, self.field.ty);
        match self.field.role() {
            Some(Role::Attribute | Role::Text) => {
                quote_spanned!(span=> let mut #place = ::core::option::Option::None;)
            }
            Some(Role::AnyAttribute) => {
                quote_spanned!(span=> let mut #place: #ty = ::core::default::Default::default();)
            }
            None if self.default().is_own() => {
                quote_spanned!(span=> let mut #place: ::core::option::Option<#ty> = ::core::option::Option::None;)
            }
            _ => {
                let slot = self.ty();
                quote_spanned!(span=> let mut #place: #slot = ::core::default::Default::default();)
            }
        }
    }

    /// The type of the slot of a member that is read from elements.
    pub(super) fn ty(&self) -> TokenStream {
        let span = self.span();
        let (ty, x) = (self.member_type(), self.x);
        let is_group = matches!(self.field.role(), Some(Role::Flatten));
        let trait_ =
            if is_group { quote_spanned!(span=> GroupMember) } else { quote_spanned!(span=> Member) };
        quote_spanned!(span=> <#ty as __x::#trait_<#x>>::Slot)
    }

    /// The type that the runtime reads: the field's, but for wrapped items.
    pub(super) fn member_type(&self) -> TokenStream {
        match self.field.role() {
            Some(Role::Item(_)) => item::member_type(self.index, self.field.ty),
            _ => self.field.ty.to_token_stream(),
        }
    }

    /// The same among others: named so that the compiler reports at the field if it cannot be read.
    pub(super) fn type_among_others(&self) -> TokenStream {
        let (span, ty, x) = (self.span(), self.field.ty, self.x);
        let read = match self.field.role() {
            None | Some(Role::Attribute | Role::Text) if ty::is_of_builtin(ty) => return quote!(#ty),
            None => quote_spanned!(span=> Read),
            Some(Role::Attribute) => quote_spanned!(span=> ReadAttribute),
            Some(Role::Text) => quote_spanned!(span=> ReadText),
            Some(_) => return self.member_type(),
        };
        quote_spanned!(span=> __x::#read<#x, #ty>)
    }

    /// Reads the element, attribute or text that the reader stands at; an expression of type `Result<()>`.
    pub(super) fn fill(&self) -> TokenStream {
        let span = self.span();
        let (place, ty, x) = (&self.place, self.member_type(), self.x);
        let put = quote_spanned!(span=> <#ty as __x::Member<#x>>::put(&mut #place, __r));
        match (self.field.role(), self.default()) {
            (Some(Role::Attribute), _) => done(
                &quote_spanned!(span=> #place = ::core::option::Option::Some(__r.attribute_as::<<#ty as __x::AttributeMember<#x>>::Value>()?);),
            ),
            (Some(Role::AnyAttribute), _) => {
                done(&quote_spanned!(span=> #place.push(__x::this_attribute(__r)?);))
            }
            (None | Some(Role::Text), Default::Text(text)) => {
                quote_spanned!(span=> __x::put_or_default::<#ty, _>(&mut #place, __r, #text))
            }
            (None | Some(Role::Text), Default::Own) => quote_spanned! {span=>
                if #place.is_none() && __r.is_empty() && !__r.is_nil()? {
                    #place = ::core::option::Option::Some(::core::default::Default::default());
                    __r.skip()
                } else {
                    #put
                }
            },
            (Some(Role::Text), Default::None) => {
                done(&quote_spanned!(span=> #place = ::core::option::Option::Some(__r.value::<#ty>()?);))
            }
            _ => put,
        }
    }

    /// Statements after reading: an absent member that has a text for default is read as if it were there, and empty.
    pub(super) fn complete(&self) -> TokenStream {
        let span = self.span();
        let (place, ty, x) = (&self.place, self.field.ty, self.x);
        let Default::Text(text) = self.default() else { return TokenStream::new() };
        if ty::is(ty, "Option") {
            return TokenStream::new();
        }
        let empty = format!("<{}/>", self.field.name);
        // An alias of `Option` is no less one: absent, it stays so.
        let trait_ = if self.is_attribute() {
            quote_spanned!(span=> __x::AttributeMember<#x>)
        } else {
            quote_spanned!(span=> __x::Member<#x>)
        };
        quote_spanned! {span=>
            if #place.is_none() && <#ty as #trait_>::take(::core::option::Option::None).is_none() {
                let mut __absent = __x::Reader::new(#empty);
                __absent.root()?;
                __x::put_or_default::<#ty, _>(&mut #place, &mut __absent, #text)?;
            }
        }
    }

    /// The member's value: the expression that initializes its field.
    pub(super) fn take(&self, shape: &TokenStream) -> TokenStream {
        let span = self.span();
        let (place, ty, x) = (&self.place, self.field.ty, self.x);
        let taken = match self.field.role() {
            Some(Role::Any | Role::AnyAttribute) => return quote_spanned!(span=> #place),
            Some(Role::Item(_)) => return item::take(self.index, ty, place, &self.absent(shape)),
            Some(Role::Text) => quote_spanned!(span=> #place),
            Some(Role::Attribute) => {
                quote_spanned!(span=> <#ty as __x::AttributeMember<#x>>::take(#place))
            }
            Some(Role::Flatten) => {
                quote_spanned!(span=> <#ty as __x::GroupMember<#x>>::take(#place, __r)?)
            }
            _ => quote_spanned!(span=> <#ty as __x::Member<#x>>::take(#place)),
        };
        let absent = self.absent(shape);
        quote_spanned! {span=>
            match #taken {
                ::core::option::Option::Some(__it) => __it,
                ::core::option::Option::None => #absent,
            }
        }
    }

    /// What to do where there is no value.
    fn absent(&self, shape: &TokenStream) -> TokenStream {
        let span = self.span();
        if self.default().is_own() {
            let (ty, x) = (self.field.ty, self.x);
            // Only simple values have defaults: an empty element of another type may have attributes.
            return quote_spanned!(span=> {
                let _ = <#ty as __x::FromText<#x>>::from_text;
                ::core::default::Default::default()
            });
        }
        let what = self.describe();
        quote_spanned!(span=> return ::core::result::Result::Err(__x::missing(__r, #shape, #what)))
    }

    /// Where the compiler reports what is wrong with the type: at the type.
    fn span(&self) -> Span {
        Span::call_site().located_at(self.field.ty.span())
    }

    fn describe(&self) -> String {
        let name = &self.field.name;
        match self.field.role() {
            Some(Role::Attribute) => format!("attribute `{name}`"),
            Some(Role::Text) => "the text".to_owned(),
            Some(Role::Flatten) => format!("group `{name}`"),
            _ => format!("element `{name}`"),
        }
    }

    fn is_attribute(&self) -> bool {
        matches!(self.field.role(), Some(Role::Attribute))
    }

    fn default(&self) -> Default<'_> {
        match &self.field.attrs.default {
            None => Default::None,
            Some(key) => key.value.as_ref().map_or(Default::Own, Default::Text),
        }
    }
}

impl Default<'_> {
    fn is_own(&self) -> bool {
        matches!(self, Self::Own)
    }
}

/// Statements as a block that succeeds.
fn done(statements: &TokenStream) -> TokenStream {
    quote!({ #statements ::core::result::Result::Ok(()) })
}
