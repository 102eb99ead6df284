//! What an answer means: by its status, then by its root.

use ::http::HeaderMap;

use super::{Content, Operation, ServiceError};
use crate::error::{DecodeError, StatusError};
use crate::http::{Response, decoded};
use crate::soap::envelope::insist;
use crate::xml::{self, FromXml, Limits, Name, Observed, Reader};
use crate::{Error, OperationError};

/// The result of a call with what came along.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// What the call gives.
    pub output: T,
    /// The HTTP headers.
    pub http_headers: HeaderMap,
    /// What the answer held besides what its type describes; [`Client::strict`](super::Client::strict) makes an error of it.
    pub observed: Observed,
}

/// How answers of a client are read.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) limits: Limits,
    pub(super) exact: bool,
    pub(super) defaults: bool,
}

/// The result of a call.
pub(super) fn read<O: Operation>(response: &Response, how: Reading) -> Result<Answer<O::Output>, Error> {
    let limits = how.limits;
    let answer = |output, observed| Answer { output, http_headers: response.headers().clone(), observed };
    if !response.status().is_success() {
        return Err(refusal::<O>(response, limits));
    }
    if O::RESPONSE.local.is_empty()
        && let Some(output) = O::content(Content::of(response))
    {
        return Ok(answer(output, Observed::default()));
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
    let (found, observed) = observed(&text, how).map_err(|error| DecodeError::at(response, &text, error))?;
    Ok(answer(O::output(found)?, observed))
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

/// The same as strictly as is asked for, with what its type does not describe.
fn observed<'x, T: FromXml<'x>>(text: &'x str, how: Reading) -> xml::Result<(T, Observed)> {
    let mut reader = Reader::with_limits(text, how.limits);
    reader.root()?;
    let value = T::read(&mut reader)?;
    insist(&reader, how.exact, how.defaults)?;
    let observed = reader.observed();
    reader.end()?;
    Ok((value, observed))
}

fn has_root(text: &str, name: Name<'_>, limits: Limits) -> xml::Result<bool> {
    let mut reader = Reader::with_limits(text, limits);
    reader.root()?;
    Ok(reader.name() == name)
}
