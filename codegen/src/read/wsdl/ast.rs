//! A WSDL 1.1 document as it is written: names expanded, nothing looked up, document order.

use crate::model::SoapVersion;
use crate::read::xsd::ast::{Name, Schema};
use crate::source::{FileId, Span};
use crate::xml::Ref;
use std::rc::Rc;

/// `wsdl:definitions`.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    pub(crate) span: Span,
    pub(crate) target: Option<Rc<str>>,
    pub(crate) doc: String,
    pub(crate) imports: Vec<Import>,
    pub(crate) schemas: Vec<Schema>,
    pub(crate) messages: Vec<Message>,
    pub(crate) port_types: Vec<PortType>,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) services: Vec<Service>,
}

/// `wsdl:import`, its file if that was loaded.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) namespace: Option<Rc<str>>,
    pub(crate) file: Option<FileId>,
    pub(crate) span: Span,
}

/// `wsdl:message`.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) name: Name,
    pub(crate) parts: Vec<Part>,
}

/// `wsdl:part`.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: Name,
    pub(crate) content: PartContent,
}

/// What a part says it is.
#[derive(Debug)]
pub(crate) enum PartContent {
    Element(Ref),
    Type(Ref),
    Broken,
}

/// `wsdl:portType`.
#[derive(Debug)]
pub(crate) struct PortType {
    pub(crate) name: Name,
    pub(crate) operations: Vec<AbstractOperation>,
}

/// `wsdl:operation` of a port type.
#[derive(Debug)]
pub(crate) struct AbstractOperation {
    pub(crate) name: Name,
    pub(crate) doc: String,
    pub(crate) input: Option<MessageUse>,
    pub(crate) output: Option<MessageUse>,
    pub(crate) faults: Vec<MessageUse>,
    /// The output stands before the input: the server asks.
    pub(crate) output_first: bool,
}

/// `wsdl:input`, `wsdl:output` or `wsdl:fault` of a port type.
#[derive(Debug)]
pub(crate) struct MessageUse {
    pub(crate) name: Option<Name>,
    pub(crate) message: Option<Ref>,
    /// The action by which WS-Addressing tells the message, where it is said.
    pub(crate) action: Option<String>,
    pub(crate) doc: String,
    pub(crate) span: Span,
}

/// `wsdl:binding`.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) name: Name,
    pub(crate) port_type: Option<Ref>,
    pub(crate) protocol: Protocol,
    /// Whether messages have the header blocks of WS-Addressing.
    pub(crate) addressed: bool,
    pub(crate) operations: Vec<BoundOperation>,
}

/// What a binding binds to, by the extension element it holds.
#[derive(Debug)]
pub(crate) enum Protocol {
    Soap(SoapBinding),
    /// `http:binding`: its verb.
    Http(String),
    /// None that is known.
    Other,
}

/// `soap:binding`.
#[derive(Debug)]
pub(crate) struct SoapBinding {
    pub(crate) version: SoapVersion,
    pub(crate) style: Option<Style>,
    pub(crate) transport: Option<(Rc<str>, Span)>,
}

/// `style`, and where it is said.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Style {
    Document,
    Rpc,
}

/// `wsdl:operation` of a binding.
#[derive(Debug)]
pub(crate) struct BoundOperation {
    pub(crate) name: Name,
    pub(crate) action: String,
    pub(crate) style: Option<Style>,
    /// The `location` of `http:operation`.
    pub(crate) location: Option<String>,
    pub(crate) input: Option<BoundMessage>,
    pub(crate) output: Option<BoundMessage>,
    pub(crate) faults: Vec<BoundFault>,
    /// An extension that must be understood, and is not: who ignores it cannot call the operation.
    pub(crate) unknown_extension: bool,
}

/// `wsdl:input` or `wsdl:output` of a binding.
#[derive(Debug, Default)]
pub(crate) struct BoundMessage {
    pub(crate) name: Option<Name>,
    pub(crate) body: Option<Body>,
    pub(crate) headers: Vec<Header>,
    /// The parts of `mime:multipartRelated` beside the envelope, each with its alternatives.
    pub(crate) attachments: Vec<Vec<MimeContent>>,
    /// `mime:` elements that are the message itself, as bindings to HTTP have them.
    pub(crate) contents: Vec<MimeContent>,
    pub(crate) http: Option<HttpInput>,
    pub(crate) span: Span,
}

impl BoundMessage {
    /// What a message is bound to where nothing is said of it: all parts in the body, as they are.
    pub(crate) fn literal() -> Self {
        let body = Body { encoded: None, parts: None, namespace: None };
        Self { body: Some(body), ..Self::default() }
    }
}

/// `mime:content` or `mime:mimeXml`.
#[derive(Debug)]
pub(crate) struct MimeContent {
    pub(crate) part: Option<Name>,
    /// The media type; `mime:mimeXml` has none.
    pub(crate) media_type: Option<String>,
    pub(crate) is_xml: bool,
    pub(crate) span: Span,
}

/// How the parts of a message travel in a request of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HttpInput {
    /// `http:urlEncoded`: in the query.
    Encoded,
    /// `http:urlReplacement`: in the path.
    Replacement,
}

/// `soap:body`.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) encoded: Option<Span>,
    pub(crate) parts: Option<Vec<Name>>,
    /// The namespace of the element that wraps the parts in rpc style.
    pub(crate) namespace: Option<Rc<str>>,
}

/// `soap:header`.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) message: Option<Ref>,
    pub(crate) part: Option<Name>,
    pub(crate) encoded: Option<Span>,
    /// The namespace of a header whose part says a type.
    pub(crate) namespace: Option<Rc<str>>,
    pub(crate) required: bool,
    pub(crate) faults: Vec<HeaderFault>,
    pub(crate) span: Span,
}

/// `soap:headerfault`.
#[derive(Debug)]
pub(crate) struct HeaderFault {
    pub(crate) message: Option<Ref>,
    pub(crate) part: Option<Name>,
    pub(crate) namespace: Option<Rc<str>>,
    pub(crate) span: Span,
}

/// `wsdl:fault` of a binding.
#[derive(Debug)]
pub(crate) struct BoundFault {
    pub(crate) name: Name,
    pub(crate) encoded: Option<Span>,
}

/// `wsdl:service`.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: Name,
    pub(crate) doc: String,
    pub(crate) ports: Vec<Port>,
}

/// `wsdl:port`.
#[derive(Debug)]
pub(crate) struct Port {
    pub(crate) name: Name,
    pub(crate) binding: Option<Ref>,
    pub(crate) address: Option<String>,
    /// Whether it says itself that messages have the header blocks of WS-Addressing.
    pub(crate) addressed: bool,
}
