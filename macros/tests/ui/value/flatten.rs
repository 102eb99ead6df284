#[derive(castile::FromXml)]
enum Currency {
    #[xml(flatten)]
    Euro,
}

fn main() {}
