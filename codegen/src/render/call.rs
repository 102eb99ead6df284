//! A client's own type of calls: what may be left out of a request is given by its methods, so that a caller names what there
//! is and no `None` for what is not.

use super::laid_out;
use super::method::param;
use super::text::{docs, tokens, ty};
use super::tokens::{Scope, ident};
use crate::plan::client::{Arg, Client, Given, Method, Optional, Param, Pass, Protocol};
use proc_macro2::TokenStream;
use quote::quote;

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
    given(client).map(move |method| tokens(&setters_of(client, method, scope)))
}

/// The same as text.
pub(super) fn file(start: String, client: &Client, scope: Scope<'_>) -> String {
    given(client).fold(start, |text, method| {
        let found = setters_of(client, method, scope);
        // The parameters of routes are expressions whose layout is not plain.
        match client.protocol {
            Protocol::Rest => text + "\n" + &laid_out(&tokens(&found)),
            Protocol::Soap11 | Protocol::Soap12 => text + "\n" + &found,
        }
    })
}

/// Whether a call may be given a type of the spec.
pub(super) fn imports_types(client: &Client) -> bool {
    let optional = given(client).flat_map(|method| &method.optional);
    optional.into_iter().any(|it| super::is_item(&it.arg.ty))
}

fn given(client: &Client) -> impl Iterator<Item = &Method> {
    let own = client.calls.is_some();
    client.methods.iter().filter(move |method| own && !method.optional.is_empty())
}

fn setters_of(client: &Client, method: &Method, scope: Scope<'_>) -> String {
    let Some(call) = &client.calls else { return String::new() };
    let operation = &method.operation;
    let setters: Vec<_> = method.optional.iter().map(|it| setter(it, scope)).collect();
    format!(
        "/// What a call of [`{operation}`](operations::{operation}) may be given.
impl {call}<operations::{operation}> {{
{}}}
",
        setters.join("\n")
    )
}

fn setter(optional: &Optional, scope: Scope<'_>) -> String {
    let Optional { docs: said, name, arg, place } = optional;
    let body = match place {
        Given::Field(field) => {
            // An argument may be called `request` itself.
            let request = if arg.name.as_str() == "request" { "whole" } else { "request" };
            format!("self.change(|{request}| {request}.{field} = Some({}))", owned(arg))
        }
        Given::Param(place, wire) => {
            let given = Param { place: *place, name: wire.clone(), arg: arg.clone() };
            format!("Self({})", param(&quote!(self.0), &given))
        }
    };
    let (docs, arg_name, ty) = (docs(said, "    "), &arg.name, arg_type(arg, scope));
    format!("{docs}    pub fn {name}(self, {arg_name}: {ty}) -> Self {{\n        {body}\n    }}\n")
}

/// The type of an argument.
pub(super) fn arg_type(arg: &Arg, scope: Scope<'_>) -> String {
    let ty = ty(scope, &arg.ty);
    match arg.pass {
        Pass::Value => ty,
        Pass::Str => "&str".to_owned(),
        Pass::Ref => format!("&{ty}"),
        Pass::Slice => format!("&[{ty}]"),
    }
}

/// The owned value of an argument.
pub(super) fn owned(arg: &Arg) -> String {
    let name = &arg.name;
    let value = match arg.pass {
        Pass::Value => name.to_string(),
        Pass::Str => format!("{name}.to_owned()"),
        Pass::Ref => format!("{name}.clone()"),
        Pass::Slice => format!("{name}.to_vec()"),
    };
    if arg.boxed { format!("Box::new({value})") } else { value }
}
