//! The client that `build.rs` made encodes a request and decodes an answer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use castile::soap::Operation;
use castile::xml::from_str;
use downstream::stock::operations::Reserve;
use downstream::stock::{Article, StockClient, Warehouse};

#[test]
fn a_request_is_an_envelope() {
    let article = Article { number: "A-7".to_owned(), warehouse: Some(Warehouse::North) };
    let envelope = StockClient::new().reserve(&article, 3).envelope().unwrap();
    let article = "<article><Number>A-7</Number><Warehouse>North</Warehouse></article>";
    assert!(
        envelope.contains(&format!(
            r#"<Reserve xmlns="http://example.com/stock">{article}<quantity>3</quantity></Reserve>"#
        )),
        "{envelope}"
    );
}

#[test]
fn an_answer_is_what_is_inside() {
    let answer = r#"<ReserveResponse xmlns="http://example.com/stock"><ReserveResult>
        <Reservation><Id>12</Id><Until>2025-01-31T12:00:00Z</Until></Reservation>
    </ReserveResult></ReserveResponse>"#;
    let reservations = Reserve::output(from_str(answer).unwrap()).unwrap().unwrap();
    let found: Vec<_> = reservations
        .iter()
        .map(|it| (it.id, it.until.to_string(), it.fee_or_default().to_string()))
        .collect();
    assert_eq!(found, [(12, "2025-01-31T12:00:00Z".to_owned(), "0.00".to_owned())]);
}
