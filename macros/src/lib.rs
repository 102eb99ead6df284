//! The derives of [`castile`](https://docs.rs/castile): `ToXml` and `FromXml`, with `#[xml(..)]`.
//!
//! Use them through `castile`, which re-exports both and documents the attributes. In here:
//!
//! `attr` (keys as written) → `ast` (the type with its keys, and the names on the wire) → `check` (what may not be) →
//! `expand` (descriptions, and the members as tuples or one closure a type), or `fallback` where something was reported.
//!
//! - **Invariant:** every mistake is reported at its key, value or field, all of them at once.
//! - **Invariant:** after a report there is no error that follows from it, since the type has its impls all the same.
//! - **Invariant:** expansion cannot fail.
//!
//! What is expanded is data for the runtime's loops, since generated crates have hundreds of types: see what the derives cost at the end of
//! their documentation in `castile`.

mod ast;
mod attr;
mod case;
mod check;
mod derive;
mod errors;
mod expand;
mod fallback;
mod ncname;
mod suggest;
mod ty;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Reads the type from XML: see `castile::xml`.
#[proc_macro_derive(FromXml, attributes(xml))]
pub fn derive_from_xml(input: TokenStream) -> TokenStream {
    derive::from_xml(&parse_macro_input!(input as DeriveInput)).into()
}

/// Writes the type as XML: see `castile::xml`.
#[proc_macro_derive(ToXml, attributes(xml))]
pub fn derive_to_xml(input: TokenStream) -> TokenStream {
    derive::to_xml(&parse_macro_input!(input as DeriveInput)).into()
}
