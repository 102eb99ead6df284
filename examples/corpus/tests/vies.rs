//! The register of VAT numbers: optional members of a request, a service that is busy, and faults that are told by their text.
#![cfg(corpus)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "an example that goes wrong stops")]

mod answers;

use std::time::Duration;

use answers::{answering, asked, envelope, fault};
use castile::http::{Retry, Script};
use castile::{Error, Nillable};
use corpus::vies::{Call, CheckVatServiceClient, MatchCode};

const NS: &str = "urn:ec.europa.eu:taxud:vies:services:checkVat:types";

fn client(script: &Script) -> CheckVatServiceClient {
    CheckVatServiceClient::new()
        .configured(|client| client.with_transport(script.clone()).with_retry(Retry::never()))
}

#[tokio::test]
async fn a_number_is_checked_against_what_is_known_of_its_owner() {
    let script = answering(
        200,
        envelope(&format!(
            "<checkVatApproxResponse xmlns='{NS}'><countryCode>NL</countryCode><vatNumber>1</vatNumber>\
             <requestDate>2025-03-01+01:00</requestDate><valid>true</valid><traderName>Winkel BV</traderName>\
             <traderNameMatch>1</traderNameMatch><requestIdentifier>WAPIAAA</requestIdentifier></checkVatApproxResponse>"
        )),
    );
    let street: Option<&str> = None;
    let found = client(&script)
        .check_vat_approx("NL", "123456789B01")
        .trader_name("Winkel BV")
        .given(street, Call::<corpus::vies::operations::CheckVatApprox>::trader_street)
        .requester_country_code("NO")
        .timeout(Duration::from_secs(20))
        .await
        .unwrap();
    assert!(found.valid);
    assert_eq!(found.trader_name_match, Some(MatchCode::N1));
    assert_eq!(found.trader_name, Some(Nillable::Value("Winkel BV".to_owned())));
    let request = asked(&script);
    assert!(request.contains("<traderName>Winkel BV</traderName>"), "{request}");
    assert!(!request.contains("traderStreet"), "{request}");
}

#[tokio::test]
async fn a_busy_register_is_told_from_a_wrong_number() {
    let busy = answering(500, fault("soap:Server", "SERVER_BUSY", ""));
    assert!(matches!(client(&busy).check_vat("NL", "1").await, Err(Error::Throttled(_))));
    let wrong = answering(500, fault("soap:Server", "INVALID_INPUT", ""));
    match client(&wrong).check_vat("XX", "1").await {
        Err(Error::Fault(fault)) => assert_eq!(fault.message(), "INVALID_INPUT"),
        other => panic!("{other:?}"),
    }
}
