//! Puts a token into a request.

use ::http::header::COOKIE;
use ::http::uri::{PathAndQuery, Uri};
use ::http::{HeaderName, HeaderValue};

use super::Carry;
use crate::Secret;
use crate::error::EncodeError;
use crate::http::{Request, percent::encoded};
use crate::soap::HeaderPlace;
use crate::xml::{Name, Writer};

impl Carry {
    /// Whether a token can travel at all: what was read from a damaged file may not.
    pub(super) fn holds(self, token: &Secret) -> bool {
        let fits = match self {
            Self::HeaderBlock(path) => block(path, token).is_ok(),
            _ => self.put(token, &mut Request::default()).is_ok(),
        };
        fits && !token.is_empty()
    }

    /// Adds the token, in place of one that is there.
    pub(super) fn put(self, token: &Secret, request: &mut Request) -> Result<(), EncodeError> {
        match self {
            Self::Cookie(name) => put_cookie(name, token, request),
            Self::Query(name) => put_query(name, token, request),
            Self::Header(name) => {
                let name = HeaderName::try_from(name).map_err(|_| unsendable())?;
                request.headers_mut().insert(name, value(token.expose())?);
                Ok(())
            }
            Self::HeaderBlock(path) => put_block(path, token, request),
        }
    }
}

fn put_block(path: &[Name<'_>], token: &Secret, request: &mut Request) -> Result<(), EncodeError> {
    let Some(place) = request.extensions().get::<HeaderPlace>().cloned() else {
        let message = "the session token travels in a SOAP header block, and the call is none of SOAP";
        return Err(EncodeError::new(message));
    };
    path.first().map_or(Ok(()), |name| place.admits(*name))?;
    place.put(&block(path, token)?, request);
    Ok(())
}

/// The block with the token in it.
fn block(path: &[Name<'_>], token: &Secret) -> Result<Secret, EncodeError> {
    let mut writer = Writer::new();
    for name in path {
        writer.start(*name);
    }
    writer.text(token);
    for _ in path {
        writer.end();
    }
    writer.finish().map(Secret::from).map_err(|_| unsendable())
}

fn put_cookie(name: &str, token: &Secret, request: &mut Request) -> Result<(), EncodeError> {
    // RFC 6265 §4.1.1: what a cookie's value cannot hold would end it and begin another.
    let fits = |it: u8| matches!(it, b'!' | b'#'..=b'+' | b'-'..=b':' | b'<'..=b'[' | b']'..=b'~');
    if !token.expose().bytes().all(fits) {
        return Err(unsendable());
    }
    let others = request.headers().get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let is_ours = |cookie: &&str| cookie.split('=').next() == Some(name);
    let others = others.flat_map(|line| line.split("; ")).filter(|it| !is_ours(it)).map(str::to_owned);
    let cookies: Vec<String> = others.chain([format!("{name}={}", token.expose())]).collect();
    let line = value(&cookies.join("; "))?;
    request.headers_mut().insert(COOKIE, line);
    Ok(())
}

fn put_query(name: &str, token: &Secret, request: &mut Request) -> Result<(), EncodeError> {
    let mut parts = request.uri().clone().into_parts();
    let (path, query) = parts.path_and_query.as_ref().map_or(("/", None), |it| (it.path(), it.query()));
    let is_ours = |pair: &&str| pair.split('=').next() == Some(name);
    let mut pairs: Vec<&str> =
        query.into_iter().flat_map(|it| it.split('&')).filter(|it| !is_ours(it)).collect();
    let ours = format!("{}={}", encoded(name), encoded(token.expose()));
    pairs.push(&ours);
    let address = format!("{path}?{}", pairs.join("&"));
    parts.path_and_query = Some(PathAndQuery::try_from(address).map_err(|_| unsendable())?);
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| unsendable())?;
    Ok(())
}

fn value(text: &str) -> Result<HeaderValue, EncodeError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| unsendable())?;
    value.set_sensitive(true);
    Ok(value)
}

fn unsendable() -> EncodeError {
    EncodeError::new("the session token has characters that cannot be sent where the policy says")
}
