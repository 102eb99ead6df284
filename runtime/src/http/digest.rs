//! Digest authentication (RFC 7616): a request that the server refuses with a challenge is sent again with the proof that the
//! password is known, and later ones carry the proof at once.
//!
//! A request is refused before it is carried out, so that one may be sent again which must not be sent twice otherwise.

use std::sync::{Mutex, PoisonError};

use ::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use ::http::{HeaderValue, StatusCode};
use http_auth::{ChallengeRef, DigestClient, PasswordParams, parse_challenges};

use super::kept::Kept;
use super::{Request, Response, TransportError, TransportErrorKind};
use crate::Secret;

/// A user's name and password, and the last challenge of the server.
pub(crate) struct Digest {
    user: String,
    password: Secret,
    challenge: Mutex<Option<DigestClient>>,
}

impl Digest {
    pub(crate) fn new(user: &str, password: &Secret) -> Self {
        Self { user: user.to_owned(), password: password.clone(), challenge: Mutex::new(None) }
    }

    /// Sends a request with the proof, and once more where the server has a new challenge.
    pub(super) async fn exchange<F>(
        &self,
        mut request: Request,
        send: impl Fn(Request) -> F,
    ) -> Result<Response, TransportError>
    where
        F: Future<Output = Result<Response, TransportError>>,
    {
        let proven = self.prove(&mut request)?;
        let again = Kept::of(&request);
        let response = send(request).await?;
        let Some(challenge) = challenge(&response) else { return Ok(response) };
        if proven && !challenge.stale() {
            // The server knows the proof and does not accept it.
            return Ok(response);
        }
        *self.challenge.lock().unwrap_or_else(PoisonError::into_inner) = Some(challenge);
        let mut again = again.take();
        self.prove(&mut again)?;
        send(again).await
    }

    /// Puts the proof into a request, where there is a challenge to answer.
    fn prove(&self, request: &mut Request) -> Result<bool, TransportError> {
        let mut challenge = self.challenge.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(challenge) = challenge.as_mut() else { return Ok(false) };
        let unusable = || {
            TransportError::new(TransportErrorKind::Other, "the challenge of the server cannot be answered")
        };
        let proof = challenge.respond(&PasswordParams {
            username: &self.user,
            password: self.password.expose(),
            uri: request.uri().path_and_query().map_or("/", ::http::uri::PathAndQuery::as_str),
            method: request.method().as_str(),
            body: Some(request.body()),
        });
        let mut proof =
            proof.ok().and_then(|proof| HeaderValue::try_from(proof).ok()).ok_or_else(unusable)?;
        proof.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, proof);
        Ok(true)
    }
}

/// The strongest challenge by digest in an answer that refuses for the want of one.
fn challenge(response: &Response) -> Option<DigestClient> {
    if response.status() != StatusCode::UNAUTHORIZED {
        return None;
    }
    let headers = response.headers().get_all(WWW_AUTHENTICATE).iter().filter_map(|it| it.to_str().ok());
    let mut challenges: Vec<_> = headers.filter_map(|it| parse_challenges(it).ok()).flatten().collect();
    // MD5 only where there is nothing else (RFC 7616 §3.7); of equals the first, as the server prefers.
    challenges.sort_by_key(is_md5);
    challenges.iter().find_map(|it| DigestClient::try_from(it).ok())
}

fn is_md5(challenge: &ChallengeRef<'_>) -> bool {
    let algorithm = challenge.params.iter().find(|(name, _)| name.eq_ignore_ascii_case("algorithm"));
    algorithm.is_none_or(|(_, value)| value.to_unescaped().to_ascii_uppercase().starts_with("MD5"))
}
