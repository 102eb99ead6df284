//! The clients of some cases, called: what they send, and what they make of answers, in the envelopes of other makers' servers.

#![deny(warnings, missing_docs)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

include!("cases/arrays-of-arrays/output.rs");
include!("cases/attachments/output.rs");
include!("cases/header-faults/output.rs");
include!("cases/http-get-and-post/output.rs");
include!("cases/rpc-encoded/output.rs");
include!("cases/several-parts-and-none/output.rs");

use castile::Nillable;
use castile::http::Script;
use castile::soap::{Client, Version};
use castile::xml::{Element, Name};

const ENC: &str = "http://schemas.xmlsoap.org/soap/encoding/";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A client that gets this body, in an envelope that binds the usual prefixes.
fn answered(body: &str) -> (Client, Script) {
    let envelope = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:enc='{ENC}' xmlns:i='{XSI}'
         xmlns:x='http://www.w3.org/2001/XMLSchema' xmlns:s='urn:staff'><e:Body>{body}</e:Body></e:Envelope>"
    );
    let script = Script::new().answer(200, "text/xml", envelope);
    let client = Client::new("https://example.com/", Version::V11).with_transport(script.clone());
    (client, script)
}

/// The body that was sent.
fn sent(script: &Script) -> Element {
    let request = script.requests().pop().unwrap();
    let envelope: Element = castile::xml::from_slice(request.body()).unwrap();
    envelope.element(Name::new(Version::V11.namespace(), "Body")).unwrap().clone()
}

/// The value of an attribute that is a qualified name, expanded.
fn qualified(element: &Element, attribute: Name<'_>) -> String {
    let (prefix, local) = element.attribute(attribute).unwrap().split_once(':').unwrap();
    format!("{{{}}}{local}", element.resolve(prefix).unwrap())
}

fn xsi_type(element: &Element) -> String {
    qualified(element, Name::new(XSI, "type"))
}

fn person(name: &str, manager: Nillable<Box<rpc_encoded::Person>>) -> rpc_encoded::Person {
    rpc_encoded::Person { name: name.to_owned(), grade: rpc_encoded::Grade::A, manager }
}

#[test]
fn encoded_values_say_their_types_and_arrays_their_sizes() {
    let (client, script) = answered("<s:hireResponse><hired enc:arrayType='s:Person[0]'/></s:hireResponse>");
    let client = rpc_encoded::StaffClient::from_client(client);
    let ada = person("Ada", Nillable::Value(Box::new(person("Bob", Nillable::Nil))));
    assert_eq!(client.hire(&[ada], &Nillable::Value("soon".to_owned())).wait().unwrap(), []);
    let body = sent(&script);
    let hire = body.element(Name::new("urn:staff", "hire")).unwrap();
    assert_eq!(hire.attribute(Name::new(Version::V11.namespace(), "encodingStyle")), Some(ENC));
    let people = hire.element(Name::new("", "people")).unwrap();
    assert_eq!(xsi_type(people), "{urn:staff}People");
    assert_eq!(qualified(people, Name::new(ENC, "arrayType")), "{urn:staff}Person[1]");
    let ada = people.element(Name::new("", "item")).unwrap();
    assert_eq!(xsi_type(ada), "{urn:staff}Person");
    let types: Vec<_> = ada.elements().take(2).map(xsi_type).collect();
    assert_eq!(types, ["{http://www.w3.org/2001/XMLSchema}string", "{urn:staff}Grade"]);
    let bob = ada.element(Name::new("", "manager")).unwrap();
    let nobody = bob.element(Name::new("", "manager")).unwrap();
    assert_eq!(nobody.attribute(Name::new(XSI, "nil")), Some("true"));
    assert_eq!(nobody.attribute(Name::new(XSI, "type")), None);
}

#[test]
fn values_that_stand_elsewhere_are_put_in_their_places() {
    let (client, _) = answered(
        "<s:hireResponse><hired i:type='enc:Array' enc:arrayType='s:Person[2]'><p href='#a'/><p href='#b'/></hired></s:hireResponse>
         <multiRef id='b' enc:root='0' i:type='s:Person'><name i:type='x:string'>Bob</name><grade href='#g'/><manager i:nil='true'/></multiRef>
         <multiRef id='a' enc:root='0' i:type='s:Person'><name>Ada</name><grade href='#g'/><manager href='#b'/></multiRef>
         <multiRef id='g' enc:root='0' i:type='s:Grade'>A</multiRef>",
    );
    let client = rpc_encoded::StaffClient::from_client(client);
    let hired = client.hire(&[], &Nillable::Nil).wait().unwrap();
    let bob = person("Bob", Nillable::Nil);
    assert_eq!(hired, [person("Ada", Nillable::Value(Box::new(bob.clone()))), bob]);
}

#[test]
fn the_names_of_the_answer_and_of_its_result_do_not_matter() {
    let (client, _) = answered("<hired><return enc:arrayType='s:Person[0]'/></hired>");
    assert_eq!(rpc_encoded::StaffClient::from_client(client).hire(&[], &Nillable::Nil).wait().unwrap(), []);
}

#[test]
fn a_value_inside_itself_is_an_error() {
    let (client, _) = answered(
        "<s:hireResponse><hired><p href='#a'/></hired></s:hireResponse>
         <multiRef id='a'><name>Ada</name><grade>A</grade><manager href='#a'/></multiRef>",
    );
    let error = rpc_encoded::StaffClient::from_client(client).hire(&[], &Nillable::Nil).wait().unwrap_err();
    assert!(error.to_string().contains("the value `a` inside itself"), "{error}");
}

#[test]
fn values_that_double_at_every_step_are_an_error() {
    let level = |at: u32| format!("<m id='a{at}'><p href='#a{0}'/><p href='#a{0}'/></m>", at + 1);
    let bombs: String = (0..60).map(level).collect();
    let (client, _) = answered(&format!(
        "<s:hireResponse><hired><p><any href='#a0'/></p></hired></s:hireResponse>{bombs}<m id='a60'/>"
    ));
    let error = rpc_encoded::StaffClient::from_client(client).hire(&[], &Nillable::Nil).wait().unwrap_err();
    assert!(error.to_string().contains("no end in sight"), "{error}");
}

#[test]
fn a_fault_of_an_encoded_operation_is_a_fault() {
    let (client, _) =
        answered("<e:Fault><faultcode>e:Server</faultcode><faultstring>no</faultstring></e:Fault>");
    let error = rpc_encoded::StaffClient::from_client(client).hire(&[], &Nillable::Nil).wait().unwrap_err();
    assert_eq!(error.fault().map(castile::soap::Fault::message), Some("no"));
}

#[test]
fn an_array_of_two_dimensions_is_one_array_on_the_wire() {
    let (client, script) = answered(
        "<turnResponse xmlns='urn:grid'><lists xmlns='' enc:arrayType='x:string[][2]'>
           <a enc:arrayType='x:string[2]'><b>1</b><b>2</b></a><a enc:arrayType='x:string[0]'/>
         </lists></turnResponse>",
    );
    let rows = [[1, 2, 3], [4, 5, 6]].map(|row| arrays_of_arrays::MatrixItem { item: row.to_vec() });
    let lists = arrays_of_arrays::GridClient::from_client(client).turn(&rows).wait().unwrap();
    let lists: Vec<_> = lists.into_iter().map(|list| list.list).collect();
    assert_eq!(lists, [vec!["1".to_owned(), "2".to_owned()], Vec::new()]);
    let turn = sent(&script).elements().next().unwrap().clone();
    let matrix = turn.element(Name::new("", "matrix")).unwrap();
    assert_eq!(qualified(matrix, Name::new(ENC, "arrayType")), "{http://www.w3.org/2001/XMLSchema}int[2,3]");
    let items: Vec<_> = matrix.elements().map(Element::text).collect();
    assert_eq!(items, ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn the_parts_of_a_message_stand_side_by_side_in_the_body() {
    let body = "<b:Amount xmlns:b='urn:bank'>2</b:Amount><b:Currency xmlns:b='urn:bank'>NOK</b:Currency>";
    let (client, script) = answered(body);
    let client = several_parts_and_none::BankClient::from_client(client);
    let answer = client.book(&"1.50".parse().unwrap(), "EUR").wait().unwrap();
    assert_eq!((answer.amount.to_string(), answer.currency.as_str()), ("2".to_owned(), "NOK"));
    let sent: Vec<_> = sent(&script).elements().map(|it| (it.name().to_string(), it.text())).collect();
    let expected = [("{urn:bank}Amount", "1.50"), ("{urn:bank}Currency", "EUR")];
    assert_eq!(sent, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn a_message_without_parts_has_an_empty_body() {
    let (client, script) = answered("<total xmlns='urn:bank'>7</total>");
    let total = several_parts_and_none::BankClient::from_client(client).total().wait().unwrap();
    assert_eq!(total.total.to_string(), "7");
    assert_eq!(sent(&script).children(), []);
}

#[test]
fn a_fault_in_place_of_several_parts_is_a_fault() {
    let (client, _) =
        answered("<e:Fault><faultcode>e:Server</faultcode><faultstring>no</faultstring></e:Fault>");
    let client = several_parts_and_none::BankClient::from_client(client);
    let error = client.total().wait().unwrap_err();
    assert_eq!(error.fault().map(castile::soap::Fault::message), Some("no"));
}

#[test]
fn a_declared_fault_is_told_by_its_element() {
    use header_faults::OpenFault;
    let fault = |detail: &str| {
        format!("<e:Fault><faultcode>e:Server</faultcode><faultstring>no</faultstring>{detail}</e:Fault>")
    };
    let call = |body: &str| {
        let (client, _) = answered(body);
        header_faults::GateClient::from_client(client).open(7).wait().unwrap_err()
    };
    let jammed = "<detail><Jammed xmlns='urn:gate'>left wing</Jammed></detail>";
    let told = call(&fault(jammed)).declared_fault();
    assert_eq!(told, Some(OpenFault::Jammed("left wing".to_owned())));
    for detail in ["", "<detail><Jammed xmlns='urn:other'>left wing</Jammed></detail>"] {
        assert_eq!(call(&fault(detail)).declared_fault::<OpenFault>(), None);
    }
}

#[test]
fn a_fault_about_a_header_has_the_headers_of_its_message() {
    let envelope = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header>
        <TicketExpired xmlns='urn:gate'><since xmlns=''>2020-01-01T00:00:00Z</since></TicketExpired></e:Header>
        <e:Body><e:Fault><faultcode>e:Client</faultcode><faultstring>ticket</faultstring></e:Fault></e:Body></e:Envelope>";
    let script = Script::new().answer(500, "text/xml", envelope);
    let client = Client::new("https://example.com/", Version::V11).with_transport(script);
    let error = header_faults::GateClient::from_client(client).open(7).wait().unwrap_err();
    let block = error.fault().unwrap().headers().first().unwrap().clone();
    let expired: header_faults::TicketExpired = block.read_as().unwrap();
    assert_eq!(expired.since.to_string(), "2020-01-01T00:00:00Z");
}

#[tokio::test]
async fn attachments_travel_beside_the_envelope() {
    let envelope = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>
        <Title xmlns='urn:album'>Sea</Title></e:Body></e:Envelope>";
    let answer = format!(
        "preamble\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <thumb%6Eail=1@s>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--x\r\n\
         Content-Type: text/xml; charset=utf-8\r\nContent-ID: <root>\r\n\r\n{envelope}\r\n--x--\r\n"
    );
    let content_type = "multipart/related; type=\"text/xml\"; start=\"<root>\"; boundary=x";
    let script = Script::new().answer(200, content_type, answer);
    let client = Client::new("https://example.com/", Version::V11).with_transport(script.clone());
    let client = attachments::AlbumClient::from_client(client);
    let answer = client.add("Sea", b"\r\nGIF\r\n").answer().await.unwrap();
    assert_eq!(answer.output, "Sea");
    let thumbnail = answer.attachment("thumbnail").unwrap();
    assert_eq!((thumbnail.media_type.as_str(), thumbnail.bytes.as_slice()), ("image/png", &b"\x89PN"[..]));
    let request = script.requests().pop().unwrap();
    let sent = String::from_utf8(request.body().clone()).unwrap();
    assert!(request.headers()["content-type"].to_str().unwrap().starts_with("multipart/related; boundary="));
    assert!(sent.contains("Content-Type: image/gif\r\n"), "{sent}");
    assert!(sent.contains("Content-ID: <photo=1@castile>\r\n\r\n\r\nGIF\r\n\r\n--"), "{sent}");
}

#[test]
fn the_http_binding_puts_parts_into_query_path_and_form() {
    let places = "<Places xmlns='urn:maps'>3</Places>";
    let script = Script::new()
        .answer(200, "text/xml", places)
        .answer(200, "image/png", *b"\x89PNG")
        .answer(200, "text/xml", places);
    let client = castile::rest::Client::new("https://example.com/maps").with_transport(script.clone());
    let get = http_get_and_post::MapsGetClient::from_client(client.clone());
    assert_eq!(get.search("a b", 7).wait().unwrap(), 3);
    let tile = get.tile(12).wait().unwrap();
    assert_eq!((tile.media_type.as_deref(), tile.bytes.as_slice()), (Some("image/png"), &b"\x89PNG"[..]));
    assert_eq!(http_get_and_post::MapsPostClient::from_client(client).search("a&b", 7).wait().unwrap(), 3);
    let sent = script.requests();
    let paths: Vec<_> = sent.iter().map(|it| it.uri().path_and_query().unwrap().as_str()).collect();
    assert_eq!(paths, ["/maps/search?words=a%20b&near=7", "/maps/tiles/12.png", "/maps/search"]);
    assert_eq!(sent[2].body(), b"words=a%26b&near=7");
    assert_eq!(sent[2].headers()["content-type"], "application/x-www-form-urlencoded");
}
