//! The items of `types.rs`, or of a module in it.

use super::definition;
use super::text::{Piece, tokens};
use super::tokens::{From, Scope, derives, docs, ident, literal};
use crate::plan::item::{Codes, DefaultValue, Element, Field, Getter, Item, ItemId, Items, Struct};
use crate::plan::names::Ident;
use crate::plan::ty::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// An item with its methods.
pub(super) fn item(id: ItemId, item: &Item, items: &Items) -> Piece {
    let (name, scope) = (items.own_name(id), Scope { items, from: From::Types(items.home(id)) });
    match item {
        Item::Struct(found) => structure(name, found, scope),
        Item::Values(found) => Piece::Text(definition::values(name, found)),
        Item::Codes(found) => Piece::Tokens(codes(name, found)),
        Item::Choice(found) => Piece::Text(definition::choice(name, found, scope)),
        Item::Element(found) => Piece::Tokens(element(name, found, scope)),
    }
}

fn structure(name: &Ident, found: &Struct, scope: Scope<'_>) -> Piece {
    let (text, getters) = (definition::structure(name, found, scope), getters(&ident(name), found, scope));
    if getters.is_empty() {
        return Piece::Text(text);
    }
    let structure = tokens(&text);
    Piece::Tokens(quote! { #structure #getters })
}

fn getters(name: &proc_macro2::Ident, found: &Struct, scope: Scope<'_>) -> TokenStream {
    let with = found.fields.iter().filter_map(|field| Some((field, field.getter.as_ref()?)));
    let methods: Vec<_> = with.map(|(field, it)| getter(field, it, scope)).collect();
    if methods.is_empty() {
        TokenStream::new()
    } else {
        quote! { impl #name { #(#methods)* } }
    }
}

fn getter(field: &Field, getter: &Getter, scope: Scope<'_>) -> TokenStream {
    let (method, name) = (ident(&getter.name), ident(&field.name));
    let doc = format!(" `{name}`, or where it is absent the default that the schema gives it.");
    let inner = match &field.ty {
        Ty::Option(inner) => inner,
        other => other,
    };
    let ty = scope.ty(inner);
    let (ty, value) = match &getter.value {
        DefaultValue::Str(text) => (quote!(&str), quote!(self.#name.as_deref().unwrap_or(#text))),
        DefaultValue::Made(_) => {
            let (default, clone) =
                (default(&getter.value, scope), (!inner.is_copy()).then(|| quote!(.clone())));
            (ty.clone(), quote! { const DEFAULT: #ty = #default; self.#name #clone.unwrap_or(DEFAULT) })
        }
        value => {
            let default = default(value, scope);
            (ty, quote!(self.#name.unwrap_or(#default)))
        }
    };
    quote! { #[doc = #doc] pub fn #method(&self) -> #ty { #value } }
}

fn default(value: &DefaultValue, scope: Scope<'_>) -> TokenStream {
    match value {
        DefaultValue::Str(text) => quote!(#text),
        DefaultValue::Literal(text) => literal(text),
        DefaultValue::Variant(item, variant) => {
            let (item, variant) = (scope.item(*item), ident(variant));
            quote!(#item::#variant)
        }
        DefaultValue::Made(made) => {
            let (function, arguments) =
                (literal(made.function), made.arguments.iter().map(|text| literal(text)));
            let call = quote!(#function(#(#arguments),*));
            if made.checked {
                quote!(match #call { Some(value) => value, None => unreachable!() })
            } else {
                call
            }
        }
    }
}

fn codes(name: &Ident, found: &Codes) -> TokenStream {
    let (docs, derives, ident) = (docs(&found.docs), derives(&found.derives), ident(name));
    let values = &found.values;
    quote! {
        #docs #derives
        #[xml(transparent)]
        pub struct #ident(
            /// The value as it stands on the wire, which may be one that the schema did not know yet.
            pub String,
        );
        impl #ident {
            /// The values that the schema lists, in its order.
            pub const VALUES: &'static [&'static str] = &[#(#values),*];
        }
    }
}

fn element(name: &Ident, found: &Element, scope: Scope<'_>) -> TokenStream {
    let (docs, derives, ident) = (docs(&found.docs), derives(&found.derives), ident(name));
    let (ty, root) = (scope.ty(&found.ty), super::tokens::name(&found.root));
    let writes = found.written.then(|| {
        quote! {
            impl castile::ToXml for #ident {
                const NAME: Option<castile::xml::Name<'static>> = Some(#root);
                fn write(&self, writer: &mut castile::xml::Writer) {
                    castile::ToXml::write(&self.0, writer);
                }
            }
        }
    });
    let reads = found.read.then(|| {
        quote! {
        impl<'x> castile::FromXml<'x> for #ident {
            const NAME: Option<castile::xml::Name<'static>> = Some(#root);
            const NILLABLE: bool = <#ty as castile::FromXml<'x>>::NILLABLE;
            fn read(reader: &mut castile::xml::Reader<'x>) -> Result<Self, castile::xml::Error> {
                castile::FromXml::read(reader).map(Self)
            }
        }
        }
    });
    quote! {
        #docs #derives
        pub struct #ident(
            /// Its content.
            pub #ty,
        );
        #writes #reads
    }
}
