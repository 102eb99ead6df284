//! A fault as one type for SOAP 1.1, SOAP 1.2 and what live servers make of them.

use std::fmt;

use super::{HeaderBlock, Version};
use crate::Error;
use crate::http::Response;
use crate::xml::group::Group;
use crate::xml::{self, Element, FromXml, Name, Result, Writer};

/// An error that a SOAP server reports: code, reasons, detail.
///
/// ```
/// use castile::soap::Fault;
/// let fault = Fault::new("Server", "System.Web.Services.Protocols.SoapException: Server was unable to process request. ---> \
///     System.ArgumentException: No such order\n   at Orders.Find(Int32 id)");
/// assert_eq!(fault.message(), "No such order");
/// assert_eq!(fault.to_string(), "the service answered with a fault: No such order");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub(super) code: Code,
    pub(super) subcodes: Vec<Code>,
    pub(super) reasons: Vec<ReasonText>,
    pub(super) role: Option<String>,
    pub(super) node: Option<String>,
    pub(super) detail: Option<Element>,
    pub(super) headers: Vec<HeaderBlock>,
    pub(super) status: Option<u16>,
}

/// A fault code: a qualified name, resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) ns: String,
    pub(super) local: String,
}

/// A reason in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonText {
    pub(super) lang: Option<String>,
    pub(super) text: String,
}

impl ReasonText {
    /// The language (`xml:lang`), where it is said.
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// The text, whole.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Fault {
    /// A fault for a server to send. `code` is `Client` or `Server`, under either version's name for it.
    pub fn new(code: &str, reason: impl Into<String>) -> Self {
        Self {
            code: Code { ns: Version::V11.namespace().to_owned(), local: code.to_owned() },
            subcodes: Vec::new(),
            reasons: vec![ReasonText { lang: None, text: reason.into() }],
            role: None,
            node: None,
            detail: None,
            headers: Vec::new(),
            status: None,
        }
    }

    /// The same with an entry in its detail.
    pub fn with_detail(mut self, entry: Element) -> Self {
        let detail = self.detail.take().unwrap_or_else(|| Element::new(Name::new("", "detail")));
        self.detail = Some(detail.with_child(entry));
        self
    }

    pub(super) fn read_from(code: Code) -> Self {
        Self { code, reasons: Vec::new(), ..Self::new("", "") }
    }

    pub(super) fn answered(self: Box<Self>, response: &Response) -> Box<Self> {
        Box::new(Self { status: Some(response.status().as_u16()), ..*self })
    }

    /// The code (`faultcode`, `Code/Value`): `{http://schemas.xmlsoap.org/soap/envelope/}Server` and the like. The namespace is
    /// empty where the server did not declare its prefix.
    pub fn code(&self) -> Name<'_> {
        self.code.name()
    }

    /// The subcodes of SOAP 1.2, the outermost first.
    pub fn subcodes(&self) -> impl Iterator<Item = Name<'_>> {
        self.subcodes.iter().map(Code::name)
    }

    /// Whether the server says that the request was at fault (`Client`, `Sender`), so that sending it again is of no use.
    pub fn is_sender(&self) -> bool {
        // SOAP 1.1 §4.4.1: a dot makes a code more specific.
        matches!(self.code.local.split('.').next(), Some("Client" | "Sender"))
    }

    /// The reasons, one a language in SOAP 1.2 (`faultstring`, `Reason/Text`).
    pub fn reasons(&self) -> impl Iterator<Item = &ReasonText> {
        self.reasons.iter()
    }

    /// The reason, whole: the English one where there are several.
    pub fn reason(&self) -> &str {
        let english =
            |it: &&ReasonText| it.lang().is_some_and(|lang| lang.to_ascii_lowercase().starts_with("en"));
        self.reasons().find(english).or(self.reasons.first()).map_or("", ReasonText::text)
    }

    /// What the reason comes down to. ASP.NET writes the chain of exceptions, `Outer: text ---> Inner: text`, and at times the
    /// stack: this is the innermost text. [`reason`](Self::reason) has all of it.
    pub fn message(&self) -> &str {
        let innermost = self.reason().rsplit(" ---> ").next().unwrap_or_default();
        // The lines of a stack are indented, by two blanks or by three.
        let stack = |line: &&str| line.starts_with(' ') && line.trim_start().starts_with("at ");
        let end = innermost.split_inclusive('\n').take_while(|line| !stack(line)).map(str::len).sum();
        let text = innermost.get(..end).unwrap_or(innermost);
        let text = text.split("--- End of inner exception").next().unwrap_or(text);
        without_exception(text.trim())
    }

    /// Who it was that found the fault, on the way of the message (`faultactor`, `Role`).
    pub fn role(&self) -> Option<&str> {
        self.role.as_deref()
    }

    /// The node that found it (SOAP 1.2).
    pub fn node(&self) -> Option<&str> {
        self.node.as_deref()
    }

    /// The detail element as it came.
    pub fn detail(&self) -> Option<&Element> {
        self.detail.as_ref()
    }

    /// The entry of the detail that has the name of this type; `None` where there is no such entry.
    ///
    /// ```
    /// # use castile::{soap::Fault, xml::{Element, Name}};
    /// #[derive(castile::FromXml)]
    /// #[xml(ns = "urn:orders")]
    /// struct NoSuchOrder { id: i32 }
    ///
    /// # let id = Element::new(Name::new("urn:orders", "id")).with_child("7");
    /// # let entry = Element::new(Name::new("urn:orders", "NoSuchOrder")).with_child(id);
    /// # let fault = Fault::new("Client", "no such order").with_detail(entry);
    /// let detail: Option<NoSuchOrder> = fault.detail_as()?;
    /// assert_eq!(detail.map(|it| it.id), Some(7));
    /// # Ok::<(), castile::xml::Error>(())
    /// ```
    pub fn detail_as<T: for<'x> FromXml<'x>>(&self) -> Result<Option<T>> {
        let Some(name) = <T as FromXml<'_>>::NAME else { return Ok(None) };
        self.detail.as_ref().and_then(|detail| detail.element(name)).map(Element::read_as).transpose()
    }

    /// The one of several declared faults that it is: the enum that generated clients have for an operation, such as
    /// `types::FindFault`. `None` where the detail has no entry of any of them.
    ///
    /// ```
    /// # use castile::{soap::Fault, xml::{Element, Name}};
    /// #[derive(castile::FromXml)]
    /// #[xml(ns = "urn:orders")]
    /// enum FindFault {
    ///     NoSuchOrder(i32),
    ///     Locked(String),
    /// }
    ///
    /// # let entry = Element::new(Name::new("urn:orders", "NoSuchOrder")).with_child("7");
    /// # let fault = Fault::new("Client", "no such order").with_detail(entry);
    /// assert!(matches!(fault.declared()?, Some(FindFault::NoSuchOrder(7))));
    /// # Ok::<(), castile::xml::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of reading the entry.
    pub fn declared<D: for<'x> Group<'x>>(&self) -> Result<Option<D>> {
        let is_one = |it: &&Element| D::SHAPE.find(0, it.name().ns, it.name().local).is_some();
        let Some(entry) = self.detail.iter().flat_map(Element::elements).find(is_one) else {
            return Ok(None);
        };
        let mut writer = Writer::new();
        writer.element(entry.name(), entry);
        xml::document_from_str(&writer.finish()?).map(Some)
    }

    /// The header blocks of the message: a fault about a header says more of it there (SOAP 1.1 §4.4).
    pub fn headers(&self) -> &[HeaderBlock] {
        &self.headers
    }

    /// The HTTP status it came with.
    pub fn status(&self) -> Option<u16> {
        self.status
    }
}

/// The namespace of `xml:lang`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

impl Code {
    pub(super) fn name(&self) -> Name<'_> {
        Name::new(&self.ns, &self.local)
    }
}

/// The text without the name of an exception's class before it.
fn without_exception(text: &str) -> &str {
    let is_class = |name: &str| {
        name.ends_with("Exception")
            && name.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '_' | '+' | '`'))
    };
    match text.split_once(": ") {
        Some((class, rest)) if is_class(class) => rest.trim_start(),
        _ => text,
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            "" => write!(f, "the service answered with a fault of code `{}` and no reason", self.code.local),
            message => write!(f, "the service answered with a fault: {message}"),
        }
    }
}

impl std::error::Error for Fault {}

impl Error {
    /// The declared fault that the service answered with, if it is one of these: the enum that generated clients have for an
    /// operation. [`Fault::declared`] tells a fault that cannot be read from one that is none of them.
    pub fn declared_fault<D: for<'x> Group<'x>>(&self) -> Option<D> {
        self.fault()?.declared().ok().flatten()
    }
}
