//! A client's own type of calls: what may be left out of a request is given by its methods, so that a caller names what there
//! is and no `None` for what is not.

use super::method::{arg_type, param};
use super::tokens::{Scope, docs, ident};
use crate::plan::client::{Arg, Client, Given, Method, Optional, Param, Pass, Protocol};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The runtime's type of calls.
pub(super) fn of(protocol: Protocol) -> TokenStream {
    match protocol {
        Protocol::Soap11 | Protocol::Soap12 => quote!(castile::soap::Call),
        Protocol::Rest => quote!(castile::rest::Call),
    }
}

/// The type, where there is one.
pub(super) fn declared(client: &Client) -> Option<TokenStream> {
    let name = ident(client.calls.as_ref()?);
    Some(match client.protocol {
        Protocol::Soap11 | Protocol::Soap12 => quote!(castile::soap::calls!(#name);),
        Protocol::Rest => quote!(castile::rest::calls!(#name);),
    })
}

/// An `impl` for each operation that has something optional.
pub(super) fn setters<'c>(client: &'c Client, scope: Scope<'c>) -> impl Iterator<Item = TokenStream> + 'c {
    client.calls.iter().flat_map(move |name| {
        let methods = client.methods.iter().filter(|method| !method.optional.is_empty());
        methods.map(move |method| setters_of(method, &ident(name), scope))
    })
}

fn setters_of(method: &Method, call: &proc_macro2::Ident, scope: Scope<'_>) -> TokenStream {
    let operation = ident(&method.operation);
    let setters = method.optional.iter().map(|it| setter(it, scope));
    let docs = format!(" What a call of [`{0}`](operations::{0}) may be given.", method.operation);
    quote! {
        #[doc = #docs]
        impl #call<operations::#operation> { #(#setters)* }
    }
}

fn setter(optional: &Optional, scope: Scope<'_>) -> TokenStream {
    let Optional { docs: said, name, arg, place } = optional;
    let (docs, name, arg_name, ty) = (docs(said), ident(name), ident(&arg.name), arg_type(arg, scope));
    let body = match place {
        Given::Field(field) => {
            let (field, value) = (ident(field), owned(arg));
            // An argument may be called `request` itself.
            let request =
                format_ident!("{}", if arg.name.as_str() == "request" { "whole" } else { "request" });
            quote!(self.change(|#request| #request.#field = Some(#value)))
        }
        Given::Param(place, wire) => {
            let given = Param { place: *place, name: wire.clone(), arg: arg.clone() };
            let call = param(&quote!(self.0), &given);
            quote!(Self(#call))
        }
    };
    quote! {
        #docs
        pub fn #name(self, #arg_name: #ty) -> Self { #body }
    }
}

/// The owned value of an argument.
pub(super) fn owned(arg: &Arg) -> TokenStream {
    let name = ident(&arg.name);
    let value = match arg.pass {
        Pass::Value => quote!(#name),
        Pass::Str => quote!(#name.to_owned()),
        Pass::Ref => quote!(#name.clone()),
        Pass::Slice => quote!(#name.to_vec()),
    };
    if arg.boxed { quote!(Box::new(#value)) } else { value }
}
