use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(skip, name = "seen")]
    seen: bool,
}

fn main() {}
