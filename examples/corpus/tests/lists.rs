//! Lists of a team site: XML of one's own inside a request, digest or token in an HTTP header, a fault with an error code in its detail.
#![cfg(corpus)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "an example that goes wrong stops")]

mod answers;

use std::time::Duration;

use answers::{answering, asked, envelope, fault};
use castile::http::Script;
use castile::xml::{self, Element, Name};
use castile::{Error, Secret};
use corpus::lists::ListsClient;

const NS: &str = "http://schemas.microsoft.com/sharepoint/soap/";

fn client(script: &Script) -> ListsClient {
    ListsClient::new().configured(|client| {
        client
            .with_endpoint("https://intranet.example.com/_vti_bin/Lists.asmx")
            .with_bearer_auth(&Secret::from("s3cret-token"))
            .with_transport(script.clone())
    })
}

#[tokio::test]
async fn items_are_asked_for_by_a_query_in_xml() {
    let rows = "<rs:data xmlns:rs='urn:schemas-microsoft-com:rowset' ItemCount='1'><z:row xmlns:z='#RowsetSchema' ows_Title='Kari'/></rs:data>";
    let script = answering(
        200,
        envelope(&format!(
            "<GetListItemsResponse xmlns='{NS}'><GetListItemsResult><listitems>{rows}</listitems></GetListItemsResult></GetListItemsResponse>"
        )),
    );
    let query: Element = xml::from_str(
        "<Query><Where><Eq><FieldRef Name='ID'/><Value Type='Counter'>7</Value></Eq></Where></Query>",
    )
    .unwrap();
    let wrapped = Element::new(Name::new(NS, "query")).with_child(query);
    let found = client(&script)
        .get_list_items()
        .list_name("Contacts")
        .query(&wrapped)
        .row_limit("50")
        .http_header("x-forms_based_auth_accepted", "f")
        .timeout(Duration::from_secs(45))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(titles(&found), ["Kari"]);
    let request = asked(&script);
    assert!(
        request.contains("<FieldRef Name=\"ID\" />") && request.contains("<rowLimit>50</rowLimit>"),
        "{request}"
    );
    assert_eq!(script.requests()[0].headers()["authorization"], "Bearer s3cret-token");
}

/// The titles of the rows, wherever they stand.
fn titles(element: &Element) -> Vec<String> {
    let own = element.attribute(Name::new("", "ows_Title")).map(str::to_owned);
    own.into_iter().chain(element.elements().flat_map(titles)).collect()
}

#[tokio::test]
async fn a_list_that_is_not_there_is_told_by_the_error_code_in_the_detail() {
    let detail = format!(
        "<errorstring xmlns='{NS}'>List does not exist.</errorstring><errorcode xmlns='{NS}'>0x82000006</errorcode>"
    );
    let script =
        answering(500, fault("soap:Server", "Exception of type 'SoapServerException' was thrown.", &detail));
    match client(&script).get_list().list_name("Nope").await {
        Err(Error::Fault(fault)) => {
            let code = fault.detail().and_then(|detail| detail.element(Name::new(NS, "errorcode")));
            assert_eq!(code.map(Element::text).as_deref(), Some("0x82000006"));
        }
        other => panic!("{other:?}"),
    }
}
