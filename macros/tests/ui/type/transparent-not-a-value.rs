use castile_macros::FromXml;

#[derive(FromXml)]
struct Id {
    id: u32,
}

#[derive(FromXml)]
#[xml(transparent)]
struct Wrapper(Id);

fn main() {}
