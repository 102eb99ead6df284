use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(transparent, rename_all = "PascalCase")]
struct Id(u32);

fn main() {}
