//! The steps with `AuthenticateService`: log in, choose an identity, hand over by token, and what a refusal looks like.

use castile::soap::{Client, Version};
use castile::xml::Nillable;
use castile::xsd::Guid;
use castile::{Error, Secret};
use generated_client::authenticate::{AuthenticateClient, Credential, Identity, Token};

use super::{Outcome, Walk, account, miss};

/// Walks through the service at `url`.
pub(crate) async fn authenticate(walk: &mut Walk, url: &str, version: Version) {
    let plain = Client::new(url, version).with_transport(walk.recorder.clone());
    let anonymous = AuthenticateClient::from_client(plain.clone());
    let credential = credential(account::USER, account::PASSWORD);
    let session = anonymous.session(credential.clone());
    let client = AuthenticateClient::from_client(plain.with_session(&session));

    walk.step("Login", async {
        session.token().await?;
        Ok(((), "a session id, kept for the calls below".to_owned()))
    })
    .await;
    walk.step("HasSession", async { is_true(client.has_session().await?) }).await;
    let identities = walk
        .step("GetIdentities", async {
            let identities = present(client.get_identities().await?);
            if identities.len() < 2 {
                miss("fewer than two identities")
            } else {
                Ok((identities.clone(), list(&identities)))
            }
        })
        .await
        .unwrap_or_default();
    let mut identities = identities.into_iter();
    if let (Some(first), Some(second)) = (identities.next(), identities.next()) {
        choose(walk, &client, &first, &second).await;
    }
    with_credential(walk, &anonymous, &credential).await;
    refusals(walk, &anonymous).await;
}

/// Switches to the second identity and back to the first, and looks each time.
async fn choose(walk: &mut Walk, client: &AuthenticateClient, first: &Identity, second: &Identity) {
    walk.step("SetIdentityById", async { is_true(client.set_identity_by_id(second.id).await?) }).await;
    walk.step("GetIdentity", async { is_current(client.get_identity().await?, second) }).await;
    walk.step("SetIdentity", async { is_true(client.set_identity().identity(first).await?) }).await;
    walk.step("GetIdentity again", async { is_current(client.get_identity().await?, first) }).await;
}

/// What works without a session.
async fn with_credential(walk: &mut Walk, client: &AuthenticateClient, credential: &Credential) {
    walk.step("GetIdentitiesWithCredential", async {
        let identities = present(client.get_identities_with_credential().credential(credential).await?);
        Ok(((), list(&identities)))
    })
    .await;
    walk.step("GetIdentitiesWithCredentialByService", async {
        let identities =
            present(client.get_identities_with_credential_by_service(1).credential(credential).await?);
        Ok(((), list(&identities)))
    })
    .await;
    walk.step("AuthenticateByToken", async {
        let token = Token {
            application_id: guid(account::APPLICATION),
            id: guid("bbbbbbbb-0000-4000-8000-00000000000b"),
        };
        let Some(passport) = client.authenticate_by_token().token(&token).await? else {
            return miss("the token was refused");
        };
        match passport.session_id {
            Some(id) if !id.is_empty() => {
                Ok(((), format!("a passport of {}", passport.email.unwrap_or_default())))
            }
            _ => miss("a passport without session id"),
        }
    })
    .await;
}

/// What is answered to a wrong password, and to a user whose login the service blocks.
async fn refusals(walk: &mut Walk, client: &AuthenticateClient) {
    let session = client.session(credential(account::USER, "wrong"));
    walk.step("Login, wrong password", async {
        match session.token().await {
            Err(error @ Error::LoginRefused { .. }) => Ok(((), error.to_string())),
            Err(other) => Err(other.into()),
            Ok(_) => miss("the login was accepted"),
        }
    })
    .await;
    let faulty = credential(account::FAULTY_USER, account::PASSWORD);
    walk.step("Login, blocked user", async {
        match client.login(&faulty).await {
            Err(Error::Fault(fault)) => {
                Ok(((), format!("fault: {}", fault.message().lines().next().unwrap_or_default())))
            }
            Err(other) => Err(other.into()),
            Ok(_) => miss("the login was accepted"),
        }
    })
    .await;
}

fn credential(user: &str, password: &str) -> Credential {
    Credential {
        application_id: guid(account::APPLICATION),
        identity_id: None,
        password: Some(Secret::from(password)),
        username: Some(user.to_owned()),
    }
}

fn guid(text: &str) -> Guid {
    text.parse().unwrap_or_default()
}

/// The identities of an answer; none where the list is absent, and without the nil ones.
fn present(identities: Option<Vec<Nillable<Identity>>>) -> Vec<Identity> {
    identities.unwrap_or_default().into_iter().filter_map(Nillable::into_option).collect()
}

/// The clients' names, as a person would choose by.
fn list(identities: &[Identity]) -> String {
    identities.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn name(identity: &Identity) -> String {
    let client = identity.client.as_ref().and_then(|client| client.name.clone());
    client.unwrap_or_else(|| identity.id.to_string())
}

fn is_true(answer: bool) -> Outcome<()> {
    if answer { Ok(((), "true".to_owned())) } else { miss("the answer is false") }
}

fn is_current(current: Option<Identity>, expected: &Identity) -> Outcome<()> {
    match current {
        Some(current) if current.id == expected.id => Ok(((), name(&current))),
        Some(other) => miss(format!("the identity is {}", name(&other))),
        None => miss("there is no identity"),
    }
}
