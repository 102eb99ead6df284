//! Each operation's request and answer, minimal, typical and maximal, as files: what is written today is what was written then, and
//! what was written then is read today.
//!
//! `UPDATE=1 cargo test -p generated-client --test messages` rewrites them. CI puts them before schema validators by others.

use std::fs;
use std::path::Path;

use castile::http::Request;
use castile::soap::{self, Operation, Version, envelope};
use castile::xsd::DateTime;
use castile::{FromXml, ToXml};
use generated_client::authenticate::operations as op;
use generated_client::two_service::{self as two, Call, TwoServiceClient};

use crate::source::{Sample, Size, Source};

const SIZES: [(Size, &str); 3] =
    [(Size::Minimal, "minimal"), (Size::Typical, "typical"), (Size::Maximal, "maximal")];

/// Compares with the file, or rewrites it.
fn expect(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, made).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(made, golden, "{name}; look at the change with `UPDATE=1`");
}

/// An operation of the SOAP service.
fn operation<O>()
where
    O: Operation,
    O::Request: Sample + for<'x> FromXml<'x> + PartialEq + std::fmt::Debug,
    O::Response: Sample + ToXml + PartialEq + std::fmt::Debug,
{
    let client = soap::Client::new("https://example.com/", Version::V11);
    for (size, word) in SIZES {
        let request = O::Request::sample(&mut Source::of(size));
        let sent = soap::Call::<O>::new(&client, &request).envelope().unwrap();
        expect(&format!("authenticate/{}.{word}.request.xml", O::NAME), &sent);
        assert_eq!(envelope::read::<O::Request>(sent.as_bytes(), O::REQUEST).unwrap().body, request);
        let (name, answer) = (O::RESPONSE.unwrap(), O::Response::sample(&mut Source::of(size)));
        let answered = envelope::write(Version::V11, name, &answer).unwrap();
        expect(&format!("authenticate/{}.{word}.response.xml", O::NAME), &answered);
        assert_eq!(envelope::read::<O::Response>(answered.as_bytes(), name).unwrap().body, answer);
    }
}

#[test]
fn authenticate() {
    operation::<op::Login>();
    operation::<op::HasSession>();
    operation::<op::GetIdentities>();
    operation::<op::GetIdentity>();
    operation::<op::SetIdentity>();
    operation::<op::SetIdentityById>();
    operation::<op::AuthenticateByToken>();
    operation::<op::GetIdentitiesWithCredential>();
    operation::<op::GetIdentitiesWithCredentialByService>();
}

/// A document of the routes.
fn document<T>(name: &str, kind: &str)
where
    T: Sample + ToXml + for<'x> FromXml<'x> + PartialEq + std::fmt::Debug,
{
    for (size, word) in SIZES {
        let value = T::sample(&mut Source::of(size));
        let text = castile::xml::to_string(&value).unwrap();
        expect(&format!("two-service/{name}.{word}.{kind}.xml"), &text);
        assert_eq!(castile::xml::from_str::<T>(&text).unwrap(), value);
    }
}

#[test]
fn two_service() {
    document::<two::Authenticate>("Authenticate", "request");
    document::<two::Order>("PlaceOrder", "request");
    document::<two::AuthenticateResponse>("Authenticate", "response");
    for name in ["GetAllParts", "SearchParts", "GetParts"] {
        document::<two::OperationResultOfPartResults>(name, "response");
    }
    for name in ["GetPart", "GetPartById"] {
        document::<two::OperationResultOfPartInfoResult>(name, "response");
    }
    document::<two::OperationResultOfOrderResult>("PlaceOrder", "response");
    document::<two::OperationResultOfTrackingResult>("TrackOrder", "response");
    document::<two::OperationResultOfShipmentResults>("GetShipments", "response");
    document::<two::ErrorResponse>("Error", "response");
}

/// The requests that have no body: the first line of each.
#[test]
fn routes() {
    let client = TwoServiceClient::new();
    for (size, word) in SIZES {
        let source = &mut Source::of(size);
        let (number, text) = (Option::<i32>::sample(source), Option::<String>::sample(source));
        let (required, words) = (String::sample(source), Vec::<String>::sample(source));
        let (from, to) = (DateTime::sample(source), Option::<DateTime>::sample(source));
        let line = |name: &str, request: Result<Request, castile::Error>| {
            let request = request.unwrap();
            let line = format!("{} {}\n", request.method(), request.uri());
            expect(&format!("two-service/{name}.{word}.request.txt"), &line);
        };
        let all = client.get_all_parts().given(number, |call, number| call.page_size(number).page(number));
        line("GetAllParts", all.request());
        let found = client.search_parts().given(text.as_deref(), Call::search_text);
        let found =
            found.given(number, |call, number| call.article_type(number).page_size(number).page(number));
        line("SearchParts", found.request());
        line("GetPart", client.get_part(&required).request());
        line("GetPartById", client.get_part_by_id(number.unwrap_or_default()).request());
        line("GetParts", client.get_parts(&words).request());
        line("TrackOrder", client.track_order(&required).request());
        line("GetShipments", client.get_shipments(&from).given(to.as_ref(), Call::date_to).request());
    }
}
