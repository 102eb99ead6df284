//! The table of a schema as one constant: the compiler has nothing to do but to copy it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn schema(table: &str) -> TokenStream {
    let table = raw(table);
    quote! {
        /// Validates documents, and values before they are sent: `SCHEMA.validate(document)`, `SCHEMA.validate_value(&value)`.
        pub static SCHEMA: castile::schema::Schema = castile::schema::Schema::of(#table);
    }
}

/// A raw string, so that the table can be read line by line. It is fenced by more `#` than follow any quote in it.
fn raw(text: &str) -> Literal {
    let runs = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let fence = "#".repeat(runs.max().unwrap_or(0) + 1);
    format!("r{fence}\"{text}\"{fence}").parse().unwrap_or_else(|_| Literal::string(text))
}
