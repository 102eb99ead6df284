//! The small pieces: identifiers, types, names on the wire, documentation.

use crate::plan::docs::Docs;
use crate::plan::item::{ItemId, Items, WireName};
use crate::plan::names::Ident;
use crate::plan::ty::{RustPath, Ty};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::str::FromStr;

/// An identifier.
pub(super) fn ident(name: &Ident) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name.as_str(), Span::call_site())
}

/// A path; the plan holds only paths of identifiers.
pub(super) fn path(path: &RustPath) -> TokenStream {
    TokenStream::from_str(path.as_str()).unwrap_or_default()
}

/// A literal that this program spelt: digits, `true`.
pub(super) fn literal(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_default()
}

/// Where the items of a plan are seen from.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    /// The items.
    pub(super) items: &'s Items,
    /// The place they are seen from.
    pub(super) from: From,
}

/// A place that items are named at.
#[derive(Clone, Copy)]
pub(super) enum From {
    /// Beside the module of types.
    Outside,
    /// In the module of types, or in one of its modules, by its place.
    Types(Option<usize>),
}

impl Scope<'_> {
    /// A type.
    pub(super) fn ty(self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Unit => quote!(()),
            Ty::Path(known) => path(known),
            Ty::Item(item) => self.item(*item),
            Ty::Option(inner) => self.generic(&quote!(Option), inner),
            Ty::Vec(inner) => self.generic(&quote!(Vec), inner),
            Ty::Boxed(inner) => self.generic(&quote!(Box), inner),
            Ty::Nillable(inner) => self.generic(&quote!(castile::Nillable), inner),
            Ty::NilOr(inner) => self.generic(&quote!(castile::xml::NilOr), inner),
            Ty::Typed(inner) => self.generic(&quote!(castile::xml::Typed), inner),
            Ty::List(inner) => self.generic(&quote!(castile::xsd::List), inner),
        }
    }

    /// The path of an item of the plan, as text.
    pub(super) fn path(self, id: ItemId) -> String {
        let (home, name) = (self.items.home(id), self.items.own_name(id));
        let module = home.and_then(|home| self.items.modules().get(home)).map(|module| &module.name);
        match (self.from, module) {
            (From::Types(here), _) if here == home => name.to_string(),
            // Beside the modules all is at hand that they export.
            (From::Types(None), Some(_)) => self.items.name(id).to_string(),
            (From::Types(Some(_)), Some(module)) => format!("super::{module}::{name}"),
            (From::Types(_), None) => format!("super::{name}"),
            (From::Outside, Some(module)) => format!("types::{module}::{name}"),
            (From::Outside, None) => format!("types::{name}"),
        }
    }

    /// The path of an item of the plan.
    pub(super) fn item(self, id: ItemId) -> TokenStream {
        literal(&self.path(id))
    }

    fn generic(self, wrapper: &TokenStream, inner: &Ty) -> TokenStream {
        let inner = self.ty(inner);
        quote!(#wrapper<#inner>)
    }
}

/// `castile::xml::Name::new("ns", "local")`.
pub(super) fn name(name: &WireName) -> TokenStream {
    let WireName { ns, local } = name;
    quote!(castile::xml::Name::new(#ns, #local))
}

/// `/// …`, a line each; a blank in front, as people write it.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    docs.lines().map(spaced).map(|line| quote! { #[doc = #line] }).collect()
}

/// `//! …` for the first line of a file.
pub(super) fn banner(line: &str) -> TokenStream {
    let line = spaced(line);
    quote! { #![doc = #line] }
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// `#[derive(..)]`.
pub(super) fn derives(derives: &[RustPath]) -> TokenStream {
    let paths: Vec<_> = derives.iter().map(path).collect();
    if paths.is_empty() {
        TokenStream::new()
    } else {
        quote! { #[derive(#(#paths),*)] }
    }
}
