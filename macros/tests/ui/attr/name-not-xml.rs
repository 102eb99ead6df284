use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(name = "")]
struct Order {
    #[xml(name = "2nd line")]
    line: u32,
}

fn main() {}
