//! What a session knows: its token, when it was last used, and how the last log-in ended.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::{StoreError, Ticket, ticket};
use crate::{Error, Secret};

/// What is known of the token.
#[derive(Default)]
pub(super) struct Known {
    pub(super) held: Held,
    /// Counts tokens, so that an old one's failure does not end a new one that reads the same.
    generation: u64,
    /// The last token that was found to be dead: a store may still have it.
    pub(super) dead: Option<Secret>,
    /// When the store last heard that the token is in use.
    pub(super) told: Option<Instant>,
    /// Counts log-ins that came to an end, and how the last of them failed.
    pub(super) landed: u64,
    pub(super) failure: Option<Failure>,
}

#[derive(Default, Clone)]
pub(super) enum Held {
    /// No token.
    #[default]
    Nothing,
    /// A token from outside.
    Unchecked(Ticket),
    /// A token that worked.
    Live { token: Token, used: Instant },
}

/// Why a log-in brought no token, for each that waited for it.
#[derive(Clone)]
pub(super) enum Failure {
    Refused(Option<String>),
    Lost,
    /// The budget is spent, for so long.
    Throttled(Duration),
    Store(StoreError),
    /// The guard does not let the session be used.
    Guarded(Arc<Error>),
    Other(Arc<Error>),
}

/// A session's token as a call carries it. It prints as `***`.
#[derive(Clone)]
pub struct Token {
    ticket: Ticket,
    generation: u64,
}

impl Token {
    /// The token itself.
    pub fn secret(&self) -> &Secret {
        &self.ticket.token
    }

    /// Where the log-in says that calls go, if it does: for a client of another service there.
    pub fn address(&self) -> Option<&Secret> {
        self.ticket.address.as_ref()
    }

    /// Both, to store for [`Session::resume`](super::Session::resume).
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// What is secret of both.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let keys = self.address().and_then(ticket::keys_in);
        [self.secret().clone()].into_iter().chain(keys).collect()
    }
}

impl Known {
    /// A token from outside.
    pub(super) fn unchecked(ticket: Ticket) -> Self {
        Self { held: Held::Unchecked(ticket), ..Self::default() }
    }

    /// A new token, as good as if it were used at `since`: when the request that made it was sent.
    pub(super) fn hold(&mut self, ticket: Ticket, since: Instant) -> Token {
        self.generation += 1;
        let token = Token { ticket, generation: self.generation };
        self.held = Held::Live { token: token.clone(), used: since };
        self.told = Some(since);
        token
    }

    /// Forgets the token if it is still this one.
    pub(super) fn forget(&mut self, token: &Token) {
        if self.live_mut(token).is_some() {
            self.held = Held::Nothing;
            self.dead = Some(token.secret().clone());
        }
    }

    /// Whether the store is to be told that the token is in use: as often as the margin that every reader leaves.
    pub(super) fn is_untold(&mut self, token: &Token, margin: Duration) -> bool {
        let due = self.told.is_none_or(|told| told.elapsed() >= margin);
        if !due || self.live_mut(token).is_none() {
            return false;
        }
        self.told = Some(Instant::now());
        true
    }

    /// The token was used at `sent`.
    pub(super) fn touch(&mut self, token: &Token, sent: Instant) {
        if let Some(used) = self.live_mut(token) {
            *used = sent.max(*used);
        }
    }

    /// When this token was last used, if it is still the one.
    fn live_mut(&mut self, token: &Token) -> Option<&mut Instant> {
        match &mut self.held {
            Held::Live { token: live, used } if live.generation == token.generation => Some(used),
            _ => None,
        }
    }
}

impl Held {
    /// The token with its address, whatever is known of it.
    pub(super) fn ticket(&self) -> Option<&Ticket> {
        match self {
            Self::Nothing => None,
            Self::Unchecked(ticket) => Some(ticket),
            Self::Live { token, .. } => Some(&token.ticket),
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
