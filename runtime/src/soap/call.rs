//! One call: encoded when it is made, sent when it is awaited.

use std::marker::PhantomData;

use ::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use ::http::{HeaderMap, HeaderName, Method};
use zeroize::Zeroizing;

use super::addressing::Addressed;
use super::attachment::{self, Attachment};
use super::block::{Block, BlockAttributes};
use super::envelope::{self, Envelope, HeaderBlock};
use super::header_place::HeaderPlace;
use super::{Client, Operation, Rules, Version};
use crate::error::{DecodeError, EncodeError, StatusError};
use crate::http::scrub::text_without;
use crate::http::{Named, Options, Request, Response, sending};
use crate::secret::seen_in;
use crate::session::Credential;
use crate::xml::{Observed, ToXml};
use crate::xsd::QName;
use crate::{Error, Secret};

/// A call of the operation `O`: options, then `.await`, or [`wait`](Self::wait) without async.
///
/// ```no_run
/// # use castile::{soap::{Call, Client, Operation}, Error};
/// # async fn run<O: Operation<Output = bool> + 'static>(client: Client, request: O::Request) -> Result<(), Error> {
/// let alive = client.call::<O>(&request).timeout(std::time::Duration::from_secs(5)).await?;
/// # Ok(()) }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O: Operation> {
    client: Client,
    body: Body<O::Request>,
    headers: Result<Vec<Secret>, EncodeError>,
    /// What those are called.
    blocks: Vec<QName>,
    attachments: Vec<Attachment>,
    addressed: Option<Addressed>,
    options: Options,
    operation: PhantomData<fn() -> O>,
}

/// What stands in the body: a request that is still to be written, or one that was written when the call was made.
enum Body<T> {
    Typed(T),
    Written(Result<Secret, EncodeError>),
}

/// The result of a call with what came along.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// What the call gives.
    pub output: T,
    /// The SOAP header blocks. One that must be understood is here only if the client was told so
    /// ([`Client::understanding`]), or not to mind ([`Client::lenient`]).
    pub headers: Vec<HeaderBlock>,
    /// The HTTP headers.
    pub http_headers: HeaderMap,
    /// What came beside the envelope.
    pub attachments: Vec<Attachment>,
    /// What the answer held besides what its type describes; [`Client::strict`] makes an error of it.
    pub observed: Observed,
    /// The version of the answer; `None` for a one-way operation, which has none.
    pub version: Option<Version>,
}

impl<T> Answer<T> {
    /// What came beside the envelope as this part of the message.
    pub fn attachment(&self, part: &str) -> Option<&Attachment> {
        self.attachments.iter().find(|it| it.part == part)
    }
}

impl<O: Operation> Call<O> {
    /// A call of the operation with this request, which is written when the call is sent.
    pub fn of(client: &Client, request: O::Request) -> Self {
        Self::made(client, Body::Typed(request), Vec::new())
    }

    /// A call with a request that is written at once: of a type that borrows what it has, for example. Hooks
    /// ([`Client::before`]) do not see it.
    pub fn new<T: ToXml + ?Sized>(client: &Client, request: &T) -> Self {
        let (body, secrets) = written::<O, T>(client.version(), request);
        Self::made(client, Body::Written(body), secrets)
    }

    fn made(client: &Client, body: Body<O::Request>, secrets: Vec<Secret>) -> Self {
        let options = Options { secrets, ..Options::default() };
        let addressed = if client.addresses { Addressed::of::<O>() } else { None };
        let (headers, attachments) = (Ok(Vec::new()), Vec::new());
        Self {
            client: client.clone(),
            body,
            headers,
            blocks: Vec::new(),
            attachments,
            addressed,
            options,
            operation: PhantomData,
        }
    }

    /// Changes the request before it is written. One that was written when the call was made ([`new`](Self::new)) cannot be changed:
    /// the call then fails.
    pub fn change(mut self, change: impl FnOnce(&mut O::Request)) -> Self {
        match &mut self.body {
            Body::Typed(request) => change(request),
            Body::Written(body) => {
                *body = Err(EncodeError::new("the request was written before it was to be changed"));
            }
        }
        self
    }

    /// Adds a SOAP header block: a value whose type has an element name of its own, or an [`Element`](crate::xml::Element).
    pub fn header<T: ToXml + ?Sized>(self, header: &T) -> Self {
        self.header_with(header, &BlockAttributes::default())
    }

    /// Adds a SOAP header block that says who has to understand it.
    ///
    /// ```no_run
    /// # use castile::{soap::{BlockAttributes, Call, Operation}, ToXml};
    /// # fn add<O: Operation>(call: Call<O>, security: &impl ToXml) -> Call<O> {
    /// call.header_with(security, &BlockAttributes::new().must_understand())
    /// # }
    /// ```
    pub fn header_with<T: ToXml + ?Sized>(mut self, header: &T, attributes: &BlockAttributes) -> Self {
        let block = Block { value: header, attributes, version: self.client.version() };
        let (block, secrets) = seen_in(|| crate::xml::to_string(&block));
        self.options.secrets.extend(secrets);
        self.blocks.extend(header.own_name().map(QName::from));
        match (block, &mut self.headers) {
            (Ok(block), Ok(headers)) => headers.push(Secret::from(block)),
            (Err(error), Ok(_)) => self.headers = Err(error.into()),
            // The first that cannot be written is the one to tell of.
            (_, Err(_)) => {}
        }
        self
    }

    /// Adds what travels beside the envelope as this part of the message (SOAP with Attachments).
    pub fn attach(mut self, part: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.attachments.push(Attachment::new(part, media_type, bytes.into()));
        self
    }

    /// What tells this call from others with another account or password, for [`LoginWith::known_by`](crate::session::LoginWith::known_by).
    pub fn credential(&self) -> Option<Credential> {
        let (body, secrets) = self.body();
        let body = body.ok()?;
        let whole = [self.client.endpoint(), O::NAME, body.expose()];
        let account = whole.map(|it| text_without(it, &secrets));
        Some(Credential::new(&whole, &account.each_ref().map(String::as_str)))
    }

    /// The envelope that the call would send, without sending it. It may hold passwords.
    pub fn envelope(&self) -> Result<String, Error> {
        Ok(self.assembled(self.body().0)?.0)
    }

    /// Sends it, and gives the answer with its headers.
    pub async fn answer(self) -> Result<Answer<O::Output>, Error> {
        let client = self.client.clone();
        let result = self.answered().await;
        client.typed().look_at::<O>(result.as_ref().map(|answer| &answer.output));
        result
    }

    async fn answered(mut self) -> Result<Answer<O::Output>, Error> {
        if let Body::Typed(request) = &mut self.body {
            self.client.typed().change::<O>(request);
        }
        let (body, secrets) = self.body();
        let request = self.request(body)?;
        self.options.secrets = secrets;
        let addressed = self.addressed.as_ref();
        let rules = self.client.rules();
        let rules = if addressed.is_some() { Addressed::understood(rules) } else { rules };
        let read = |response: &Response| {
            let answer = read::<O>(response, &rules)?;
            if addressed.is_some_and(|it| it.is_contradicted(&answer.headers)) {
                return Err(DecodeError::unlike(response, "the answer is one to another request").into());
            }
            Ok(answer)
        };
        let named = Named { service: O::SERVICE, operation: O::NAME, replay: O::REPLAY };
        self.client.channel.perform(request, named, &self.options, &read).await
    }

    /// The body as text, and the secrets in body and headers.
    fn body(&self) -> (Result<Secret, EncodeError>, Vec<Secret>) {
        let (body, mut secrets) = match &self.body {
            Body::Typed(request) => written::<O, O::Request>(self.client.version(), request),
            Body::Written(body) => (body.clone(), Vec::new()),
        };
        secrets.extend_from_slice(&self.options.secrets);
        (body, secrets)
    }

    fn assembled(&self, body: Result<Secret, EncodeError>) -> Result<(String, HeaderPlace), EncodeError> {
        let (version, own) = (self.client.version(), self.headers.as_ref().map_err(Clone::clone)?);
        let Some(addressed) = &self.addressed else {
            return Ok(envelope::assemble(version, own, O::REQUEST, body?.expose()));
        };
        let first = addressed.blocks(version, self.client.endpoint())?;
        let blocks = [&first, own.as_slice()].concat();
        let (envelope, place) = envelope::assemble(version, &blocks, O::REQUEST, body?.expose());
        Ok((envelope, place.behind(&first, version)))
    }

    fn request(&self, body: Result<Secret, EncodeError>) -> Result<Request, Error> {
        let version = self.client.version();
        let (envelope, place) = self.assembled(body)?;
        let mut place = HeaderPlace { blocks: self.blocks.clone(), ..place };
        let mut body = envelope.into_bytes();
        let mut content_type = version.content_type(O::ACTION)?;
        if !self.attachments.is_empty() {
            let envelope = Zeroizing::new(body);
            let joined = attachment::join(version, &content_type, &envelope, &self.attachments)?;
            place = place.shifted(joined.envelope_at);
            (content_type, body) = (joined.content_type, joined.body);
        }
        let mut request = Request::default();
        request.extensions_mut().insert(place);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.client.channel.endpoint.uri()?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, content_type);
        // Said outright, so that no transport sends it in chunks, which some servers do not read.
        headers.insert(CONTENT_LENGTH, body.len().into());
        headers.insert(ACCEPT, envelope::ACCEPTED);
        if let Some(action) = version.soap_action(O::ACTION)? {
            headers.insert(HeaderName::from_static("soapaction"), action);
        }
        self.client.channel.add_headers(&self.options, headers)?;
        *request.body_mut() = body;
        Ok(request)
    }
}

sending!(Call, Operation);

/// The request as text, and the secrets in it.
fn written<O: Operation, T: ToXml + ?Sized>(
    version: Version,
    request: &T,
) -> (Result<Secret, EncodeError>, Vec<Secret>) {
    let (body, secrets) = seen_in(|| envelope::write_body(version, O::REQUEST, request, O::ENCODING));
    (body.map(Secret::from).map_err(EncodeError::from), secrets)
}

/// An answer: of success with the element, of success or failure with a fault, or neither.
fn read<O: Operation>(response: &Response, rules: &Rules) -> Result<Answer<O::Output>, Error> {
    match attachment::split(response)? {
        Some((response, attachments)) => read_envelope::<O>(&response, attachments, rules),
        None => read_envelope::<O>(response, Vec::new(), rules),
    }
}

fn read_envelope<O: Operation>(
    response: &Response,
    attachments: Vec<Attachment>,
    rules: &Rules,
) -> Result<Answer<O::Output>, Error> {
    let success = response.status().is_success();
    if !success {
        return Err(envelope::fault_in(response, rules).unwrap_or_else(|| StatusError::new(response).into()));
    }
    let http_headers = response.headers().clone();
    let Some(name) = O::RESPONSE else {
        // A one-way operation has no answer, but a server may still fault.
        let (output, headers) = (O::output(nothing()?)?, Vec::new());
        let observed = Observed::default();
        let answer = Answer { output, headers, http_headers, attachments, observed, version: None };
        return envelope::fault_in(response, rules).map_or(Ok(answer), Err);
    };
    let Envelope { version, headers, body, observed } =
        envelope::read_answer::<O::Response>(response, name, rules, O::ENCODING)?;
    let (output, version) = (O::output(body)?, Some(version));
    Ok(Answer { output, headers, http_headers, attachments, observed, version })
}

/// The answer of a one-way operation, which is none: its type reads as an empty element.
fn nothing<T: for<'x> crate::xml::FromXml<'x>>() -> Result<T, DecodeError> {
    envelope::read_empty().map_err(DecodeError::outside)
}
