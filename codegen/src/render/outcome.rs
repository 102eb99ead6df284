//! The body of an operation's `output` by the outcome rule: the payload, or the message.

use super::option::{is_wrapped, opened};
use super::tokens::ident;
use crate::plan::client::{Outcome, Protocol};
use crate::plan::ty::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// An answer that does not say that it succeeded did not.
pub(super) fn outcome(outcome: &Outcome, protocol: Protocol) -> TokenStream {
    let inside = outcome.inside.as_ref().map(inside);
    let success = member(&outcome.success);
    let success = if outcome.success.1.is("bool") { success } else { quote!(#success.unwrap_or(false)) };
    let message = member(&outcome.message);
    let message = if outcome.message.1.is("String") { quote!(Some(#message)) } else { message };
    let result = member(&outcome.result);
    let result = if is_wrapped(&outcome.result.1) { result } else { quote!(Some(#result)) };
    let module = match protocol {
        Protocol::Soap11 | Protocol::Soap12 => quote!(soap),
        Protocol::Rest => quote!(rest),
    };
    quote!(#inside castile::#module::outcome(#success, #message, #result))
}

/// Goes into the member that the outcome is in. An answer without it says nothing of success.
fn inside((name, ty): &(crate::plan::names::Ident, Ty)) -> TokenStream {
    let name = ident(name);
    if !is_wrapped(ty) {
        return quote!(let response = response.#name;);
    }
    let opened = opened(ty, quote!(response.#name));
    quote!(let Some(response) = #opened else { return Err(castile::OperationError::default()); };)
}

/// The member, as `Option` where it may be absent or nil.
fn member((name, ty): &(crate::plan::names::Ident, Ty)) -> TokenStream {
    let name = ident(name);
    let value = quote!(response.#name);
    if is_wrapped(ty) { opened(ty, value) } else { value }
}
