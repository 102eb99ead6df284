use castile_macros::FromXml;

#[derive(FromXml)]
struct Id(u32);

fn main() {}
