//! One call of a route: parameters and body, sent when it is awaited.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use ::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use ::http::{HeaderValue, Method};

use super::address::{Parameters, lexical};
use super::answer::{self, Answer, Reading};
use super::{Client, Operation};
use crate::error::EncodeError;
use crate::http::percent::encoded;
use crate::http::scrub::text_without;
use crate::http::{BoxFuture, Named, Options, Request, Response};
use crate::secret::seen_in;
use crate::session::Credential;
use crate::xml::{self, Name, ToText, ToXml, Writer};
use crate::{Error, blocking};

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
    body: Option<String>,
    form: Option<String>,
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
            form: None,
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
        self.parameter(value, |call, value| {
            let form = call.form.get_or_insert_default();
            form.push_str(if form.is_empty() { "" } else { "&" });
            form.extend([&*encoded(name).to_string(), "=", &*encoded(&value).to_string()]);
        })
    }

    /// Adds a header parameter.
    pub fn header<T: ToText + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.parameter(value, |call, value| call.options.headers.set(name, &value))
    }

    /// Gives the body: a value whose type has an element name of its own.
    pub fn body<T: ToXml + ?Sized>(self, body: &T) -> Self {
        self.written(|| xml::to_string(body))
    }

    /// Gives the body under this name.
    pub fn body_as<T: ToXml + ?Sized>(self, name: Name<'_>, body: &T) -> Self {
        self.written(|| {
            let mut writer = Writer::new();
            writer.element(name, body);
            writer.finish()
        })
    }

    /// Another total time-out than the client's.
    pub fn timeout(mut self, total: Duration) -> Self {
        self.options.total = Some(total);
        self
    }

    /// Adds an HTTP header to this request, in place of one of that name.
    pub fn http_header(mut self, name: &str, value: &str) -> Self {
        self.options.headers.set(name, value);
        self
    }

    /// Sends it, and gives what the answer holds.
    pub async fn send(self) -> Result<O::Output, Error> {
        Ok(self.answer().await?.output)
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
        if self.form.is_some() {
            headers.insert(CONTENT_TYPE, FORM);
        } else if self.body.is_some() {
            headers.insert(CONTENT_TYPE, XML);
        }
        let body = self.form.as_ref().or(self.body.as_ref()).cloned().unwrap_or_default().into_bytes();
        if takes_body || !body.is_empty() {
            headers.insert(CONTENT_LENGTH, body.len().into());
        }
        self.client.channel.add_headers(&self.options, headers)?;
        *request.body_mut() = body;
        Ok(request)
    }

    fn parameter<T: ToText + ?Sized>(mut self, value: &T, add: impl FnOnce(&mut Self, String)) -> Self {
        let (text, secrets) = seen_in(|| lexical(value));
        self.options.secrets.extend(secrets);
        match text {
            Ok(value) => add(&mut self, value),
            Err(error) => _ = self.wrong.get_or_insert(error.into()),
        }
        self
    }

    fn written(mut self, write: impl FnOnce() -> xml::Result<String>) -> Self {
        let (body, secrets) = seen_in(write);
        self.options.secrets.extend(secrets);
        match body {
            Ok(body) => self.body = Some(format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{body}")),
            Err(error) => _ = self.wrong.get_or_insert(error.into()),
        }
        self
    }
}

fn method(name: &str) -> Result<Method, EncodeError> {
    Method::from_bytes(name.as_bytes())
        .map_err(|_| EncodeError::new(format!("`{name}` is not an HTTP method")))
}

impl<O: Operation<Output: Send> + 'static> Call<O> {
    /// Sends it from a thread that has no async runtime, or from one that has, and waits for the answer.
    ///
    /// Inside async code prefer `.await`: the thread does nothing else meanwhile.
    pub fn wait(self) -> Result<O::Output, Error> {
        blocking::wait(self.into_future())
    }
}

impl<O: Operation + 'static> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// Without parameters and body: they may hold passwords.
impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("service", &O::SERVICE)
            .field("operation", &O::NAME)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
