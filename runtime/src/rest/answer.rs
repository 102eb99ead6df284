//! What an answer means: by its status, then by its root.

use super::{Operation, ServiceError};
use crate::error::{DecodeError, StatusError};
use crate::http::{Response, decoded};
use crate::xml::{self, FromXml, Name, Reader};
use crate::{Error, OperationError};

/// The result of a call.
pub(super) fn read<O: Operation>(response: &Response) -> Result<O::Output, Error> {
    if !response.status().is_success() {
        return Err(refusal::<O>(response));
    }
    if response.body().iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::unlike(response, "the answer is empty").into());
    }
    let not_xml = |error| DecodeError::unlike(response, "the answer is not XML").because(error);
    let text = decoded(response).map_err(not_xml)?;
    if has_root(&text, ServiceError::NAME).map_err(not_xml)? {
        // Some servers are set up to report errors with status 200.
        return Err(
            reported(response, &text).unwrap_or_else(|error| DecodeError::at(response, &text, error).into())
        );
    }
    if let Err(error) = Reader::new(&text).root_named(O::RESPONSE) {
        return Err(DecodeError::unlike(response, "the answer is not the one expected")
            .because(error)
            .into());
    }
    let answer = document(&text).map_err(|error| DecodeError::at(response, &text, error))?;
    Ok(O::output(answer)?)
}

/// The error in an answer whose status is not success. A blank answer says nothing, and its reason phrase may.
fn refusal<O: Operation>(response: &Response) -> Error {
    let plain = || StatusError::new(response).into();
    let Ok(text) = decoded(response) else { return plain() };
    let has = |name| has_root(&text, name).unwrap_or(false);
    if has(ServiceError::NAME) {
        return reported(response, &text).unwrap_or_else(|_| plain());
    }
    let outcome = if has(O::RESPONSE) { outcome::<O>(&text) } else { None };
    outcome.map_or_else(plain, Error::Outcome)
}

fn reported(response: &Response, text: &str) -> xml::Result<Error> {
    let error: ServiceError = document(text)?;
    Ok(Error::Service(Box::new(error.answered(response.status().as_u16()))))
}

/// The outcome in the form of the usual answer, if it has a message.
fn outcome<O: Operation>(text: &str) -> Option<OperationError> {
    let outcome = O::output(document(text).ok()?).err()?;
    let says = outcome.message.as_deref().is_some_and(|message| !message.trim().is_empty());
    says.then_some(outcome)
}

fn document<'x, T: FromXml<'x>>(text: &'x str) -> xml::Result<T> {
    let mut reader = Reader::new(text);
    reader.root()?;
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn has_root(text: &str, name: Name<'_>) -> xml::Result<bool> {
    let mut reader = Reader::new(text);
    reader.root()?;
    Ok(reader.name() == name)
}
