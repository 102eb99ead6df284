//! Finds the operation that a SOAP request asks for, decodes it, and encodes the answer or a fault.

use castile::soap::{Fault, Operation, Version, envelope};
use castile::{FromXml, ToXml};

use super::http::{Request, Response};

/// A request that waits for its operation.
pub(crate) struct Dispatch<'a> {
    request: &'a Request,
    action: &'a str,
    answer: Option<Response>,
}

impl<'a> Dispatch<'a> {
    /// The action is a header in SOAP 1.1, and a parameter of the content type in SOAP 1.2.
    pub(crate) fn new(request: &'a Request) -> Self {
        let parameter = request
            .header("content-type")
            .and_then(|value| value.split_once("action="))
            .map(|(_, rest)| rest);
        let action = request.header("soapaction").or(parameter).unwrap_or_default();
        Self { request, action: action.trim_matches('"'), answer: None }
    }

    /// Handles the operation `O`, if that is the one. An error becomes a fault with this text.
    pub(crate) fn on<O>(
        mut self,
        handle: impl FnOnce(O::Request) -> Result<O::Response, &'static str>,
    ) -> Self
    where
        O: Operation<Request: for<'x> FromXml<'x>, Response: ToXml>,
    {
        if self.action == O::ACTION && self.answer.is_none() {
            self.answer = Some(match envelope::read::<O::Request>(&self.request.body, O::REQUEST) {
                Ok(message) => answer::<O>(message.version, handle(message.body)),
                Err(error) => fault(Version::V11, &error.to_string()),
            });
        }
        self
    }

    /// The answer, or a fault where no operation was the one.
    pub(crate) fn finish(self) -> Response {
        self.answer.unwrap_or_else(|| fault(Version::V11, "no such operation"))
    }
}

fn answer<O: Operation<Response: ToXml>>(
    version: Version,
    outcome: Result<O::Response, &'static str>,
) -> Response {
    let written = match (outcome, O::RESPONSE) {
        (Ok(response), Some(name)) => envelope::write(version, name, &response),
        (Ok(_), None) => Ok(String::new()),
        (Err(text), _) => return fault(version, text),
    };
    match written {
        Ok(text) => xml(version, 200, text),
        Err(error) => fault(version, &error.to_string()),
    }
}

fn fault(version: Version, text: &str) -> Response {
    match envelope::write_fault(version, &Fault::new("Server", text)) {
        Ok(text) => xml(version, 500, text),
        Err(error) => Response::text(500, error.to_string()),
    }
}

fn xml(version: Version, status: u16, text: String) -> Response {
    let content_type = match version {
        Version::V11 => "text/xml; charset=utf-8",
        Version::V12 => "application/soap+xml; charset=utf-8",
    };
    Response { status, content_type, body: text.into_bytes() }
}
