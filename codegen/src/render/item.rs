//! The items of `types.rs`, or of a module in it.

use super::tokens::{From, Scope, derives, docs, ident, key, literal, name, xml};
use crate::plan::item::{
    Choice, Codes, DefaultValue, Element, Field, Getter, Item, ItemId, Items, Struct, Values, Wire, WireName,
};
use crate::plan::names::Ident;
use crate::plan::ty::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// An item with its methods.
pub(super) fn item(id: ItemId, item: &Item, items: &Items) -> TokenStream {
    let (name, scope) = (items.own_name(id), Scope { items, from: From::Types(items.home(id)) });
    match item {
        Item::Struct(found) => structure(name, found, scope),
        Item::Values(found) => values(name, found),
        Item::Codes(found) => codes(name, found),
        Item::Choice(found) => choice(name, found, scope),
        Item::Element(found) => element(name, found, scope),
    }
}

fn structure(name: &Ident, found: &Struct, scope: Scope<'_>) -> TokenStream {
    let (docs, derives, ident) = (docs(&found.docs), derives(&found.derives), ident(name));
    let mut keys: Vec<_> = found.root.iter().map(|root| key("name", &root.local)).collect();
    keys.extend((!found.ns.is_empty()).then(|| key("ns", &found.ns)));
    keys.extend(found.group.then(|| quote!(group)));
    let xml = xml(&keys);
    let fields = found.fields.iter().map(|field| self::field(field, &found.ns, scope));
    let getters = getters(&ident, found, scope);
    quote! { #docs #derives #xml pub struct #ident { #(#fields)* } #getters }
}

fn field(field: &Field, ns: &str, scope: Scope<'_>) -> TokenStream {
    let (docs, name, ty) = (docs(&field.docs), ident(&field.name), scope.ty(&field.ty));
    let mut keys = wire(&field.wire, ns);
    keys.extend(field.default.as_ref().map(|default| key("default", default)));
    let xml = xml(&keys);
    quote! { #docs #xml pub #name: #ty, }
}

fn wire(wire: &Wire, ns: &str) -> Vec<TokenStream> {
    match wire {
        Wire::Element(name) => named(name, ns, "name", "ns"),
        Wire::Items(name, item) => {
            let mut keys = named(name, ns, "name", "ns");
            keys.extend(named(item, &name.ns, "item", "item_ns"));
            keys
        }
        Wire::Attribute(name) => [vec![quote!(attribute)], named(name, "", "name", "ns")].concat(),
        Wire::Text => vec![quote!(text)],
        Wire::Flatten => vec![quote!(flatten)],
        Wire::Any => vec![quote!(any)],
        Wire::AnyAttribute => vec![quote!(any_attribute)],
        Wire::Type(name, declared) => {
            let mut keys = named(name, ns, "name", "ns");
            keys.extend(declared.then(|| quote!(declared)));
            keys
        }
    }
}

/// The name, and the namespace where it is not the one that holds anyway.
fn named(name: &WireName, inherited: &str, local: &str, ns: &str) -> Vec<TokenStream> {
    let mut keys = vec![key(local, &name.local)];
    keys.extend((name.ns != inherited).then(|| key(ns, &name.ns)));
    keys
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

fn values(name: &Ident, found: &Values) -> TokenStream {
    let (docs, derives, ident) = (docs(&found.docs), derives(&found.derives), ident(name));
    let variants = found.variants.iter().map(|value| {
        let (docs, name) = (self::docs(&value.docs), self::ident(&value.name));
        let xml = xml(&[key("name", &value.text)]);
        quote! { #docs #xml #name, }
    });
    quote! { #docs #derives pub enum #ident { #(#variants)* } }
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

fn choice(name: &Ident, found: &Choice, scope: Scope<'_>) -> TokenStream {
    let (docs, derives, ident) = (docs(&found.docs), derives(&found.derives), ident(name));
    let types = found.types.then(|| quote!(types));
    let ns = (!found.ns.is_empty()).then(|| key("ns", &found.ns));
    let xml = xml(&types.into_iter().chain(ns).collect::<Vec<_>>());
    let variants = found.variants.iter().map(|variant| {
        let (docs, name, ty) = (self::docs(&variant.docs), self::ident(&variant.name), scope.ty(&variant.ty));
        let mut keys = wire(&variant.wire, &found.ns);
        keys.extend(variant.default.as_ref().map(|default| key("default", default)));
        let xml = self::xml(&keys);
        quote! { #docs #xml #name(#ty), }
    });
    quote! { #docs #derives #xml pub enum #ident { #(#variants)* } }
}

fn element(name: &Ident, found: &Element, scope: Scope<'_>) -> TokenStream {
    let (docs, derives, ident) = (docs(&found.docs), derives(&found.derives), ident(name));
    let (ty, root) = (scope.ty(&found.ty), self::name(&found.root));
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
