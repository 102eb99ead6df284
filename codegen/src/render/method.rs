//! The methods of a client: each makes a call of its operation out of its arguments.

use super::call::{self, arg_type, owned};
use super::text::tokens;
use super::tokens::{Scope, docs, ident, name};
use crate::plan::client::{Client, Filled, Method, Param, Pass, Place, Protocol, Request};
use crate::plan::item::ItemId;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The method of an operation.
pub(super) fn method(method: &Method, client: &Client, scope: Scope<'_>) -> TokenStream {
    let (docs, name, operation) = (docs(&method.docs), ident(&method.name), ident(&method.operation));
    let args = method.args.iter().map(|arg| {
        let (name, ty) = (ident(&arg.name), tokens(&arg_type(arg, scope)));
        quote!(#name: #ty)
    });
    let call =
        client.calls.as_ref().map_or_else(|| call::of(client.protocol), |own| ident(own).to_token_stream());
    let body = match client.protocol {
        Protocol::Soap11 | Protocol::Soap12 => soap_body(&call, method, scope),
        Protocol::Rest if client.calls.is_some() => {
            let body = rest_body(method, scope);
            quote!(#call(#body))
        }
        Protocol::Rest => rest_body(method, scope),
    };
    quote! {
        #docs
        pub fn #name(&self, #(#args),*) -> #call<operations::#operation> { #body }
    }
}

/// A reference to the request.
fn request(method: &Method, scope: Scope<'_>) -> TokenStream {
    match &method.request {
        Request::Empty => quote!(&()),
        Request::Whole(arg) => {
            let name = ident(&arg.name);
            if arg.pass == Pass::Value { quote!(&#name) } else { quote!(#name) }
        }
        Request::Wrapped(item, fields) => {
            let request = wrapped(method, *item, fields, scope);
            quote!(&#request)
        }
    }
}

/// The struct of a request, filled with the arguments.
fn wrapped(method: &Method, item: ItemId, fields: &[Filled], scope: Scope<'_>) -> TokenStream {
    let ty = scope.item(item);
    let is_default =
        || scope.items.structure(item).is_some_and(|it| it.derives.iter().any(|it| it.as_str() == "Default"));
    if fields.iter().all(|filled| filled.optional) && !fields.is_empty() && is_default() {
        return quote!(#ty::default());
    }
    let mut args = method.args.iter();
    let values = fields.iter().map(|filled| {
        let field = ident(&filled.field);
        let Some(arg) = (!filled.optional).then(|| args.next()).flatten() else {
            return quote!(#field: None);
        };
        let (written, value) = (owned(arg), tokens(&owned(arg)));
        if arg.optional {
            return quote!(#field: Some(#value));
        }
        if filled.field == arg.name && written == filled.field.as_str() {
            return value;
        }
        quote!(#field: #value)
    });
    quote!(#ty { #(#values),* })
}

fn soap_body(call: &TokenStream, method: &Method, scope: Scope<'_>) -> TokenStream {
    let request = match &method.request {
        Request::Empty => quote!(()),
        Request::Whole(arg) => tokens(&owned(arg)),
        Request::Wrapped(item, fields) => wrapped(method, *item, fields, scope),
    };
    let call = quote!(#call::of(&self.inner, #request));
    method.attachments.iter().fold(call, |call, it| {
        let (part, media_type, bytes) = (&it.part, &it.media_type, ident(&it.arg.name));
        quote!(#call.attach(#part, #media_type, #bytes))
    })
}

fn rest_body(method: &Method, scope: Scope<'_>) -> TokenStream {
    let call = quote!(castile::rest::Call::new(&self.inner));
    let call = method.params.iter().fold(call, |call, it| param(&call, it));
    let body = request(method, scope);
    match (&method.request, &method.request_name) {
        (Request::Empty, _) => call,
        (_, None) => quote!(#call.body(#body)),
        (_, Some(name)) => {
            let name = self::name(name);
            quote!(#call.body_as(#name, #body))
        }
    }
}

/// The call with a parameter; `call` is the expression so far.
pub(super) fn param(call: &TokenStream, param: &Param) -> TokenStream {
    let (wire, name) = (&param.name, ident(&param.arg.name));
    let set = match param.place {
        Place::Path => quote!(path),
        Place::Query => quote!(query),
        Place::Header => quote!(header),
        Place::Form => quote!(form),
    };
    match (param.place, param.arg.pass) {
        (Place::Query, Pass::Slice) => quote!(#call.query_each(#wire, #name)),
        (_, Pass::Slice) => quote!(#name.iter().fold(#call, |call, value| call.#set(#wire, value))),
        (_, Pass::Value) => quote!(#call.#set(#wire, &#name)),
        (_, Pass::Str | Pass::Ref) => quote!(#call.#set(#wire, #name)),
    }
}
