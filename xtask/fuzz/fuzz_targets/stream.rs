//! A stream gives what the whole document gives, however it is cut into chunks: the same items, or an error where there is one.
#![no_main]

use castile::xml::stream::{Items, Step};
use castile::xml::{self, Element, Name, Node};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<u8>, u8)| {
    let (bytes, size) = input;
    let all_at_once = pulled(&bytes, bytes.len().max(1));
    let in_chunks = pulled(&bytes, usize::from(size).max(1));
    let described = |pulled: &xml::Result<Vec<Element>>| match pulled {
        Ok(items) => Ok(items.clone()),
        Err(error) => Err(error.to_string()),
    };
    assert_eq!(described(&all_at_once), described(&in_chunks));
    let whole = xml::from_slice::<Element>(&bytes);
    match (&all_at_once, &whole) {
        (Ok(items), Ok(tree)) => assert_eq!(items, &found(tree)),
        (Err(_), Err(_)) => {}
        _ => panic!("in a stream {all_at_once:?}, as a whole {whole:?}"),
    }
});

const ITEM: Name<'static> = Name::new("", "a");

fn pulled(bytes: &[u8], size: usize) -> xml::Result<Vec<Element>> {
    let (mut items, mut all) = (Items::<Element>::new(ITEM), Vec::new());
    let mut chunks = bytes.chunks(size);
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
