//! A string that must not be seen: a password, a token, a session id.
//!
//! Comparison takes the same time wherever the two differ, since tokens are compared with what a peer sent.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::xml::value::value;
use crate::xml::{FromText, Scope, TextSink, ToText, ValueError};

/// A password or token. It prints as `***` and is wiped from memory on drop; on the wire it is an ordinary string.
///
/// ```
/// use castile::Secret;
/// let password = Secret::from("hunter2");
/// assert_eq!(format!("{password} {password:?}"), "*** ***");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// The text itself. Name it where it is used, so that a review finds every use.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is the empty string, which several services answer for a refused login.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Secret {}

/// Wipes bytes, and the room behind them: as one slice, since a vector would be wiped byte by byte, which takes as long as reading it
/// did.
pub(crate) fn wipe(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.capacity(), 0);
    bytes.as_mut_slice().zeroize();
    bytes.clear();
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), other.0.as_bytes());
        ours.len() == theirs.len() && ours.iter().zip(theirs).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
    }
}

impl Eq for Secret {}

thread_local! {
    /// The secrets of the message that this thread reads or writes, where someone wants to know them.
    static SEEN: RefCell<Option<Vec<Secret>>> = const { RefCell::new(None) };
}

/// Runs `work` and gives the secrets that it read or wrote, so that they can be taken out of all that is told of the message.
pub(crate) fn seen_in<T>(work: impl FnOnce() -> T) -> (T, Vec<Secret>) {
    let outer = SEEN.replace(Some(Vec::new()));
    let result = work();
    (result, SEEN.replace(outer).unwrap_or_default())
}

fn saw(secret: &str) {
    SEEN.with_borrow_mut(|seen| {
        if let Some(seen) = seen.as_mut().filter(|_| !secret.is_empty()) {
            seen.push(Secret::from(secret));
        }
    });
}

impl<'x> FromText<'x> for Secret {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        saw(&text);
        Ok(Self(text.into_owned()))
    }
}

impl ToText for Secret {
    fn to_text(&self, out: &mut TextSink<'_>) {
        saw(&self.0);
        out.push_secret(&self.0);
    }
}

value!(Secret);
