//! An enumeration of thousands of values is a text with a list, which compiles in no time; one of fewer is an enum.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use castile_codegen::compile_spec;

fn generated(values: usize) -> Option<String> {
    let mut schema = String::from(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:simpleType name='Product'><xs:restriction base='xs:string'>",
    );
    for value in 0..values {
        let _ = write!(schema, "<xs:enumeration value='{value:05}'/>");
    }
    schema += "</xs:restriction></xs:simpleType></xs:schema>";
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("code-list-{values}.xsd"));
    fs::write(&file, schema).ok()?;
    Some(compile_spec(&file, Some("products")).single_files()?.into_values().collect())
}

#[test]
fn thousands_of_values_are_a_list_of_texts() {
    let text = generated(2_001).unwrap_or_default();
    assert!(text.contains("pub struct Product("), "{text:.600}");
    assert!(text.contains("pub const VALUES: &'static [&'static str]") && text.contains("\"02000\""));
    assert!(!text.contains("pub enum"));
}

#[test]
fn fewer_values_are_an_enum() {
    let text = generated(2_000).unwrap_or_default();
    assert!(text.contains("pub enum Product {") && text.contains("N01999,"), "{text:.600}");
}
