//! WS-Addressing: what a request says of itself where its operation wants that, and what is made of the answer's part.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::sync::{Arc, Mutex};

use calls::{NS, client, response, server};
use castile::soap::{Client, Operation, Version};
use castile::xml::Name;
use castile::{Error, OperationError};

/// Takes and gives a text, by messages that are addressed.
struct Addressed;

impl Operation for Addressed {
    type Request = &'static str;
    type Response = String;
    type Output = String;
    const SERVICE: &'static str = "Test";
    const NAME: &'static str = "Addressed";
    const ACTION: &'static str = "urn:test/Echo";
    const ADDRESSING: Option<&'static str> = Some("urn:test/In");
    const REQUEST: Name<'static> = Name::new(NS, "Echo");
    const RESPONSE: Option<Name<'static>> = Some(Name::new(NS, "EchoResponse"));

    fn output(response: String) -> Result<String, OperationError> {
        Ok(response)
    }
}

const WSA: &str = "http://www.w3.org/2005/08/addressing";

/// An answer to the message of this id, in the form of WCF: with an action that must be understood.
fn answer(relates_to: &str) -> String {
    let ns = Version::V11.namespace();
    let header = format!(
        "<a:Action s:mustUnderstand=\"1\">urn:test/Out</a:Action><a:RelatesTo>{relates_to}</a:RelatesTo>"
    );
    let body = format!("<EchoResponse xmlns=\"{NS}\">hei</EchoResponse>");
    format!(
        "<s:Envelope xmlns:s=\"{ns}\" xmlns:a=\"{WSA}\"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )
}

/// What is between a start tag and its end.
fn text<'t>(xml: &'t str, from: &str) -> &'t str {
    xml.split_once(from).unwrap().1.split_once("</").unwrap().0
}

#[tokio::test]
async fn a_request_says_what_it_is_for_where_it_goes_and_who_it_is() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let ids = Arc::clone(&seen);
    let client: Client = client(server(move |request| {
        let text = String::from_utf8_lossy(request.body()).into_owned();
        ids.lock().unwrap().push(text.clone());
        response(200, answer(self::text(&text, "<MessageID xmlns=\"http://www.w3.org/2005/08/addressing\">")))
    }));
    for _ in 0..2 {
        assert_eq!(client.call::<Addressed>(&"x").await.unwrap(), "hei");
    }
    let seen = seen.lock().unwrap();
    let blocks = [
        "mustUnderstand=\"1\">urn:test/In</Action>",
        "mustUnderstand=\"1\">https://api.example.com/service.asmx</To>",
        "<Address>http://www.w3.org/2005/08/addressing/anonymous</Address></ReplyTo>",
    ];
    for block in blocks {
        assert!(seen[0].contains(block), "{block} in {}", seen[0]);
    }
    let id =
        |text: &str| self::text(text, "MessageID xmlns=\"http://www.w3.org/2005/08/addressing\">").to_owned();
    assert!(id(&seen[0]).starts_with("urn:uuid:") && id(&seen[0]).len() == 45, "{}", id(&seen[0]));
    assert_ne!(id(&seen[0]), id(&seen[1]));
}

#[tokio::test]
async fn an_answer_to_another_request_is_refused() {
    let client = client(server(|_| response(200, answer("urn:uuid:another"))));
    let error = client.call::<Addressed>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().starts_with("the answer is one to another request"), "{error}");
}

#[tokio::test]
async fn a_client_may_be_told_to_say_none_of_it() {
    let call = client(server(|_| response(200, ""))).without_addressing().call::<Addressed>(&"x");
    assert!(!call.envelope().unwrap().contains(WSA));
}
