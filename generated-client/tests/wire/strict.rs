//! What goes over the wire, byte for byte where a server is strict about it.

use crate::infoset;
use crate::sample::{credential, guid, sparse};
use castile::soap::{Operation, Version, envelope};
use castile::xml::{self, Nillable};
use generated_client::authenticate::operations::{self as op, GetIdentities, SetIdentity};
use generated_client::authenticate::{
    GetIdentitiesResponse, Login, LoginResponse, SetIdentity as SetIdentityRequest, User,
};
use generated_client::two_service::{Authenticate, OperationResultOfPartInfoResult};

/// ASP.NET reads members in the order of the schema, and passes over one that comes too late.
#[test]
fn password_stands_before_username() {
    let login = Login { credential: Some(credential(None)) };
    let text = envelope::write(Version::V11, op::Login::REQUEST, &login).unwrap();
    let payload = concat!(
        r#"<Login xmlns="http://24sevenOffice.com/webservices"><credential>"#,
        "<ApplicationId>11111111-2222-3333-4444-555555555555</ApplicationId>",
        "<Password>p&amp;ss&lt;word</Password><Username>user@example.com</Username>",
        "</credential></Login>"
    );
    assert!(text.contains(payload), "{text}");
}

/// The data contract serializer reads members in the order of their names, and drops one that comes too late.
#[test]
fn password_stands_before_user_name() {
    let dealer = Authenticate { password: "p&ss<word".into(), user_name: "dealer01".to_owned() };
    let text = xml::to_string(&dealer).unwrap();
    let at = |element: &str| text.find(element).unwrap();
    assert!(at("<Password>p&amp;ss&lt;word</Password>") < at("<UserName>dealer01</UserName>"), "{text}");
}

/// Required members are written when they are false, absent ones are not written, and nil ones say so.
#[test]
fn false_is_written_and_absent_is_not() {
    let set = SetIdentityRequest { identity: Some(sparse()) };
    let text = envelope::write(Version::V12, SetIdentity::REQUEST, &set).unwrap();
    let expected = r#"<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>
        <SetIdentity xmlns="http://24sevenOffice.com/webservices"><identity>
          <Id>aaaaaaaa-0002-4000-8000-000000000002</Id><User/><Client><Id>9</Id></Client>
          <IsCurrent>false</IsCurrent><IsDefault>false</IsDefault><IsProtected>false</IsProtected>
        </identity></SetIdentity></e:Body></e:Envelope>"#;
    assert_eq!(infoset::compare(&text, expected), Ok(()));
}

fn identities(members: &str) -> GetIdentitiesResponse {
    let text = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body>
          <w:GetIdentitiesResponse xmlns:w="http://24sevenOffice.com/webservices">{members}</w:GetIdentitiesResponse>
          </s:Body></s:Envelope>"#
    );
    envelope::read(text.as_bytes(), GetIdentities::RESPONSE.unwrap()).unwrap().body
}

/// An absent list, an empty one, and one with a nil item are three values, and stay so.
#[test]
fn absent_empty_and_nil_are_three_values() {
    let read = |members| identities(members).get_identities_result;
    assert_eq!(read(""), None);
    assert_eq!(read("<w:GetIdentitiesResult/>"), Some(vec![]));
    let nil = r#"<w:GetIdentitiesResult><w:Identity xsi:nil="true"/></w:GetIdentitiesResult>"#;
    assert_eq!(read(nil), Some(vec![Nillable::Nil]));
    let again = envelope::write(Version::V11, GetIdentities::RESPONSE.unwrap(), &identities(nil)).unwrap();
    assert!(again.contains("nil=\"true\""), "{again}");
}

/// .NET leaves out what holds the default of the schema; XML Schema gives the default to an empty element.
#[test]
fn absent_and_empty_members_have_the_defaults_of_the_schema() {
    let user = |members: &str| {
        let text = format!(r#"<User xmlns="http://24sevenOffice.com/webservices">{members}</User>"#);
        xml::from_str::<User>(&text).unwrap()
    };
    let absent = user("");
    assert_eq!((absent.contact_id, absent.contact_id_or_default()), (None, i32::MIN));
    assert_eq!((absent.name.as_deref(), absent.name_or_default()), (None, ""));
    let empty = user("<ContactId/><Id/><Name/>");
    assert_eq!(empty.contact_id, Some(i32::MIN));
    assert_eq!(empty.id, Some(guid("00000000-0000-0000-0000-000000000000")));
    assert_eq!(empty.name.as_deref(), Some(""));
}

/// Members are read in any order, booleans also as digits, and under any prefix.
#[test]
fn servers_may_write_otherwise_than_we_do() {
    let written = r"<w:GetIdentitiesResult><w:Identity>
        <w:IsCurrent>1</w:IsCurrent><w:IsDefault>0</w:IsDefault><w:IsProtected> false </w:IsProtected>
        <w:Client><w:Name>A &amp; B</w:Name><w:Id>9007199254740993</w:Id></w:Client>
        <w:Id>AAAAAAAA-0002-4000-8000-000000000002</w:Id></w:Identity></w:GetIdentitiesResult>";
    let list = identities(written).get_identities_result.unwrap();
    let Some(Nillable::Value(identity)) = list.first() else { panic!("no identity") };
    let client = identity.client.as_ref().unwrap();
    assert_eq!((client.id, client.name.as_deref()), (9_007_199_254_740_993, Some("A & B")));
    assert_eq!((identity.is_current, identity.is_default, identity.is_protected), (true, false, false));
    assert_eq!(identity.id, guid("aaaaaaaa-0002-4000-8000-000000000002"));
}

/// The namespace is case-sensitive, and the vendor has a sibling that differs in one letter.
#[test]
fn another_namespace_is_another_element() {
    let text = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
        <LoginResponse xmlns="http://24sevenoffice.com/webservices"><LoginResult>x</LoginResult></LoginResponse>
        </s:Body></s:Envelope>"#;
    let error = envelope::read::<LoginResponse>(text.as_bytes(), op::Login::RESPONSE.unwrap()).unwrap_err();
    let told =
        format!("{error}{}", std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default());
    assert!(told.contains("24sevenOffice") && told.contains("24sevenoffice"), "{told}");
}

/// Members stand in the namespace of the type that declares them, whatever prefix the serializer made up.
#[test]
fn an_outcome_has_members_of_three_namespaces() {
    let text = r#"<OperationResultOfPartInfoResultIFqyKMl_P xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
        xmlns="http://schemas.datacontract.org/2004/07/_2Service.Webservices.ServiceModel"><ErrorMessage i:nil="true" />
        <IsSuccessful>true</IsSuccessful>
        <Result xmlns:d2p1="http://schemas.datacontract.org/2004/07/_2Service.Webservices.ServiceModel.Dealers">
          <d2p1:AverageDeliveryInDays i:nil="true" /><d2p1:Id>7</d2p1:Id>
          <d2p1:SecondaryArticleNumbers xmlns:d3p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays">
            <d3p1:string>A-1</d3p1:string><d3p1:string i:nil="true" /></d2p1:SecondaryArticleNumbers>
          <d2p1:UnitPrice>1234.5600</d2p1:UnitPrice></Result></OperationResultOfPartInfoResultIFqyKMl_P>"#;
    let answer: OperationResultOfPartInfoResult = xml::from_str(text).unwrap();
    assert_eq!(answer.error_message, Some(Nillable::Nil));
    let Some(Nillable::Value(part)) = &answer.result else { panic!("no result") };
    assert_eq!((part.id, part.average_delivery_in_days), (Some(7), Some(Nillable::Nil)));
    // The zeros at the end of a price are part of what was said.
    let Some(Nillable::Value(price)) = &part.unit_price else { panic!("no price") };
    assert_eq!(price.to_string(), "1234.5600");
    assert_eq!(infoset::compare(&xml::to_string(&answer).unwrap(), text), Ok(()));
}
