//! What a log-in gives: a token and, where the service says so, the address that calls in the session go to.

use ::http::Uri;

use super::Carry;
use crate::Secret;
use crate::error::EncodeError;
use crate::http::{Endpoint, Request};
use crate::soap::HeaderPlace;

/// A token, and the address to use it at. It prints as `***`; a text or [`Secret`] is one without an address.
///
/// ```
/// use castile::session::Ticket;
/// let ticket = Ticket::new("t0k3n").at("https://eu1.example.com/soap/38.0");
/// assert_eq!(ticket.token.expose(), "t0k3n");
/// assert_eq!(Ticket::from("t0k3n").address, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ticket {
    /// The token.
    pub token: Secret,
    /// Where calls in the session go, in the place of their client's endpoint; `None` where they stay there. It may hold keys, and is
    /// kept like the token.
    pub address: Option<Secret>,
}

impl Ticket {
    /// A token that is used at the endpoint of each client.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { token: token.into(), address: None }
    }

    /// The same, used at this address; an empty one is none.
    pub fn at(mut self, address: impl Into<Secret>) -> Self {
        self.address = Some(address.into()).filter(|address| !address.is_empty());
        self
    }

    /// Whether it can be used at all: what was read from a damaged file may not.
    pub(super) fn is_usable(&self, carry: Carry) -> bool {
        carry.holds(&self.token) && self.address.as_ref().is_none_or(|address| endpoint(address).is_ok())
    }
}

impl<T: Into<Secret>> From<T> for Ticket {
    fn from(token: T) -> Self {
        Self::new(token)
    }
}

/// Where the calls of a client in a session go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Destination {
    /// To the address of the ticket, if it has one.
    Ticket,
    /// To the client's endpoint in any case.
    Endpoint,
}

/// Turns a request to `from`, or to a route below it, to the address that a log-in gave.
pub(crate) fn turn(address: &Secret, from: &Endpoint, request: &mut Request) -> Result<(), EncodeError> {
    let target = moved(request.uri(), &from.uri()?, endpoint(address)?)?;
    if let Some(place) = request.extensions().get::<HeaderPlace>().cloned() {
        place.address(&target.to_string(), request)?;
    }
    *request.uri_mut() = target;
    Ok(())
}

/// What may hold keys in the address, for taking it out of what is told of a call: all behind the path.
pub(crate) fn keys_in(address: &Secret) -> Option<Secret> {
    address.expose().split_once(['?', ';', '#']).map(|(_, keys)| Secret::from(keys))
}

fn endpoint(address: &Secret) -> Result<Uri, EncodeError> {
    // The address itself may hold keys, so the error does not say it.
    let unusable = |_| EncodeError::new("the address that the log-in gave is not an http or https address");
    Endpoint::new(address.expose().trim()).uri().map_err(unusable)
}

/// The address with what `uri` has more than `from`: nothing of a SOAP service, the route and its query of another.
fn moved(uri: &Uri, from: &Uri, to: Uri) -> Result<Uri, EncodeError> {
    let route = uri.path().strip_prefix(from.path().trim_end_matches('/')).unwrap_or(uri.path());
    let own = uri.query().map(|query| without_prefix(query, from.query().unwrap_or_default()));
    let own = own.filter(|query| !query.is_empty());
    if route.trim_matches('/').is_empty() && own.is_none() {
        return Ok(to);
    }
    let path = format!("{}{route}", to.path().trim_end_matches('/'));
    let query = [to.query(), own].into_iter().flatten().collect::<Vec<_>>().join("&");
    let address = if query.is_empty() { path } else { format!("{path}?{query}") };
    let unusable = || EncodeError::new("the address that the log-in gave and the route make no address");
    let mut parts = to.into_parts();
    parts.path_and_query = Some(address.parse().map_err(|_| unusable())?);
    Uri::from_parts(parts).map_err(|_| unusable())
}

/// The parameters behind those of the endpoint, which stand first.
fn without_prefix<'q>(query: &'q str, of_endpoint: &str) -> &'q str {
    query.strip_prefix(of_endpoint).map_or(query, |rest| rest.trim_start_matches('&'))
}
