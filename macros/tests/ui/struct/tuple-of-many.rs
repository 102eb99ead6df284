use castile_macros::FromXml;

#[derive(FromXml)]
struct Point(i32, i32);

fn main() {}
