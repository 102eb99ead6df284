use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(transparent)]
struct Range {
    from: u32,
    to: u32,
}

#[derive(FromXml)]
#[xml(transparent)]
struct Nothing;

fn main() {}
