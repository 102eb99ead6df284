//! One canary for each secret (password, token, cookie of the server, header of the program, what an answer holds) through a call of every
//! ending, and a search for all of them in everything that is printed on the way: `Debug`, `Display`, chains of errors, spans, hooks,
//! recordings, stores.
#![cfg(feature = "tracing")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::error::Error as StdError;
use std::fmt::{Debug, Display, Write as _};
use std::sync::{Arc, Mutex};

use calls::listener::Listener;
use calls::{Account, Echo, LogIn, Stock, envelope, fault, response};
use castile::http::{Attempt, Finished, Hook, Reason, Request, Response, Retry, TransportError, from_fn};
use castile::session::{Carry, Expired, LoginWith, MemoryStore, Policy, Session};
use castile::soap::{Call, Client, Version};
use castile::{Error, Secret, rest};

/// What must not be seen, each with signs that XML and addresses spell in their own way.
const CANARIES: [&str; 5] = [PASSWORD, TOKEN, COOKIE, HEADER, ANSWER];
const PASSWORD: &str = "p4ss&word<1>";
const TOKEN: &str = "t0ken&<2>";
const COOKIE: &str = "c00kie-of-the-server";
const HEADER: &str = "k3y-of-the-program";
const ANSWER: &str = "s3cret&in<the>answer";

/// Everything that was printed.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<String>>);

impl Printed {
    fn debug(&self, value: &(impl Debug + ?Sized)) {
        writeln!(self.0.lock().unwrap(), "{value:?}\n{value:#?}").unwrap();
    }

    fn text(&self, value: &(impl Display + ?Sized)) {
        writeln!(self.0.lock().unwrap(), "{value}").unwrap();
    }

    fn chain(&self, error: &(dyn StdError + 'static)) {
        for error in std::iter::successors(Some(error), |&it| it.source()) {
            self.text(error);
            self.debug(error);
        }
    }

    /// Each canary, as it is and as XML, addresses and numbers spell it.
    fn assert_silent(&self) {
        let text = self.0.lock().unwrap().clone();
        assert!(text.len() > 10_000, "the test has printed next to nothing");
        for canary in CANARIES {
            let escaped = canary.replace('&', "&amp;").replace('<', "&lt;");
            let encoded = canary.replace('&', "%26").replace('<', "%3C").replace('>', "%3E");
            let bytes = format!("{:?}", canary.as_bytes());
            for form in [canary, &escaped, &encoded, bytes.trim_matches(['[', ']'])] {
                let at = text.find(form);
                let around = at.map(|at| text.get(at.saturating_sub(300)..at + form.len() + 20));
                assert!(at.is_none(), "`{form}` in …{around:?}");
            }
        }
    }
}

/// A hook that writes down what it may: which call, and the heads of request and answer.
impl Hook for Printed {
    fn sending(&self, attempt: Attempt, request: &mut Request) -> Result<(), Error> {
        self.debug(&attempt);
        self.debug(request.headers());
        Ok(())
    }

    fn received(&self, attempt: Attempt, response: &mut Response) -> Result<(), Error> {
        self.debug(&attempt);
        self.debug(&(response.status(), response.headers()));
        Ok(())
    }

    fn finished(&self, call: &Finished<'_>) {
        self.debug(call);
        call.error.iter().for_each(|error| self.chain(*error));
    }
}

/// How a server answers a request: it puts all that it was sent, and more, into all that it can.
type Ending = fn(&str) -> Result<(u16, String), TransportError>;

const ENDINGS: [Ending; 9] = [
    |_| Ok((200, envelope("<LogInResponse xmlns='urn:test'>s3cret&amp;in&lt;the&gt;answer</LogInResponse>"))),
    |echo| Ok((500, fault("Server", echo))),
    |echo| Ok((500, format!("<html><p>{echo}</p></html>"))),
    |echo| Ok((200, envelope(&format!("<Other xmlns='urn:test'>{echo}</Other>")))),
    |echo| Ok((401, echo.to_owned())),
    |echo| Ok((429, format!("too often: {echo}"))),
    |echo| {
        Ok((200, format!("<StockResult xmlns='urn:test'><Ok>false</Ok><Error>{echo}</Error></StockResult>")))
    },
    |echo| Ok((200, format!("{{\"token\":\"{echo}\"}}"))),
    |_| Err(TransportError::new(castile::http::TransportErrorKind::Broken, "the connection broke")),
];

fn answered(request: &Request, ending: Ending) -> Result<Response, TransportError> {
    let body = String::from_utf8_lossy(request.body());
    let plain = format!("{} {body} {TOKEN} {PASSWORD}", request.uri());
    let (status, body) = ending(&plain.replace('&', "&amp;").replace('<', "&lt;"))?;
    let mut answer = response(status, body);
    answer.headers_mut().insert("set-cookie", http::HeaderValue::from_static(COOKIE));
    answer.extensions_mut().insert(Reason(format!("No: {} {TOKEN}", request.uri())));
    Ok(answer)
}

fn session(carry: Carry) -> Session {
    let policy = Policy::new(carry).hosts(&["api.example.com"]).expired(Expired::new().status(&[401]));
    let login = LoginWith::new(|| std::future::ready(Ok::<_, Error>(Secret::from(TOKEN))), |token| token);
    Session::new(policy, login).stored_in(MemoryStore::new())
}

fn account() -> Account {
    Account { name: "kari".to_owned(), credential: Secret::from(PASSWORD) }
}

/// Makes the calls of one ending, and prints all that there is to print.
async fn walk(printed: &Printed, carry: Carry, ending: Ending) {
    let session = session(carry);
    let transport = || from_fn(move |request: Request| std::future::ready(answered(&request, ending)));
    let client = Client::new("https://api.example.com/service.asmx", Version::V11)
        .with_transport(transport())
        .with_retry(Retry { pause: std::time::Duration::ZERO, ..Retry::default() })
        .with_hook(printed.clone())
        .with_basic_auth("kari", &Secret::from(PASSWORD))
        .with_http_header("x-api-key", HEADER)
        .with_session(&session)
        .recording();
    let call = Call::<LogIn>::of(&client, account());
    printed.debug(&(&client, &session, &call, call.credential(), account()));
    told(printed, call.answer().await.map(|answer| format!("{answer:?}")));
    told(
        printed,
        client.call::<Echo>(&"hei").http_header("x-key", HEADER).await.map(drop).map(|()| String::new()),
    );
    if let Some(exchange) = client.last_exchange() {
        printed.debug(&exchange);
        printed.text(&exchange);
    }
    let routes = rest::Client::new("https://api.example.com")
        .with_transport(transport())
        .with_session(&session)
        .recording();
    let call = routes.call::<Stock>().path("PartId", "7").query("Password", &Secret::from(PASSWORD));
    printed.debug(&(&routes, &call));
    told(printed, call.await);
    printed.debug(&routes.last_exchange());
    printed.debug(&session.token().await);
    told(printed, session.log_out().await.map(|()| format!("{session:?}")));
}

fn told(printed: &Printed, result: Result<String, Error>) {
    match result {
        Ok(text) => printed.text(&text),
        Err(error) => printed.chain(&error),
    }
}

#[test]
fn no_secret_is_in_anything_that_is_printed() {
    let (printed, listener) = (Printed::default(), Listener::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::subscriber::with_default(listener.clone(), || {
        for ending in ENDINGS {
            for carry in [Carry::Cookie("sid"), Carry::Query("Ticket"), Carry::Header("x-ticket")] {
                runtime.block_on(walk(&printed, carry, ending));
            }
        }
    });
    printed.text(&listener.told.lock().unwrap().clone());
    printed.assert_silent();
}
