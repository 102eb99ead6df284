//! Collects what is wrong with an input, so that all of it is reported at once.

use proc_macro2::Span;
use quote::ToTokens;

/// The errors found so far. It exists only inside [`collect`], so that none can be forgotten.
pub(crate) struct Errors(Option<syn::Error>);

/// Runs a reader that reports as it goes: what it read, and what it reported.
pub(crate) fn collect<T>(read: impl FnOnce(&mut Errors) -> T) -> (T, Option<syn::Error>) {
    let mut errors = Errors(None);
    let value = read(&mut errors);
    (value, errors.0)
}

impl Errors {
    /// Reports at a syntax node: an attribute's key or value, a field, a variant.
    pub(crate) fn at(&mut self, place: impl ToTokens, message: impl std::fmt::Display) {
        self.push(syn::Error::new_spanned(place.into_token_stream(), message));
    }

    /// Reports at a span, where there is no node.
    pub(crate) fn at_span(&mut self, span: Span, message: impl std::fmt::Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Whether `read` reports anything.
    pub(crate) fn arise<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = self.count();
        let value = read(self);
        (value, self.count() > before)
    }

    fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// Takes over an error of the parser.
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            none => *none = Some(error),
        }
    }
}
