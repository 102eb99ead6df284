use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card { number: String },
    Cash(u32),
}

fn main() {}
