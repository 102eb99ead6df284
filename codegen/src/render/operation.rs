//! The items of the module `operations`: one type an operation.

use super::text::{docs, name, string, tokens, ty};
use super::tokens::Scope;
use super::{encoding, is_item, laid_out, outcome, starting};
use crate::plan::client::{Client, Operation, Output, Protocol, Target};
use crate::plan::item::WireName;
use proc_macro2::TokenStream;
use quote::quote;

/// The module in one piece.
pub(super) fn inline(client: &Client, scope: Scope<'_>) -> TokenStream {
    let (docs, encoded) = (about(), encoding::table(&client.encoded));
    let all = client.operations.iter().map(|operation| tokens(&self::operation(operation, scope)));
    let import = imports_types(client).then(import);
    quote! { #docs pub mod operations { #import #(#all)* #encoded } }
}

/// The module where it is a file of its own.
pub(super) fn declared() -> TokenStream {
    let docs = about();
    quote! { #docs pub mod operations; }
}

/// The file of the module.
pub(super) fn file(banner: &str, client: &Client, scope: Scope<'_>) -> String {
    let import = imports_types(client).then(import);
    let mut text = starting(banner, &quote!(#import));
    for operation in &client.operations {
        let found = self::operation(operation, scope);
        text.push('\n');
        // An outcome is an expression whose layout is not plain.
        match operation.output {
            Output::Outcome(_) => text.push_str(&laid_out(&tokens(&found))),
            _ => text.push_str(&found),
        }
    }
    if !client.encoded.is_empty() {
        text.push('\n');
        text.push_str(&laid_out(&encoding::table(&client.encoded)));
    }
    text
}

fn about() -> TokenStream {
    quote! {
        /// One type an operation: names, action, how request and answer look. Servers and tests use them too.
    }
}

/// The import of the types.
pub(super) fn import() -> TokenStream {
    quote!(
        use super::types;
    )
}

/// Whether an operation takes or gives a type of the spec.
pub(super) fn imports_types(client: &Client) -> bool {
    client.operations.iter().any(|operation| {
        let given = match &operation.output {
            Output::Member(_, ty) => is_item(ty),
            Output::Outcome(found) => is_item(&found.output),
            Output::Unit | Output::Whole | Output::Content => false,
        };
        let taken = matches!(operation.target, Target::Action(_)) && is_item(&operation.request);
        given || taken || is_item(&operation.response)
    })
}

fn operation(operation: &Operation, scope: Scope<'_>) -> String {
    let Addressed { module, request, address, names, encoding } = addressed(operation, scope);
    let (docs, ident) = (docs(&operation.docs, ""), &operation.ident);
    let (response, (output, value)) = (ty(scope, &operation.response), output(operation, scope));
    let (name, service) = (string(&operation.name), string(&operation.service));
    let replay = if operation.replay { "    const REPLAY: bool = true;\n" } else { "" };
    let content = if matches!(operation.output, Output::Content) { CONTENT } else { "" };
    format!(
        "{docs}#[derive(Debug, Clone, Copy)]
pub struct {ident};
impl castile::{module}::Operation for {ident} {{
{request}    type Response = {response};
    type Output = {output};
    const NAME: &'static str = {name};
{address}    const SERVICE: &'static str = {service};
{names}{replay}{encoding}{content}    fn output(response: Self::Response) -> Result<Self::Output, castile::OperationError> {{
        {value}
    }}
}}
"
    )
}

const CONTENT: &str = "    fn content(content: castile::rest::Content) -> Option<Self::Output> {
        Some(content)
    }
";

/// What is not the same in both protocols, each as lines.
struct Addressed {
    module: &'static str,
    request: String,
    address: String,
    names: String,
    encoding: String,
}

fn addressed(operation: &Operation, scope: Scope<'_>) -> Addressed {
    match &operation.target {
        Target::Action(action) => {
            let request = operation.request_name.as_ref().map_or_else(String::new, body_name);
            let response = operation.response_name.as_ref().map(body_name);
            let response = response.map_or_else(|| "None".to_owned(), |name| format!("Some({name})"));
            let addressing = operation.addressing.as_ref().map_or_else(String::new, |action| {
                format!("    const ADDRESSING: Option<&'static str> = Some({});\n", string(action))
            });
            Addressed {
                module: "soap",
                request: format!("    type Request = {};\n", ty(scope, &operation.request)),
                address: format!("    const ACTION: &'static str = {};\n{addressing}", string(action)),
                names: format!(
                    "    const REQUEST: castile::xml::Name<'static> = {request};
    const RESPONSE: Option<castile::xml::Name<'static>> = {response};\n"
                ),
                encoding: encoding(operation.encoding),
            }
        }
        Target::Route(method, path) => {
            let unnamed = || "castile::xml::Name::new(\"\", \"\")".to_owned();
            let response = operation.response_name.as_ref().map_or_else(unnamed, name);
            let (method, path) = (string(method), string(path));
            Addressed {
                module: "rest",
                request: String::new(),
                address: format!(
                    "    const METHOD: &'static str = {method};\n    const PATH: &'static str = {path};\n"
                ),
                names: format!("    const RESPONSE: castile::xml::Name<'static> = {response};\n"),
                encoding: String::new(),
            }
        }
    }
}

fn encoding((request, response): (Option<usize>, Option<usize>)) -> String {
    if request.is_none() && response.is_none() {
        return String::new();
    }
    let new = format!("castile::soap::encoding::Encoding::new(TYPES, {request:?}, {response:?})");
    format!("    const ENCODING: Option<castile::soap::encoding::Encoding> = Some({new});\n")
}

/// The name of an element in the body, or what stands for the body itself.
fn body_name(found: &WireName) -> String {
    if found.is_body() { "castile::soap::BODY".to_owned() } else { name(found) }
}

/// What a call gives, and the expression for it.
fn output(operation: &Operation, scope: Scope<'_>) -> (String, String) {
    let protocol = match operation.target {
        Target::Action(_) => Protocol::Soap11,
        Target::Route(..) => Protocol::Rest,
    };
    match &operation.output {
        Output::Unit => ("()".to_owned(), "let _ = response;\n        Ok(())".to_owned()),
        Output::Outcome(found) => (ty(scope, &found.output), outcome::outcome(found, protocol).to_string()),
        Output::Whole | Output::Content => (ty(scope, &operation.response), "Ok(response)".to_owned()),
        Output::Member(field, member) => (ty(scope, member), format!("Ok(response.{field})")),
    }
}
