use castile_macros::FromXml;

#[derive(FromXml)]
#[xml(rename_all = "Train-Case-Please")]
struct Order {}

fn main() {}
