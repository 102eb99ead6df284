//! The items of `client.rs`.

use super::tokens::{Scope, docs, ident, name};
use super::{encoding, outcome, session};
use crate::plan::client::{
    Arg, Client, Method, Operation, Output, Param, Pass, Place, Protocol, Request, Target,
};
use crate::plan::item::{ItemId, Items, WireName};
use crate::plan::names::Ident;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// A client, its session policy, and the types of its operations.
pub(super) fn client(client: &Client, items: &Items) -> TokenStream {
    let scope = Scope { items, types: "types::" };
    let (docs, name) = (docs(&client.docs), ident(&client.name));
    let inner = inner(client.protocol);
    let common = common(client);
    let methods = client.methods.iter().map(|method| self::method(method, client.protocol, scope));
    let session = client.session.as_ref().map(|session| session::method(session, scope));
    let policy = client.session.as_ref().map(session::policy);
    let conversions = conversions(&name, &inner);
    let operations = operations(client, items);
    let throttling = client.throttled.as_ref().map(throttling);
    importing(quote! {
        #policy
        #throttling
        #docs
        #[derive(Debug, Clone)]
        pub struct #name { inner: #inner }
        impl #name { #common #session #(#methods)* }
        #conversions
        #operations
    })
}

/// The items of a module with the import of the types, where any is used: messages of plain values need none.
fn importing(items: TokenStream) -> TokenStream {
    if mentions(items.clone(), "types") {
        quote! { use super::types; #items }
    } else {
        items
    }
}

fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(group.stream(), word),
        _ => false,
    })
}

fn inner(protocol: Protocol) -> TokenStream {
    match protocol {
        Protocol::Soap11 | Protocol::Soap12 => quote!(castile::soap::Client),
        Protocol::Rest => quote!(castile::rest::Client),
    }
}

/// The constant with the signs of a service that takes no more calls.
fn throttling((reset, text): &(Option<String>, Vec<String>)) -> TokenStream {
    let reset = reset.as_ref().map(|header| quote!(.reset(#header)));
    let text = (!text.is_empty()).then(|| quote!(.text(&[#(#text),*])));
    quote! {
        /// How the service says that it takes no more calls for now.
        pub const THROTTLING: castile::http::Throttling = castile::http::Throttling::new() #reset #text;
    }
}

fn common(client: &Client) -> TokenStream {
    let (inner, endpoint) = (inner(client.protocol), &client.endpoint);
    let spec = if client.protocol == Protocol::Rest { "WADL" } else { "WSDL" };
    let address = format!(" The address in the {spec}.");
    let new = format!(" A client for the address in the {spec}, over the default transport.");
    let inner_field = if client.throttled.is_some() {
        quote!(inner: inner.with_throttling(THROTTLING))
    } else {
        quote!(inner)
    };
    let version = match client.protocol {
        Protocol::Soap11 => quote!(, castile::soap::Version::V11),
        Protocol::Soap12 => quote!(, castile::soap::Version::V12),
        Protocol::Rest => quote!(),
    };
    quote! {
        #[doc = #address]
        pub const ENDPOINT: &'static str = #endpoint;
        #[doc = #new]
        pub fn new() -> Self {
            Self::from_client(#inner::new(Self::ENDPOINT #version))
        }
        /// A client made of one configured elsewhere: endpoint, transport, session, time-outs.
        pub fn from_client(inner: #inner) -> Self {
            Self { #inner_field }
        }
        /// The same client in a session: its calls log in, share the token and renew it by themselves.
        pub fn with_session(mut self, session: &castile::session::Session) -> Self {
            self.inner = self.inner.with_session(session);
            self
        }
    }
}

fn conversions(name: &proc_macro2::Ident, inner: &TokenStream) -> TokenStream {
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
        impl AsRef<#inner> for #name {
            fn as_ref(&self) -> &#inner {
                &self.inner
            }
        }
        impl AsMut<#inner> for #name {
            fn as_mut(&mut self) -> &mut #inner {
                &mut self.inner
            }
        }
    }
}

fn method(method: &Method, protocol: Protocol, scope: Scope<'_>) -> TokenStream {
    let (docs, name, operation) = (docs(&method.docs), ident(&method.name), ident(&method.operation));
    let lifetime = method.args.iter().any(borrows_in_option).then(|| quote!(<'a>));
    let args = method.args.iter().map(|arg| {
        let (name, ty) = (ident(&arg.name), arg_type(arg, scope));
        quote!(#name: #ty)
    });
    let (module, body) = match protocol {
        Protocol::Soap11 | Protocol::Soap12 => (quote!(soap), soap_body(method, scope)),
        Protocol::Rest => (quote!(rest), rest_body(method, scope)),
    };
    quote! {
        #docs
        pub fn #name #lifetime(&self, #(#args),*) -> castile::#module::Call<operations::#operation> { #body }
    }
}

fn borrows_in_option(arg: &Arg) -> bool {
    arg.optional && arg.pass != Pass::Value
}

fn arg_type(arg: &Arg, scope: Scope<'_>) -> TokenStream {
    let ty = scope.ty(&arg.ty);
    let lifetime = borrows_in_option(arg).then(|| quote!('a));
    let passed = match arg.pass {
        Pass::Value => ty,
        Pass::Str => quote!(&#lifetime str),
        Pass::Ref => quote!(&#lifetime #ty),
        Pass::Slice => quote!(&#lifetime [#ty]),
    };
    if arg.optional { quote!(impl Into<Option<#passed>>) } else { passed }
}

/// The owned value of an argument.
fn owned(arg: &Arg) -> TokenStream {
    let name = ident(&arg.name);
    let value = match (arg.optional, arg.pass) {
        (false, Pass::Value) => quote!(#name),
        (false, Pass::Str) => quote!(#name.to_owned()),
        (false, Pass::Ref) => quote!(#name.clone()),
        (false, Pass::Slice) => quote!(#name.to_vec()),
        (true, Pass::Value) => quote!(#name.into()),
        (true, Pass::Str) => quote!(#name.into().map(str::to_owned)),
        (true, Pass::Ref) => quote!(#name.into().cloned()),
        (true, Pass::Slice) => quote!(#name.into().map(<[_]>::to_vec)),
    };
    match (arg.boxed, arg.optional) {
        (false, _) => value,
        (true, false) => quote!(Box::new(#value)),
        (true, true) => quote!(#value.map(Box::new)),
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
fn wrapped(method: &Method, item: ItemId, fields: &[Ident], scope: Scope<'_>) -> TokenStream {
    let ty = scope.item(scope.items.name(item));
    let values = fields.iter().zip(&method.args).map(|(field, arg)| {
        let value = owned(arg);
        if *field == arg.name && value.to_string() == field.as_str() {
            return value;
        }
        let field = ident(field);
        quote!(#field: #value)
    });
    quote!(#ty { #(#values),* })
}

/// The type of an argument that is kept.
pub(super) fn arg_type_owned(arg: &Arg, scope: Scope<'_>) -> TokenStream {
    let ty = session::owned_type(arg, scope);
    if arg.optional { quote!(impl Into<Option<#ty>>) } else { ty }
}

fn soap_body(method: &Method, scope: Scope<'_>) -> TokenStream {
    let request = match &method.request {
        Request::Empty => quote!(()),
        Request::Whole(arg) => owned(arg),
        Request::Wrapped(item, fields) => wrapped(method, *item, fields, scope),
    };
    let call = quote!(castile::soap::Call::of(&self.inner, #request));
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
fn param(call: &TokenStream, param: &Param) -> TokenStream {
    let (wire, name) = (&param.name, ident(&param.arg.name));
    let set = match param.place {
        Place::Path => quote!(path),
        Place::Query => quote!(query),
        Place::Header => quote!(header),
        Place::Form => quote!(form),
    };
    match (param.place, param.arg.optional, param.arg.pass) {
        (Place::Form, _, Pass::Slice) => {
            quote!(#name.iter().fold(#call, |call, value| call.form(#wire, value)))
        }
        (Place::Query, _, Pass::Slice) => quote!(#call.query_each(#wire, #name)),
        (Place::Query, true, Pass::Value) => quote!(#call.query_each(#wire, #name.into().iter())),
        (Place::Query, true, _) => quote!(#call.query_each(#wire, #name.into())),
        (_, true, Pass::Value) => {
            quote!(#name.into().iter().fold(#call, |call, value| call.#set(#wire, value)))
        }
        (_, true, _) => quote!(#name.into().into_iter().fold(#call, |call, value| call.#set(#wire, value))),
        (_, false, Pass::Value) => quote!(#call.#set(#wire, &#name)),
        (_, false, _) => quote!(#call.#set(#wire, #name)),
    }
}

fn operations(client: &Client, items: &Items) -> TokenStream {
    let scope = Scope { items, types: "types::" };
    let all: TokenStream =
        client.operations.iter().map(|operation| self::operation(operation, scope)).collect();
    let (all, encoded) = (importing(all), encoding::table(&client.encoded));
    quote! {
        /// One type an operation: names, action, how request and answer look. Servers and tests use them too.
        pub mod operations { #all #encoded }
    }
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
    let Operation { name: local, service, replay, .. } = operation;
    let request_name = operation.request_name.as_ref().map(body_name);
    let response_name = optional_name(operation.response_name.as_ref());
    let (output, value) = output(operation, scope);
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
            const REPLAY: bool = #replay;
            #encoding
            fn output(response: Self::Response) -> Self::Output { #value }
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

fn output(operation: &Operation, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    match &operation.output {
        Output::Unit => (quote!(()), quote!(let _ = response;)),
        Output::Whole | Output::Content | Output::Outcome(_) => {
            (scope.ty(&operation.response), quote!(response))
        }
        Output::Member(field, ty) => {
            let field = ident(field);
            (scope.ty(ty), quote!(response.#field))
        }
    }
}

fn rest_operation(operation: &Operation, method: &str, path: &str, scope: Scope<'_>) -> TokenStream {
    let (ident, response) = (ident(&operation.ident), scope.ty(&operation.response));
    let Operation { name: local, service, replay, .. } = operation;
    let response_name =
        operation.response_name.as_ref().map_or_else(|| quote!(castile::xml::Name::new("", "")), name);
    let content = matches!(operation.output, Output::Content).then(|| {
        quote! {
            fn content(content: castile::rest::Content) -> Option<Self::Output> { Some(content) }
        }
    });
    let (output, value) = match &operation.output {
        Output::Outcome(found) => (scope.ty(&found.output), outcome::outcome(found)),
        _ => (response.clone(), quote!(Ok(response))),
    };
    quote! {
        impl castile::rest::Operation for #ident {
            type Response = #response;
            type Output = #output;
            const NAME: &'static str = #local;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            const SERVICE: &'static str = #service;
            const RESPONSE: castile::xml::Name<'static> = #response_name;
            const REPLAY: bool = #replay;
            #content
            fn output(response: Self::Response) -> Result<Self::Output, castile::OperationError> { #value }
        }
    }
}
