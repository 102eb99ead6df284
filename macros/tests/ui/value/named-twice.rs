use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card,
    #[xml(name = "Card")]
    CreditCard,
}

fn main() {}
