//! Sample messages of both services, by others: each decodes to the value it is known to hold, and that value encodes to the
//! same infoset.
//!
//! They are test data with owners of their own and lie beside the repository; without them these tests say so and pass.
//! `strict.rs` has messages of the repository's own.

use std::fmt::Debug;
use std::path::PathBuf;

use crate::infoset;
use crate::sample::{credential, full, guid, identities, passport, token};
use castile::soap::{Operation, Version, envelope};
use castile::xml::{Name, Nillable};
use castile::{Error, FromXml, Secret, ToXml};
use generated_client::authenticate::operations as op;
use generated_client::authenticate::{
    AuthenticateByToken, AuthenticateByTokenResponse, GetIdentities, GetIdentitiesResponse,
    GetIdentitiesWithCredential, GetIdentitiesWithCredentialByService,
    GetIdentitiesWithCredentialByServiceResponse, GetIdentitiesWithCredentialResponse, GetIdentity,
    GetIdentityResponse, HasSession, HasSessionResponse, Login, LoginResponse, SetIdentity, SetIdentityById,
    SetIdentityByIdResponse, SetIdentityResponse,
};
use generated_client::two_service::{
    Authenticate, AuthenticateResponse, AuthenticateResult, ErrorResponse, ResponseStatus,
};

const VERSIONS: [(Version, &str); 2] = [(Version::V11, "soap11"), (Version::V12, "soap12")];

/// The text of a message; `None`, with a word about it, where the messages are not there.
fn message(name: &str) -> Option<String> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared"));
    let folder =
        std::env::var_os("CASTILE_SHARED").map_or_else(beside, PathBuf::from).join("domain/messages");
    if !folder.is_dir() {
        eprintln!("skipped: there are no sample messages in {}", folder.display());
        return None;
    }
    let path = folder.join(name);
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Checks a message in both versions, both ways.
fn check<T>(file: &str, name: Name<'_>, expected: &T)
where
    T: for<'x> FromXml<'x> + ToXml + PartialEq + Debug,
{
    for (version, suffix) in VERSIONS {
        let Some(text) = message(&format!("{file}.{suffix}.xml")) else { return };
        let read = envelope::read::<T>(text.as_bytes(), name).unwrap();
        assert_eq!((read.version, &read.body), (version, expected), "{file}.{suffix}");
        let ours = envelope::write(version, name, expected).unwrap();
        assert_eq!(infoset::compare(&ours, &text), Ok(()), "{file}.{suffix}");
    }
}

fn request<O>(file: &str, expected: &O::Request)
where
    O: Operation<Request: for<'x> FromXml<'x> + PartialEq + Debug>,
{
    check(file, O::REQUEST, expected);
}

fn response<O>(file: &str, expected: &O::Response)
where
    O: Operation<Response: ToXml + PartialEq + Debug>,
{
    check(file, O::RESPONSE.unwrap(), expected);
}

#[test]
fn login() {
    let zero = guid("00000000-0000-0000-0000-000000000000");
    request::<op::Login>("Login.request", &Login { credential: Some(credential(Some(zero))) });
    request::<op::Login>("Login.request-no-identity", &Login { credential: Some(credential(None)) });
    let answer = |id: Option<&str>| LoginResponse { login_result: id.map(Secret::from) };
    response::<op::Login>("Login.response", &answer(Some("abcde12345fghij67890klmn")));
    response::<op::Login>("Login.response-refused-empty", &answer(Some("")));
    response::<op::Login>("Login.response-refused-absent", &answer(None));
}

#[test]
fn has_session() {
    request::<op::HasSession>("HasSession.request", &HasSession {});
    response::<op::HasSession>("HasSession.response", &HasSessionResponse { has_session_result: true });
}

#[test]
fn get_identities() {
    let answer = |identities| GetIdentitiesResponse { get_identities_result: Some(identities) };
    request::<op::GetIdentities>("GetIdentities.request", &GetIdentities {});
    response::<op::GetIdentities>("GetIdentities.response", &answer(identities()));
    response::<op::GetIdentities>("GetIdentities.response-nil-item", &answer(vec![Nillable::Nil]));
}

#[test]
fn get_identity() {
    let identity = full("aaaaaaaa-0001-4000-8000-000000000001", None);
    request::<op::GetIdentity>("GetIdentity.request", &GetIdentity {});
    response::<op::GetIdentity>(
        "GetIdentity.response",
        &GetIdentityResponse { get_identity_result: Some(identity) },
    );
    response::<op::GetIdentity>(
        "GetIdentity.response-none",
        &GetIdentityResponse { get_identity_result: None },
    );
}

#[test]
fn set_identity() {
    let identity = full("aaaaaaaa-0002-4000-8000-000000000002", None);
    request::<op::SetIdentity>("SetIdentity.request", &SetIdentity { identity: Some(identity) });
    response::<op::SetIdentity>("SetIdentity.response", &SetIdentityResponse { set_identity_result: true });
}

#[test]
fn set_identity_by_id() {
    let identity_id = guid("aaaaaaaa-0002-4000-8000-000000000002");
    request::<op::SetIdentityById>("SetIdentityById.request", &SetIdentityById { identity_id });
    let answer = SetIdentityByIdResponse { set_identity_by_id_result: true };
    response::<op::SetIdentityById>("SetIdentityById.response", &answer);
}

#[test]
fn authenticate_by_token() {
    request::<op::AuthenticateByToken>(
        "AuthenticateByToken.request",
        &AuthenticateByToken { token: Some(token()) },
    );
    let answer = AuthenticateByTokenResponse { authenticate_by_token_result: Some(passport()) };
    response::<op::AuthenticateByToken>("AuthenticateByToken.response", &answer);
}

#[test]
fn identities_with_credential() {
    let by_credential = GetIdentitiesWithCredential { credential: Some(credential(None)) };
    request::<op::GetIdentitiesWithCredential>("GetIdentitiesWithCredential.request", &by_credential);
    let answer =
        GetIdentitiesWithCredentialResponse { get_identities_with_credential_result: Some(identities()) };
    response::<op::GetIdentitiesWithCredential>("GetIdentitiesWithCredential.response", &answer);

    let by_service =
        GetIdentitiesWithCredentialByService { credential: Some(credential(None)), service_id: 1 };
    request::<op::GetIdentitiesWithCredentialByService>(
        "GetIdentitiesWithCredentialByService.request",
        &by_service,
    );
    let answer = GetIdentitiesWithCredentialByServiceResponse {
        get_identities_with_credential_by_service_result: Some(identities()),
    };
    response::<op::GetIdentitiesWithCredentialByService>(
        "GetIdentitiesWithCredentialByService.response",
        &answer,
    );
}

#[test]
fn faults() {
    for (version, suffix) in VERSIONS {
        let Some(text) = message(&format!("asmx.fault.{suffix}.xml")) else { return };
        let error = envelope::read::<LoginResponse>(text.as_bytes(), op::Login::REQUEST).unwrap_err();
        let Error::Fault(fault) = error else { panic!("{error}") };
        assert_eq!(
            fault.message(),
            "Provided IdentityId is blocked. Please use GetIdentitiesWithCredential to get a list of available Identities and reauthenticate with a valid IdentityId"
        );
        let ours = envelope::write_fault(version, &fault).unwrap();
        assert_eq!(infoset::compare(&ours, &text), Ok(()), "asmx.fault.{suffix}");
    }
}

/// Checks a message of 2Service both ways.
fn check_plain<T>(file: &str, expected: &T)
where
    T: for<'x> FromXml<'x> + ToXml + PartialEq + Debug,
{
    let Some(text) = message(file) else { return };
    assert_eq!(&castile::xml::from_str::<T>(&text).unwrap(), expected, "{file}");
    let ours = castile::xml::to_string(expected).unwrap();
    assert_eq!(infoset::compare(&ours, &text), Ok(()), "{file}");
}

#[test]
fn two_service_authenticate() {
    let dealer = Authenticate { password: Secret::from("p&ss<word"), user_name: "dealer01".to_owned() };
    check_plain("2service.Authenticate.request.xml", &dealer);
    let answer = |message: Option<&str>, success, token: Option<&str>| AuthenticateResponse {
        error_message: Some(message.map(str::to_owned).into()),
        is_successful: Some(success),
        result: Some(
            token
                .map(|token| AuthenticateResult { session_token: Some(Nillable::Value(Secret::from(token))) })
                .into(),
        ),
    };
    check_plain("2service.Authenticate.response.sample.xml", &answer(Some("String"), false, Some("String")));
    check_plain(
        "2service.Authenticate.response.success.derived.xml",
        &answer(None, true, Some("0f8fad5b-d9cb-469f-a165-70867728950e")),
    );
    check_plain(
        "2service.Authenticate.response.failure.derived.xml",
        &answer(Some("Invalid user name or password."), false, None),
    );
    check_plain("2service.Authenticate.response.exception-blank.derived.xml", &answer(None, false, None));
}

#[test]
fn service_stack_error() {
    let text = "Could not deserialize 'application/xml' request using \
                _2Service.Webservices.ServiceModel.Dealers.Authenticate";
    let status = ResponseStatus {
        error_code: Some(Nillable::Value("SerializationException".to_owned())),
        message: Some(Nillable::Value(text.to_owned())),
        stack_trace: Some(Nillable::Nil),
        errors: Some(Nillable::Nil),
        meta: Some(Nillable::Nil),
    };
    let error = ErrorResponse { response_status: Some(Nillable::Value(status)) };
    check_plain("servicestack.ErrorResponse.derived.xml", &error);
}
