//! The module of types: its items, or a module for each namespace with those of it.
//!
//! What is in modules is also to be had without them, so that a spec may grow beyond what is kept in one file.

use super::item;
use super::text::Piece;
use super::tokens::ident;
use super::{Submodules, laid_out_all};
use crate::plan::item::{ItemId, Items};
use crate::plan::modules::Module;
use proc_macro2::TokenStream;
use quote::quote;

/// The content of the module in one piece.
pub(super) fn inline(items: &Items) -> TokenStream {
    let modules = top(items, &Submodules::Inline);
    let beside = beside(items).map(|id| rendered(items, id).tokens());
    quote! { #modules #(#beside)* }
}

/// The files of the module, by their paths below that of the input.
pub(super) fn files(banner: &str, items: &Items) -> Vec<(String, String)> {
    let top = top(items, &Submodules::Files);
    let beside = beside(items).map(|id| rendered(items, id));
    let content = std::iter::once(top).filter(|top| !top.is_empty()).map(Piece::Tokens).chain(beside);
    if items.modules().is_empty() {
        return vec![("types.rs".to_owned(), laid_out_all(banner, content))];
    }
    let below = items.modules().iter().map(|module| {
        let items = module.items.iter().map(|id| rendered(items, *id));
        let about = about(module);
        let text =
            laid_out_all(banner, std::iter::once(Piece::Tokens(quote!(#![doc = ""] #about))).chain(items));
        (format!("types/{}.rs", module.name), text)
    });
    std::iter::once(("types/mod.rs".to_owned(), laid_out_all(banner, content))).chain(below).collect()
}

/// The modules, and the names that their items have without them.
fn top(items: &Items, submodules: &Submodules) -> TokenStream {
    let modules = items.modules().iter().map(|module| {
        let name = ident(&module.name);
        match submodules {
            Submodules::Files => quote!(pub mod #name;),
            Submodules::Inline => {
                let (about, items) =
                    (about(module), module.items.iter().map(|id| rendered(items, *id).tokens()));
                quote!(pub mod #name { #about #(#items)* })
            }
        }
    });
    let exports = items.modules().iter().map(|module| export(items, module));
    quote! { #(#modules)* #(#exports)* }
}

/// The documentation of a module.
fn about(module: &Module) -> TokenStream {
    let namespace = crate::plan::docs::code(&module.namespace);
    let text = if module.namespace.is_empty() {
        " The types of no namespace.".to_owned()
    } else {
        format!(" The types of the namespace {namespace}.")
    };
    quote! { #![doc = #text] }
}

/// A name that another namespace has too is exported by another one: then all of the module are listed, so that none is exported
/// under two.
fn export(items: &Items, module: &Module) -> TokenStream {
    let name = ident(&module.name);
    let called = || module.items.iter().map(|id| items.called(*id));
    if called().all(|called| called.flat == called.own) {
        return quote!(pub use #name::*;);
    }
    let exports = called().map(|called| {
        let (flat, own) = (ident(&called.flat), ident(&called.own));
        if flat == own { quote!(#flat) } else { quote!(#own as #flat) }
    });
    quote!(pub use #name::{#(#exports),*};)
}

/// The items that are in no module.
fn beside(items: &Items) -> impl Iterator<Item = ItemId> {
    items.iter().map(|(id, _)| id).filter(|id| items.home(*id).is_none())
}

fn rendered(items: &Items, id: ItemId) -> Piece {
    let nothing = || Piece::Text(String::new());
    items.item(id).map_or_else(nothing, |found| item::item(id, found, items))
}
