use castile_macros::FromXml;

#[derive(FromXml)]
enum Never {}

fn main() {}
