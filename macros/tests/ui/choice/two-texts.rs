#[derive(castile::FromXml)]
enum Content {
    #[xml(text)]
    Text(String),
    #[xml(text)]
    More(String),
    #[xml(any)]
    Other,
}

fn main() {}
