//! Makes a client of each spec, as the manifest says.

fn main() {
    castile_codegen::build("specs/castile.toml");
}
