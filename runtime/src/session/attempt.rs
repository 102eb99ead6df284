//! One attempt to get a token that lives: the one that is held, the one that others have kept, and then by logging in.
//!
//! The store's lock is held through all of it, and what is kept is read behind the lock: who waited for another process's
//! log-in finds its token there. An attempt is written down before it is sent, so that one that is given up counts too.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::budget::Ledger;
use super::hosts::Hosts;
use super::known::{Failure, Held};
use super::{Guard, Login, Policy, Record, Session, Store, Ticket};
use crate::{Error, Secret};

/// What an attempt is made with.
pub(super) struct Attempt {
    pub(super) policy: Policy,
    pub(super) login: Arc<dyn Login>,
    pub(super) guard: Option<Guard>,
    pub(super) store: Option<Arc<dyn Store>>,
    pub(super) hosts: Hosts,
    pub(super) ledger: Arc<Ledger>,
    pub(super) held: Held,
    pub(super) dead: Option<Secret>,
}

/// How an attempt ended.
pub(super) struct Landing {
    pub(super) outcome: Result<Ticket, Failure>,
    /// When its last request was sent at the earliest.
    pub(super) since: Instant,
    /// A token that lives and may not be used as it is.
    pub(super) aside: Option<Ticket>,
}

/// A token that may still live.
struct Candidate {
    ticket: Ticket,
    /// What is to be thought of it where the service cannot be asked.
    trusted: bool,
    /// Whether there is reason to ask.
    doubtful: bool,
    used: Option<SystemTime>,
}

impl Attempt {
    pub(super) async fn run(self) -> Landing {
        let lease = match &self.store {
            Some(store) => match store.lock().await {
                Ok(lease) => Some(lease),
                Err(error) => return Landing::failed(Failure::Store(error)),
            },
            None => None,
        };
        let mut aside = None;
        let mut since = Instant::now();
        let outcome = self.alone(&mut since, &mut aside).await;
        let released = match lease {
            Some(lease) => lease.release().await.map_err(Failure::Store),
            None => Ok(()),
        };
        Landing { outcome: outcome.and_then(|ticket| released.map(|()| ticket)), since, aside }
    }

    /// The attempt, while no other process makes one.
    async fn alone(&self, since: &mut Instant, aside: &mut Option<Ticket>) -> Result<Ticket, Failure> {
        let mut record = match &self.store {
            Some(store) => store.load().await.map_err(Failure::Store)?.unwrap_or_default(),
            None => Record::default(),
        };
        for candidate in [self.held(), self.kept(&record)].into_iter().flatten() {
            *since = Instant::now();
            if self.lives(&candidate).await? && self.admits(&candidate, aside).await? {
                // A token that was not asked about is as old as its last use.
                let idle = candidate.used.filter(|_| !candidate.doubtful).map(age).unwrap_or_default();
                *since = since.checked_sub(idle).unwrap_or(*since);
                if record.token.as_ref() == Some(&candidate.ticket.token)
                    && record.identity != self.identity()
                {
                    self.keep(record).await?;
                }
                return Ok(candidate.ticket);
            }
        }
        self.enter(&mut record).await?;
        *since = Instant::now();
        let ticket = super::flight::ticket_of(self.login.login().await)?;
        self.admit(&ticket, aside).await?;
        self.keep(Record {
            token: Some(ticket.token.clone()),
            address: ticket.address.clone(),
            issued: Some(SystemTime::now()),
            used: Some(SystemTime::now()),
            ..record
        })
        .await?;
        Ok(ticket)
    }

    /// The token that this program holds and has doubts about.
    fn held(&self) -> Option<Candidate> {
        let ticket = self.held.ticket().filter(|ticket| ticket.is_usable(self.policy.carry))?.clone();
        let trusted = matches!(self.held, Held::Unchecked(_));
        Some(Candidate { ticket, trusted, doubtful: true, used: None })
    }

    /// The token that another program, or an earlier run of this one, has kept. Another account's is none.
    fn kept(&self, record: &Record) -> Option<Candidate> {
        let ticket = record.ticket().filter(|ticket| ticket.is_usable(self.policy.carry))?;
        let known = self.held.ticket().map(|held| &held.token) == Some(&ticket.token)
            || self.dead.as_ref() == Some(&ticket.token);
        // One that was put on another identity is in use there.
        let ours = record.account == self.login.account() && record.identity == self.identity();
        if known || !ours {
            return None;
        }
        let fresh = self.policy.trusted().zip(record.used).map(|(trusted, used)| age(used) < trusted);
        Some(Candidate {
            ticket,
            trusted: fresh.unwrap_or(true),
            doubtful: fresh != Some(true),
            used: record.used,
        })
    }

    async fn lives(&self, candidate: &Candidate) -> Result<bool, Failure> {
        if !candidate.doubtful {
            return Ok(true);
        }
        match self.login.check(&self.carrying(&candidate.ticket)).await {
            Ok(answer) => Ok(answer.unwrap_or(candidate.trusted)),
            Err(Error::SessionLost { .. }) => Ok(false),
            Err(error) if error.status() == Some(401) => Ok(false),
            Err(error) => Err(Failure::Other(Arc::new(error))),
        }
    }

    /// Lets the guard look at a session before any call is made in it.
    async fn admit(&self, ticket: &Ticket, aside: &mut Option<Ticket>) -> Result<(), Failure> {
        let Some(guard) = &self.guard else { return Ok(()) };
        (guard.look)(self.carrying(ticket)).await.map_err(|error| {
            // It lives, so there is no need of another log-in to look again.
            *aside = Some(ticket.clone());
            Failure::Guarded(Arc::new(error))
        })
    }

    /// The same of a token that may still live. One that the guard finds to be dead is none.
    async fn admits(&self, candidate: &Candidate, aside: &mut Option<Ticket>) -> Result<bool, Failure> {
        match self.admit(&candidate.ticket, aside).await {
            Ok(()) => Ok(true),
            Err(Failure::Guarded(error)) if matches!(*error, Error::SessionLost { .. }) => {
                *aside = None;
                Ok(false)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Takes a log-in from the budget, of this program and of all that share the store.
    async fn enter(&self, record: &mut Record) -> Result<(), Failure> {
        let Some(budget) = self.policy.budget else { return Ok(()) };
        let now = SystemTime::now();
        // The budget of an account is not that of another in whose place it is kept.
        if record.account != self.login.account() {
            *record = Record::default();
        }
        if let Some(wait) = budget.wait_since(&record.attempts, now) {
            return Err(Failure::Throttled(wait));
        }
        self.ledger.enter(budget).map_err(Failure::Throttled)?;
        record.attempts.retain(|at| age(*at) < budget.within);
        record.attempts.push(now);
        // The token that is there was found to be dead.
        self.keep(record.clone().without_token()).await
    }

    async fn keep(&self, record: Record) -> Result<(), Failure> {
        let record = Record { account: self.login.account(), identity: self.identity(), ..record };
        match &self.store {
            Some(store) => store.save(&record).await.map_err(Failure::Store),
            None => Ok(()),
        }
    }

    fn identity(&self) -> Option<u64> {
        self.guard.as_ref().and_then(|guard| guard.identity)
    }

    fn carrying(&self, ticket: &Ticket) -> Session {
        Session::carrying(self.policy, ticket.clone(), self.hosts.clone())
    }
}

impl Landing {
    pub(super) fn failed(failure: Failure) -> Self {
        Self { outcome: Err(failure), since: Instant::now(), aside: None }
    }
}

/// A time ahead of this clock is one of a moment ago on another.
fn age(at: SystemTime) -> Duration {
    at.elapsed().unwrap_or_default()
}
