//! The output of each case, compiled with warnings denied, and some of it used on messages.

#![deny(warnings, missing_docs)]

include!("cases/wsdl-two/output.rs");
include!("cases/head-as-message/output.rs");
include!("cases/operation-bound-twice/output.rs");
include!("cases/map-of-xml-soap/output.rs");
include!("cases/contradictions-left-out/output.rs");
include!("cases/namespaces-guessed/output.rs");
include!("cases/metadata-exchange/output.rs");
include!("cases/attachments/output.rs");
include!("cases/abstract-type-alone/output.rs");
include!("cases/all-and-unqualified/output.rs");
include!("cases/anonymous-types/output.rs");
include!("cases/any-simple-type/output.rs");
include!("cases/array-folded/output.rs");
include!("cases/arrays-of-arrays/output.rs");
include!("cases/bare-and-one-way/output.rs");
include!("cases/block-and-final/output.rs");
include!("cases/block-respected/output.rs");
include!("cases/catalog/output.rs");
include!("cases/catalog-of-oasis/output.rs");
include!("cases/choice/output.rs");
include!("cases/choice-of-groups/output.rs");
include!("cases/defaults/output.rs");
include!("cases/derived-types/output.rs");
include!("cases/document-type/output.rs");
include!("cases/documents/output.rs");
include!("cases/documents-of-a-service/output.rs");
include!("cases/documents-say-types/output.rs");
include!("cases/element-nillable-in-one-place/output.rs");
include!("cases/empty-choice/output.rs");
include!("cases/enumeration-odd-values/output.rs");
include!("cases/every-construct/output.rs");
include!("cases/extension/output.rs");
include!("cases/extension-of-any-type/output.rs");
include!("cases/facets/output.rs");
include!("cases/for-later-versions/output.rs");
include!("cases/groups-inlined/output.rs");
include!("cases/header-faults/output.rs");
include!("cases/hostile-documentation/output.rs");
include!("cases/http-get-and-post/output.rs");
include!("cases/identity-constraints/output.rs");
include!("cases/import-without-location/output.rs");
include!("cases/included-operations/output.rs");
include!("cases/known-namespaces/output.rs");
include!("cases/letters-of-all-scripts/output.rs");
include!("cases/list-and-union/output.rs");
include!("cases/login-argument/output.rs");
include!("cases/messages-of-plain-values/output.rs");
include!("cases/mixed-content/output.rs");
include!("cases/modules-by-namespace/output.rs");
include!("cases/names-that-clash/output.rs");
include!("cases/nillable/output.rs");
include!("cases/overloaded-operations/output.rs");
include!("cases/prohibited-in-a-group/output.rs");
include!("cases/recursion/output.rs");
include!("cases/redefine/output.rs");
include!("cases/repeated-group/output.rs");
include!("cases/rpc-encoded/output.rs");
include!("cases/rpc-encoded-list/output.rs");
include!("cases/rpc-literal/output.rs");
include!("cases/same-name-twice/output.rs");
include!("cases/secrets/output.rs");
include!("cases/session-and-outcome/output.rs");
include!("cases/session-on-identity/output.rs");
include!("cases/addressed-messages/output.rs");
include!("cases/session-in-header-block/output.rs");
include!("cases/session-at-address/output.rs");
include!("cases/several-parts-and-none/output.rs");
include!("cases/array-told-by-its-element/output.rs");
include!("cases/nillable-any-type/output.rs");
include!("cases/union-with-names/output.rs");
include!("cases/default-of-an-alternative/output.rs");
include!("cases/optional-arguments-that-clash/output.rs");
include!("cases/output-not-bound/output.rs");
include!("cases/known-and-not-imported/output.rs");
include!("cases/simple-content-with-attributes/output.rs");
include!("cases/substitution-group/output.rs");
include!("cases/validated/output.rs");
include!("cases/wildcards/output.rs");
include!("cases/soap-outcome/output.rs");
include!("cases/wrapped-operation/output.rs");

mod messages {
    //! Generated types read and write what the schema describes.
    #![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

    use castile::Nillable;
    use castile::soap::Operation;
    use castile::xml::{from_str, to_string};

    #[test]
    fn arrays_tell_absent_from_empty() {
        use super::array_folded::Order;
        let order = |lines: &str| {
            let nil = r#"<Old xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>"#;
            from_str::<Order>(&format!(
                r#"<Order xmlns="urn:t">{lines}<Notes><Note>n</Note></Notes>{nil}</Order>"#
            ))
            .unwrap()
        };
        assert_eq!(order("").lines, None);
        assert_eq!(order("<Lines/>").lines, Some(Vec::new()));
        let two = order("<Lines><Line><Count>1</Count></Line><Line><Count>2</Count></Line></Lines>");
        assert_eq!(two.lines.as_ref().map(Vec::len), Some(2));
        assert_eq!((two.notes.as_slice(), two.old.is_nil()), (&["n".to_owned()][..], true));
        assert_eq!(from_str::<Order>(&to_string(&two).unwrap()).unwrap(), two);
    }

    #[test]
    fn a_module_validates_documents_and_values() {
        use super::validated::{Codes, schema::SCHEMA};
        let codes = |code: &str| Codes { code: vec![code.to_owned()] };
        SCHEMA.validate_value(&codes(r##"A#"#"1"##)).unwrap();
        let violations = SCHEMA.validate_value(&codes(r##"A#"#"x"##)).unwrap_err();
        assert_eq!((violations[0].rule(), violations[0].path()), ("cvc-pattern-valid", "/codes/code"));
        assert!(violations[0].message().ends_with(r##"expected the pattern `[A-Z]#"#"\d`"##));
        let empty = SCHEMA.validate(br#"<c:codes xmlns:c="urn:codes"/>"#).unwrap_err();
        assert_eq!(empty[0].rule(), "cvc-complex-type.2.4.b");
    }

    #[test]
    fn a_repeated_choice_keeps_its_order() {
        use super::choice::{Payment, PaymentChoice, PaymentChoice2};
        let text = r#"<Payment xmlns="urn:t"><Amount>1.50</Amount><Invoice>7</Invoice><Tag>a</Tag><Remark>b</Remark><Tag>c</Tag></Payment>"#;
        let payment: Payment = from_str(text).unwrap();
        assert_eq!(payment.choice, PaymentChoice::Invoice(7));
        assert!(matches!(
            payment.choice_2.as_slice(),
            [PaymentChoice2::Tag(_), PaymentChoice2::Remark(_), PaymentChoice2::Tag(_)]
        ));
        assert_eq!(to_string(&payment).unwrap(), text);
    }

    /// Reads and writes again what was read.
    fn both<T>(text: &str) -> T
    where
        T: for<'x> castile::FromXml<'x> + castile::ToXml,
    {
        let value: T = from_str(text).unwrap();
        assert_eq!(to_string(&value).unwrap(), text);
        value
    }

    #[test]
    fn a_choice_of_groups_is_one_of_them() {
        use super::choice_of_groups::{Delivery, DeliveryChoice};
        let read = |inner: &str| {
            both::<Delivery>(&format!(r#"<Delivery xmlns="urn:t">{inner}<Note>n</Note></Delivery>"#)).choice
        };
        assert_eq!(read("<Code>7</Code>"), DeliveryChoice::Code(7));
        let DeliveryChoice::StreetAndHouse(street) = read("<Street>s</Street><House>1</House>") else {
            panic!()
        };
        assert_eq!((street.street.as_str(), street.house), ("s", Some(1)));
        let DeliveryChoice::BoxGroup(found) = read("<Box>1</Box><City>c</City><Pin>2</Pin>") else {
            panic!()
        };
        assert_eq!(found.choice, super::choice_of_groups::DeliveryChoiceBoxGroupChoice::Pin(2));
        assert!(from_str::<Delivery>(r#"<Delivery xmlns="urn:t"><Box>1</Box></Delivery>"#).is_err());
    }

    #[test]
    fn repeated_groups_keep_together() {
        use super::repeated_group::Route;
        let route: Route = both(
            r#"<Route xmlns="urn:t"><Place>a</Place><Place>b</Place><At>2</At><Key>k</Key><Text>t</Text><Key>l</Key><Number>3</Number></Route>"#,
        );
        assert_eq!(route.stop.iter().map(|stop| stop.at).collect::<Vec<_>>(), [None, Some(2)]);
        assert_eq!(route.group.len(), 2);
    }

    #[test]
    fn a_name_that_stands_twice_keeps_its_order() {
        use super::same_name_twice::{Adjacent, Apart, ApartChoice, Packet, PacketChoice};
        let apart: Apart = both(
            r#"<Apart><Mark xmlns="urn:t">a</Mark><Body xmlns="urn:t">b</Body><Mark xmlns="urn:t">c</Mark></Apart>"#,
        );
        assert!(matches!(
            apart.choice.as_slice(),
            [ApartChoice::Mark(_), ApartChoice::Body(_), ApartChoice::Mark(_)]
        ));
        let lines: Adjacent =
            from_str("<Adjacent xmlns='urn:t'><Line>a</Line><Line>b</Line><End>c</End></Adjacent>").unwrap();
        assert_eq!(lines.line, ["a", "b"]);
        let packet: Packet =
            from_str("<Packet xmlns='urn:t'><Id>1</Id><Data>d</Data><o xmlns='urn:o'>x</o></Packet>")
                .unwrap();
        assert!(matches!(packet.choice.as_slice(), [PacketChoice::Data(_), PacketChoice::Any(_)]));
    }

    #[test]
    fn mixed_content_keeps_text_and_elements_in_order() {
        use super::mixed_content::{Letter, LetterContent};
        let letter: Letter =
            both(r#"<Letter xmlns="urn:t" lang="en">a <b>b<i>c</i></b> d<br /> &amp; e</Letter>"#);
        let [LetterContent::Text(a), LetterContent::B(b), .., LetterContent::Text(e)] =
            letter.content.as_slice()
        else {
            panic!()
        };
        assert_eq!((a.as_str(), b.content.len(), e.as_str()), ("a ", 2, " & e"));
    }

    #[test]
    fn members_stand_for_the_head_of_their_group() {
        use super::substitution_group::{Drawing, Frame, ShapeChoice};
        let drawing: Drawing = both(
            r#"<Drawing xmlns="urn:t"><Dot id="1" r="2" /><Circle /><Remark>r</Remark><x xmlns="urn:x" /></Drawing>"#,
        );
        assert!(matches!(drawing.shape.as_slice(), [ShapeChoice::Dot(_), ShapeChoice::Circle(_)]));
        assert_eq!((drawing.any.len(), drawing.comment.is_some()), (1, true));
        assert!(from_str::<Frame>("<Frame><Shape xmlns='urn:t'/></Frame>").is_err());
    }

    #[test]
    fn a_derived_type_says_what_it_is() {
        use super::derived_types::{AnyCircle, AnyShape, Drawing};
        let text = r#"<Drawing xmlns="urn:t"><Shape xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><Id>1</Id><Member xsi:type="Ring"><Id>2</Id><Radius>3</Radius><Hole><Id>4</Id><Radius>5</Radius></Hole></Member></Shape><Frame><Id>6</Id><Radius>7</Radius></Frame></Drawing>"#;
        let drawing: Drawing = both(text);
        let Nillable::Value(AnyShape::Group(group)) = &drawing.shape else { panic!() };
        assert!(
            matches!(group.member.as_slice(), [AnyShape::Ring(ring)] if matches!(*ring.hole, AnyCircle::Circle(_)))
        );
        let unknown = from_str::<Drawing>(&text.replace("Ring", "Square")).unwrap_err().to_string();
        assert!(unknown.contains("`{urn:t}Square`"), "{unknown}");
        assert!(from_str::<Drawing>(&text.replace(r#" xsi:type="Group""#, "")).is_err());
    }

    #[test]
    fn defaults_are_for_the_caller_to_ask() {
        use super::defaults::{Color, Settings};
        let settings: Settings =
            from_str(r#"<Settings xmlns="urn:t"><Name/><Version>2</Version></Settings>"#).unwrap();
        assert_eq!((settings.id, settings.id_or_default()), (None, i32::MIN));
        assert_eq!(settings.name.as_deref(), Some("a \"b\""));
        assert_eq!(settings.color_or_default(), Color::Blue);
        assert_eq!(settings.cost_or_default().to_string(), "-79228162514264337593543950335");
        assert_eq!(settings.since_or_default().to_string(), "0001-01-01T00:00:00");
    }

    #[test]
    fn a_document_is_any_of_the_global_elements() {
        use super::documents::{Document, Document2};
        use castile::xml::{document_from_str, document_to_string};
        let text = r#"<Draft xmlns="urn:t"><Title>a</Title></Draft>"#;
        let draft: Document = document_from_str(text).unwrap();
        assert_eq!(draft, Document::Draft(Document2 { title: "a".to_owned() }));
        assert_eq!(document_to_string(&draft).unwrap(), text);
        let nil =
            r#"<Count xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#;
        assert_eq!(document_from_str::<Document>(nil).unwrap(), Document::Count(Nillable::Nil));
        let other = document_from_str::<Document>("<Draft/>").unwrap_err().to_string();
        assert!(other.contains("expected element `Document`, found `Draft`"), "{other}");
    }

    #[test]
    fn a_document_keeps_the_types_that_its_elements_say() {
        use super::documents_say_types::Document;
        use castile::xml::{document_from_str, document_to_string};
        let parcel = |width: &str| {
            format!(
                concat!(
                    r#"<Parcel xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
                    r#"<Height xsi:type="Small">7</Height>{}<Depth>1</Depth><Count>1</Count>"#,
                    r#"<Weight unit="kg" xsi:nil="true" /><Weight unit="g">5</Weight>"#,
                    r#"<Label xsi:type="SignedLabel" by="us">fragile</Label><Sender>us</Sender></Parcel>"#
                ),
                width
            )
        };
        let read: Document = document_from_str(&parcel(r#"<Width xsi:type="Small"/>"#)).unwrap();
        let written = document_to_string(&read).unwrap();
        let declared = r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;
        assert_eq!(
            written.replace(declared, ""),
            parcel(r#"<Width xsi:type="Small">1</Width>"#).replace(declared, "")
        );
    }

    #[test]
    fn elements_of_a_base_come_first() {
        use super::extension::Circle;
        let circle = Circle { name: "c".to_owned(), radius: 0.5, id: None, unit: "m".to_owned() };
        assert_eq!(
            to_string(&circle).unwrap(),
            r#"<Circle xmlns="urn:t" unit="m"><Name>c</Name><Radius>0.5</Radius></Circle>"#
        );
    }

    #[test]
    fn secrets_do_not_show() {
        use super::secrets::Credential;
        let text = r#"<Credential xmlns="urn:t" token="t0k"><Username>u</Username><Password>p4ss</Password><PasswordHint>h</PasswordHint><SessionId>1</SessionId></Credential>"#;
        let credential: Credential = from_str(text).unwrap();
        let shown = format!("{credential:?}");
        assert!(!shown.contains("t0k") && !shown.contains("p4ss"), "{shown}");
        assert_eq!(to_string(&credential).unwrap(), text);
    }

    #[test]
    fn an_operation_writes_its_envelope() {
        use super::wrapped_operation::{Call, Caller, Filter, FinderClient, operations::Find};
        let client = FinderClient::new();
        let words = ["a".to_owned()];
        let call =
            client.find(1, "n").filter(&Filter { active: false }).words(&words).given(None, Call::page);
        let caller = Caller(super::wrapped_operation::Who { user: "me".to_owned() });
        let envelope = call.header(&caller).envelope().unwrap();
        let body =
            r"<id>1</id><name>n</name><filter><Active>false</Active></filter><words><Word>a</Word></words>";
        assert!(envelope.contains(body), "{envelope}");
        assert!(envelope.contains(r#"<Caller xmlns="urn:t"><User>me</User></Caller>"#), "{envelope}");
        assert!(Find::output(super::wrapped_operation::FindResponse { find_result: true }).unwrap());
    }

    #[test]
    fn an_outcome_is_a_result() {
        use super::shop::{LoggedIn, Ticket, operations::LogIn};
        use castile::rest::Operation as _;
        let answer = |ok, result| LoggedIn { why: Some(Nillable::Value("no".to_owned())), ok, result };
        let ticket = || Some(Nillable::Value(Ticket { ticket: Some("t".to_owned().into()) }));
        assert!(LogIn::output(answer(Some(true), ticket())).is_ok());
        for refused in [answer(Some(false), ticket()), answer(None, ticket())] {
            assert_eq!(LogIn::output(refused).unwrap_err().message.as_deref(), Some("no"));
        }
        let empty = LogIn::output(answer(Some(true), Some(Nillable::Nil))).unwrap_err();
        assert!(empty.message.unwrap().contains("no result"));
    }

    #[test]
    fn an_outcome_inside_the_answer_of_a_soap_operation_is_a_result_too() {
        use super::soap_outcome::operations::LogIn;
        use super::soap_outcome::{LogInResponse, OperationResultOfTicket, SESSION, ShopClient, Ticket};
        use castile::soap::Operation as _;
        let answer = |success, value| {
            let message = Some("no".to_owned());
            let log_in_result = Some(OperationResultOfTicket { success, message, value });
            LogIn::output(LogInResponse { log_in_result })
        };
        let ticket = || Some(Ticket { id: "t".into() });
        assert!(answer(true, ticket()).is_ok());
        assert_eq!(answer(false, ticket()).unwrap_err().message.as_deref(), Some("no"));
        assert!(answer(true, None).unwrap_err().message.unwrap().contains("no result"));
        assert!(LogIn::output(LogInResponse { log_in_result: None }).is_err());
        assert_eq!(SESSION.expired.value, [("Message", "EXPIRED")]);
        // An element that is called as an option of every call is.
        assert!(ShopClient::new().log_in("u").header_(7).envelope().unwrap().contains("<header>7</header>"));
    }

    #[test]
    fn a_type_in_a_module_is_the_one_without_it() {
        use super::modules_by_namespace::types::{Order2, orders_v1, orders_v2};
        let order: Order2 = orders_v2::Order { choice: Vec::new() };
        let old = orders_v1::Order { id: 7, state: None };
        assert_ne!(order, Order2 { choice: vec![orders_v2::OrderChoice::Old(old)] });
    }

    #[test]
    fn a_route_has_its_parameters() {
        let client = super::shop::Shop::new();
        let words = ["a b".to_owned(), "c".to_owned()];
        let request = client.find(7).word(&words).x_trace("trace").request().unwrap();
        assert_eq!(
            request.uri().path_and_query().map(ToString::to_string).as_deref(),
            Some("/items/7?word=a%20b&word=c")
        );
        assert_eq!(request.headers()["x-trace"], "trace");
    }
}
