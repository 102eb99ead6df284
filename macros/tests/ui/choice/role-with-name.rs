#[derive(castile::FromXml)]
enum Content {
    #[xml(text, name = "x")]
    Text(String),
    #[xml(any, flatten)]
    Other(castile::xml::Element),
}

fn main() {}
