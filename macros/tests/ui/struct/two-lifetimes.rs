use castile_macros::FromXml;

use std::borrow::Cow;

#[derive(FromXml)]
struct Pair<'a, 'b> {
    left: Cow<'a, str>,
    right: Cow<'b, str>,
}

fn main() {}
