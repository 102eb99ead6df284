//! A camera: SOAP 1.2, a security header of one's own, faults with subcodes, a device without a name in the DNS.
#![cfg(corpus)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "an example that goes wrong stops")]

mod answers;

use std::time::Duration;

use castile::http::Script;
use castile::{Error, Secret, ToXml};
use corpus::onvif::{DeviceClient, ScopeDefinition, User, UserLevel};

const NS: &str =
    "xmlns:d='http://www.onvif.org/ver10/device/wsdl' xmlns:t='http://www.onvif.org/ver10/schema'";

/// A user name token (WS-Security), as far as a device asks for it.
#[derive(ToXml)]
#[xml(
    name = "Security",
    ns = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
    rename_all = "PascalCase"
)]
struct Security {
    username_token: UsernameToken,
}

#[derive(ToXml)]
#[xml(
    ns = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
    rename_all = "PascalCase"
)]
struct UsernameToken {
    username: String,
    password: Secret,
}

fn security() -> Security {
    Security {
        username_token: UsernameToken { username: "admin".to_owned(), password: Secret::from("s3cret") },
    }
}

fn device(status: u16, body: &str) -> (DeviceClient, Script) {
    let ns = "http://www.w3.org/2003/05/soap-envelope";
    let answer = format!("<s:Envelope xmlns:s='{ns}'><s:Body>{body}</s:Body></s:Envelope>");
    let script = Script::new().answer(status, "application/soap+xml; charset=utf-8", answer);
    let client = DeviceClient::new().configured(|client| {
        client.with_endpoint("http://192.168.1.64/onvif/device_service").with_transport(script.clone())
    });
    (client, script)
}

#[tokio::test]
async fn scopes_are_read_with_a_security_header() {
    let body = format!(
        "<d:GetScopesResponse {NS}><d:Scopes><t:ScopeDef>Fixed</t:ScopeDef><t:ScopeItem>onvif://www.onvif.org/type/ptz</t:ScopeItem></d:Scopes></d:GetScopesResponse>"
    );
    let (client, script) = device(200, &body);
    let scopes = client.get_scopes().header(&security()).timeout(Duration::from_secs(3)).await.unwrap();
    assert_eq!((scopes.len(), scopes[0].scope_def), (1, ScopeDefinition::Fixed));
    let request = &script.requests()[0];
    let body = String::from_utf8_lossy(request.body());
    assert!(body.contains("<Username>admin</Username><Password>s3cret</Password>"), "{body}");
    let content_type = request.headers()["content-type"].to_str().unwrap();
    assert!(
        content_type.starts_with("application/soap+xml") && content_type.contains("action="),
        "{content_type}"
    );
}

#[tokio::test]
async fn a_refusal_is_told_by_its_subcodes() {
    let body = "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:e='http://www.onvif.org/ver10/error'>e:NotAuthorized</s:Value>\
                </s:Subcode></s:Code><s:Reason><s:Text xml:lang='en'>Sender not authorized</s:Text></s:Reason></s:Fault>";
    let (client, _) = device(400, body);
    match client.get_device_information().await {
        Err(Error::Fault(fault)) => {
            assert!(fault.is_sender());
            assert!(fault.subcodes().any(|code| code.local == "NotAuthorized"));
            assert_eq!(fault.reasons().next().unwrap().lang(), Some("en"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_new_users_password_is_sent_and_not_shown() {
    let (client, script) = device(200, &format!("<d:CreateUsersResponse {NS}/>"));
    let user = User {
        username: "guard".to_owned(),
        password: Some(Secret::from("s3cret-2")),
        user_level: UserLevel::Operator,
        extension: None,
        any_attributes: Vec::new(),
    };
    assert!(!format!("{user:?}").contains("s3cret"));
    client.create_users(&[user]).header(&security()).await.unwrap();
    assert!(String::from_utf8_lossy(script.requests()[0].body()).contains("s3cret-2"));
}
