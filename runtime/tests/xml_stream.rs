//! Items read and written as they come: the same values, errors and places as of the whole document, in bounded memory.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

use castile::xml::stream::{Error, Items, Step, StreamWriter};
use castile::xml::{self, ErrorKind, Limit, Limits, Name, Nillable};
use castile::{FromXml, ToXml};
use std::io::{self, BufReader, Read};
use std::task::Poll;

const NS: &str = "urn:x";
const ORDER: Name<'static> = Name::new(NS, "Order");

#[derive(Debug, Clone, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x", rename_all = "PascalCase")]
struct Order {
    #[xml(attribute)]
    id: u32,
    customer: String,
    kind: Option<castile::xsd::QName>,
    line: Vec<Order>,
}

fn order(id: u32, customer: &str) -> Order {
    Order { id, customer: customer.to_owned(), kind: None, line: Vec::new() }
}

const DOCUMENT: &str = "<?xml version='1.0' encoding='utf-8'?>\n<!-- a > b --><o:Orders xmlns:o='urn:x' xmlns:k='urn:k' a='>'>\
    <?page <1>?>\n <o:Page k:of=\"'/>'\">1</o:Page> text &amp; <![CDATA[<o:Order>]]>\n\
    <o:Order Id='1'><o:Customer>bl\u{e5}b\u{e6}r &amp; co</o:Customer><o:Kind>k:new</o:Kind></o:Order>\r\n\
    <Order xmlns='urn:x' Id='2'><Customer><![CDATA[</Order>]]></Customer><!-- </Order> --><Line Id='3'><Customer/></Line></Order>\
    <o:Group xmlns:k='urn:other'><o:Order Id='4'><o:Customer>\u{1F600}</o:Customer><o:Kind>k:new</o:Kind></o:Order></o:Group>\
    </o:Orders >\n<!-- end -->";

fn orders() -> Vec<Order> {
    let kind = |ns: &'static str| Some(castile::xsd::QName::new(ns, "new"));
    vec![
        Order { kind: kind("urn:k"), ..order(1, "bl\u{e5}b\u{e6}r & co") },
        Order { line: vec![order(3, "")], ..order(2, "</Order>") },
        Order { kind: kind("urn:other"), ..order(4, "\u{1F600}") },
    ]
}

/// All items of a document that comes in these chunks.
fn pulled<'c>(
    items: &mut Items<Order>,
    chunks: impl IntoIterator<Item = &'c [u8]>,
) -> xml::Result<Vec<Order>> {
    let mut all = Vec::new();
    let mut chunks = chunks.into_iter();
    loop {
        match items.pull()? {
            Step::Item(item) => all.push(item),
            Step::End => return Ok(all),
            Step::More => match chunks.next() {
                Some(chunk) => items.push(chunk),
                None => items.finish(),
            },
        }
    }
}

fn whole(document: &str) -> xml::Result<Vec<Order>> {
    pulled(&mut Items::new(ORDER), [document.as_bytes()])
}

fn error(document: &str) -> String {
    whole(document).unwrap_err().to_string()
}

#[test]
fn items_are_the_same_wherever_a_chunk_ends() {
    let bytes = DOCUMENT.as_bytes();
    assert_eq!(whole(DOCUMENT).unwrap(), orders());
    for at in 0..=bytes.len() {
        let (one, other) = bytes.split_at(at);
        assert_eq!(pulled(&mut Items::new(ORDER), [one, other]).unwrap(), orders(), "divided at {at}");
    }
    for size in 1..9 {
        assert_eq!(pulled(&mut Items::new(ORDER), bytes.chunks(size)).unwrap(), orders(), "chunks of {size}");
    }
}

#[test]
fn every_encoding_is_read_wherever_a_chunk_ends() {
    let text = DOCUMENT.replace("encoding='utf-8'", "encoding='utf-16'");
    let units = || text.encode_utf16();
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(units().flat_map(u16::to_be_bytes)).collect();
    let little: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xEF\xBB\xBF", DOCUMENT.as_bytes()].concat();
    for bytes in [&big, &little, &marked] {
        for size in [1, 2, 3, 1000] {
            assert_eq!(pulled(&mut Items::new(ORDER), bytes.chunks(size)).unwrap(), orders());
        }
    }
    let latin1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><Order xmlns='urn:x' Id='1'><Customer>\xE6</Customer></Order>";
    for size in [1, 1000] {
        assert_eq!(pulled(&mut Items::new(ORDER), latin1.chunks(size)).unwrap(), [order(1, "\u{e6}")]);
    }
    let unmarked = b"<Order xmlns='urn:x' Id='1'><Customer>\xE6</Customer></Order>";
    assert_eq!(
        pulled(&mut Items::new(ORDER).with_charset("latin1"), unmarked.chunks(7)).unwrap(),
        [order(1, "\u{e6}")]
    );
    let broken = pulled(&mut Items::new(ORDER), unmarked.chunks(7)).unwrap_err();
    assert_eq!(broken.to_string(), "1:39: byte 0xE6 is not UTF-8, and no other encoding is declared");
}

#[test]
fn an_error_is_at_its_place_in_the_document_and_nothing_comes_after_it() {
    let document = DOCUMENT.replace("Id='4'", "Id='four'");
    let mut items = Items::<Order>::new(ORDER);
    items.push(document.as_bytes());
    assert!(matches!(items.pull(), Ok(Step::Item(_))) && matches!(items.pull(), Ok(Step::Item(_))));
    let error = items.pull().unwrap_err();
    assert_eq!(error.path(), "/Orders/Group/Order/@Id");
    let tree = xml::from_str::<xml::Element>(&document.replace("four'", "four''")).unwrap_err();
    assert_eq!(error.line(), tree.line());
    assert_eq!(items.pull().unwrap(), Step::End);
}

#[test]
fn what_stands_around_the_items_is_checked_too() {
    assert_eq!(
        error("<a><b></a></b>"),
        "1:7: /a/b: not well-formed: expected `</b>` (XML 1.0 §3, element type match)"
    );
    assert_eq!(
        error("<a>\n<p:b/></a>"),
        "2:2: /a/b: not well-formed: prefix `p` is not declared (Namespaces in XML 1.0 §5)"
    );
    assert_eq!(
        error("<a>&b;</a>"),
        "1:4: /a: not well-formed: `&b;` is not declared: only `lt`, `gt`, `amp`, `quot`, `apos` and characters are (XML 1.0 §4.6)"
    );
    assert_eq!(error("<a>]]></a>"), "1:4: /a: not well-formed: `]]>` in text (XML 1.0 §2.4)");
    assert_eq!(error("<a/><b/>"), "1:5: not well-formed: content after the root element (XML 1.0 §2.1)");
    assert_eq!(error("<a/>b"), "1:5: not well-formed: text outside the root element (XML 1.0 §2.1)");
    assert_eq!(error("b<a/>"), "1:1: not well-formed: text outside the root element (XML 1.0 §2.1)");
    assert_eq!(error("</a>"), "1:1: not well-formed: an end tag without a start tag (XML 1.0 §3)");
    assert_eq!(error("<a>\n<b"), "2:3: /a: not well-formed: `a` is never closed");
    assert_eq!(error("<a/><!--"), "1:9: not well-formed: a tag, comment or instruction is never closed");
    assert_eq!(error(""), "1:1: not well-formed: the document has no root element");
    assert_eq!(
        error("<a b='1' b='2'/>"),
        "1:10: /a: not well-formed: attribute `b` occurs twice (Namespaces in XML 1.0 §6.3)"
    );
    assert_eq!(error("<a><!-- -- --></a>"), error("<a><!-- -- --><b/></a>"));
    let dtd = whole("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>").unwrap_err();
    assert_eq!(dtd.kind(), &ErrorKind::Dtd);
    for inside in ["<a><!DOCTYPE b></a>", "<Order xmlns='urn:x'><!DOCTYPE b></Order>"] {
        assert_eq!(whole(inside).unwrap_err().kind(), &ErrorKind::Dtd);
    }
    // Refused where it stands, and not for the end that it hides, however the chunks are cut.
    let declaration = "<Order xmlns='urn:x'><!ELEMENT b></Order><b";
    for size in [1, 5, 100] {
        let error = pulled(&mut Items::new(ORDER), declaration.as_bytes().chunks(size)).unwrap_err();
        assert!(
            error.to_string().contains("1:22: /Order: not well-formed: `<!` that begins neither"),
            "{error}"
        );
    }
    assert!(whole(" <?xml version='1.0'?><a/>").is_err());
    assert!(whole("<?xml version='1.0'?><?xml version='1.0'?><a/>").is_err());
}

#[test]
fn an_unfinished_item_is_no_item() {
    let text = "<a><Order xmlns='urn:x' Id='1'><Customer/></Order>";
    let mut items = Items::<Order>::new(ORDER);
    items.push(text.as_bytes());
    assert_eq!(items.pull().unwrap(), Step::Item(order(1, "")));
    items.finish();
    assert_eq!(items.pull().unwrap_err().to_string(), "1:51: /a: not well-formed: `a` is never closed");
}

#[test]
fn each_limit_holds() {
    let limits = Limits {
        document: 200,
        depth: 3,
        attributes: 2,
        namespaces: 2,
        name: 9,
        text: 8,
        children: 3,
        item: 90,
    };
    let limit = |document: &str| {
        let mut items = Items::new(ORDER).with_limits(limits);
        match pulled(&mut items, document.as_bytes().chunks(5)).unwrap_err().kind() {
            ErrorKind::Limit(limit) => *limit,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(limit(&format!("<a>{}</a>", "<b/>  ".repeat(50))), Limit::Children);
    assert_eq!(limit(&format!("<a>{}</a>", "<!-- -->".repeat(50))), Limit::Document);
    assert_eq!(limit("<a><b><c><d/></c></b></a>"), Limit::Depth);
    assert_eq!(limit("<a><b><Order xmlns='urn:x' Id='1'><Customer/></Order></b></a>"), Limit::Depth);
    assert_eq!(limit("<a b='' c='' d=''/>"), Limit::Attributes);
    assert_eq!(limit("<a xmlns:a='a' xmlns:b='b'><b xmlns:c='c'/></a>"), Limit::Namespaces);
    assert_eq!(limit("<a xmlns:a='a' xmlns='urn:x'><Order xmlns:c='c' Id='1'/></a>"), Limit::Namespaces);
    assert_eq!(limit("<abcdefghijk/>"), Limit::Name);
    assert_eq!(limit("<Order xmlns='urn:x' Id='1'><Customer>123456789</Customer></Order>"), Limit::Text);
    assert_eq!(limit(&format!("<Order xmlns='urn:x' Id='1'>{}</Order>", " ".repeat(80))), Limit::Item);
    assert_eq!(limit(&format!("<a><!--{}--></a>", " ".repeat(90))), Limit::Item);
}

#[test]
fn no_more_is_held_than_an_item_and_a_chunk() {
    let item = "<Order Id='1'><Customer>somebody</Customer></Order>\n";
    let mut items = Items::<Order>::new(ORDER);
    items.push(b"<Orders xmlns='urn:x'>");
    let (mut most, mut count) = (0, 0);
    for chunk in item.repeat(5000).as_bytes().chunks(100) {
        items.push(chunk);
        most = most.max(items.held());
        while let Step::Item(_) = items.pull().unwrap() {
            count += 1;
        }
    }
    assert_eq!(count, 5000);
    assert!(most <= item.len() + 100, "{most} bytes were held");
}

#[test]
fn nil_and_observed_are_as_in_a_whole_document() {
    let document = "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><n i:nil='true'/><n>2</n></a>";
    let name = Name::new("", "n");
    let items = Items::<Nillable<u8>>::new(name).read(document.as_bytes());
    assert_eq!(items.collect::<Result<Vec<_>, _>>().unwrap(), [Nillable::Nil, Nillable::Value(2)]);
    let error = Items::<u8>::new(name).read(document.as_bytes()).next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Xml(error) if error.kind() == &ErrorKind::Nil));

    let document = "<a xmlns='urn:x'><Order Id='1' More=''><Customer/><Other/></Order><Order Id='2'><Customer/><Other/></Order></a>";
    let mut reading = Items::<Order>::new(ORDER).read(document.as_bytes());
    assert_eq!(reading.by_ref().count(), 2);
    assert_eq!(
        (reading.items().observed().unknown_elements, reading.items().observed().unknown_attributes),
        (2, 1)
    );
}

/// A source that is interrupted, and fails in the end.
struct Failing<'b>(&'b [u8], bool);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        match self {
            Self(_, true) => Err(io::ErrorKind::Interrupted.into()),
            Self([], _) => Err(io::ErrorKind::ConnectionReset.into()),
            Self(rest, _) => rest.read(buffer.get_mut(..16).unwrap()),
        }
    }
}

#[test]
fn a_source_that_fails_ends_the_items_with_its_error() {
    let cut = DOCUMENT.split("<o:Group").next().unwrap();
    let mut items =
        Items::<Order>::new(ORDER).read(BufReader::with_capacity(16, Failing(cut.as_bytes(), false)));
    assert_eq!(items.by_ref().take(2).map(Result::unwrap).collect::<Vec<_>>(), orders().get(..2).unwrap());
    assert!(
        matches!(items.next(), Some(Err(Error::Read(error))) if error.kind() == io::ErrorKind::ConnectionReset)
    );
    assert!(items.next().is_none());
}

#[tokio::test]
async fn chunks_that_are_not_there_yet_are_waited_for() {
    let mut chunks = DOCUMENT.as_bytes().chunks(11);
    let mut turn = false;
    let mut items = Items::<Order>::new(ORDER).poll(move |cx| {
        turn = !turn;
        if turn {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(chunks.next().map(Ok))
    });
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    assert_eq!(all, orders());

    let mut failing = Items::<Order>::new(ORDER)
        .poll(|_| Poll::Ready(Some(Err::<&[u8], _>(io::ErrorKind::BrokenPipe.into()))));
    assert!(matches!(failing.next().await, Some(Err(Error::Read(_)))));
    assert!(failing.next().await.is_none());
}

/// Takes bytes, and remembers the longest piece.
#[derive(Default)]
struct Longest {
    bytes: Vec<u8>,
    longest: usize,
}

impl io::Write for Longest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.longest = self.longest.max(bytes.len());
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn items_are_written_as_they_come() {
    let mut writer = StreamWriter::new(Longest::default());
    writer.declare("o", NS);
    writer.start(Name::new(NS, "Orders"));
    writer.attribute("urn:a", "by", "me");
    writer.start(Name::new("urn:other", "Group"));
    let all: Vec<_> = (0..2000).map(|id| order(id, "a & b")).collect();
    for item in &all {
        writer.element(ORDER, item).unwrap();
    }
    writer.end().unwrap();
    writer.element(ORDER, &order(1, "")).unwrap();
    let Longest { bytes, longest } = writer.finish().unwrap();
    assert!(longest < 9000 && bytes.len() > 80_000, "{longest} of {}", bytes.len());
    let read = whole(std::str::from_utf8(&bytes).unwrap()).unwrap();
    assert_eq!(read.split_last().unwrap(), (&order(1, ""), all.as_slice()));
}

#[test]
fn an_item_that_cannot_be_written_is_an_error() {
    let mut writer = StreamWriter::new(Vec::new());
    writer.start(Name::new(NS, "Orders"));
    let error = writer.element(ORDER, &order(1, "\0")).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
}
