//! The items of `client.rs`.

use super::call::{self, owned};
use super::operation::operations;
use super::tokens::{From, Scope, docs, ident, name};
use super::{identity, session};
use crate::plan::client::{Arg, Client, Filled, Method, Param, Pass, Place, Protocol, Request};
use crate::plan::item::{ItemId, Items};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// A client, its session policy, and the types of its operations.
pub(super) fn client(client: &Client, items: &Items) -> TokenStream {
    let scope = Scope { items, from: From::Outside };
    let (docs, name) = (docs(&client.docs), ident(&client.name));
    let inner = inner(client.protocol);
    let guide = guide(client);
    let common = common(client);
    let methods = client.methods.iter().map(|method| self::method(method, client, scope));
    let calls = client.calls.as_ref().map(|calls| call::calls(client, calls, scope));
    let session = client.session.as_ref().map(|session| session::method(session, scope));
    let identities = client.session.iter().filter_map(|session| session.identities.as_ref());
    let identities = identities.map(|found| identity::identities(&client.name, found, scope));
    let policy = client.session.as_ref().map(session::policy);
    let conversions = conversions(&name, &inner);
    let operations = operations(client, items);
    let throttling = client.throttled.as_ref().map(throttling);
    importing(quote! {
        #policy
        #throttling
        #docs
        #guide
        #[derive(Debug, Clone)]
        pub struct #name { inner: #inner }
        impl #name { #common #session #(#methods)* }
        #(#identities)*
        #conversions
        #calls
        #operations
    })
}

/// How clients are used, at the end of the documentation of each.
fn guide(client: &Client) -> TokenStream {
    let call = match (&client.calls, client.protocol) {
        (Some(calls), _) => format!("[`{calls}`]"),
        (None, Protocol::Rest) => "[`Call`](castile::rest::Call)".to_owned(),
        (None, Protocol::Soap11 | Protocol::Soap12) => "[`Call`](castile::soap::Call)".to_owned(),
    };
    let calls = format!(
        " Each operation has a method, which takes what a request must have and gives a {call}: what may be left out, then options such as \
         `timeout`, then `.await`, or `wait()` without async. Clones share one configuration, which \
         [`configured`](Self::configured) changes. Calls fail with [`castile::Error`]."
    );
    let session = client.session.as_ref().map(|session| {
        let identities = session.identities.as_ref().map(|_| {
            quote! {
                /// [`Session::on_identity`](castile::session::Session::on_identity) keeps it on one identity.
            }
        });
        quote! {
            ///
            /// [`session`](Self::session) makes a session that logs in when it is needed, for this client and others of its hosts.
            #identities
        }
    });
    quote! {
        ///
        /// # Calls
        ///
        #[doc = #calls]
        #session
    }
}

/// The items of a module with the import of the types, where any is used: messages of plain values need none.
pub(super) fn importing(items: TokenStream) -> TokenStream {
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
        /// The same client with its connection configured: address, transport, time-outs, hooks.
        pub fn configured(self, configure: impl FnOnce(#inner) -> #inner) -> Self {
            Self { inner: configure(self.inner) }
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

fn method(method: &Method, client: &Client, scope: Scope<'_>) -> TokenStream {
    let (docs, name, operation) = (docs(&method.docs), ident(&method.name), ident(&method.operation));
    let args = method.args.iter().map(|arg| {
        let (name, ty) = (ident(&arg.name), arg_type(arg, scope));
        quote!(#name: #ty)
    });
    let body = match client.protocol {
        Protocol::Soap11 | Protocol::Soap12 => soap_body(method, scope),
        Protocol::Rest => rest_body(method, scope),
    };
    let (call, body) = match &client.calls {
        Some(calls) => {
            let calls = ident(calls);
            (quote!(#calls), quote!(#calls(#body)))
        }
        None => (call::of(client.protocol), body),
    };
    quote! {
        #docs
        pub fn #name(&self, #(#args),*) -> #call<operations::#operation> { #body }
    }
}

/// The type of an argument.
pub(super) fn arg_type(arg: &Arg, scope: Scope<'_>) -> TokenStream {
    let ty = scope.ty(&arg.ty);
    match arg.pass {
        Pass::Value => ty,
        Pass::Str => quote!(&str),
        Pass::Ref => quote!(&#ty),
        Pass::Slice => quote!(&[#ty]),
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
    let mut args = method.args.iter();
    let values = fields.iter().map(|filled| {
        let field = ident(&filled.field);
        let Some(arg) = (!filled.optional).then(|| args.next()).flatten() else {
            return quote!(#field: None);
        };
        let value = owned(arg);
        if arg.optional {
            return quote!(#field: Some(#value));
        }
        if filled.field == arg.name && value.to_string() == filled.field.as_str() {
            return value;
        }
        quote!(#field: #value)
    });
    quote!(#ty { #(#values),* })
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
