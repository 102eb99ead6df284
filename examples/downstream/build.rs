//! Makes the client of `specs/stock.wsdl`.

fn main() {
    castile_codegen::build("specs/stock.wsdl");
}
