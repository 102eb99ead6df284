use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(transparent)]
enum Payment {
    Card,
    Cash,
}

fn main() {}
