use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(String),
    #[xml(name = "Card")]
    CreditCard(u32),
}

fn main() {}
