//! Keeps a session on the identity that was asked for last: what is asked for is the session's, not a program's that holds it, so
//! that two of them cannot mean two identities without knowing.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Identities, Wanted};
use crate::Error;
use crate::http::BoxFuture;
use crate::session::{Guard, Record, Session};

impl Session {
    /// The same session, which stays on one identity: it is put there after each log-in and each renewal, and where its token was
    /// found in a store, before a call is made. An id that is gone is found again by its client; where there is no way to the identity,
    /// calls fail with [`Error::Guarded`] around an [`Error::Identity`], and nothing is read or written on another one.
    ///
    /// `client` is the one whose operations list and switch identities; other clients of the session need not know of them. What was
    /// asked for before, and another [guard](Self::guarded), is forgotten. A session found in a store that was put on another identity is
    /// not used: give each identity a store of its own.
    ///
    /// ```
    /// # use castile::session::{Identities, Session, Wanted};
    /// # fn run<C: Identities>(session: Session, client: &C) -> Session {
    /// session.on_identity(client, Wanted::client("Eksempel AS"))
    /// # }
    /// ```
    pub fn on_identity<C: Identities>(self, client: &C, wanted: Wanted<C::Id>) -> Self {
        self.set_guard(Some(staying(client.clone(), wanted)));
        // A token that is in use was not looked at by this guard.
        self.doubt();
        self
    }

    /// Switches to an identity now, and [stays](Self::on_identity) on it.
    ///
    /// Where that fails, what was asked for before holds, and is made sure of before the next call. Calls that other tasks make
    /// meanwhile are made on either identity.
    pub async fn switch_identity<C: Identities>(
        &self,
        client: &C,
        wanted: Wanted<C::Id>,
    ) -> Result<C::Identity, Error> {
        let mut switching = Switching::to(self, staying(client.clone(), wanted.clone()));
        let identity = wanted.switch(&client.in_session(self)).await?;
        switching.session = None;
        // The id may change one day; the client by which it is found again is known now.
        let (mark, found) = (Some(wanted.mark()), C::wanted(&identity).unwrap_or(wanted));
        self.set_guard(Some(Guard { identity: mark, ..staying(client.clone(), found) }));
        let token = self.current().map(|ticket| ticket.token);
        let ours = |record: Record| (record.token == token).then(|| Record { identity: mark, ..record });
        self.change_kept(ours).await.map_err(Error::Store)?;
        Ok(identity)
    }
}

/// The guard that puts sessions on an identity.
fn staying<C: Identities>(client: C, wanted: Wanted<C::Id>) -> Guard {
    let identity = Some(wanted.mark());
    let wanted = Arc::new(Mutex::new(wanted));
    let look = Arc::new(move |session| {
        let (client, wanted) = (client.in_session(&session), Arc::clone(&wanted));
        Box::pin(async move {
            let asked = wanted.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let learnt = asked.take_up(&client).await?;
            *wanted.lock().unwrap_or_else(PoisonError::into_inner) = learnt;
            Ok(())
        }) as BoxFuture<'static, _>
    });
    Guard { look, identity }
}

/// A switch that is not over. One that fails, or is given up, leaves the session in doubt: the next call asks first.
struct Switching<'s> {
    /// `None` once it is done.
    session: Option<&'s Session>,
    before: Option<Guard>,
}

impl<'s> Switching<'s> {
    fn to(session: &'s Session, guard: Guard) -> Self {
        Self { session: Some(session), before: session.set_guard(Some(guard)) }
    }
}

impl Drop for Switching<'_> {
    fn drop(&mut self) {
        if let Some(session) = self.session {
            session.set_guard(self.before.take());
            session.doubt();
        }
    }
}
