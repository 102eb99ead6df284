use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    #[xml(attribute)]
    tags: Vec<String>,
}

fn main() {}
