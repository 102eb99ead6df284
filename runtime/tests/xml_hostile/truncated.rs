//! A document that ends too early is no document, wherever it ends.

use crate::ways::{WAYS, accepted, has_no_place, outcomes};
use castile::xml::{ErrorKind, Limits};

const DOCUMENT: &str = "<?xml version='1.0' encoding='utf-8'?>\r\n<!-- \u{e6} --><?p i?><a xmlns='' xmlns:p='u' p:b='1' c=\"&lt;\u{1F600}\"\
    ><b>text &amp; &#x41; \u{4e2d}]]</b><p:d e = '' /><![CDATA[<x>]]><!-- c -->\n<b></b ></a >";

#[test]
fn every_beginning_of_a_document_is_refused() {
    accepted(DOCUMENT);
    accepted(&format!("{DOCUMENT}\n<!-- -->"));
    for end in 0..DOCUMENT.len() {
        let beginning = DOCUMENT.as_bytes().get(..end).unwrap();
        for (way, outcome) in outcomes(beginning, Limits::default()) {
            let error = outcome.expect_err(&format!("{way}, up to {end}"));
            let known = matches!(error.kind(), ErrorKind::Malformed(_) | ErrorKind::Encoding(_));
            assert!(known || has_no_place(&error), "{way}, up to {end}: {error}");
        }
    }
}

#[test]
fn every_other_byte_in_its_place_is_read_without_a_panic_and_alike() {
    for at in 0..DOCUMENT.len() {
        for byte in [
            b'<', b'>', b'&', b'\'', b'"', b'/', b'!', b'?', b']', b'-', b' ', b'x', b':', b'\0', b'\r',
            0x80, 0xC0, 0xEF, 0xFF,
        ] {
            let mut bytes = DOCUMENT.as_bytes().to_vec();
            *bytes.get_mut(at).unwrap() = byte;
            agree(&bytes, at);
        }
        let mut shorter = DOCUMENT.as_bytes().to_vec();
        shorter.remove(at);
        agree(&shorter, at);
    }
}

/// Types may have no place for what is there; beside that, all ways come to one judgement.
fn agree(bytes: &[u8], at: usize) {
    let judged = WAYS.map(|(way, read)| (way, read(bytes, Limits::default())));
    let [(_, tree), ..] = &judged;
    for (way, outcome) in &judged {
        let no_place = outcome.as_ref().is_err_and(has_no_place);
        let shown = String::from_utf8_lossy(bytes);
        assert!(
            no_place || outcome.is_ok() == tree.is_ok(),
            "at {at}: {way}: {outcome:?}, {tree:?}: {shown}"
        );
    }
}
