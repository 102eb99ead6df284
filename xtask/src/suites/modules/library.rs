//! Modules → the crate that takes messages through them, as text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{Module, UNREADABLE, UNWRITABLE};

/// What the program writes between two messages: no XML can hold it.
pub(in crate::suites) const BETWEEN: char = '\0';

/// `lib.rs`: the modules, and by the name of a module its documents and operations.
pub(super) fn library(modules: &[&Module], work: &Path) -> String {
    let mut text = String::from(EXCHANGE);
    let (mut documents, mut operations) = (String::new(), String::new());
    for Module { name, .. } in modules {
        let folder = work.join("modules").join(name);
        let _ = writeln!(text, "#[path = {:?}]\npub mod {name};", folder.join("mod.rs").to_string_lossy());
        let _ = writeln!(
            documents,
            "        {name:?} => castile::xml::document_within::<{name}::Document>(text, limits()).map(|it| castile::xml::document_to_string(&it)),"
        );
        for operation in client_operations(&folder) {
            let _ = writeln!(
                operations,
                "    if let ({name:?}, Some(made)) = (module, exchange.with::<{name}::operations::{operation}>()) {{ return made; }}"
            );
        }
    }
    let _ = write!(
        text,
        "pub type Made = Result<Result<String, castile::xml::Error>, castile::xml::Error>;\n\
         pub fn document(module: &str, text: &str) -> Made {{\n    match module {{\n{documents}        _ => unreachable!(),\n    }}\n}}\n\
         pub fn message(module: &str, exchange: &Exchange<'_>) -> Result<String, Failed> {{\n{operations}\
         \x20   let _ = (module, exchange);\n    Err(({UNREADABLE}, \"no operation has this request\".into()))\n}}\n"
    );
    text
}

/// The operations of a generated client, by the types that stand for them.
fn client_operations(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("client.rs")).unwrap_or_default();
    let lines = || text.lines().map(str::trim);
    let named = lines().zip(lines().skip(1)).filter_map(|(line, next)| {
        let name = line.strip_prefix("impl castile::soap::Operation for ")?.strip_suffix(" {")?;
        // A request without content gives nothing to read or write.
        (next != "type Request = ();").then(|| name.to_owned())
    });
    named.collect()
}

/// `main.rs`: `MODULE document INSTANCE`, or `MODULE message OPERATION REQUEST [ANSWER]`.
pub(super) fn main() -> String {
    format!(
        r#"//! Reads and writes messages.
use std::process::ExitCode;
fn main() -> ExitCode {{
    let arguments: Vec<String> = std::env::args().collect();
    let arguments: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let made = match arguments.as_slice() {{
        [module, "document", instance] => document(module, &read(instance)),
        [module, "message", operation, request] => {{
            modules::message(module, &modules::Exchange {{ module, operation, request: &read(request), answer: None }})
        }}
        [module, "message", operation, request, answer] => {{
            let answer = &read(answer);
            modules::message(module, &modules::Exchange {{ module, operation, request: &read(request), answer: Some(answer) }})
        }}
        _ => unreachable!(),
    }};
    match made {{
        Ok(text) => {{
            print!("{{text}}");
            ExitCode::SUCCESS
        }}
        Err((code, why)) => {{
            eprintln!("{{why}}");
            ExitCode::from(code)
        }}
    }}
}}
fn read(path: &str) -> Vec<u8> {{
    if path.is_empty() {{
        return Vec::new();
    }}
    std::fs::read(path).expect("the message is there")
}}
fn document(module: &str, bytes: &[u8]) -> Result<String, modules::Failed> {{
    let text = castile::xml::decode(bytes, None);
    let made = text.and_then(|text| modules::document(module, &text));
    made.map_err(|error| ({UNREADABLE}, error.to_string()))?.map_err(|error| ({UNWRITABLE}, error.to_string()))
}}
"#
    )
}

/// The operation's part: the request is read as a server reads it and sent again by the client; the answer is read by the client
/// and written as a server writes it.
const EXCHANGE: &str = r#"//! The modules.
use castile::soap::{Call, Client, Operation, envelope};
use castile::{Error, FromXml, ToXml};

pub type Failed = (u8, String);

/// A schema may ask for more than an honest service would.
fn limits() -> castile::xml::Limits {
    castile::xml::Limits { attributes: 4096, ..castile::xml::Limits::default() }
}

pub struct Exchange<'e> {
    pub module: &'e str,
    pub operation: &'e str,
    pub request: &'e [u8],
    pub answer: Option<&'e [u8]>,
}

/// The envelope with the header blocks of another, each as `through` makes it.
fn with_headers(
    envelope: &str,
    blocks: &[castile::soap::HeaderBlock],
    through: impl Fn(&str) -> Result<String, Failed>,
) -> Result<String, Failed> {
    if blocks.is_empty() {
        return Ok(envelope.to_owned());
    }
    let mut header = String::new();
    for block in blocks {
        let mut writer = castile::xml::Writer::new();
        writer.element(block.element.name(), &block.element);
        header += &through(&writer.finish().map_err(|error| (3, error.to_string()))?)?;
    }
    Ok(envelope.replacen("<soap:Body", &format!("<soap:Header>{header}</soap:Header><soap:Body"), 1))
}

/// An answer, read, and written as a server writes it.
fn served<O>(answer: &[u8], name: castile::xml::Name<'_>) -> Result<String, Failed>
where
    O: Operation,
    O::Response: ToXml,
{
    let Some(encoding) = O::ENCODING else { return plainly::<O>(answer, name) };
    let broken = |error: castile::xml::Error| (2, error.to_string());
    let text = castile::xml::decode(answer, None).map_err(broken)?;
    let plain = encoding.decode_answer(&text, name, limits()).map_err(broken)?;
    let read = envelope::read::<O::Response>(plain.as_deref().unwrap_or(&text).as_bytes(), name).map_err(|error| (2, error.to_string()))?;
    let mut writer = castile::xml::Writer::new();
    writer.element(name, &read.body);
    let body = writer.finish().and_then(|body| encoding.encode_answer(body, read.version)).map_err(|error| (3, error.to_string()))?;
    let soap = read.version.namespace();
    let written = format!("<soap:Envelope xmlns:soap='{soap}'><soap:Body>{body}</soap:Body></soap:Envelope>");
    with_headers(&written, &read.headers, |text| Ok(text.to_owned()))
}

/// An answer that is not encoded.
fn plainly<O>(answer: &[u8], name: castile::xml::Name<'_>) -> Result<String, Failed>
where
    O: Operation,
    O::Response: ToXml,
{
    let read = envelope::read::<O::Response>(answer, name).map_err(|error| (2, error.to_string()))?;
    let written = envelope::write(read.version, name, &read.body).map_err(|error| (3, error.to_string()))?;
    with_headers(&written, &read.headers, |text| Ok(text.to_owned()))
}

impl Exchange<'_> {
    /// The request as it would be without encoding.
    fn plain<O: Operation>(&self) -> Vec<u8> {
        let text = castile::xml::decode(self.request, None).ok();
        let decoded = O::ENCODING.zip(text).and_then(|(encoding, text)| encoding.decode_request(&text, O::REQUEST, limits()).ok().flatten());
        decoded.map_or_else(|| self.request.to_vec(), String::into_bytes)
    }

    /// Adds a header block of the request: the element as the module's types read and write it.
    fn with_block<O: Operation>(&self, call: Call<O>, block: &castile::soap::HeaderBlock) -> Result<Call<O>, Failed> {
        let broken = |error: castile::xml::Error| (2, error.to_string());
        let text = castile::xml::to_string(&block.element).map_err(broken)?;
        let made = document(self.module, &text).map_err(broken)?.map_err(|error| (3, error.to_string()))?;
        let made: castile::xml::Element = castile::xml::from_str(&made).map_err(broken)?;
        let mut attributes = castile::soap::BlockAttributes::new();
        if block.must_understand {
            attributes = attributes.must_understand();
        }
        if let Some(role) = &block.role {
            attributes = attributes.role(role);
        }
        Ok(call.header_with(&made, &attributes))
    }

    pub fn with<O>(&self) -> Option<Result<String, Failed>>
    where
        O: Operation<Output: Send> + 'static,
        O::Request: for<'x> FromXml<'x>,
        O::Response: ToXml,
    {
        let named = self.operation.is_empty() || self.operation == O::NAME;
        if let (true, [], Some(answer)) = (named, self.request, self.answer) {
            // Of a pair without a request only the answer is asked about.
            return Some(O::RESPONSE.map_or(Ok(String::new()), |name| served::<O>(answer, name)).map(|answer| format!("\0{answer}")));
        }
        // Decoding would take any element for the one that is asked for.
        let other = |error: &Error| matches!(error, Error::Decode(error) if error.to_string().contains("expected element"));
        if self.operation.is_empty() && envelope::read::<castile::xml::Element>(self.request, O::REQUEST).is_err_and(|error| other(&error)) {
            return None;
        }
        match envelope::read::<O::Request>(&self.plain::<O>(), O::REQUEST) {
            _ if !named => None,
            Err(error) if self.operation.is_empty() && other(&error) => None,
            Err(error) => Some(Err((2, error.to_string()))),
            Ok(request) => Some(self.exchange::<O>(&request)),
        }
    }

    fn exchange<O>(&self, request: &envelope::Envelope<O::Request>) -> Result<String, Failed>
    where
        O: Operation<Output: Send> + 'static,
        O::Response: ToXml,
    {
        let script = castile::http::Script::new();
        let script = match self.answer {
            Some(answer) => {
                let is_fault = envelope::read::<castile::xml::Element>(answer, O::REQUEST).is_err_and(|it| matches!(it, Error::Fault(_)));
                script.answer(if is_fault { 500 } else { 200 }, "text/xml", answer)
            }
            None => script,
        };
        let client = Client::new("http://localhost/", request.version).with_transport(script).lenient();
        let call = Call::<O>::new(&client, &request.body);
        let call = request.headers.iter().try_fold(call, |call, block| self.with_block(call, block))?;
        let mut made = call.envelope().map_err(|error| (3, error.to_string()))?;
        let Some(answer) = self.answer else { return Ok(made) };
        made.push('\0');
        match (call.wait(), O::RESPONSE) {
            (Ok(_), Some(name)) => {
                made += &served::<O>(answer, name)?;
            }
            (Ok(_), None) => {}
            (Err(Error::Fault(fault)), _) => {
                made += &envelope::write_fault(request.version, &fault).map_err(|error| (3, error.to_string()))?;
            }
            (Err(error), _) => return Err((2, error.to_string())),
        }
        Ok(made)
    }
}
"#;
