//! One call of a route: parameters and body, sent when it is awaited.

use std::marker::PhantomData;

use ::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use ::http::{HeaderValue, Method};
use zeroize::Zeroizing;

use super::address::{Parameters, lexical};
use super::answer::{self, Answer, Reading};
use super::{Client, Operation};
use crate::error::EncodeError;
use crate::http::percent::encoded;
use crate::http::scrub::text_without;
use crate::http::{Named, Options, Request, Response, sending};
use crate::secret::seen_in;
use crate::session::Credential;
use crate::xml::write::write_root;
use crate::xml::{self, Name, ToText, ToXml, Writer};
use crate::{Error, Secret};

/// A call of the route `O`: parameters, then `.await`, or [`wait`](Self::wait) without async.
///
/// ```no_run
/// # use castile::{rest::{Call, Client, Operation}, Error};
/// # async fn run<O: Operation + 'static>(client: Client) -> Result<(), Error> {
/// let part = Call::<O>::new(&client).path("PartId", "7").query("PageSize", &50).await?;
/// # Ok(()) }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O> {
    client: Client,
    parameters: Parameters,
    body: Option<Secret>,
    form: Vec<(&'static str, Secret)>,
    /// The first thing that could not be written.
    wrong: Option<EncodeError>,
    options: Options,
    operation: PhantomData<fn() -> O>,
}

/// `Accept` and `Content-Type`, to the letter: `ServiceStack` answers other forms in other formats.
const XML: HeaderValue = HeaderValue::from_static("application/xml");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

impl<O: Operation> Call<O> {
    /// A call without parameters.
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            parameters: Parameters::default(),
            body: None,
            form: Vec::new(),
            wrong: None,
            options: Options::default(),
            operation: PhantomData,
        }
    }

    /// Adds a query parameter.
    pub fn query<T: ToText + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.parameter(value, |call, value| call.parameters.add_query(name, value))
    }

    /// Adds a query parameter for each value: none or one of an `Option`, all of a list.
    pub fn query_each<'v, T: ToText + ?Sized + 'v>(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = &'v T>,
    ) -> Self {
        values.into_iter().fold(self, |call, value| call.query(name, value))
    }

    /// Gives the value of a path parameter.
    pub fn path<T: ToText + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.parameter(value, |call, value| call.parameters.add_path(name, value))
    }

    /// Adds a field of a form, which is the body then.
    pub fn form<T: ToText + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.parameter(value, |call, value| call.form.push((name, value)))
    }

    /// Adds a header parameter.
    pub fn header<T: ToText + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.parameter(value, |call, value| call.options.headers.set(name, value.expose()))
    }

    /// Gives the body: a value whose type has an element name of its own.
    pub fn body<T: ToXml + ?Sized>(self, body: &T) -> Self {
        self.written(|writer| write_root(writer, body))
    }

    /// Gives the body under this name.
    pub fn body_as<T: ToXml + ?Sized>(self, name: Name<'_>, body: &T) -> Self {
        self.written(|writer| {
            writer.element(name, body);
            Ok(())
        })
    }

    /// Sends it, and gives what the answer holds with its headers, and what its type does not describe.
    pub async fn answer(self) -> Result<Answer<O::Output>, Error> {
        let request = self.request()?;
        let channel = &self.client.channel;
        let how = Reading { limits: channel.limits, exact: channel.strict, defaults: channel.defaults };
        let read = |response: &Response| answer::read::<O>(response, how);
        let named = Named { service: O::SERVICE, operation: O::NAME, replay: O::REPLAY };
        channel.perform(request, named, &self.options, &read).await
    }

    /// What tells this call from others with another account or password, for [`LoginWith::known_by`](crate::session::LoginWith::known_by).
    pub fn credential(&self) -> Option<Credential> {
        let request = self.request().ok()?;
        let (address, body) = (request.uri().to_string(), String::from_utf8_lossy(request.body()));
        let whole = [address.as_str(), O::NAME, &body];
        let account = whole.map(|it| text_without(it, &self.options.secrets));
        Some(Credential::new(&whole, &account.each_ref().map(String::as_str)))
    }

    /// The request as it is sent, but for the session's token. It may hold passwords.
    pub fn request(&self) -> Result<Request, Error> {
        if let Some(wrong) = &self.wrong {
            return Err(wrong.clone().into());
        }
        let base = self.client.channel.endpoint.uri()?;
        let mut request = Request::default();
        *request.uri_mut() = self.parameters.address(base, O::PATH, self.client.format)?;
        *request.method_mut() = method(O::METHOD)?;
        let takes_body = !matches!(O::METHOD, "GET" | "HEAD" | "DELETE");
        let headers = request.headers_mut();
        headers.insert(ACCEPT, XML);
        let body = self.content();
        if !self.form.is_empty() {
            headers.insert(CONTENT_TYPE, FORM);
        } else if self.body.is_some() {
            headers.insert(CONTENT_TYPE, XML);
        }
        if takes_body || !body.is_empty() {
            headers.insert(CONTENT_LENGTH, body.len().into());
        }
        self.client.channel.add_headers(&self.options, headers)?;
        *request.body_mut() = body;
        Ok(request)
    }

    /// The fields of the form, or the body.
    fn content(&self) -> Vec<u8> {
        if self.form.is_empty() {
            return self.body.as_ref().map(|body| body.expose().as_bytes().to_vec()).unwrap_or_default();
        }
        let fields = self.form.iter().map(|(name, value)| pair(name, value));
        let fields = Zeroizing::new(fields.collect::<Vec<_>>());
        fields.join("&").into_bytes()
    }

    fn parameter<T: ToText + ?Sized>(mut self, value: &T, add: impl FnOnce(&mut Self, Secret)) -> Self {
        let (text, secrets) = seen_in(|| lexical(value));
        self.options.secrets.extend(secrets);
        match text {
            Ok(value) => add(&mut self, value),
            Err(error) => _ = self.wrong.get_or_insert(error.into()),
        }
        self
    }

    fn written(mut self, write: impl FnOnce(&mut Writer) -> xml::Result<()>) -> Self {
        let (body, secrets) = seen_in(|| {
            let mut writer = Writer::new();
            writer.declaration();
            write(&mut writer)?;
            writer.finish()
        });
        self.options.secrets.extend(secrets);
        match body {
            Ok(body) => self.body = Some(Secret::from(body)),
            Err(error) => _ = self.wrong.get_or_insert(error.into()),
        }
        self
    }
}

/// A field of a form, or a parameter of a query.
pub(super) fn pair(name: &str, value: &Secret) -> String {
    let (name, value) = (encoded(name).to_string(), Zeroizing::new(encoded(value.expose()).to_string()));
    [name.as_str(), "=", value.as_str()].concat()
}

fn method(name: &str) -> Result<Method, EncodeError> {
    Method::from_bytes(name.as_bytes())
        .map_err(|_| EncodeError::new(format!("`{name}` is not an HTTP method")))
}

sending!(Call, Operation);
