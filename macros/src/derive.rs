//! From a type's syntax to its impls: what the entry points do, without the compiler around it.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::check::{self, Direction};
use crate::{ast, errors, expand, fallback};

/// The impl of `FromXml`, or what is wrong with the type.
pub(crate) fn from_xml(node: &DeriveInput) -> TokenStream {
    derive(node, Direction::Read, expand::from_xml, fallback::from_xml)
}

/// The impl of `ToXml`, or what is wrong with the type.
pub(crate) fn to_xml(node: &DeriveInput) -> TokenStream {
    derive(node, Direction::Write, expand::to_xml, fallback::to_xml)
}

type Expand = fn(&ast::Input<'_>) -> TokenStream;

fn derive(node: &DeriveInput, direction: Direction, expand: Expand, fallback: Expand) -> TokenStream {
    let (input, reported) = errors::collect(|errors| {
        let input = ast::Input::from_syn(errors, node);
        check::check(errors, &input, direction);
        input
    });
    let Some(errors) = reported else { return expand(&input) };
    let (errors, stub) = (errors.to_compile_error(), fallback(&input));
    quote::quote!(#errors #stub)
}
