//! The output of each case, compiled with warnings denied, and some of it used on messages.

#![deny(warnings, missing_docs)]

include!("cases/all-and-unqualified/output.rs");
include!("cases/anonymous-types/output.rs");
include!("cases/array-folded/output.rs");
include!("cases/bare-and-one-way/output.rs");
include!("cases/catalog/output.rs");
include!("cases/choice/output.rs");
include!("cases/defaults/output.rs");
include!("cases/enumeration-odd-values/output.rs");
include!("cases/extension/output.rs");
include!("cases/groups-inlined/output.rs");
include!("cases/hostile-documentation/output.rs");
include!("cases/known-namespaces/output.rs");
include!("cases/list-and-union/output.rs");
include!("cases/names-that-clash/output.rs");
include!("cases/nillable/output.rs");
include!("cases/recursion/output.rs");
include!("cases/rpc-literal/output.rs");
include!("cases/secrets/output.rs");
include!("cases/session-and-outcome/output.rs");
include!("cases/simple-content-with-attributes/output.rs");
include!("cases/wildcards/output.rs");
include!("cases/wrapped-operation/output.rs");

mod messages {
    //! Generated types read and write what the schema describes.
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

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
        use super::wrapped_operation::{Caller, Filter, FinderClient, operations::Find};
        let client = FinderClient::new();
        let words = ["a".to_owned()];
        let call = client.find(1, "n", &Filter { active: false }, None, &words[..]);
        let caller = Caller(super::wrapped_operation::Who { user: "me".to_owned() });
        let envelope = call.header(&caller).envelope().unwrap();
        let body =
            r"<id>1</id><name>n</name><filter><Active>false</Active></filter><words><Word>a</Word></words>";
        assert!(envelope.contains(body), "{envelope}");
        assert!(envelope.contains(r#"<Caller xmlns="urn:t"><User>me</User></Caller>"#), "{envelope}");
        assert!(Find::output(super::wrapped_operation::FindResponse { find_result: true }));
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
    fn a_route_has_its_parameters() {
        let client = super::shop::Shop::new();
        let words = ["a b".to_owned(), "c".to_owned()];
        let request = client.find(7, &words, "trace", None).request().unwrap();
        assert_eq!(
            request.uri().path_and_query().map(ToString::to_string).as_deref(),
            Some("/items/7?word=a%20b&word=c")
        );
        assert_eq!(request.headers()["x-trace"], "trace");
    }
}
