#[derive(castile::FromXml)]
#[xml(types)]
struct Shape {}

#[derive(castile::FromXml)]
#[xml(types)]
enum AnyShape {
    #[xml(declared)]
    Number(u32),
    #[xml(declared)]
    Text(String),
    Nothing,
    #[xml(any)]
    Other(castile::xml::Element),
}

#[derive(castile::FromXml)]
enum Payment {
    #[xml(declared)]
    Card(String),
    Cash(u32),
}

fn main() {}
