//! The reader on arbitrary bytes: no panic, no more memory than the input accounts for, time that grows with the length, and a
//! tree that is the same when it is written and read again.
#![no_main]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Duration;

use castile::xml::{self, Element, Limits, Nillable, Node, Reader, Writer};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, PartialEq, castile::FromXml)]
#[xml(ns = "urn:x", rename_all = "camelCase")]
struct Typed {
    #[xml(attribute)]
    id: Option<i32>,
    a: Option<String>,
    b: Vec<Nillable<castile::xsd::Decimal>>,
    c: Option<castile::xsd::DateTime>,
    #[xml(flatten)]
    either: Option<Either>,
    more: Vec<Typed>,
    #[xml(any)]
    rest: Vec<Element>,
}

#[derive(Debug, PartialEq, castile::FromXml)]
#[xml(ns = "urn:y", rename_all = "camelCase")]
enum Either {
    One(castile::xsd::QName),
    Two(castile::xsd::Base64),
}

fuzz_target!(|data: &[u8]| {
    for charset in ["utf-8", "iso-8859-1", "utf-16le", "utf-16be", "windows-1252"] {
        let _ = xml::decode(data, Some(charset));
    }
    let Ok(text) = xml::decode(data, None) else { return };
    let before = allocated();
    let (time, tree) = timed(|| xml::from_str::<Element>(&text));
    let grown = allocated() - before;
    // A tree takes a few words an element, and `<a/>` is the shortest.
    assert!(grown <= 4096 + 512 * text.len(), "{grown} bytes allocated for {} of input", text.len());
    let _ = xml::from_str::<Typed>(&text);
    let _ = walked(&text, Limits::default());
    let few = Limits {
        document: 4096,
        depth: 4,
        attributes: 2,
        namespaces: 2,
        name: 4,
        text: 16,
        children: 4,
        ..Limits::default()
    };
    let _ = walked(&text, few);
    if let Ok(tree) = tree {
        written_and_read(&tree);
        grows_with_its_length(&text, time);
    }
});

/// Reads by hand, leaving elements in each way there is.
fn walked(text: &str, limits: Limits) -> xml::Result<()> {
    let mut reader = Reader::with_limits(text, limits);
    reader.root()?;
    let mut turn = 0;
    while reader.child()? {
        turn += 1;
        match turn % 3 {
            0 => reader.skip()?,
            1 => drop(reader.text()?),
            _ => drop(reader.value::<i64>()?),
        }
    }
    reader.end()
}

fn written_and_read(tree: &Element) {
    let mut writer = Writer::new();
    writer.element(tree.name(), tree);
    let written = writer.finish().expect("what was read can be written");
    let again: Element = xml::from_str(&written).expect("what was written can be read");
    assert!(same(&again, tree), "{written}");
}

/// The same but for the namespaces in scope: a writer has prefixes of its own.
fn same(one: &Element, other: &Element) -> bool {
    let node = |(one, other): (&Node, &Node)| match (one, other) {
        (Node::Element(one), Node::Element(other)) => same(one, other),
        (Node::Text(one), Node::Text(other)) => one == other,
        _ => false,
    };
    let (a, b) = (one.children(), other.children());
    one.name() == other.name()
        && one.attributes() == other.attributes()
        && a.len() == b.len()
        && a.iter().zip(b).all(node)
}

/// Many times the document inside an element takes about as many times as long.
fn grows_with_its_length(text: &str, time: Duration) {
    const TIMES: u32 = 32;
    if text.contains("<?xml") || text.len() > 1 << 14 {
        return;
    }
    let many = format!("<many>{}</many>", text.repeat(TIMES as usize));
    let (long, _) = timed(|| xml::from_str::<Element>(&many));
    let bound = time * TIMES * 32 + Duration::from_millis(200);
    assert!(long <= bound, "{TIMES} times {} bytes took {long:?}, once {time:?}", text.len());
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let started = used();
    let value = work();
    (used().saturating_sub(started), value)
}

/// The processor time of this thread: other processes make wall-clock time grow as they like.
fn used() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|it| it.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

struct Counting;

thread_local! {
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

fn allocated() -> usize {
    ALLOCATED.get()
}

// SAFETY: hands each request on to the system's allocator, and counts.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATED.try_with(|it| it.set(it.get() + layout.size()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;
