//! `ErrorResponse`, in which `ServiceStack` reports that it refused or failed a request.

use std::fmt;

use crate::xml::{Element, FromXml, Name, Reader, Result};

const NS: &str = "http://schemas.servicestack.net/types";

/// An error as `ServiceStack` reports it.
///
/// ```
/// use castile::{rest::ServiceError, xml};
/// let error: ServiceError = xml::from_str(
///     r#"<ErrorResponse xmlns="http://schemas.servicestack.net/types"><ResponseStatus>
///          <ErrorCode>NotFound</ErrorCode><Message>No such part</Message>
///        </ResponseStatus></ErrorResponse>"#,
/// )?;
/// assert_eq!((error.code(), error.message()), (Some("NotFound"), Some("No such part")));
/// assert_eq!(error.to_string(), "the service refused the request: No such part (NotFound)");
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceError {
    status: u16,
    report: Report,
    stack_trace: Option<String>,
    fields: Vec<FieldError>,
}

/// What is wrong with one field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldError {
    report: Report,
    field: Option<String>,
}

/// What the whole and each of its fields have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Report {
    code: Option<String>,
    message: Option<String>,
}

impl ServiceError {
    /// The name of its element.
    pub const NAME: Name<'static> = Name::new(NS, "ErrorResponse");

    pub(super) fn answered(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The HTTP status of the answer; 0 where it was read from no answer.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error code, most often the name of an exception.
    pub fn code(&self) -> Option<&str> {
        self.report.code.as_deref()
    }

    /// What is wrong, in words.
    pub fn message(&self) -> Option<&str> {
        self.report.message.as_deref()
    }

    /// The server's stack, where it is configured to show it.
    pub fn stack_trace(&self) -> Option<&str> {
        self.stack_trace.as_deref()
    }

    /// What is wrong field by field.
    pub fn fields(&self) -> &[FieldError] {
        &self.fields
    }
}

impl FieldError {
    /// The error code.
    pub fn code(&self) -> Option<&str> {
        self.report.code.as_deref()
    }

    /// What is wrong, in words.
    pub fn message(&self) -> Option<&str> {
        self.report.message.as_deref()
    }

    /// The field of the request.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }
}

/// By way of the tree: an error is read once, and its `Meta` and what later versions add are of no use to a caller.
impl<'x> FromXml<'x> for ServiceError {
    const NAME: Option<Name<'static>> = Some(Self::NAME);

    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        let element = Element::read(reader)?;
        let status = element.element(Name::new(NS, "ResponseStatus"));
        let fields = status.and_then(|it| it.element(Name::new(NS, "Errors"))).map(Element::elements);
        Ok(Self {
            status: 0,
            report: status.map(report).unwrap_or_default(),
            stack_trace: status.and_then(|it| text(it, "StackTrace")),
            fields: fields.into_iter().flatten().map(field).collect(),
        })
    }
}

fn field(element: &Element) -> FieldError {
    FieldError { report: report(element), field: text(element, "FieldName") }
}

fn report(element: &Element) -> Report {
    Report { code: text(element, "ErrorCode"), message: text(element, "Message") }
}

/// The text of a child; nil and empty say nothing, like an absent one.
fn text(element: &Element, local: &str) -> Option<String> {
    let text = element.element(Name::new(NS, local))?.text();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service refused the request")?;
        match (self.message(), self.code()) {
            (Some(message), Some(code)) => write!(f, ": {message} ({code})"),
            (Some(said), None) | (None, Some(said)) => write!(f, ": {said}"),
            (None, None) => Ok(()),
        }
    }
}

impl std::error::Error for ServiceError {}
