//! Refused for now: by the client's own budget of log-ins, or by the service.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::Error;

/// Too much was asked in too short a time; when to come back, as far as is known.
#[derive(Debug)]
pub struct Throttled {
    after: Option<Duration>,
    answer: Option<Box<Error>>,
}

impl Throttled {
    /// The budget of log-ins is spent: nothing was sent.
    pub(crate) fn by_budget(wait: Duration) -> Self {
        Self { after: Some(wait), answer: None }
    }

    /// The service said so.
    pub(crate) fn by_answer(after: Option<Duration>, answer: Error) -> Self {
        Self { after, answer: Some(Box::new(answer)) }
    }

    /// How long to wait before trying again; `None` where the service does not say.
    pub fn retry_after(&self) -> Option<Duration> {
        self.after
    }

    /// What the service answered; `None` where the budget of log-ins was spent and nothing was sent.
    pub fn answer(&self) -> Option<&Error> {
        self.answer.as_deref()
    }
}

impl fmt::Display for Throttled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.answer {
            None => {
                "this credential has been tried as often as its budget allows, so that it is not locked out"
            }
            Some(_) => "the service takes no more calls for now",
        })?;
        match self.after {
            Some(after) => write!(f, "; try again in {} s", after.as_secs_f64().ceil()),
            None => Ok(()),
        }
    }
}

impl StdError for Throttled {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.answer().map(|answer| answer as _)
    }
}
