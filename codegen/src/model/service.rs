//! Services: the SOAP ports of a WSDL and the HTTP routes of a WADL, resolved.

use super::{ElementId, QName, TypeId};
use crate::source::Span;

/// A `wsdl:service` with the ports that speak SOAP or plain HTTP.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name.
    pub name: QName,
    /// Its documentation; the documentation of the definitions where it has none.
    pub doc: String,
    /// Its SOAP ports, in document order.
    pub ports: Vec<Port>,
    /// Its ports of the HTTP binding (WSDL 1.1 §4), as routes.
    pub http_ports: Vec<Api>,
    /// Where it is declared.
    pub span: Span,
}

/// A `wsdl:port`: an address and what can be asked there.
#[derive(Debug, Clone)]
pub struct Port {
    /// Its name.
    pub name: String,
    /// The `location` of its address, as written.
    pub address: String,
    /// The version of SOAP its binding speaks.
    pub version: SoapVersion,
    /// The binding.
    pub binding: QName,
    /// The port type that is bound.
    pub port_type: QName,
    /// Whether messages have the header blocks of WS-Addressing 1.0.
    pub addressed: bool,
    /// The operations, in the order of the binding.
    pub operations: Vec<Operation>,
    /// Where it is declared.
    pub span: Span,
}

/// A version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SoapVersion {
    /// SOAP 1.1.
    V11,
    /// SOAP 1.2.
    V12,
}

/// An operation of a binding, with the messages of its port type filled in.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// The `soapAction`, as written; it may be empty.
    pub action: String,
    /// The action by which WS-Addressing tells a request, where ports want that (WS-Addressing 1.0 Metadata §4.4).
    pub addressing_action: String,
    /// Its documentation in the port type.
    pub doc: String,
    /// The request.
    pub input: Message,
    /// The answer; `None` for one-way operations.
    pub output: Option<Message>,
    /// The declared faults.
    pub faults: Vec<FaultDecl>,
    /// Where the operation stands in the port type.
    pub span: Span,
}

/// What an envelope carries in one direction.
#[derive(Debug, Clone)]
pub struct Message {
    /// What is in the body.
    pub body: Body,
    /// Whether values are in SOAP encoding (SOAP 1.1 §5, SOAP 1.2 Part 2 §3): `use="encoded"`.
    pub encoded: bool,
    /// The elements of `soap:header`, in document order.
    pub headers: Vec<HeaderDecl>,
    /// What travels beside the envelope.
    pub attachments: Vec<AttachmentDecl>,
    /// Where the `wsdl:message` is declared.
    pub span: Span,
}

/// What is in the body of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// This element.
    Element(ElementId),
    /// The content of this element, which stands for the body itself: several parts, or one of a type (WSDL 1.1 §3.5).
    Content(ElementId),
}

impl Body {
    /// The element, or the one that stands for the body.
    pub fn element(self) -> Option<ElementId> {
        match self {
            Self::Empty => None,
            Self::Element(element) | Self::Content(element) => Some(element),
        }
    }
}

/// A declared header block.
#[derive(Debug, Clone)]
pub struct HeaderDecl {
    /// The header's element.
    pub element: ElementId,
    /// `wsdl:required` on the `soap:header`.
    pub required: bool,
    /// What a fault about the header carries, in the header of the answer: `soap:headerfault` (WSDL 1.1 §3.7).
    pub faults: Vec<HeaderFaultDecl>,
    /// Where it is declared.
    pub span: Span,
}

/// A declared header block of a fault that is about a header.
#[derive(Debug, Clone)]
pub struct HeaderFaultDecl {
    /// Its element.
    pub element: ElementId,
    /// Where it is declared.
    pub span: Span,
}

/// A part of a message that travels beside the envelope, in `multipart/related` (WSDL 1.1 §5.4, SOAP with Attachments).
#[derive(Debug, Clone)]
pub struct AttachmentDecl {
    /// The name of the part.
    pub name: String,
    /// The media types it may be of; empty for any.
    pub media_types: Vec<String>,
    /// Where it is declared.
    pub span: Span,
}

/// A declared fault.
#[derive(Debug, Clone)]
pub struct FaultDecl {
    /// Its name in the port type.
    pub name: String,
    /// The element in the fault's detail.
    pub element: ElementId,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// The `resources` of a WADL: routes under one base address (WADL 2009-02-02 §2.5).
#[derive(Debug, Clone)]
pub struct Api {
    /// The title of the application's documentation, or the name of the file.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// The `base` of the resources, as written.
    pub base: String,
    /// The binding, where it is a port of a WSDL.
    pub binding: Option<QName>,
    /// The methods of all resources, in document order.
    pub routes: Vec<Route>,
    /// Where it is declared.
    pub span: Span,
}

/// A method of a resource.
#[derive(Debug, Clone)]
pub struct Route {
    /// The `id` of the method.
    pub name: String,
    /// `GET`, `POST` …
    pub method: String,
    /// The path below the base: literal segments and `{name}` templates.
    pub path: String,
    /// Path, query and header parameters, the resource's first.
    pub params: Vec<Param>,
    /// The element of the request body.
    pub request: Option<ElementId>,
    /// The answers, in document order.
    pub responses: Vec<Response>,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// A parameter of a route (WADL §2.12).
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    pub style: ParamStyle,
    /// Its simple type.
    pub ty: TypeId,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it may be given several times.
    pub repeating: bool,
    /// The value the server assumes where it is absent.
    pub default: Option<String>,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamStyle {
    /// In the path, in place of `{name}`.
    Template,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the body, as forms have it: `application/x-www-form-urlencoded`.
    Form,
}

/// An answer of a route (WADL §2.10).
#[derive(Debug, Clone)]
pub struct Response {
    /// The statuses it comes with; empty means 200.
    pub statuses: Vec<u16>,
    /// The media type of its representation.
    pub media_type: Option<String>,
    /// The element of its body.
    pub element: Option<ElementId>,
    /// Where it is declared.
    pub span: Span,
}
