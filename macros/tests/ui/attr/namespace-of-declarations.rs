use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(ns = "http://www.w3.org/2000/xmlns/")]
struct Order {
    id: u32,
}

fn main() {}
