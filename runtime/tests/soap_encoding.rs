//! SOAP encoding as an attacker uses it: values that stand once and are referred to often, and arrays of absurd sizes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use castile::soap::encoding::{Encoding, Type};
use castile::xml::{ErrorKind, Limits, Name};

const ANSWER: Name<'static> = Name::new("urn:x", "EchoResponse");
const ITEM: Name<'static> = Name::new("", "item");

static TYPES: [Type; 4] = [
    Type::record(ANSWER, &[(Name::new("", "list"), 1), (Name::new("", "cube"), 3)]),
    Type::array(Name::new("urn:x", "List"), ITEM, 2, 1),
    Type::any(),
    Type::array(Name::new("urn:x", "Cube"), ITEM, 2, 3),
];

fn decoded(answer: &str, others: &str) -> Result<String, ErrorKind> {
    let envelope = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:c='http://schemas.xmlsoap.org/soap/encoding/'>\
         <e:Body><x:EchoResponse xmlns:x='urn:x'>{answer}</x:EchoResponse>{others}</e:Body></e:Envelope>"
    );
    let decoded = Encoding::new(&TYPES, None, Some(0)).decode_answer(&envelope, ANSWER, Limits::default());
    decoded.map(Option::unwrap).map_err(|error| error.kind().clone())
}

#[test]
fn a_large_value_that_many_refer_to_is_not_written_for_each() {
    let references = "<item href='#big'/>".repeat(10_000);
    let long = "x".repeat(100_000);
    for big in [
        format!("<v id='big'>{long}</v>"),
        format!("<v id='big' long='{long}'/>"),
        format!("<v id='big'><{long}/></v>").replace(&long, &long[..1000]),
        format!("<v id='big'>{}</v>", format!("<b c='{}'/>", &long[..100]).repeat(1000)),
    ] {
        let error = decoded(&format!("<list>{references}</list>"), &big).unwrap_err();
        assert!(
            matches!(&error, ErrorKind::Unexpected(what) if what.contains("no end in sight")),
            "{error:?}"
        );
        assert!(decoded("<list><item href='#big'/><item href='#big'/></list>", &big).is_ok());
    }
}

#[test]
fn values_that_refer_to_values_twice_each_do_not_grow_without_end() {
    let doubled = |it: usize| format!("<v id='v{it}'><a href='#v{0}'/><b href='#v{0}'/></v>", it + 1);
    let all = (0..60).map(doubled).collect::<Vec<_>>().concat() + "<v id='v60'>x</v>";
    assert!(decoded("<list><item href='#v0'/></list>", &all).is_err());
    assert!(decoded("<list><item href='#v0'/></list>", "<v id='v0'><a href='#v0'/></v>").is_err());
}

#[test]
fn sizes_that_no_array_has_are_none() {
    let most = usize::MAX;
    for sizes in
        [format!("{most},{most},{most}"), format!("2,{most},3"), "-1,0,99999999999999999999".to_owned()]
    {
        let cube = format!("<cube c:arrayType='x[{sizes}]'><item>1</item><item>2</item></cube>");
        let written = decoded(&cube, "").unwrap();
        assert!(written.contains('1') && written.contains('2'), "{written}");
    }
}
