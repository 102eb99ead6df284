use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(transparent)]
struct Id(#[xml(attribute)] u32);

fn main() {}
