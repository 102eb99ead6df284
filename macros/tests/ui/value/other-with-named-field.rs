use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card,
    #[xml(other)]
    Unknown { text: String },
}

fn main() {}
