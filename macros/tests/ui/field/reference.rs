use castile_macros::FromXml;

#[derive(FromXml)]
struct Note<'a> {
    body: &'a str,
}

fn main() {}
