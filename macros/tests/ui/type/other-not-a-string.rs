use castile_macros::FromXml;

#[derive(FromXml)]
enum Currency {
    Krone,
    #[xml(other)]
    Unknown(u32),
}

fn main() {}
