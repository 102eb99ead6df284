use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(skip, default)]
    seen: bool,
}

fn main() {}
