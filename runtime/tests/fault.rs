//! Faults of both versions, of servers that mix them, and what they come down to.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

use castile::Error;
use castile::soap::{Fault, ReasonText, Version, envelope};
use castile::xml::{self, Element, FromXml, Name, Reader};

const V11: &str = Version::V11.namespace();
const V12: &str = Version::V12.namespace();

fn fault(envelope_ns: &str, body: &str) -> Fault {
    let text = format!("<s:Envelope xmlns:s='{envelope_ns}'><s:Body>{body}</s:Body></s:Envelope>");
    match envelope::read::<Element>(text.as_bytes(), Name::new("urn:x", "Any")) {
        Err(Error::Fault(fault)) => *fault,
        other => panic!("{other:?}"),
    }
}

struct NoSuchOrder(i32);

impl<'x> FromXml<'x> for NoSuchOrder {
    const NAME: Option<Name<'static>> = Some(Name::new("urn:orders", "NoSuchOrder"));

    fn read(reader: &mut Reader<'x>) -> xml::Result<Self> {
        reader.value().map(Self)
    }
}

#[test]
fn soap_11_children_have_no_namespace() {
    let it = fault(
        V11,
        "<s:Fault><faultcode>s:Client.Auth</faultcode><faultstring xml:lang='nb'> Nei </faultstring>\
         <faultactor>urn:proxy</faultactor><detail><o:NoSuchOrder xmlns:o='urn:orders'>7</o:NoSuchOrder></detail></s:Fault>",
    );
    assert_eq!(it.code(), Name::new(V11, "Client.Auth"));
    assert!(it.is_sender());
    assert_eq!((it.reason(), it.role(), it.node()), ("Nei", Some("urn:proxy"), None));
    assert_eq!(it.reasons().next().unwrap().lang(), Some("nb"));
    assert_eq!(it.detail().unwrap().elements().count(), 1);
    assert_eq!(it.detail_as::<NoSuchOrder>().unwrap().unwrap().0, 7);
}

#[test]
fn soap_12_has_subcodes_and_reasons_by_language() {
    let it = fault(
        V12,
        "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:m='urn:m'>m:Late</s:Value>\
         <s:Subcode><s:Value>Later</s:Value></s:Subcode></s:Subcode></s:Code>\
         <s:Reason><s:Text xml:lang='de'>Zu spät</s:Text><s:Text xml:lang='en-GB'>Too late</s:Text></s:Reason>\
         <s:Node>urn:n</s:Node><s:Role>urn:r</s:Role><s:Detail/></s:Fault>",
    );
    assert_eq!(it.code(), Name::new(V12, "Sender"));
    assert!(it.is_sender());
    assert_eq!(it.subcodes().collect::<Vec<_>>(), [Name::new("urn:m", "Late"), Name::new("", "Later")]);
    assert_eq!(it.message(), "Too late");
    assert_eq!(it.reasons().map(ReasonText::text).collect::<Vec<_>>(), ["Zu spät", "Too late"]);
    assert_eq!((it.node(), it.role()), (Some("urn:n"), Some("urn:r")));
    assert_eq!(it.detail().unwrap().children(), []);
}

#[test]
fn hybrids_are_read_by_local_name() {
    let children_of_11 =
        "<s:Fault><s:faultcode>s:Receiver</s:faultcode><s:faultstring>no</s:faultstring></s:Fault>";
    let it = fault(V12, children_of_11);
    assert_eq!((it.code(), it.message()), (Name::new(V12, "Receiver"), "no"));

    let fault_of_the_other =
        format!("<o:Fault xmlns:o='{V12}'><o:Code>o:Sender</o:Code><o:Reason>no</o:Reason></o:Fault>");
    let it = fault(V11, &fault_of_the_other);
    assert_eq!((it.code(), it.message()), (Name::new(V12, "Sender"), "no"));
}

#[test]
fn a_code_with_an_undeclared_prefix_keeps_its_local_name() {
    let it =
        fault(V11, "<s:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>no</faultstring></s:Fault>");
    assert_eq!(it.code(), Name::new("", "Server"));
    assert!(!it.is_sender());
}

#[test]
fn a_fault_without_children_is_a_fault() {
    let it = fault(V11, "<s:Fault/>");
    assert_eq!((it.code(), it.reason(), it.message()), (Name::new("", ""), "", ""));
    assert_eq!(it.to_string(), "the service answered with a fault of code `` and no reason");
}

#[test]
fn the_message_is_the_innermost_text_and_the_reason_all_of_it() {
    let reason = "System.Web.Services.Protocols.SoapException: Server was unable to process request. ---> \
                  System.InvalidOperationException: Outer ---> System.ArgumentException: Client is not authenticated\n   \
                  at A.B(C c)\n   --- End of inner exception stack trace ---\n   at D.E()";
    let it = Fault::new("Server", reason);
    assert_eq!(it.message(), "Client is not authenticated");
    assert_eq!(it.reason(), reason);
    let messages = [
        // Mono indents the lines of a stack by two blanks.
        ("System.Exception: why\n  at A.B (C c) [0x00000] in <0>:0 \n  at D.E () [0x00010] in <0>:0 ", "why"),
        ("two\nlines", "two\nlines"),
        ("Server was unable to process request. ---> Blocked: see notes", "Blocked: see notes"),
        ("System.Exception: why", "why"),
        ("Note: an Exception: why", "Note: an Exception: why"),
        ("no arrow", "no arrow"),
        ("", ""),
    ];
    for (reason, message) in messages {
        assert_eq!(Fault::new("Server", reason).message(), message);
    }
}

#[test]
fn a_detail_that_is_not_what_its_name_says_is_an_error() {
    let detail = "<detail><NoSuchOrder xmlns='urn:orders'>seven</NoSuchOrder></detail>";
    let it = fault(V11, &format!("<s:Fault>{detail}</s:Fault>"));
    assert!(it.detail_as::<NoSuchOrder>().is_err());
    assert!(Fault::new("Server", "no").detail_as::<NoSuchOrder>().unwrap().is_none());
}

#[test]
fn a_fault_reads_back_as_it_was_written_under_either_versions_names() {
    for (version, code) in [(Version::V11, "Client"), (Version::V12, "Sender")] {
        let entry = Element::new(Name::new("urn:orders", "NoSuchOrder")).with_child("7");
        let text = envelope::write_fault(version, &Fault::new("Client", "a < b").with_detail(entry)).unwrap();
        let Err(Error::Fault(it)) = envelope::read::<Element>(text.as_bytes(), Name::new("", "x")) else {
            panic!("{text}")
        };
        assert_eq!(it.code(), Name::new(version.namespace(), code), "{text}");
        assert_eq!((it.reason(), it.detail_as::<NoSuchOrder>().unwrap().unwrap().0), ("a < b", 7));
    }
}
