//! Items whose layout is plain, as text: large services have thousands of them, and laying out tokens is most of what they cost.
//!
//! What came from a spec enters it as what it is in tokens: identifiers, literals and documentation.

use super::tokens::Scope;
use crate::plan::docs::Docs;
use crate::plan::item::WireName;
use crate::plan::ty::Ty;
use proc_macro2::{Literal, TokenStream};
use std::fmt::Write as _;
use std::str::FromStr;

/// A part of a file.
pub(super) enum Piece {
    /// Laid out, if it is plain.
    Text(String),
    /// To be laid out.
    Tokens(TokenStream),
}

/// How long lines are that are laid out. What a longer one becomes is not known here.
pub(super) const WIDTH: usize = 89;

impl Piece {
    /// The text of the part.
    pub(super) fn laid_out(self) -> String {
        match self {
            Self::Text(text) if is_plain(&text) => text,
            other => super::laid_out(&other.tokens()),
        }
    }

    /// The part as tokens.
    pub(super) fn tokens(self) -> TokenStream {
        match self {
            Self::Text(text) => tokens(&text),
            Self::Tokens(tokens) => tokens,
        }
    }
}

fn is_plain(text: &str) -> bool {
    text.lines().all(|line| {
        let words = line.trim_start();
        words.starts_with("///") || line.len() <= WIDTH && line.is_ascii() && !words.starts_with("#[doc")
    })
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    Literal::string(text).to_string()
}

/// `castile::xml::Name::new("ns", "local")`.
pub(super) fn name(WireName { ns, local }: &WireName) -> String {
    format!("castile::xml::Name::new({}, {})", string(ns), string(local))
}

/// `/// …`, a line each, so far from the left.
pub(super) fn docs(docs: &Docs, left: &str) -> String {
    docs.lines().fold(String::new(), |mut out, line| {
        // Writing to a string cannot fail.
        _ = match line {
            "" => writeln!(out, "{left}///"),
            line if line.contains(char::is_control) => writeln!(out, "{left}#[doc = {}]", string(line)),
            line => writeln!(out, "{left}/// {line}"),
        };
        out
    })
}

/// A type.
pub(super) fn ty(scope: Scope<'_>, ty: &Ty) -> String {
    let of = |wrapper: &str, inner: &Ty| format!("{wrapper}<{}>", self::ty(scope, inner));
    match ty {
        Ty::Unit => "()".to_owned(),
        Ty::Path(known) => known.as_str().to_owned(),
        Ty::Item(item) => scope.path(*item),
        Ty::Option(inner) => of("Option", inner),
        Ty::Vec(inner) => of("Vec", inner),
        Ty::Boxed(inner) => of("Box", inner),
        Ty::Nillable(inner) => of("castile::Nillable", inner),
        Ty::NilOr(inner) => of("castile::xml::NilOr", inner),
        Ty::Typed(inner) => of("castile::xml::Typed", inner),
        Ty::List(inner) => of("castile::xsd::List", inner),
    }
}

/// The same as tokens.
pub(super) fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_default()
}
