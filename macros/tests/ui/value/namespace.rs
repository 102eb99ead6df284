use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    #[xml(ns = "urn:x")]
    Card,
}

fn main() {}
