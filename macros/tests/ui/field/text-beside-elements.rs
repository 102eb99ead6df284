use castile_macros::FromXml;

#[derive(FromXml)]
struct Order {
    title: String,
    #[xml(text)]
    body: String,
}

fn main() {}
