use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(group)]
struct Order {
    from: u32,
    #[xml(attribute)]
    zone: String,
}

fn main() {}
