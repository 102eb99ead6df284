//! The items of the module `operations`: one type an operation.

use super::client::import;
use super::tokens::{Scope, docs, ident, name};
use super::{encoding, outcome};
use crate::plan::client::{Client, Operation, Output, Protocol, Target};
use crate::plan::item::WireName;
use proc_macro2::TokenStream;
use quote::quote;

/// The module in one piece.
pub(super) fn inline(client: &Client, scope: Scope<'_>) -> TokenStream {
    let (docs, all) = (docs_of(), pieces(client, scope));
    quote! { #docs pub mod operations { #(#all)* } }
}

/// The module where it is a file of its own.
pub(super) fn declared() -> TokenStream {
    let docs = docs_of();
    quote! { #docs pub mod operations; }
}

fn docs_of() -> TokenStream {
    quote! {
        /// One type an operation: names, action, how request and answer look. Servers and tests use them too.
    }
}

/// What is in the module.
pub(super) fn pieces<'c>(client: &'c Client, scope: Scope<'c>) -> impl Iterator<Item = TokenStream> + 'c {
    let all = || client.operations.iter().map(move |operation| self::operation(operation, scope));
    let import = import(all());
    let encoded = std::iter::once_with(|| encoding::table(&client.encoded));
    import.into_iter().chain(all()).chain(encoded)
}

fn operation(operation: &Operation, scope: Scope<'_>) -> TokenStream {
    let (docs, ident) = (docs(&operation.docs), ident(&operation.ident));
    let implementation = match &operation.target {
        Target::Action(action) => soap_operation(operation, action, scope),
        Target::Route(method, path) => rest_operation(operation, method, path, scope),
    };
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #ident;
        #implementation
    }
}

fn soap_operation(operation: &Operation, action: &str, scope: Scope<'_>) -> TokenStream {
    let ident = ident(&operation.ident);
    let (request, response) = (scope.ty(&operation.request), scope.ty(&operation.response));
    let Operation { name: local, service, .. } = operation;
    let replay = operation.replay.then(|| {
        quote!(
            const REPLAY: bool = true;
        )
    });
    let request_name = operation.request_name.as_ref().map(body_name);
    let response_name = optional_name(operation.response_name.as_ref());
    let (output, value) = output(operation, Protocol::Soap11, scope);
    let encoding = match operation.encoding {
        (None, None) => None,
        (request, response) => {
            let (request, response) = (encoding::place(request), encoding::place(response));
            let new = quote!(castile::soap::encoding::Encoding::new(TYPES, #request, #response));
            Some(quote!(const ENCODING: Option<castile::soap::encoding::Encoding> = Some(#new);))
        }
    };
    quote! {
        impl castile::soap::Operation for #ident {
            type Request = #request;
            type Response = #response;
            type Output = #output;
            const NAME: &'static str = #local;
            const ACTION: &'static str = #action;
            const SERVICE: &'static str = #service;
            const REQUEST: castile::xml::Name<'static> = #request_name;
            const RESPONSE: Option<castile::xml::Name<'static>> = #response_name;
            #replay
            #encoding
            fn output(response: Self::Response) -> Result<Self::Output, castile::OperationError> { #value }
        }
    }
}

fn optional_name(found: Option<&WireName>) -> TokenStream {
    found.map(body_name).map_or_else(|| quote!(None), |name| quote!(Some(#name)))
}

/// The name of an element in the body, or what stands for the body itself.
fn body_name(found: &WireName) -> TokenStream {
    if found.is_body() { quote!(castile::soap::BODY) } else { name(found) }
}

fn output(operation: &Operation, protocol: Protocol, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    match &operation.output {
        Output::Unit => (quote!(()), quote!(let _ = response; Ok(()))),
        Output::Outcome(found) => (scope.ty(&found.output), outcome::outcome(found, protocol)),
        Output::Whole | Output::Content => (scope.ty(&operation.response), quote!(Ok(response))),
        Output::Member(field, ty) => {
            let field = ident(field);
            (scope.ty(ty), quote!(Ok(response.#field)))
        }
    }
}

fn rest_operation(operation: &Operation, method: &str, path: &str, scope: Scope<'_>) -> TokenStream {
    let (ident, response) = (ident(&operation.ident), scope.ty(&operation.response));
    let Operation { name: local, service, .. } = operation;
    let replay = operation.replay.then(|| {
        quote!(
            const REPLAY: bool = true;
        )
    });
    let response_name =
        operation.response_name.as_ref().map_or_else(|| quote!(castile::xml::Name::new("", "")), name);
    let content = matches!(operation.output, Output::Content).then(|| {
        quote! {
            fn content(content: castile::rest::Content) -> Option<Self::Output> { Some(content) }
        }
    });
    let (output, value) = output(operation, Protocol::Rest, scope);
    quote! {
        impl castile::rest::Operation for #ident {
            type Response = #response;
            type Output = #output;
            const NAME: &'static str = #local;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            const SERVICE: &'static str = #service;
            const RESPONSE: castile::xml::Name<'static> = #response_name;
            #replay
            #content
            fn output(response: Self::Response) -> Result<Self::Output, castile::OperationError> { #value }
        }
    }
}
