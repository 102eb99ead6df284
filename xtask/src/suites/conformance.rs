//! The W3C XML Conformance Test Suite, with what a SOAP reader has to make of each document: no DTD is ever accepted.

use castile::xml::{self, Element, ErrorKind};

use super::{Row, Suite};

pub(super) const SUITE: Suite = Suite::each("xmlconf", judge);

fn judge(row: &Row<'_>) -> Result<(), String> {
    let bytes = row.file("file")?;
    let read = xml::from_slice::<Element>(&bytes);
    let wanted = row.cell("expected_soap_reader");
    let kept = match wanted {
        "accept" => read.is_ok(),
        "either" => true,
        "reject" => read.is_err(),
        // Something else may be wrong with the document before its declaration, or with the declaration's own place.
        _ if wanted.starts_with("reject (DTD") => read.is_err(),
        _ => return Err(format!("the suite asks `{wanted}`, which is not known here")),
    };
    let limited = matches!(&read, Err(error) if matches!(error.kind(), ErrorKind::Limit(_)));
    if kept && !limited {
        return Ok(());
    }
    let got = read.map_or_else(|error| error.to_string(), |_| "it is accepted".to_owned());
    Err(format!("wanted {wanted}, got: {got}"))
}
