//! All ways to read a document: into a tree, by hand, passed over, into a type, and as a stream whose items are around, inside or
//! the whole of it.

use castile::xml::stream::{Items, Step};
use castile::xml::{self, Element, ErrorKind, Limit, Limits, Name, Reader, decode};
use castile::{FromXml, ToXml};
use std::ops::Range;
use std::task::{Context, Poll, Waker};

/// Reads bytes within limits.
pub(crate) type Way = fn(&[u8], Limits) -> xml::Result<()>;

/// All ways, each with its name.
pub(crate) const WAYS: [(&str, Way); 10] = [
    ("as a tree", |bytes, limits| by(bytes, limits, |reader| Element::read(reader).map(drop))),
    ("passed over", |bytes, limits| by(bytes, limits, skipped)),
    ("child by child", |bytes, limits| by(bytes, limits, children)),
    ("as a type that knows nothing of it", |bytes, limits| {
        by(bytes, limits, |it| Nothing::read(it).map(drop))
    }),
    ("as a type that keeps all", |bytes, limits| by(bytes, limits, |it| All::read(it).map(drop))),
    ("as mixed content", |bytes, limits| by(bytes, limits, |it| Mixed::read(it).map(drop))),
    ("around items", |bytes, limits| streamed(bytes, limits, Name::new("", "nowhere"), usize::MAX)),
    ("around items, by the byte", |bytes, limits| streamed(bytes, limits, Name::new("", "nowhere"), 1)),
    ("as an item", |bytes, limits| streamed(bytes, limits, Name::new("", "a"), 7)),
    ("as an item that is polled", polled),
];

/// What no member takes is passed over.
#[derive(Debug, FromXml, ToXml)]
struct Nothing {}

#[derive(Debug, FromXml, ToXml)]
struct All {
    #[xml(any)]
    elements: Vec<Element>,
    #[xml(any_attribute)]
    attributes: Vec<xml::Attribute>,
}

#[derive(Debug, FromXml, ToXml)]
struct Mixed {
    #[xml(flatten)]
    content: Vec<Content>,
}

#[derive(Debug, FromXml, ToXml)]
enum Content {
    #[xml(text)]
    Text(String),
    #[xml(any)]
    Element(Element),
}

/// What each way makes of a document.
pub(crate) fn outcomes(
    document: impl AsRef<[u8]>,
    limits: Limits,
) -> impl Iterator<Item = (&'static str, xml::Result<()>)> {
    WAYS.into_iter().map(move |(way, read)| (way, read(document.as_ref(), limits)))
}

/// Whichever way it is read, the document is well-formed.
pub(crate) fn accepted(document: &(impl AsRef<[u8]> + ?Sized)) {
    accepted_within(document, Limits::default());
}

pub(crate) fn accepted_within(document: &(impl AsRef<[u8]> + ?Sized), limits: Limits) {
    for (way, outcome) in outcomes(document.as_ref(), limits) {
        let accepted = outcome.as_ref().map_or_else(has_no_place, |()| true);
        assert!(accepted, "{way}: {outcome:?}: {}", shown(document.as_ref()));
    }
}

/// Whichever way it is read, the document is refused, and why is said so.
pub(crate) fn refused(document: &(impl AsRef<[u8]> + ?Sized), why: &str) {
    for (way, outcome) in outcomes(document.as_ref(), Limits::default()) {
        let error = outcome.expect_err(&format!("{way}: {}", shown(document.as_ref())));
        let right = has_no_place(&error) || error.to_string().contains(why);
        assert!(right, "{way}: {error}: {}", shown(document.as_ref()));
    }
}

/// Whichever way it is read, the document is refused for this.
pub(crate) fn refused_as(document: &(impl AsRef<[u8]> + ?Sized), is_it: impl Fn(&ErrorKind) -> bool) {
    for (way, outcome) in outcomes(document.as_ref(), Limits::default()) {
        let error = outcome.expect_err(&format!("{way}: {}", shown(document.as_ref())));
        let right = has_no_place(&error) || is_it(error.kind());
        assert!(right, "{way}: {error}: {}", shown(document.as_ref()));
    }
}

/// Whichever way it is read, the document goes past the limit and past no other.
pub(crate) fn beyond(document: &str, limits: Limits, limit: Limit) {
    for (way, outcome) in outcomes(document, limits) {
        let error = outcome.expect_err(&format!("{way}: {limit:?}: {}", shown(document.as_bytes())));
        let right = has_no_place(&error) || *error.kind() == ErrorKind::Limit(limit);
        assert!(right, "{way}: {error}: {}", shown(document.as_bytes()));
    }
}

/// A type may have no place for text, and says so first; that says nothing of the document.
pub(crate) fn has_no_place(error: &xml::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unexpected(what) if what == "text between elements")
}

/// What is written of each number, one after the other.
pub(crate) fn each(numbers: Range<usize>, written: impl Fn(usize) -> String) -> String {
    numbers.map(written).collect::<Vec<_>>().concat()
}

fn shown(document: &[u8]) -> String {
    String::from_utf8_lossy(document).chars().take(200).collect()
}

fn by(
    bytes: &[u8],
    limits: Limits,
    read: impl for<'x> FnOnce(&mut Reader<'x>) -> xml::Result<()>,
) -> xml::Result<()> {
    let text = decode(bytes, None)?;
    let mut reader = Reader::with_limits(&text, limits);
    reader.root()?;
    read(&mut reader)?;
    reader.end()
}

fn skipped(reader: &mut Reader<'_>) -> xml::Result<()> {
    reader.skip()
}

fn children(reader: &mut Reader<'_>) -> xml::Result<()> {
    while reader.child()? {
        children(reader)?;
    }
    Ok(())
}

fn streamed(bytes: &[u8], limits: Limits, name: Name<'_>, size: usize) -> xml::Result<()> {
    let mut items = Items::<Element>::new(name).with_limits(limits);
    let mut chunks = bytes.chunks(size);
    loop {
        match items.pull()? {
            Step::Item(_) => {}
            Step::End => return Ok(()),
            Step::More => match chunks.next() {
                Some(chunk) => items.push(chunk),
                None => items.finish(),
            },
        }
    }
}

fn polled(bytes: &[u8], limits: Limits) -> xml::Result<()> {
    let mut chunks = bytes.chunks(3);
    let mut items = Items::<Element>::new(Name::new("", "a"))
        .with_limits(limits)
        .poll(move |_| Poll::Ready(chunks.next().map(std::io::Result::Ok)));
    loop {
        match items.poll_next(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(None) => return Ok(()),
            Poll::Ready(Some(Ok(_))) => {}
            Poll::Ready(Some(Err(xml::stream::Error::Xml(error)))) => return Err(error),
            other => panic!("{other:?}"),
        }
    }
}
