use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(name = "tns:Order")]
struct Order {
    #[xml(item = "tns:Line")]
    lines: Vec<u32>,
}

fn main() {}
