//! What is only written may borrow as it likes.

use castile_macros::ToXml;

#[derive(ToXml)]
struct Pair<'a, 'b> {
    #[xml(attribute)]
    left: &'a u32,
    right: &'b str,
    all: Vec<&'a str>,
}

fn main() {
    let pair = Pair { left: &1, right: "2", all: vec!["3"] };
    assert_eq!(
        castile::xml::to_string(&pair).unwrap(),
        r#"<Pair left="1"><right>2</right><all>3</all></Pair>"#
    );
}
