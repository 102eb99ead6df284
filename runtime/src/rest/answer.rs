//! What an answer means: by its status, then by its root.

use super::{Content, Operation, ServiceError};
use crate::error::{DecodeError, StatusError};
use crate::http::{Response, decoded};
use crate::soap::envelope::insist;
use crate::xml::{self, FromXml, Limits, Name, Reader};
use crate::{Error, OperationError};

/// The result of a call.
pub(super) fn read<O: Operation>(
    response: &Response,
    limits: Limits,
    strict: bool,
) -> Result<O::Output, Error> {
    if !response.status().is_success() {
        return Err(refusal::<O>(response, limits));
    }
    if O::RESPONSE.local.is_empty()
        && let Some(output) = O::content(Content::of(response))
    {
        return Ok(output);
    }
    if response.body().iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::unlike(response, "the answer is empty").into());
    }
    let not_xml = |error| DecodeError::unlike(response, "the answer is not XML").because(error);
    let text = decoded(response).map_err(not_xml)?;
    if has_root(&text, ServiceError::NAME, limits).map_err(not_xml)? {
        // Some servers are set up to report errors with status 200.
        return Err(reported(response, &text, limits)
            .unwrap_or_else(|error| DecodeError::at(response, &text, error).into()));
    }
    if let Err(error) = Reader::with_limits(&text, limits).root_named(O::RESPONSE) {
        return Err(DecodeError::unlike(response, "the answer is not the one expected")
            .because(error)
            .into());
    }
    let read = if strict { document_alone } else { document };
    let answer = read(&text, limits).map_err(|error| DecodeError::at(response, &text, error))?;
    Ok(O::output(answer)?)
}

/// The error in an answer whose status is not success. A blank answer says nothing, and its reason phrase may.
fn refusal<O: Operation>(response: &Response, limits: Limits) -> Error {
    let plain = || StatusError::new(response).into();
    let Ok(text) = decoded(response) else { return plain() };
    let has = |name| has_root(&text, name, limits).unwrap_or(false);
    if has(ServiceError::NAME) {
        return reported(response, &text, limits).unwrap_or_else(|_| plain());
    }
    let outcome = if has(O::RESPONSE) { outcome::<O>(&text, limits) } else { None };
    outcome.map_or_else(plain, Error::Outcome)
}

fn reported(response: &Response, text: &str, limits: Limits) -> xml::Result<Error> {
    let error: ServiceError = document(text, limits)?;
    Ok(Error::Service(Box::new(error.answered(response.status().as_u16()))))
}

/// The outcome in the form of the usual answer, if it has a message.
fn outcome<O: Operation>(text: &str, limits: Limits) -> Option<OperationError> {
    let outcome = O::output(document(text, limits).ok()?).err()?;
    let says = outcome.message.as_deref().is_some_and(|message| !message.trim().is_empty());
    says.then_some(outcome)
}

fn document<'x, T: FromXml<'x>>(text: &'x str, limits: Limits) -> xml::Result<T> {
    let mut reader = Reader::with_limits(text, limits);
    reader.root()?;
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// The same, and nothing that the type does not describe.
fn document_alone<'x, T: FromXml<'x>>(text: &'x str, limits: Limits) -> xml::Result<T> {
    let mut reader = Reader::with_limits(text, limits);
    reader.root()?;
    let value = T::read(&mut reader)?;
    insist(&reader)?;
    reader.end()?;
    Ok(value)
}

fn has_root(text: &str, name: Name<'_>, limits: Limits) -> xml::Result<bool> {
    let mut reader = Reader::with_limits(text, limits);
    reader.root()?;
    Ok(reader.name() == name)
}
