use castile_macros::FromXml;

#[derive(FromXml)]
enum Payment {
    #[xml(other)]
    One(String),
    #[xml(other)]
    Two(String),
}

fn main() {}
