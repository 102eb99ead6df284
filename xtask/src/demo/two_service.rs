//! 2Service as far as the walk needs it, on the server's side of the generated types.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use castile::{Nillable, Secret};
use generated_client::two_service::{
    Authenticate, AuthenticateResponse, AuthenticateResult, OperationResultOfPartInfoResult, PartInfoResult,
};

use super::http::{Request, Response};
use crate::walk::account;

/// The tokens it has given, with the time of their last use.
#[derive(Debug)]
pub(crate) struct TwoService {
    tokens: Mutex<HashMap<String, Instant>>,
    idle: Duration,
}

impl TwoService {
    /// A service whose tokens expire after `idle` without a call.
    pub(crate) fn new(idle: Duration) -> Self {
        Self { tokens: Mutex::default(), idle }
    }

    /// Answers a request.
    pub(crate) fn answer(&self, request: &Request) -> Response {
        // Only XML is spoken here, so a suffix that asks for it says nothing new.
        let path = request.path();
        match (request.method.as_str(), path.strip_suffix(".xml").unwrap_or(path)) {
            ("POST", "/dealers/authenticate") => {
                match castile::xml::from_slice::<Authenticate>(&request.body) {
                    Ok(dealer) => xml(&self.authenticate(&dealer)),
                    Err(error) => Response::text(400, error.to_string()),
                }
            }
            ("GET", "/dealers/part") => xml(&self.part(request)),
            _ => Response::text(404, "no such route".to_owned()),
        }
    }

    fn authenticate(&self, dealer: &Authenticate) -> AuthenticateResponse {
        if dealer.user_name != account::DEALER || dealer.password.expose() != account::PASSWORD {
            let message = "Invalid user name or password".to_owned();
            return AuthenticateResponse {
                error_message: Some(Nillable::Value(message)),
                is_successful: Some(false),
                result: Some(Nillable::Nil),
            };
        }
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let token = format!("token-{:08}", tokens.len() + 1);
        tokens.insert(token.clone(), Instant::now());
        let result = AuthenticateResult { session_token: Some(Nillable::Value(Secret::from(token))) };
        AuthenticateResponse {
            error_message: Some(Nillable::Nil),
            is_successful: Some(true),
            result: Some(Nillable::Value(result)),
        }
    }

    fn part(&self, request: &Request) -> OperationResultOfPartInfoResult {
        if !self.is_alive(&request.query("SessionToken").unwrap_or_default()) {
            let message = "Session token is invalid or expired".to_owned();
            return OperationResultOfPartInfoResult {
                error_message: Some(Nillable::Value(message)),
                is_successful: Some(false),
                result: Some(Nillable::Nil),
            };
        }
        let part = PartInfoResult {
            id: Some(7),
            part_number: request.query("PartNumber").map(Nillable::Value),
            description: Some(Nillable::Value("Drum <black> & toner".to_owned())),
            can_be_ordered: Some(true),
            unit_price: "1234.5600".parse().ok().map(Nillable::Value),
            ..PartInfoResult::default()
        };
        OperationResultOfPartInfoResult {
            error_message: Some(Nillable::Nil),
            is_successful: Some(true),
            result: Some(Nillable::Value(part)),
        }
    }

    /// Whether a token is alive; a call keeps it so.
    fn is_alive(&self, token: &str) -> bool {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(last) = tokens.get_mut(token) else { return false };
        let alive = last.elapsed() <= self.idle;
        *last = Instant::now();
        alive
    }
}

fn xml(answer: &impl castile::ToXml) -> Response {
    match castile::xml::to_string(answer) {
        Ok(text) => Response { status: 200, content_type: "application/xml", body: text.into_bytes() },
        Err(error) => Response::text(500, error.to_string()),
    }
}
