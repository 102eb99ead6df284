//! Plan → text: tokens for every item, laid out by prettyplease; text for those of which there are thousands ([`text`]). Nothing is decided
//! here, and nothing can fail.
//!
//! **Invariant:** what came from a spec reaches the output as identifiers that `plan::names` made, as string literals, or as
//! documentation; never as text between tokens.

mod call;
mod client;
mod definition;
mod encoding;
mod identity;
mod item;
mod method;
mod operation;
mod option;
mod outcome;
mod schema;
mod session;
mod text;
mod tokens;
mod types;

use crate::output::Files;
use crate::plan::client::Client;
use crate::plan::item::Items;
use crate::plan::names::Ident;
use crate::plan::ty::Ty;
use crate::plan::{self, Plan};
use proc_macro2::TokenStream;
use quote::quote;
use text::Piece;
use tokens::{banner, docs, ident};

/// The files of a folder with one module an input.
pub(crate) fn tree(plans: &[Plan], banner: &str) -> Files {
    let mut files = Files::new();
    for plan in plans {
        let below =
            module_files(plan).into_iter().map(|(name, text)| (format!("{}/{name}", plan.module), text));
        files.extend(below);
    }
    let root = plans.iter().map(|plan| (&plan.module, docs(&plan.docs)));
    let modules = root.map(|(module, docs)| declare(module, &docs));
    files.insert("mod.rs".to_owned(), file(banner, &quote! { #(#modules)* }));
    files
}

/// The files of one module.
pub(crate) fn module_files(plan: &Plan) -> Files {
    let banner = &plan::banner(&plan.source, &plan.command);
    let mut files = Files::new();
    files.insert("mod.rs".to_owned(), file(banner, &module(plan, &Submodules::Files)));
    files.extend(types_and_clients(banner, &plan.items, &plan.clients));
    if let Some(table) = &plan.schema {
        files.insert("schema.rs".to_owned(), file(banner, &schema::schema(table)));
    }
    files
}

/// What is large at the same time: laying it out is half of all there is to do.
fn types_and_clients(banner: &str, items: &Items, clients: &[Client]) -> Vec<(String, String)> {
    std::thread::scope(|scope| {
        let types = scope.spawn(|| types::files(banner, items));
        let mut files: Vec<_> =
            clients.iter().flat_map(|client| client::files(banner, client, items)).collect();
        files.extend(types.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        files
    })
}

/// One file for `include!`: the module of an input with all that is in it. It cannot begin with inner documentation.
pub(crate) fn single(plan: &Plan, command: &str) -> String {
    let banner = plan::banner(&plan.source, command);
    let (module, docs, content) = (ident(&plan.module), docs(&plan.docs), module(plan, &Submodules::Inline));
    format!("// {banner}\n\n{}", pretty(&quote! { #docs pub mod #module { #content } }))
}

enum Submodules {
    Files,
    Inline,
}

/// A module in files of its own. rustfmt passes them by: their layout is prettyplease's, and a check compares bytes.
fn declare(module: &Ident, docs: &TokenStream) -> TokenStream {
    let module = ident(module);
    quote! { #docs #[rustfmt::skip] pub mod #module; }
}

/// The module of an input: its types and its clients under one name.
fn module(plan: &Plan, submodules: &Submodules) -> TokenStream {
    let body = |content: &dyn Fn() -> TokenStream| match submodules {
        Submodules::Files => quote!(;),
        Submodules::Inline => {
            let content = content();
            quote! { { #content } }
        }
    };
    let exports = plan.items.iter().next().map(|_| {
        quote!(
            pub use types::*;
        )
    });
    let types_body = body(&|| types::inline(&plan.items));
    let schema = plan.schema.as_ref().map(|table| {
        let body = body(&|| schema::schema(table));
        quote! { #[doc = " What the schema allows."] pub mod schema #body }
    });
    let clients = plan.clients.iter().map(|client| {
        let body = body(&|| client::inline(client, &plan.items));
        let (name, module) = (ident(&client.name), ident(&client.module));
        if plan.clients.len() > 1 {
            let docs = format!(" The client [`{name}`] and its operations.");
            return quote! { #[doc = #docs] pub mod #module #body pub use #module::#name; };
        }
        let session = client.session.as_ref().map(|_| quote!(SESSION,));
        let throttled = client.throttled.as_ref().map(|_| quote!(THROTTLING,));
        let calls = client.calls.as_ref().map(ident).map(|calls| quote!(#calls,));
        quote! { mod #module #body pub use #module::{#name, #calls #session #throttled operations}; }
    });
    let reason = "generated from names and shapes that a spec chose";
    quote! {
        #![allow(clippy::all, clippy::pedantic, reason = #reason)]
        /// The types of the messages.
        pub mod types #types_body
        #schema
        #(#clients)*
        #exports
    }
}

/// Whether a value is of a type of the spec, or holds one.
fn is_item(ty: &Ty) -> bool {
    matches!(ty.innermost(), Ty::Item(_))
}

/// The beginning of a file that goes on with text.
fn starting(first: &str, imports: &TokenStream) -> String {
    laid_out_all(first, std::iter::once(Piece::Tokens(imports.clone())))
}

/// A file piece by piece: the tokens of a large module at once are hundreds of megabytes.
fn laid_out_all(first: &str, pieces: impl Iterator<Item = Piece>) -> String {
    let texts = std::iter::once(Piece::Tokens(banner(first))).chain(pieces).map(Piece::laid_out);
    spaced(&texts.collect::<String>())
}

fn file(first: &str, content: &TokenStream) -> String {
    let banner = banner(first);
    pretty(&quote! { #banner #content })
}

fn pretty(tokens: &TokenStream) -> String {
    spaced(&laid_out(tokens))
}

/// Laid out text. Tokens that are no Rust would be a mistake of this module; they come out as they are, for rustc to name.
fn laid_out(tokens: &TokenStream) -> String {
    syn::parse2(tokens.clone()).map_or_else(|_| tokens.to_string(), |file| prettyplease::unparse(&file))
}

/// A blank line after what ends with a brace, as people write it. No line of laid out text is inside a literal: literals
/// have their line ends escaped.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let indentation = |line: &str| line.len() - line.trim_start().len();
        let opens = |next: &&str| {
            let next = next.trim_start();
            next.starts_with(['/', '#', 'p', 'i', 'f', 'c']) || next.starts_with("async fn")
        };
        let sibling = lines.peek().filter(|next| indentation(next) == indentation(line)).is_some_and(opens);
        let ended = matches!(line.trim(), "}" | "};")
            || line.trim_start().starts_with("//!")
            || line.trim_start().starts_with("use ");
        if sibling && ended && !lines.peek().is_some_and(|next| next.trim_start().starts_with("//!")) {
            out.push('\n');
        }
    }
    out
}
