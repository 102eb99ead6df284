//! Makes a client of each spec.

fn main() {
    castile_codegen::build("specs/crm.wsdl");
    castile_codegen::build("specs/vat.wsdl");
}
