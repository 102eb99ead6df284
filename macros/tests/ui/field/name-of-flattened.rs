use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(String),
}

#[derive(FromXml)]
struct Order {
    #[xml(flatten, name = "payment")]
    payment: Payment,
}

fn main() {}
