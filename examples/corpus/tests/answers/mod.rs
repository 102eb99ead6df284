//! Answers as servers of SOAP 1.1 write them.
#![allow(dead_code, unreachable_pub, reason = "each example uses some of it")]

use castile::http::Script;

pub fn envelope(body: &str) -> String {
    with_header("", body)
}

pub fn with_header(header: &str, body: &str) -> String {
    let ns = "http://schemas.xmlsoap.org/soap/envelope/";
    format!("<s:Envelope xmlns:s='{ns}'><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>")
}

pub fn fault(code: &str, reason: &str, detail: &str) -> String {
    envelope(&format!(
        "<s:Fault><faultcode>{code}</faultcode><faultstring>{reason}</faultstring><detail>{detail}</detail></s:Fault>"
    ))
}

/// A server that gives one answer.
pub fn answering(status: u16, answer: String) -> Script {
    Script::new().answer(status, "text/xml; charset=utf-8", answer)
}

/// The body of the request that a server was sent.
pub fn asked(script: &Script) -> String {
    script.requests().first().map(|it| String::from_utf8_lossy(it.body()).into_owned()).unwrap_or_default()
}
