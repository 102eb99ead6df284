//! A hook that holds the messages of a client to their schema.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ::http::HeaderMap;

use super::{Schema, Violations};
use crate::Error;
use crate::http::{Attempt, Hook, Request, Response, decoded_by};
use crate::soap::{Version, envelope_in};
use crate::xml::{self, Element};

/// Validates what a client sends before it is sent, and what it is answered before it is read: the elements in the body of an envelope,
/// also where attachments travel beside it, or the document of a route. Faults, and answers of another status than success, are left to
/// the client. For messages that SOAP encodes there is no schema that they would keep to.
///
/// Nor does a schema say anything of a message that is no XML: a form, a text, an image. Such messages pass, and are
/// [counted](Self::unchecked).
///
/// ```
/// use castile::schema::{Checked, InvalidMessage, Schema};
/// use castile::soap::{Client, Version};
///
/// # async fn run(schema: &'static Schema, client: Client) {
/// let client = client.with_hook(Checked::new(schema)); // `&SCHEMA` of a generated module
/// # let error = castile::Error::LoginRefused { message: None };
/// if let Some(invalid) = error.custom_as::<InvalidMessage>() {
///     println!("{invalid}");
/// }
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Checked {
    schema: &'static Schema,
    requests: bool,
    answers: bool,
    unchecked: Arc<AtomicUsize>,
}

impl Checked {
    /// Checks requests and answers.
    pub fn new(schema: &'static Schema) -> Self {
        Self { schema, requests: true, answers: true, unchecked: Arc::default() }
    }

    /// The same, of requests alone: a program's own mistakes are found before a server answers with a fault.
    pub fn requests_only(self) -> Self {
        Self { answers: false, ..self }
    }

    /// How many messages it and its clones let pass unchecked, since they are no XML.
    ///
    /// ```
    /// # use castile::{schema::{Checked, Schema}, soap::Client};
    /// # async fn run(schema: &'static Schema, client: Client) {
    /// let checked = Checked::new(schema);
    /// let client = client.with_hook(checked.clone());
    /// // … calls …
    /// assert_eq!(checked.unchecked(), 0);
    /// # }
    /// ```
    pub fn unchecked(&self) -> usize {
        self.unchecked.load(Ordering::Relaxed)
    }

    fn check(&self, what: &'static str, headers: &HeaderMap, body: &[u8]) -> Result<(), Error> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let Some(document) = document(headers, body) else {
            self.unchecked.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        };
        for payload in payloads(&document) {
            let text = xml::to_string(payload).map_err(Error::custom)?;
            self.schema
                .validate(text.as_bytes())
                .map_err(|found| Error::custom(InvalidMessage::new(what, &found)))?;
        }
        Ok(())
    }
}

impl Hook for Checked {
    fn sending(&self, _: Attempt, request: &mut Request) -> Result<(), Error> {
        if self.requests { self.check("request", request.headers(), request.body()) } else { Ok(()) }
    }

    fn received(&self, _: Attempt, response: &mut Response) -> Result<(), Error> {
        if self.answers && response.status().is_success() {
            self.check("answer", response.headers(), response.body())
        } else {
            Ok(())
        }
    }
}

/// The envelope or document, where a body is one.
fn document(headers: &HeaderMap, body: &[u8]) -> Option<Element> {
    let envelope = envelope_in(headers, body)?;
    let text = match &envelope {
        Cow::Borrowed(body) => decoded_by(headers, body),
        // The charset is the part's own, and said in its declaration where it is not UTF-8.
        Cow::Owned(part) => decoded_by(&HeaderMap::new(), part),
    };
    xml::from_str(&text.ok()?).ok()
}

/// The elements in the body of an envelope but for a fault, or the document itself.
fn payloads(document: &Element) -> Vec<&Element> {
    let Some(version) = Version::of(document.name().ns).filter(|_| document.name().local == "Envelope")
    else {
        return vec![document];
    };
    let of_soap = |it: &&Element, local| it.name().ns == version.namespace() && it.name().local == local;
    let bodies = document.elements().filter(|it| of_soap(it, "Body"));
    bodies.flat_map(Element::elements).filter(|it| !of_soap(it, "Fault")).collect()
}

/// A message that breaks rules of its schema. It tells which and where, and none of the values, which may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidMessage {
    what: &'static str,
    places: Vec<(String, &'static str)>,
}

impl InvalidMessage {
    fn new(what: &'static str, found: &Violations) -> Self {
        let places = found.iter().map(|it| (it.path().to_owned(), it.rule()));
        Self { what, places: places.collect() }
    }

    /// The element or attribute that each violation is about, as local names from the element in the body on, and the rule that it
    /// breaks (XSD 1.0 Part 1 appendix C).
    pub fn places(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.places.iter().map(|(path, rule)| (path.as_str(), *rule))
    }
}

impl fmt::Display for InvalidMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} is not what its schema allows:", self.what)?;
        for (at, (path, rule)) in self.places().enumerate() {
            write!(f, "{} {path} ({rule})", if at > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl StdError for InvalidMessage {}
