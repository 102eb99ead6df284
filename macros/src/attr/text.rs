//! A string literal → its text, which is asked for time and again.
//!
//! Nearly all literals of attributes stand for themselves, and are not parsed: the macros run unoptimized in most builds, for
//! every field of every type.

use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::{Lit, LitStr};

/// A string literal.
#[derive(Clone)]
pub(crate) struct Text {
    value: String,
    literal: Literal,
}

impl Text {
    /// The text of the literal, if it is a string.
    pub(crate) fn new(literal: &Literal) -> Option<Self> {
        let source = literal.to_string();
        let quoted = source.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        let value = match quoted.filter(|it| !it.contains(['\\', '\r'])) {
            Some(it) => it.to_owned(),
            None => match Lit::new(literal.clone()) {
                Lit::Str(it) => it.value(),
                _ => return None,
            },
        };
        Some(Self { value, literal: literal.clone() })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.value
    }

    /// The literal, to be parsed.
    pub(crate) fn to_lit(&self) -> LitStr {
        LitStr::new(&self.value, self.literal.span())
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.literal.to_tokens(tokens);
    }
}
