use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(transparent, group)]
struct Id(u32);

fn main() {}
