//! A stream gives what the whole document gives, however it is cut into chunks: the same items, or an error where there is one.
#![no_main]

use castile::xml::stream::{Items, Step};
use castile::xml::{self, Element, Name, Node};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<u8>, Vec<u8>, u8)| {
    let (bytes, sizes, charset) = input;
    let charset =
        [None, Some("utf-8"), Some("iso-8859-1"), Some("utf-16"), Some("utf-16be")][usize::from(charset) % 5];
    let all_at_once = pulled(&bytes, &[], charset);
    let in_chunks = pulled(&bytes, &sizes, charset);
    let described = |pulled: &xml::Result<Vec<Element>>| match pulled {
        Ok(items) => Ok(items.clone()),
        Err(error) => Err(error.to_string()),
    };
    assert_eq!(described(&all_at_once), described(&in_chunks));
    let whole = xml::decode(&bytes, charset).and_then(|text| xml::from_str::<Element>(&text));
    match (&all_at_once, &whole) {
        (Ok(items), Ok(tree)) => assert_eq!(items, &found(tree)),
        (Err(_), Err(_)) => {}
        _ => panic!("in a stream {all_at_once:?}, as a whole {whole:?}"),
    }
});

const ITEM: Name<'static> = Name::new("", "a");

/// All items of bytes that come in chunks of these sizes, again and again.
fn pulled(bytes: &[u8], sizes: &[u8], charset: Option<&str>) -> xml::Result<Vec<Element>> {
    let (mut items, mut all) = (Items::<Element>::new(ITEM), Vec::new());
    if let Some(charset) = charset {
        items = items.with_charset(charset);
    }
    let mut rest = bytes;
    let mut sizes = sizes.iter().map(|&size| usize::from(size).max(1)).cycle();
    let mut chunks = std::iter::from_fn(|| {
        let (chunk, after) = rest.split_at(sizes.next().unwrap_or(rest.len()).min(rest.len()));
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    });
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

fn found(tree: &Element) -> Vec<Element> {
    if tree.name() == ITEM {
        return vec![tree.clone()];
    }
    let inside = |node: &Node| if let Node::Element(child) = node { found(child) } else { Vec::new() };
    tree.children().iter().flat_map(inside).collect()
}
