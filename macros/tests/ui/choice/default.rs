#[derive(castile::FromXml)]
enum Payment {
    #[xml(default)]
    Card(String),
    #[xml(any, default = "x")]
    Other(castile::xml::Element),
    #[xml(name = "cash", default = "1")]
    Cash,
}

#[derive(castile::FromXml)]
enum Currency {
    #[xml(default = "EUR")]
    Euro,
}

fn main() {}
