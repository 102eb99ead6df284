use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    #[xml(name = "credit card")]
    Card(String),
    #[xml(name = "p:cash")]
    Cash(u32),
}

fn main() {}
