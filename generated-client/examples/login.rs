//! Logs in to 24SevenOffice, chooses an identity by the name of its client, and works as it from then on.
//!
//! The answers come from a script, so that this runs without an account: `cargo run -p generated-client --example login`.
//! For the real service leave `with_transport` out.

#![expect(clippy::print_stdout, reason = "an example shows what it got")]

use castile::http::Script;
use castile::soap::{Client, Operation, Version, envelope};
use castile::{Error, Nillable, Secret, ToXml};
use generated_client::authenticate::operations as op;
use generated_client::authenticate::{
    AuthenticateClient, Credential, GetIdentitiesResponse, Identity, LoginResponse, SetIdentityByIdResponse,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let credential = Credential {
        application_id: "11111111-2222-3333-4444-555555555555".parse()?,
        identity_id: None,
        password: Some(Secret::from("hunter2")),
        username: Some("user@example.com".to_owned()),
    };
    let client = Client::new(AuthenticateClient::ENDPOINT, Version::V11).with_transport(answers()?);
    let session = AuthenticateClient::from_client(client.clone()).session(credential);
    let client = AuthenticateClient::from_client(client.with_session(&session));

    // This call logs in by itself, since it is the first.
    let identities = client.get_identities().await?.unwrap_or_default();
    let wanted = identities
        .iter()
        .filter_map(Nillable::as_option)
        .find(|identity| name(identity) == "Fjell & Fjord ANS");
    let wanted = wanted.ok_or("no such client")?;
    if client.set_identity_by_id(wanted.id).await? {
        println!("working for {}", name(wanted));
    }
    Ok(())
}

fn name(identity: &Identity) -> &str {
    identity.client.as_ref().and_then(|client| client.name.as_deref()).unwrap_or_default()
}

/// What the service answers: a session id, two identities, yes.
fn answers() -> Result<Script, Error> {
    let identity = |id: &str, name: &str| {
        Nillable::Value(Identity {
            id: id.parse().unwrap_or_default(),
            user: None,
            client: Some(generated_client::authenticate::Client { id: 1, name: Some(name.to_owned()) }),
            is_current: false,
            is_default: false,
            is_protected: false,
            servers: None,
            is_disabled: None,
        })
    };
    let identities = vec![
        identity("aaaaaaaa-0000-4000-8000-000000000001", "Nordlys Regnskap AS"),
        identity("aaaaaaaa-0000-4000-8000-000000000002", "Fjell & Fjord ANS"),
    ];
    Script::new()
        .answering::<op::Login>(&LoginResponse {
            login_result: Some(Secret::from("abcde12345fghij67890klmn")),
        })?
        .answering::<op::GetIdentities>(&GetIdentitiesResponse { get_identities_result: Some(identities) })?
        .answering::<op::SetIdentityById>(&SetIdentityByIdResponse { set_identity_by_id_result: true })
}

/// An answer of an operation, as a line of the script.
trait Answering: Sized {
    fn answering<O: Operation<Response: ToXml>>(self, response: &O::Response) -> Result<Self, Error>;
}

impl Answering for Script {
    fn answering<O: Operation<Response: ToXml>>(self, response: &O::Response) -> Result<Self, Error> {
        let Some(name) = O::RESPONSE else { return Ok(self.answer(202, "text/xml", "")) };
        Ok(self.answer(200, "text/xml; charset=utf-8", envelope::write(Version::V11, name, response)?))
    }
}
