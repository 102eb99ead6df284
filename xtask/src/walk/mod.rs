//! The walk through both services: the same steps for the demonstration's own server and for servers by others.
//!
//! A step is a future that gives a value for later steps and a few words for the reader. One that fails does not end the walk:
//! what others can still show is worth seeing.

mod authenticate;
mod record;
mod two_service;
mod wire;

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

pub(crate) use authenticate::authenticate;
use record::{Exchange, Recorder};
pub(crate) use two_service::{dealer, two_service};

use castile::http::Reqwest;

use crate::interop::Log;

/// Why a step was missed.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// What a step gives: a value, and words for the reader.
pub(crate) type Outcome<T> = Result<(T, String), Failure>;

/// The account that all servers here know.
pub(crate) mod account {
    /// The application.
    pub(crate) const APPLICATION: &str = "11111111-2222-3333-4444-555555555555";
    /// The user of `AuthenticateService`.
    pub(crate) const USER: &str = "user@example.com";
    /// The user whose login is answered by a fault.
    pub(crate) const FAULTY_USER: &str = "fault@example.com";
    /// The dealer of 2Service.
    pub(crate) const DEALER: &str = "dealer";
    /// The password of both: markup and letters beyond ASCII show whether it is escaped and encoded.
    pub(crate) const PASSWORD: &str = "påss<&>\"word";
}

/// What is done with each exchange besides telling of it.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// Print nothing.
    pub(crate) quiet: bool,
    /// Print the messages.
    pub(crate) wire: bool,
    /// Save the messages in this folder.
    pub(crate) save: Option<PathBuf>,
    /// Compare each SOAP request with the server's log.
    pub(crate) log: Option<Log>,
    /// Operations that the server does not have.
    pub(crate) skip: Vec<String>,
}

/// A walk under way.
pub(crate) struct Walk {
    options: Options,
    recorder: Recorder,
    steps: usize,
    done: usize,
    saved: usize,
    started: Instant,
}

impl Walk {
    pub(crate) fn new(options: Options) -> Result<Self, String> {
        let transport = Reqwest::builder().build().map_err(|error| error.to_string())?;
        let recorder = Recorder::new(transport);
        Ok(Self { options, recorder, steps: 0, done: 0, saved: 0, started: Instant::now() })
    }

    /// What follows goes to another server than the one whose log is compared.
    pub(crate) fn without_log(&mut self) {
        self.options.log = None;
    }

    /// Takes a step, unless it is to be skipped; `None` where it was skipped or missed.
    pub(crate) async fn step<T>(&mut self, name: &str, work: impl Future<Output = Outcome<T>>) -> Option<T> {
        if self.options.skip.iter().any(|skipped| name == skipped) {
            self.tell(&format!("   -  {name:<38} skipped"));
            return None;
        }
        self.steps += 1;
        self.recorder.take();
        let started = Instant::now();
        let outcome = work.await;
        let millis = started.elapsed().as_secs_f64() * 1000.0;
        let exchanges = self.recorder.take();
        let outcome = outcome.and_then(|said| self.keep(name, &exchanges).map(|()| said));
        let (words, value) = match outcome {
            Ok((value, words)) => (words, Some(value)),
            Err(error) => (format!("MISSED: {}", chain(&*error)), None),
        };
        self.done += usize::from(value.is_some());
        self.tell(&format!("  {:>2}  {name:<38} {words:<54} {millis:>7.1} ms", self.steps));
        if self.options.wire {
            exchanges.iter().for_each(show);
        }
        value
    }

    /// A heading for the steps that follow.
    pub(crate) fn title(&self, service: &str, address: &str) {
        self.tell(&format!("\n{service}  {address}"));
    }

    fn tell(&self, line: &str) {
        if !self.options.quiet {
            say!("{line}");
        }
    }

    /// How many steps were done, how many there were, and the seconds since the start.
    pub(crate) fn tally(&self) -> (usize, usize, f64) {
        (self.done, self.steps, self.started.elapsed().as_secs_f64())
    }

    /// Saves the exchanges of a step and compares them with the server's log, as the options say.
    fn keep(&mut self, step: &str, exchanges: &[Exchange]) -> Result<(), Failure> {
        for exchange in exchanges {
            self.saved += 1;
            if let Some(folder) = &self.options.save {
                let name = step.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
                let path = |which| folder.join(format!("{:02}-{name}.{which}.xml", self.saved));
                if !exchange.request.is_empty() {
                    fs::write(path("request"), &exchange.request)?;
                }
                fs::write(path("response"), &exchange.response)?;
            }
            if let Some(log) = &mut self.options.log {
                log.next_is(&exchange.request)?;
            }
        }
        Ok(())
    }
}

/// A step's failure in a sentence.
pub(crate) fn miss<T>(what: impl Into<String>) -> Outcome<T> {
    Err(what.into().into())
}

/// An error with what caused it.
fn chain(error: &dyn Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", chain(cause)),
        None => error.to_string(),
    }
}

fn show(exchange: &Exchange) {
    let Exchange { method, target, headers, request, status, response } = exchange;
    let lines = |mark: &str, text: &str| {
        wire::pretty(text).lines().for_each(|line| say!("      {mark} {line}"));
    };
    say!("      > {method} {}", wire::mask_query(target));
    for header in headers {
        say!("      > {header}");
    }
    lines(">", request);
    say!("      < {}", status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()));
    lines("<", response);
}
