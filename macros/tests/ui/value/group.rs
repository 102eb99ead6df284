use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(group)]
enum Payment {
    Card(String),
    Cash(u32),
}

fn main() {}
