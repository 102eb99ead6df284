//! How a service says that it takes no more calls for now, and until when.

use std::time::{Duration, SystemTime};

use ::http::header::{HeaderMap, RETRY_AFTER};

use super::Response;
use crate::xsd::DateTime;
use crate::{Error, Throttled};

/// The signs of a service that takes no more calls for now, besides the status 429 and a 503 with `Retry-After`. Made by generated
/// code in a `const`.
///
/// ```
/// use castile::http::Throttling;
/// const THROTTLING: Throttling = Throttling::new().reset("APILimitReset").text(&["Limit exceeded"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Throttling {
    /// The header with the time at which calls are taken again, or the seconds until then, besides `Retry-After`.
    pub reset: Option<&'static str>,
    /// Texts in the reason of a fault or the message of an answer, in any letter case.
    pub text: &'static [&'static str],
}

impl Throttling {
    /// No sign besides those of HTTP.
    pub const fn new() -> Self {
        Self { reset: None, text: &[] }
    }

    /// The header with the time at which calls are taken again.
    pub const fn reset(mut self, header: &'static str) -> Self {
        self.reset = Some(header);
        self
    }

    /// Texts in the reason of a fault or the message of an answer.
    pub const fn text(mut self, text: &'static [&'static str]) -> Self {
        self.text = text;
        self
    }

    /// The error as one of throttling, where the answer says so.
    pub(super) fn judge(&self, response: &Response, error: Error) -> Error {
        let asked = || response.headers().contains_key(RETRY_AFTER);
        let says_so = match response.status().as_u16() {
            429 => true,
            503 if asked() => true,
            _ => self.is_said_by(&error),
        };
        if !says_so {
            return error;
        }
        Error::Throttled(Throttled::by_answer(self.wait(response.headers(), SystemTime::now()), error))
    }

    fn is_said_by(&self, error: &Error) -> bool {
        let says = |text: &str| {
            let text = text.to_lowercase();
            self.text.iter().any(|sign| !sign.is_empty() && text.contains(&sign.to_lowercase()))
        };
        match error {
            Error::Fault(fault) => fault.reasons().any(|reason| says(reason.text())),
            Error::Outcome(outcome) => outcome.message.as_deref().is_some_and(says),
            Error::Service(answer) => answer.message().is_some_and(says),
            Error::Status(answer) => {
                answer.reason().is_some_and(says) || says(&String::from_utf8_lossy(answer.body()))
            }
            _ => false,
        }
    }

    fn wait(&self, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
        let reset = self.reset.and_then(|name| headers.get(name));
        let text = headers.get(RETRY_AFTER).or(reset)?.to_str().ok()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = moment(text)?;
        Some(at.duration_since(now).unwrap_or_default())
    }
}

/// A time of HTTP (RFC 9110 §5.6.7, `Sun, 06 Nov 1994 08:49:37 GMT`) or of XML Schema, with a blank for the `T` if need be; without a
/// zone it is UTC.
fn moment(text: &str) -> Option<SystemTime> {
    let text = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")).unwrap_or(text).trim();
    let iso = text.replacen(' ', "T", 1);
    let time: DateTime =
        iso.parse().or_else(|_| iso.replacen(' ', "", 1).parse()).ok().or_else(|| http_date(text))?;
    let time = if time.offset().is_none() { format!("{time}Z").parse().ok()? } else { time };
    SystemTime::try_from(time).ok()
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn http_date(text: &str) -> Option<DateTime> {
    let (_, rest) = text.split_once(", ")?;
    let mut words = rest.split_ascii_whitespace();
    let (day, month, year, clock) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|it| *it == month)? + 1;
    format!("{year}-{month:02}-{day:0>2}T{clock}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Throttling, moment};
    use ::http::HeaderMap;
    use std::time::{Duration, SystemTime};

    #[test]
    fn times_are_read_in_the_forms_that_servers_write() {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "1994-11-06T08:49:37Z",
            "1994-11-06T08:49:37",
            "1994-11-06 08:49:37",
            "1994-11-06 08:49:37Z",
            "1994-11-06 08:49:37 UTC",
            "1994-11-06T09:49:37+01:00",
        ] {
            assert_eq!(moment(text), Some(at), "{text}");
        }
        assert_eq!(moment("soon"), None);
    }

    #[test]
    fn seconds_and_times_are_how_long_to_wait() {
        let throttling = Throttling::new().reset("APILimitReset");
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let wait = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, http::HeaderValue::from_static(value));
            throttling.wait(&headers, now)
        };
        assert_eq!(wait("retry-after", "120"), Some(Duration::from_secs(120)));
        assert_eq!(wait("apilimitreset", "1994-11-06T08:50:07Z"), Some(Duration::from_secs(30)));
        assert_eq!(wait("apilimitreset", "1994-11-06T08:00:00Z"), Some(Duration::ZERO));
        assert_eq!(wait("retry-after", "later"), None);
        assert_eq!(wait("x-other", "120"), None);
    }
}
