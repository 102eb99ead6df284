//! Takes a secret out of an answer before the answer becomes an error that may be printed: servers and proxies like to echo
//! the address, and with it the query, in their error pages, and what they were asked in their faults.
//!
//! The secret is found as it is, and with any of its characters as a reference of XML or percent-encoded.

use ::http::HeaderValue;
use memchr::{memchr3, memmem};

use super::{Reason, Response};
use crate::Secret;

/// Secrets shorter than this are no secret, and taking every `1` out of a text would leave nothing to read.
const SHORTEST: usize = 4;

/// The longest reference: `&#x10FFFF;`.
const REFERENCE: usize = 10;

/// The answer without these secrets, or `None` where none is in it.
pub(crate) fn scrubbed<'s>(
    response: &Response,
    secrets: impl IntoIterator<Item = &'s Secret>,
) -> Option<Response> {
    let mut clean: Option<Response> = None;
    for secret in secrets {
        let secret = secret.expose().as_bytes();
        let seen = clean.as_ref().unwrap_or(response);
        if secret.len() >= SHORTEST && texts(seen).any(|text| is_in(text, secret)) {
            scrub(clean.get_or_insert_with(|| response.clone()), secret);
        }
    }
    clean
}

fn scrub(clean: &mut Response, secret: &[u8]) {
    *clean.body_mut() = without(clean.body(), secret);
    for value in clean.headers_mut().values_mut() {
        if is_in(value.as_bytes(), secret) {
            *value = HeaderValue::from_static("***");
        }
    }
    if let Some(Reason(reason)) = clean.extensions_mut().get_mut() {
        *reason = String::from_utf8_lossy(&without(reason.as_bytes(), secret)).into_owned();
    }
}

/// A text without these secrets, however short they are.
pub(crate) fn text_without<'s>(text: &str, secrets: impl IntoIterator<Item = &'s Secret>) -> String {
    let mut clean = text.to_owned();
    for secret in secrets.into_iter().filter(|secret| !secret.is_empty()) {
        clean = String::from_utf8_lossy(&without(clean.as_bytes(), secret.expose().as_bytes())).into_owned();
    }
    clean
}

/// All of an answer that may become part of an error.
fn texts(response: &Response) -> impl Iterator<Item = &[u8]> {
    let headers = response.headers().values().map(HeaderValue::as_bytes);
    let reason = response.extensions().get().map(|Reason(reason)| reason.as_bytes());
    [response.body().as_slice()].into_iter().chain(headers).chain(reason)
}

/// One form after the other, so that each pass goes over the text once however often the token is in it.
fn without(text: &[u8], token: &[u8]) -> Vec<u8> {
    without_found(&without_found(text, token, find_plain), token, find_escaped)
}

/// Where the token begins and ends.
type Find = fn(&[u8], &[u8]) -> Option<(usize, usize)>;

fn without_found(text: &[u8], token: &[u8], find: Find) -> Vec<u8> {
    let mut clean = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, end)) = find(rest, token) {
        clean.extend_from_slice(rest.get(..start).unwrap_or_default());
        clean.extend_from_slice(b"***");
        rest = rest.get(end..).unwrap_or_default();
    }
    clean.extend_from_slice(rest);
    clean
}

fn is_in(text: &[u8], token: &[u8]) -> bool {
    find_plain(text, token).or_else(|| find_escaped(text, token)).is_some()
}

fn find_plain(text: &[u8], token: &[u8]) -> Option<(usize, usize)> {
    memmem::find(text, token).map(|start| (start, start + token.len()))
}

fn find_escaped(text: &[u8], token: &[u8]) -> Option<(usize, usize)> {
    let first = *token.first()?;
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let start = from + memchr3(first, b'&', b'%', rest)?;
        if let Some(length) = spelled(text.get(start..)?, token) {
            return Some((start, start + length));
        }
        from = start + 1;
    }
}

/// How many bytes of the text spell the token, if it begins with it.
fn spelled(text: &[u8], token: &[u8]) -> Option<usize> {
    let (mut at, mut rest) = (0, token);
    while !rest.is_empty() {
        let here = text.get(at..)?;
        let (read, bytes) =
            unescaped(here).filter(|(_, bytes)| rest.starts_with(bytes.as_bytes())).map_or_else(
                || (here.first() == rest.first()).then_some((1, 1)),
                |(read, bytes)| Some((read, bytes.as_bytes().len())),
            )?;
        at += read;
        rest = rest.get(bytes..)?;
    }
    Some(at)
}

/// One escape, and what it stands for.
enum Unescaped {
    Byte([u8; 1]),
    Char([u8; 4], usize),
}

impl Unescaped {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Byte(byte) => byte,
            Self::Char(bytes, length) => bytes.get(..*length).unwrap_or_default(),
        }
    }
}

/// The escape that a text begins with, and its length.
fn unescaped(text: &[u8]) -> Option<(usize, Unescaped)> {
    match text {
        [b'%', high, low, ..] => {
            let hex = [*high, *low];
            let byte = u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?;
            Some((3, Unescaped::Byte([byte])))
        }
        [b'&', rest @ ..] => {
            let end = rest.iter().take(REFERENCE).position(|&byte| byte == b';')?;
            let mut bytes = [0; 4];
            let length =
                referenced(std::str::from_utf8(rest.get(..end)?).ok()?)?.encode_utf8(&mut bytes).len();
            Some((end + 2, Unescaped::Char(bytes, length)))
        }
        _ => None,
    }
}

/// The character of a reference, by its name or number.
fn referenced(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without;

    fn clean(text: &str, token: &str) -> String {
        String::from_utf8_lossy(&without(text.as_bytes(), token.as_bytes())).into_owned()
    }

    #[test]
    fn every_form_of_a_token_is_taken_out() {
        let forms = [
            "a&b<\u{e6}>",
            "a&amp;b&lt;\u{e6}>",
            "a%26b%3c%C3%A6%3E",
            "&#97;&#x26;b&lt;&#230;&gt;",
            "a&b&lt;\u{e6}&#X3E;",
        ];
        for form in forms {
            assert_eq!(clean(&format!("1 {form}2{form}{form}3"), "a&b<\u{e6}>"), "1 ***2******3");
        }
    }

    #[test]
    fn what_only_looks_like_the_token_stays() {
        for text in [
            "",
            "a",
            "a&",
            "a&b",
            "%",
            "%4",
            "&",
            "&#",
            "&#;",
            "&#x110000;",
            "&#99999999999;",
            "a&b<x",
            "%c3%",
            "\u{e6}",
        ] {
            assert_eq!(clean(text, "a&b<\u{e6}>"), text);
        }
    }

    #[test]
    fn a_token_that_reads_like_an_escape_is_taken_out() {
        assert_eq!(clean("a&amp;b a&amp;amp;b", "a&amp;b"), "*** ***");
        assert_eq!(clean("x%41%2541y", "%41%41"), "x***y");
    }
}
