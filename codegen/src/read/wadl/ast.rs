//! A WADL document as it is written: names expanded, references by `href` not followed, document order.

use crate::model::ParamStyle;
use crate::read::xsd::ast::{Name, Schema};
use crate::source::{FileId, Span};
use crate::xml::Ref;

/// `application`.
#[derive(Debug, Default)]
pub(crate) struct Application {
    pub(crate) title: String,
    pub(crate) doc: String,
    pub(crate) span: Span,
    /// The schemas that `grammars` includes.
    pub(crate) includes: Vec<FileId>,
    pub(crate) schemas: Vec<Schema>,
    pub(crate) resources: Vec<Resources>,
    pub(crate) methods: Vec<Method>,
    pub(crate) representations: Vec<Representation>,
    pub(crate) params: Vec<Param>,
}

/// Something written in place, or the `href` of where it is.
#[derive(Debug)]
pub(crate) enum Use<T> {
    Here(T),
    Href(String, Span),
}

/// `resources`.
#[derive(Debug)]
pub(crate) struct Resources {
    pub(crate) base: String,
    pub(crate) doc: String,
    pub(crate) children: Vec<Resource>,
    pub(crate) span: Span,
}

/// `resource`.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) path: Option<(String, Span)>,
    pub(crate) params: Vec<Use<Param>>,
    pub(crate) methods: Vec<Use<Method>>,
    pub(crate) resources: Vec<Resource>,
}

/// `method`.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) id: Option<Name>,
    pub(crate) name: String,
    pub(crate) params: Vec<Use<Param>>,
    pub(crate) request: Vec<Use<Representation>>,
    pub(crate) responses: Vec<Response>,
    pub(crate) doc: String,
    pub(crate) span: Span,
}

/// `response`.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) statuses: Vec<u16>,
    pub(crate) representations: Vec<Use<Representation>>,
    pub(crate) span: Span,
}

/// `representation`.
#[derive(Debug)]
pub(crate) struct Representation {
    pub(crate) id: Option<Name>,
    pub(crate) element: Option<Ref>,
    pub(crate) media_type: Option<String>,
    pub(crate) span: Span,
}

/// `param`.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) id: Option<Name>,
    pub(crate) name: Name,
    pub(crate) style: ParamStyle,
    pub(crate) ty: ParamType,
    pub(crate) required: bool,
    pub(crate) repeating: bool,
    pub(crate) default: Option<String>,
    pub(crate) doc: String,
}

/// The type a parameter says.
#[derive(Debug)]
pub(crate) enum ParamType {
    /// It says none: a string (WADL §2.12.1).
    Absent,
    Named(Ref),
    /// It says one that makes no sense, which has been reported.
    Broken,
}
