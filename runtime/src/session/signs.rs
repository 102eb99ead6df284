//! Whether an answer shows that the session is gone.

use super::Expired;
use crate::http::{Response, decoded};
use crate::xml::{self, Element};
use crate::{Error, OperationError};

impl Expired {
    /// Whether the status or the error of an answer is one of the signs.
    pub(super) fn shows_in(&self, status: Option<u16>, error: &Error) -> bool {
        status.is_some_and(|status| self.status.contains(&status)) || self.said_by(error)
    }

    fn said_by(&self, error: &Error) -> bool {
        match error {
            Error::SessionLost { .. } => true,
            Error::Fault(fault) => {
                let codes = || std::iter::once(fault.code()).chain(fault.subcodes());
                self.fault.iter().any(|&sign| {
                    fault.reasons().any(|reason| contains(reason.text(), sign))
                        || codes().any(|code| code.local.eq_ignore_ascii_case(sign))
                })
            }
            Error::Outcome(outcome) => self.in_message(outcome.message.as_deref()),
            Error::Service(answer) => self.in_message(answer.message()) || self.in_message(answer.code()),
            Error::Status(answer) => self.in_message(answer.reason()),
            _ => false,
        }
    }

    /// What an answer of success says that shows it.
    pub(super) fn value_in(&self, response: &Response) -> Option<OperationError> {
        if self.value.is_empty() {
            return None;
        }
        let answer: Element = xml::from_str(&decoded(response).ok()?).ok()?;
        let (name, text) = self.value.iter().find(|(name, text)| holds(&answer, name, text))?;
        Some(OperationError { message: Some(format!("`{name}` is `{text}`")) })
    }

    fn in_message(&self, message: Option<&str>) -> bool {
        message.is_some_and(|message| self.message.iter().any(|sign| contains(message, sign)))
    }
}

fn holds(element: &Element, name: &str, text: &str) -> bool {
    let is_it = element.name().local == name && element.text().trim() == text;
    is_it || element.elements().any(|inner| holds(inner, name, text))
}

/// Letter case is no part of what a message says. An empty sign is in no text, or it would be in every one.
fn contains(text: &str, sign: &str) -> bool {
    !sign.is_empty() && text.to_lowercase().contains(&sign.to_lowercase())
}
