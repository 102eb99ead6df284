//! Invoices of 24SevenOffice: a session of another service, lists that are `Vec`s, an API limit, faults of .NET.
#![cfg(corpus)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "an example that goes wrong stops")]

mod answers;

use std::time::Duration;

use answers::{answering, asked, envelope, fault};
use castile::http::{Retry, Script};
use castile::session::{Carry, Policy, Session};
use castile::{Error, Nillable, Secret};
use corpus::invoice::{InvoiceSearchParameters, InvoiceServiceClient, OrderSlipStateType};

const NS: &str = "xmlns='http://24sevenOffice.com/webservices'";

/// The session id that `AuthenticateService` gave, in the cookie that all services of the vendor expect.
fn session() -> Session {
    let policy = Policy::new(Carry::Cookie("ASP.NET_SessionId")).hosts(&["api.24sevenoffice.com"]);
    Session::with_token(policy, Secret::from("abcde12345"))
}

fn client(script: &Script) -> InvoiceServiceClient {
    InvoiceServiceClient::new()
        .configured(|client| client.with_transport(script.clone()).with_retry(Retry::never()))
        .with_session(&session())
}

fn unpaid() -> InvoiceSearchParameters {
    InvoiceSearchParameters {
        customer_ids: Some(vec![7, 8]),
        order_states: Some(vec![OrderSlipStateType::Invoiced]),
        changed_after: "2025-01-01T00:00:00".parse().ok(),
        ..InvoiceSearchParameters::default()
    }
}

#[tokio::test]
async fn invoices_are_found_and_only_the_asked_for_properties_come() {
    let script = answering(
        200,
        envelope(&format!(
            "<GetInvoicesResponse {NS}><GetInvoicesResult><InvoiceOrder><OrderId>12</OrderId><CustomerName>Kari</CustomerName><IncludeVAT>true</IncludeVAT></InvoiceOrder>\
             </GetInvoicesResult></GetInvoicesResponse>"
        )),
    );
    let found = client(&script)
        .get_invoices()
        .search_params(&unpaid())
        .invoice_return_properties(&["OrderId", "CustomerName"].map(|it| Nillable::Value(it.to_owned())))
        .timeout(Duration::from_secs(90))
        .await
        .unwrap();
    let first = found.unwrap().into_iter().find_map(Nillable::into_option).unwrap();
    assert_eq!((first.order_id, first.customer_name.as_deref()), (Some(12), Some("Kari")));
    let request = asked(&script);
    assert!(request.contains("<CustomerIds><int>7</int><int>8</int></CustomerIds>"), "{request}");
    assert!(
        !request.contains("RowReturnProperties") && !request.contains("rowReturnProperties"),
        "{request}"
    );
    let sent = &script.requests()[0];
    assert_eq!(sent.headers()["cookie"], "ASP.NET_SessionId=abcde12345");
}

#[tokio::test]
async fn an_absent_list_is_told_from_an_empty_one() {
    let answer = |inside: &str| {
        answering(
            200,
            envelope(&format!("<GetPaymentMethodsResponse {NS}>{inside}</GetPaymentMethodsResponse>")),
        )
    };
    let none = client(&answer("")).get_payment_methods().await.unwrap();
    let empty = client(&answer("<GetPaymentMethodsResult/>")).get_payment_methods().await.unwrap();
    assert_eq!((none.map(|it| it.len()), empty.map(|it| it.len())), (None, Some(0)));
}

#[tokio::test]
async fn a_spent_limit_says_when_to_come_back() {
    let mut limited = castile::http::Response::new(fault("s:Server", "Limit reached", "").into_bytes());
    *limited.status_mut() = "429".parse().unwrap();
    limited.headers_mut().insert("apilimitreset", "90".parse().unwrap());
    let script = Script::new().push(Ok(limited));
    let error = client(&script).get_payment_methods().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
    assert_eq!(error.kind(), "throttled");
}

#[tokio::test]
async fn a_fault_of_the_service_keeps_its_code_and_its_text() {
    let script =
        answering(500, fault("s:Client", "System.Web.Services.Protocols.SoapException: No access", ""));
    let call = client(&script).get_invoice_document().timeout(Duration::from_secs(5));
    match call.await {
        Err(Error::Fault(fault)) => {
            assert_eq!((fault.code().local, fault.status()), ("Client", Some(500)));
            assert!(fault.reason().ends_with("No access"));
        }
        other => panic!("{other:?}"),
    }
}
