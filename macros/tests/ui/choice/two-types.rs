use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    Card(String, u32),
    Cash(),
}

fn main() {}
