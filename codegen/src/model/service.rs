//! Services: the SOAP ports of a WSDL and the HTTP routes of a WADL, resolved.

use super::{ElementId, QName, TypeId};
use crate::source::Span;

/// A `wsdl:service` with the ports that speak SOAP.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name.
    pub name: QName,
    /// Its documentation; the documentation of the definitions where it has none.
    pub doc: String,
    /// Its SOAP ports, in document order.
    pub ports: Vec<Port>,
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

/// What an envelope carries in one direction (document/literal).
#[derive(Debug, Clone)]
pub struct Message {
    /// The element in the body; `None` for an empty body.
    pub body: Option<ElementId>,
    /// The elements of `soap:header`, in document order.
    pub headers: Vec<HeaderDecl>,
}

/// A declared header block.
#[derive(Debug, Clone)]
pub struct HeaderDecl {
    /// The header's element.
    pub element: ElementId,
    /// `wsdl:required` on the `soap:header`.
    pub required: bool,
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
