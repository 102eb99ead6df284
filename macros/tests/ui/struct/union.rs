use castile_macros::FromXml;

#[derive(FromXml)]
union Number {
    int: u32,
    float: f32,
}

fn main() {}
