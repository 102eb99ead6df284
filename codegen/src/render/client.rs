//! The module of a client: the client, its type of calls, and its operations; in files of their own where they are many.

use super::tokens::{From, Scope, docs, ident};
use super::{call, file, identity, method, operation, session, starting};
use crate::plan::client::{Client, Protocol};
use crate::plan::item::Items;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// More operations than anybody wants to read in one file with the client.
const MANY: usize = 100;

/// The content of the module in one piece.
pub(super) fn inline(client: &Client, items: &Items) -> TokenStream {
    let scope = Scope { items, from: From::Outside };
    let (itself, calls) = (itself(client, scope), call::declared(client));
    let (setters, operations) = (call::setters(client, scope), operation::inline(client, scope));
    let content = quote! { #itself #calls #(#setters)* #operations };
    let import = mentions(content.clone(), "types").then(operation::import);
    quote! { #import #content }
}

/// The files of the module, by their paths below that of the input.
pub(super) fn files(banner: &str, client: &Client, items: &Items) -> Vec<(String, String)> {
    let (module, scope) = (&client.module, Scope { items, from: From::Outside });
    if client.operations.len() <= MANY {
        return vec![(format!("{module}.rs"), file(banner, &inline(client, items)))];
    }
    let operations = operation::file(banner, client, scope);
    let calls = client.calls.as_ref().map(|name| {
        let (name, types) = (ident(name), call::imports_types(client).then(operation::import));
        let start = starting(banner, &quote! { use super::{#name, operations}; #types });
        call::file(start, client, scope)
    });
    let (itself, own, declared) = (itself(client, scope), call::declared(client), operation::declared());
    let setters = calls.is_some().then(|| {
        quote!(
            mod calls;
        )
    });
    // The files below import the types from here.
    let below = operation::imports_types(client) || call::imports_types(client);
    let types = (below || mentions(itself.clone(), "types")).then(operation::import);
    let top = file(banner, &quote! { #setters #declared #types #itself #own });
    let files = [("mod", Some(top)), ("operations", Some(operations)), ("calls", calls)];
    files.into_iter().filter_map(|(name, text)| Some((format!("{module}/{name}.rs"), text?))).collect()
}

/// The client, and its session policy.
fn itself(client: &Client, scope: Scope<'_>) -> TokenStream {
    let (docs, name) = (docs(&client.docs), ident(&client.name));
    let inner = inner(client.protocol);
    let guide = guide(client);
    let common = common(client);
    let methods = client.methods.iter().map(|method| method::method(method, client, scope));
    let session = client.session.as_ref().map(|session| session::method(session, scope));
    let identities = client.session.iter().filter_map(|session| session.identities.as_ref());
    let identities = identities.map(|found| identity::identities(&client.name, found, scope));
    let policy = client.session.as_ref().map(session::policy);
    let conversions = conversions(&name, &inner);
    let throttling = client.throttled.as_ref().map(throttling);
    quote! {
        #policy
        #throttling
        #docs
        #guide
        #[derive(Debug, Clone)]
        pub struct #name { inner: #inner }
        impl #name { #common #session #(#methods)* }
        #(#identities)*
        #conversions
    }
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

/// Whether an identifier is among tokens. The types are imported where any is used: messages of plain values need none.
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
