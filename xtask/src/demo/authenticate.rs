//! `AuthenticateService` as far as the walk needs it, on the server's side of the generated types.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use castile::Secret;
use castile::xsd::Guid;
use generated_client::authenticate::operations as op;
use generated_client::authenticate::{
    AuthenticateByTokenResponse, Credential, GetIdentitiesResponse,
    GetIdentitiesWithCredentialByServiceResponse, GetIdentitiesWithCredentialResponse, GetIdentityResponse,
    HasSessionResponse, LoginResponse, Passport, SetIdentityByIdResponse, SetIdentityResponse, Token,
};

use super::dispatch::Dispatch;
use super::http::{Request, Response};
use super::identities;
use crate::walk::account;

/// The sessions it has given, with the identity that each is on.
#[derive(Debug, Default)]
pub(crate) struct AuthenticateService {
    sessions: Mutex<HashMap<String, usize>>,
}

impl AuthenticateService {
    /// Answers a request.
    pub(crate) fn answer(&self, request: &Request) -> Response {
        let cookie = session_cookie(request);
        let current = self.current(cookie);
        Dispatch::new(request)
            .on::<op::Login>(|login| self.login(login.credential))
            .on::<op::HasSession>(|_| Ok(HasSessionResponse { has_session_result: current.is_some() }))
            .on::<op::GetIdentities>(|_| {
                Ok(GetIdentitiesResponse { get_identities_result: current.map(identities::all) })
            })
            .on::<op::GetIdentity>(|_| {
                Ok(GetIdentityResponse {
                    get_identity_result: current.map(|index| identities::one(index, index)),
                })
            })
            .on::<op::SetIdentity>(|set| {
                let set_identity_result =
                    set.identity.is_some_and(|identity| self.switch(cookie, identity.id));
                Ok(SetIdentityResponse { set_identity_result })
            })
            .on::<op::SetIdentityById>(|set| {
                Ok(SetIdentityByIdResponse {
                    set_identity_by_id_result: self.switch(cookie, set.identity_id),
                })
            })
            .on::<op::AuthenticateByToken>(|by| {
                Ok(AuthenticateByTokenResponse {
                    authenticate_by_token_result: by.token.map(|token| self.passport(&token)),
                })
            })
            .on::<op::GetIdentitiesWithCredential>(|of| {
                let known = of.credential.is_some_and(|credential| is_known(&credential));
                Ok(GetIdentitiesWithCredentialResponse {
                    get_identities_with_credential_result: known.then(|| identities::all(0)),
                })
            })
            .on::<op::GetIdentitiesWithCredentialByService>(|of| {
                let known = of.credential.is_some_and(|credential| is_known(&credential));
                Ok(GetIdentitiesWithCredentialByServiceResponse {
                    get_identities_with_credential_by_service_result: known.then(|| identities::all(0)),
                })
            })
            .finish()
    }

    fn login(&self, credential: Option<Credential>) -> Result<LoginResponse, &'static str> {
        let credential = credential.ok_or("there is no credential")?;
        if credential.username.as_deref() == Some(account::FAULTY_USER) {
            return Err("Provided IdentityId is blocked");
        }
        let id = if is_known(&credential) { self.open() } else { String::new() };
        Ok(LoginResponse { login_result: Some(Secret::from(id)) })
    }

    fn passport(&self, token: &Token) -> Passport {
        Passport {
            id: token.id,
            email: Some(account::USER.to_owned()),
            identities: Some(identities::all(0)),
            session_id: Some(Secret::from(self.open())),
        }
    }

    /// Opens a session on the default identity and gives its id.
    fn open(&self) -> String {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let id = format!("session{:017}", sessions.len() + 1);
        sessions.insert(id.clone(), 0);
        id
    }

    /// The identity that a session is on; `None` where there is no such session.
    fn current(&self, id: &str) -> Option<usize> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).get(id).copied()
    }

    fn switch(&self, id: &str, identity: Guid) -> bool {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        match (sessions.get_mut(id), identities::position(identity)) {
            (Some(current), Some(index)) => {
                *current = index;
                true
            }
            _ => false,
        }
    }
}

fn session_cookie(request: &Request) -> &str {
    let mut cookies = request.header("cookie").unwrap_or_default().split(';');
    cookies.find_map(|cookie| cookie.trim().strip_prefix("ASP.NET_SessionId=")).unwrap_or_default()
}

fn is_known(credential: &Credential) -> bool {
    credential.application_id.to_string() == account::APPLICATION
        && credential.username.as_deref() == Some(account::USER)
        && credential.password.as_ref().map(Secret::expose) == Some(account::PASSWORD)
}
