//! The facade of 24SevenOffice on a scripted server: what it asks, and what it makes of the answers.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

use castile::http::{Request, Script, Transport as _, from_fn};
use castile::session::{Identities as _, IdentityError, MemoryStore};
use castile::soap::{Client, Operation, Version, envelope};
use castile::{Error, Nillable, Secret, xsd::Guid};
use generated_client::authenticate::operations::{
    GetIdentities, GetIdentity, HasSession, Login, SetIdentityById,
};
use generated_client::authenticate::{
    AuthenticateClient, Client as Company, Credential, GetIdentitiesResponse, GetIdentityResponse,
    HasSessionResponse, Identity, LoginResponse, SetIdentityByIdResponse,
};
use generated_client::{Office, Wanted};
use std::sync::atomic::{AtomicUsize, Ordering};

const SESSION: &str = "abcde12345fghij67890klmn";

/// The answer of an operation.
fn answer<O: Operation>(script: Script, body: &O::Response) -> Script
where
    O::Response: castile::ToXml,
{
    let text = envelope::write(Version::V11, O::RESPONSE.unwrap(), body).unwrap();
    script.answer(200, "text/xml; charset=utf-8", text)
}

fn logged_in() -> Script {
    answer::<Login>(Script::new(), &LoginResponse { login_result: Some(Secret::from(SESSION)) })
}

fn set(script: Script, switched: bool) -> Script {
    answer::<SetIdentityById>(script, &SetIdentityByIdResponse { set_identity_by_id_result: switched })
}

fn current(script: Script, identity: Option<Identity>) -> Script {
    answer::<GetIdentity>(script, &GetIdentityResponse { get_identity_result: identity })
}

fn switched(script: Script, to: Option<Identity>) -> Script {
    current(set(script, true), to)
}

fn listed(script: Script, identities: Vec<Nillable<Identity>>) -> Script {
    answer::<GetIdentities>(script, &GetIdentitiesResponse { get_identities_result: Some(identities) })
}

fn client(script: &Script) -> AuthenticateClient {
    AuthenticateClient::from_client(
        Client::new("http://127.0.0.1/a.asmx", Version::V11).with_transport(script.clone()),
    )
}

async fn office(script: &Script) -> Office {
    Office::login_at(&client(script), credential()).await.unwrap()
}

/// A user of its own for each test: log-ins of one are counted together.
fn credential() -> Credential {
    static USERS: AtomicUsize = AtomicUsize::new(0);
    Credential {
        application_id: id(1),
        identity_id: None,
        password: Some(Secret::from("p\u{e5}ss<&>\"word")),
        username: Some(format!("user-{}@example.com", USERS.fetch_add(1, Ordering::Relaxed))),
    }
}

fn id(number: u128) -> Guid {
    Guid::from_u128(number)
}

fn identity(number: u128, company: &str) -> Identity {
    Identity {
        id: id(number),
        user: None,
        client: Some(Company { id: 7, name: Some(company.to_owned()) }),
        is_current: false,
        is_default: false,
        is_protected: false,
        servers: None,
        is_disabled: None,
    }
}

/// The local names of the operations that the server saw.
fn asked(script: &Script) -> Vec<String> {
    let action = |request: &Request| {
        let header = request.headers().get("soapaction").unwrap().to_str().unwrap().to_owned();
        header.trim_matches('"').rsplit('/').next().unwrap().to_owned()
    };
    script.requests().iter().map(action).collect()
}

#[tokio::test]
async fn a_login_opens_a_session_whose_cookie_goes_with_every_call() {
    let script = listed(logged_in(), vec![]);
    let office = office(&script).await;
    assert!(office.choices().await.unwrap().is_empty());
    let requests = script.requests();
    assert!(requests[0].headers().get("cookie").is_none());
    assert_eq!(requests[1].headers().get("cookie").unwrap(), &format!("ASP.NET_SessionId={SESSION}"));
    assert!(!format!("{office:?}").contains(SESSION));
}

#[tokio::test]
async fn a_refused_login_is_an_error_of_its_own_whichever_way_it_is_said() {
    for refused in [None, Some(Secret::from(""))] {
        let script = answer::<Login>(Script::new(), &LoginResponse { login_result: refused });
        let error = Office::login_at(&client(&script), credential()).await.unwrap_err();
        assert!(matches!(error, Error::LoginRefused { .. }), "{error}");
    }
    let nil = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>\
               <LoginResponse xmlns='http://24sevenOffice.com/webservices'><LoginResult i:nil='true' \
               xmlns:i='http://www.w3.org/2001/XMLSchema-instance'/></LoginResponse></e:Body></e:Envelope>";
    let script = Script::new().answer(200, "text/xml", nil);
    let error = Office::login_at(&client(&script), credential()).await.unwrap_err();
    assert!(matches!(error, Error::LoginRefused { .. }), "{error}");
}

#[tokio::test]
async fn a_stored_session_is_asked_about_before_the_password_is_sent() {
    let alive = HasSessionResponse { has_session_result: true };
    let script = answer::<HasSession>(Script::new(), &alive);
    Office::resume_at(&client(&script), Secret::from(SESSION), credential()).await.unwrap();
    assert_eq!(asked(&script), ["HasSession"]);

    let dead = HasSessionResponse { has_session_result: false };
    let script = answer::<HasSession>(Script::new(), &dead);
    let script = answer::<Login>(script, &LoginResponse { login_result: Some(Secret::from("another")) });
    let office = Office::resume_at(&client(&script), Secret::from(SESSION), credential()).await.unwrap();
    assert_eq!(asked(&script), ["HasSession", "Login"]);
    assert_eq!(office.session_id().await.unwrap().expose(), "another");
}

#[tokio::test]
async fn identities_are_listed_by_the_name_of_their_company() {
    let all = vec![identity(2, "Fjell AS").into(), Nillable::Nil, identity(1, "Eksempel AS").into()];
    let script = listed(logged_in(), all);
    let choices = office(&script).await.choices().await.unwrap();
    let names: Vec<&str> = choices.iter().map(|choice| &*choice.client).collect();
    assert_eq!(names, ["Eksempel AS", "Fjell AS"]);
}

#[tokio::test]
async fn a_switch_by_name_sends_the_id_of_that_company_and_asks_which_one_is_current() {
    let all = vec![identity(1, "Eksempel AS").into(), identity(2, "Fjell AS").into()];
    let script = switched(listed(logged_in(), all), Some(identity(2, "Fjell AS")));
    let current = office(&script).await.switch_to_client("Fjell AS").await.unwrap();
    assert_eq!(current.id, id(2));
    assert_eq!(asked(&script), ["Login", "GetIdentities", "SetIdentityById", "GetIdentity"]);
}

#[tokio::test]
async fn a_switch_by_id_sends_the_id() {
    let script = switched(logged_in(), Some(identity(2, "x")));
    assert_eq!(office(&script).await.switch_to_id(id(2)).await.unwrap().id, id(2));
    assert_eq!(asked(&script), ["Login", "SetIdentityById", "GetIdentity"]);
}

#[tokio::test]
async fn a_switch_that_did_not_happen_is_an_error() {
    let script = listed(set(logged_in(), false), vec![identity(2, "x").into()]);
    let error = office(&script).await.switch_to(&identity(2, "x")).await.unwrap_err();
    assert_eq!(error.identity(), Some(&IdentityError::Refused { id: id(2).to_string() }), "{error}");

    let script = switched(logged_in(), Some(identity(1, "x")));
    let error = office(&script).await.switch_to(&identity(2, "x")).await.unwrap_err();
    let current = Some(id(1).to_string());
    assert_eq!(error.identity(), Some(&IdentityError::NotCurrent { id: id(2).to_string(), current }));
}

fn wanting(script: &Script, wanted: Wanted) -> Office {
    let office = Office::at(&client(script), credential());
    office.want(wanted);
    office
}

#[tokio::test]
async fn the_identity_asked_for_is_verified_after_login() {
    let script = current(current(logged_in(), Some(identity(1, "Fjell AS"))), Some(identity(1, "Fjell AS")));
    wanting(&script, Wanted::client("Fjell AS")).identity().await.unwrap();
    assert_eq!(asked(&script), ["Login", "GetIdentity", "GetIdentity"]);
}

#[tokio::test]
async fn a_renewed_session_is_put_back_on_the_identity_before_the_next_call() {
    let fault = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault>\
                 <faultcode>e:Server</faultcode><faultstring>Client is not authenticated on this identity\
                 </faultstring></e:Fault></e:Body></e:Envelope>";
    let script = switched(logged_in(), Some(identity(2, "Fjell AS"))).answer(500, "text/xml", fault);
    let renewed = answer::<Login>(script, &LoginResponse { login_result: Some(Secret::from("another")) });
    let put_back =
        switched(current(renewed, Some(identity(1, "Eksempel AS"))), Some(identity(2, "Fjell AS")));
    let script = current(put_back, Some(identity(2, "Fjell AS")));
    let office = office(&script).await;
    office.switch_to_id(id(2)).await.unwrap();
    assert_eq!(office.identity().await.unwrap().unwrap().id, id(2));
    assert_eq!(
        asked(&script)[3..],
        ["GetIdentity", "Login", "GetIdentity", "SetIdentityById", "GetIdentity", "GetIdentity"]
    );
}

#[tokio::test]
async fn an_identity_whose_id_changed_is_found_again_by_its_client() {
    let script = set(current(logged_in(), Some(identity(1, "Eksempel AS"))), false);
    let all = vec![identity(1, "Eksempel AS").into(), identity(3, "Fjell AS").into()];
    let script = switched(listed(script, all), Some(identity(3, "Fjell AS")));
    let script = current(script, Some(identity(3, "Fjell AS")));
    let office = wanting(&script, AuthenticateClient::wanted(&identity(2, "Fjell AS")).unwrap());
    assert_eq!(office.identity().await.unwrap().unwrap().id, id(3));
}

#[tokio::test]
async fn an_identity_that_is_gone_is_an_error_before_any_other_call() {
    let script = set(current(logged_in(), Some(identity(1, "Eksempel AS"))), false);
    let script = listed(script, vec![identity(1, "Eksempel AS").into()]);
    let office = wanting(&script, AuthenticateClient::wanted(&identity(2, "Fjell AS")).unwrap());
    let error = office.choices().await.unwrap_err();
    assert!(matches!(error, Error::Guarded(_)), "{error:?}");
    let gone = error.identity().unwrap();
    assert_eq!(gone.to_string(), "no identity belongs to `Fjell AS`; there are: Eksempel AS");
    assert_eq!(asked(&script), ["Login", "GetIdentity", "SetIdentityById", "GetIdentities"]);
}

#[tokio::test]
async fn a_name_that_is_unknown_or_stands_for_several_is_an_error_that_helps() {
    let script = listed(logged_in(), vec![identity(1, "Eksempel AS").into()]);
    let error = office(&script).await.switch_to_client("Fjell AS").await.unwrap_err();
    assert_eq!(error.to_string(), "no identity belongs to `Fjell AS`; there are: Eksempel AS");

    let script = listed(logged_in(), vec![identity(1, "Fjell AS").into(), identity(2, "Fjell AS").into()]);
    let error = office(&script).await.switch_to_client("Fjell AS").await.unwrap_err();
    match error.identity() {
        Some(IdentityError::Ambiguous { ids, .. }) => {
            assert_eq!(ids, &[id(1).to_string(), id(2).to_string()]);
        }
        _ => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_identity_asked_for_by_id_alone_is_found_again_by_the_client_it_was_seen_with() {
    let script = current(logged_in(), Some(identity(2, "Fjell AS")));
    let script = current(script, Some(identity(2, "Fjell AS"))).answer(401, "", "");
    let script = answer::<Login>(script, &LoginResponse { login_result: Some(Secret::from("another")) });
    let script = set(current(script, Some(identity(1, "Eksempel AS"))), false);
    let all = vec![identity(1, "Eksempel AS").into(), identity(3, "Fjell AS").into()];
    let script = switched(listed(script, all), Some(identity(3, "Fjell AS")));
    let script = current(script, Some(identity(3, "Fjell AS")));
    let office = wanting(&script, Wanted::id(id(2)));
    assert_eq!(office.identity().await.unwrap().unwrap().id, id(2));
    assert_eq!(office.identity().await.unwrap().unwrap().id, id(3));
}

#[tokio::test]
async fn an_identity_asked_for_in_a_session_under_way_is_verified_before_its_next_call() {
    let script = answer::<HasSession>(logged_in(), &HasSessionResponse { has_session_result: true });
    let script = switched(current(script, Some(identity(1, "x"))), Some(identity(2, "y")));
    let office = office(&listed(script.clone(), vec![])).await;
    office.want(Wanted::id(id(2)));
    office.choices().await.unwrap();
    let expected = ["Login", "HasSession", "GetIdentity", "SetIdentityById", "GetIdentity", "GetIdentities"];
    assert_eq!(asked(&script), expected);
}

#[tokio::test]
async fn after_a_switch_that_failed_what_was_asked_for_before_is_made_sure_of() {
    let script = current(logged_in(), Some(identity(1, "x")));
    // The service switches, and to another identity than the one asked for.
    let script = switched(script, Some(identity(3, "z")));
    let script = answer::<HasSession>(script, &HasSessionResponse { has_session_result: true });
    let script = switched(current(script, Some(identity(3, "z"))), Some(identity(1, "x")));
    let office = wanting(&listed(script.clone(), vec![]), Wanted::id(id(1)));
    office.switch_to_id(id(2)).await.unwrap_err();
    office.choices().await.unwrap();
    let before = ["Login", "GetIdentity", "SetIdentityById", "GetIdentity"];
    let after = ["HasSession", "GetIdentity", "SetIdentityById", "GetIdentity", "GetIdentities"];
    assert_eq!(asked(&script), [&before[..], &after[..]].concat());
}

#[tokio::test]
async fn an_id_that_is_gone_and_was_never_seen_is_said_to_be_gone() {
    let script = set(current(logged_in(), Some(identity(1, "Eksempel AS"))), false);
    let script = listed(script, vec![identity(1, "Eksempel AS").into()]);
    let error = wanting(&script, Wanted::id(id(2))).choices().await.unwrap_err();
    assert_eq!(error.identity(), Some(&IdentityError::Gone { id: id(2).to_string() }));
}

#[tokio::test]
async fn a_switch_that_is_given_up_leaves_what_was_asked_for_before() {
    let script = current(logged_in(), Some(identity(1, "x")));
    let script = answer::<HasSession>(script, &HasSessionResponse { has_session_result: true });
    let script = listed(current(script, Some(identity(1, "x"))), vec![]);
    let server = script.clone();
    let transport = from_fn(move |request: Request| {
        let (server, action) = (server.clone(), request.headers().get("soapaction").cloned());
        async move {
            if action.is_some_and(|it| it.to_str().unwrap().contains("SetIdentityById")) {
                std::future::pending::<()>().await;
            }
            server.send(request).await
        }
    });
    let client = client(&script).configured(|client| client.with_transport(transport));
    let office = Office::at(&client, credential());
    office.want(Wanted::id(id(1)));
    office.session().token().await.unwrap();
    let soon = std::time::Duration::from_millis(50);
    tokio::time::timeout(soon, office.switch_to_id(id(2))).await.unwrap_err();
    office.choices().await.unwrap();
    assert_eq!(asked(&script), ["Login", "GetIdentity", "HasSession", "GetIdentity", "GetIdentities"]);
}

#[tokio::test]
async fn a_kept_session_that_was_put_on_another_identity_is_not_used() {
    let (account, store) = (credential(), MemoryStore::new());
    let wanting = |script: &Script, wanted| {
        let office = Office::at(&client(script), account.clone());
        office.session().clone().stored_in(store.clone());
        office.want(wanted);
        office
    };
    let of = |number, name| Some(identity(number, name));
    let script = current(current(logged_in(), of(1, "Eksempel AS")), of(1, "Eksempel AS"));
    wanting(&script, Wanted::client("Eksempel AS")).identity().await.unwrap();
    let script = current(current(logged_in(), of(2, "Fjell AS")), of(2, "Fjell AS"));
    wanting(&script, Wanted::client("Fjell AS")).identity().await.unwrap();
    assert_eq!(asked(&script)[0], "Login");
    // Who asks for the same goes on with what is kept.
    let script = answer::<HasSession>(Script::new(), &HasSessionResponse { has_session_result: true });
    let script = current(current(script, of(2, "Fjell AS")), of(2, "Fjell AS"));
    wanting(&script, Wanted::client("Fjell AS")).identity().await.unwrap();
    assert_eq!(asked(&script), ["HasSession", "GetIdentity", "GetIdentity"]);
}
