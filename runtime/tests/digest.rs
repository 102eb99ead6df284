//! Digest authentication on a scripted server: the proofs of RFC 7616 §3.9.1 and RFC 2617 §3.5, challenges that go stale, and
//! passwords that are refused.
#![cfg(feature = "digest")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, Order, client, echoed, header, response};
use castile::http::{Request, Response, Script};
use castile::{Error, Secret};

const PASSWORD: &str = "Circle Of Life";

fn challenging(challenges: &[&str]) -> Response {
    let mut answer = response(401, "who is there?");
    for challenge in challenges {
        answer.headers_mut().append("www-authenticate", http::HeaderValue::from_str(challenge).unwrap());
    }
    answer
}

fn challenge(algorithm: &str, nonce: &str) -> String {
    format!("Digest realm=\"r\", qop=\"auth\", algorithm={algorithm}, nonce=\"{nonce}\", opaque=\"o\"")
}

fn answers(answers: impl IntoIterator<Item = Response>) -> Script {
    answers.into_iter().fold(Script::new(), |script, answer| script.push(Ok(answer)))
}

fn proof(request: &Request) -> String {
    header(request, "authorization")
}

/// The value of a parameter of a proof.
fn said(proof: &str, name: &str) -> String {
    let value = proof.split_once(&format!(" {name}=")).unwrap_or_default().1;
    value.split(',').next().unwrap_or_default().trim_matches('"').to_owned()
}

#[tokio::test]
async fn a_challenge_is_answered_and_later_requests_prove_at_once() {
    let script = answers([
        challenging(&[&challenge("SHA-256", "n1")]),
        response(200, echoed("one")),
        response(200, echoed("two")),
    ]);
    let client = client(script.clone()).with_digest_auth("Mufasa", &Secret::from(PASSWORD));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "one");
    assert_eq!(client.clone().call::<Echo>(&"x").await.unwrap(), "two");
    let requests = script.requests();
    assert_eq!(proof(&requests[0]), "");
    let proofs: Vec<_> = requests[1..].iter().map(proof).collect();
    assert_eq!(proofs.len(), 2);
    for (proof, count) in proofs.iter().zip(["00000001", "00000002"]) {
        assert!(proof.starts_with("Digest "), "{proof}");
        let of = |name| said(proof, name);
        assert_eq!(
            (of("realm"), of("nonce"), of("uri"), of("algorithm"), of("nc"), of("opaque")),
            ("r".into(), "n1".into(), "/service.asmx".into(), "SHA-256".into(), count.into(), "o".into())
        );
        assert_eq!(of("response").len(), 64);
    }
    assert_ne!(said(&proofs[0], "response"), said(&proofs[1], "response"));
    assert!(!format!("{:?} {client:?}", requests[1].headers()).contains("Mufasa"));
}

#[tokio::test]
async fn what_may_not_be_sent_twice_is_sent_again_since_it_was_refused_before() {
    let number = "<OrderResponse xmlns=\"urn:test\"><Number>7</Number></OrderResponse>";
    let script = answers([challenging(&[&challenge("MD5", "n1")]), response(200, calls::envelope(number))]);
    let client = client(script.clone()).with_digest_auth("u", &Secret::from(PASSWORD));
    assert_eq!(client.call::<Order>(&"x").await.unwrap(), 7);
    assert_eq!(said(&proof(&script.requests()[1]), "response").len(), 32);
}

#[tokio::test]
async fn the_stronger_of_two_algorithms_is_taken_and_other_schemes_are_passed_over() {
    let (weak, strong) = (challenge("MD5", "weak"), challenge("SHA-256", "strong"));
    let script = answers([challenging(&["Basic realm=\"r\"", &weak, &strong]), response(200, echoed("ok"))]);
    let client = client(script.clone()).with_digest_auth("u", &Secret::from(PASSWORD));
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!(said(&proof(&script.requests()[1]), "nonce"), "strong");
}

#[tokio::test]
async fn a_stale_challenge_is_replaced_and_a_refused_proof_is_not_tried_again() {
    let stale = format!("{}, stale=true", challenge("SHA-256", "n2"));
    let script = answers([
        challenging(&[&challenge("SHA-256", "n1")]),
        response(200, echoed("one")),
        challenging(&[&stale]),
        response(200, echoed("two")),
        challenging(&[&challenge("SHA-256", "n3")]),
    ]);
    let client = client(script.clone()).with_digest_auth("u", &Secret::from(PASSWORD));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "one");
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "two");
    assert_eq!(said(&proof(&script.requests()[3]), "nonce"), "n2");
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(&error, Error::Status(it) if it.status() == 401), "{error:?}");
    assert_eq!(script.requests().len(), 5);
}

#[tokio::test]
async fn a_refusal_without_a_challenge_is_an_answer() {
    let client =
        client(answers([challenging(&["Negotiate"])])).with_digest_auth("u", &Secret::from(PASSWORD));
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(&error, Error::Status(it) if it.status() == 401), "{error:?}");
}
