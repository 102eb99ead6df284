use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(default = "1")]
    count: Option<castile::Nillable<u32>>,
}

fn main() {}
