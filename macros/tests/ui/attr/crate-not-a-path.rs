use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(crate = "my castile")]
struct Order {}

fn main() {}
