//! Takes a token out of an answer before the answer becomes an error that may be printed: servers and proxies like to echo
//! the address, and with it the query, in their error pages.

use std::borrow::Cow;

use ::http::HeaderValue;
use memchr::memmem;

use super::percent::encoded;
use super::{Reason, Response};
use crate::Secret;

/// Tokens shorter than this are no secret, and taking every `1` out of a text would leave nothing to read.
const SHORTEST: usize = 4;

/// The answer without the token, or `None` where the token is not in it.
pub(crate) fn scrubbed(response: &Response, token: &Secret) -> Option<Response> {
    let forms = forms(token.expose());
    if !forms.iter().any(|form| is_in(response, form)) {
        return None;
    }
    let mut clean = response.clone();
    for form in &forms {
        *clean.body_mut() = without(clean.body(), form.as_bytes());
        for value in clean.headers_mut().values_mut() {
            if memmem::find(value.as_bytes(), form.as_bytes()).is_some() {
                *value = HeaderValue::from_static("***");
            }
        }
        if let Some(Reason(reason)) = clean.extensions_mut().get_mut() {
            *reason = reason.replace(form.as_ref(), "***");
        }
    }
    Some(clean)
}

/// The token as it is, as it stands in an address, and as it stands in XML.
fn forms(token: &str) -> Vec<Cow<'_, str>> {
    if token.len() < SHORTEST {
        return Vec::new();
    }
    let in_address = encoded(token).to_string();
    let in_xml = token.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut forms = vec![Cow::Borrowed(token), in_address.into(), in_xml.into()];
    forms.dedup();
    forms
}

fn is_in(response: &Response, form: &str) -> bool {
    let found = |text: &[u8]| memmem::find(text, form.as_bytes()).is_some();
    found(response.body())
        || response.headers().values().any(|value| found(value.as_bytes()))
        || response.extensions().get().is_some_and(|Reason(reason)| found(reason.as_bytes()))
}

fn without(text: &[u8], form: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memmem::find(rest, form) {
        let (before, after) = rest.split_at(at);
        clean.extend_from_slice(before);
        clean.extend_from_slice(b"***");
        rest = after.get(form.len()..).unwrap_or_default();
    }
    clean.extend_from_slice(rest);
    clean
}
