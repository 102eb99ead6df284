use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(rename_all = "Pascalcase")]
struct Order {
    id: u32,
}

fn main() {}
