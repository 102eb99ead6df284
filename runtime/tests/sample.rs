//! Values by chance, of every built-in type and facet.
#![cfg(feature = "proptest")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use castile::schema::Schema;
use castile::xml::Name;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

const VALUE: Name<'static> = Name::new("", "value");

/// Documents of an element of a simple type, each of other choices.
fn documents(base: &str, facets: &[&str]) -> BTreeSet<String> {
    let lines = facets.iter().map(|facet| format!("  {facet}\n")).collect::<Vec<_>>().concat();
    let table = format!("castile-schema 1\nsimple - restriction {base}\n{lines}element 0:value 0 global\n");
    let schema = Schema::parse(table).unwrap();
    let choices = |seed: u64| (1..=60).map(|at| chance(seed * 64 + at)).collect();
    let all = (0..64).map(|seed| {
        let choices: Vec<u64> = if seed == 0 { Vec::new() } else { choices(seed) };
        schema.sample(VALUE, &choices).unwrap_or_else(|why| panic!("{base} {facets:?}: {why}"))
    });
    all.collect()
}

/// Numbers that follow each other, made unlike: the same in every run.
fn chance(number: u64) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(number)
}

#[test]
fn every_built_in_type_has_values() {
    for name in [
        "anySimpleType",
        "string",
        "normalizedString",
        "token",
        "language",
        "Name",
        "NCName",
        "NMTOKEN",
        "NMTOKENS",
        "ID",
        "ENTITY",
        "boolean",
        "decimal",
        "integer",
        "nonPositiveInteger",
        "negativeInteger",
        "nonNegativeInteger",
        "positiveInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
        "float",
        "double",
        "duration",
        "dateTime",
        "time",
        "date",
        "gYearMonth",
        "gYear",
        "gMonthDay",
        "gDay",
        "gMonth",
        "hexBinary",
        "base64Binary",
        "anyURI",
        "QName",
    ] {
        let different = documents(&format!("xs:{name}"), &[]).len();
        // Each document has one identifier, the first.
        assert!(different > usize::from(name != "ID"), "{name}: {different}");
    }
}

#[test]
fn every_facet_is_honoured() {
    for (base, facets) in [
        ("string", &["length 3"] as &[&str]),
        ("string", &["minLength 2", "maxLength 4"]),
        ("string", &[r#"pattern "[A-Z]{2}\\d{1,3}""#]),
        ("token", &[r#"enumeration "a b" "" "+1""#]),
        ("decimal", &["totalDigits 4", "fractionDigits 2"]),
        ("decimal", &[r#"minExclusive "0.1""#, r#"maxExclusive "0.2""#, "fractionDigits 3"]),
        ("integer", &[r#"minInclusive "-99999999999999999999""#, r#"maxInclusive "-99999999999999999000""#]),
        ("int", &[r#"minExclusive "-5""#, r#"maxInclusive "5""#]),
        ("double", &[r#"minInclusive "1.5""#, r#"maxExclusive "2""#]),
        ("date", &[r#"minExclusive "2024-02-28""#, r#"maxExclusive "2024-03-02""#]),
        ("gYear", &[r#"minInclusive "1900""#, r#"maxInclusive "1901""#]),
        ("hexBinary", &["length 4"]),
        ("base64Binary", &["minLength 5"]),
        ("NMTOKENS", &["minLength 2", "maxLength 3"]),
    ] {
        let different = documents(&format!("xs:{base}"), facets).len();
        assert!(different > 1, "{base} {facets:?}: {different}");
    }
}

/// What is required without an end has no value, which is said; where there is a way out it is taken.
#[test]
fn what_has_no_end_is_refused() {
    let value = |content: &str| {
        let table = format!(
            "castile-schema 1\ncomplex - restriction xs:anyType\n  content {content}\nelement 0:value 0 global\n"
        );
        Schema::parse(table).unwrap().sample(VALUE, &[])
    };
    assert_eq!(value("seq[ 0 ]").unwrap_err().to_string(), "what is required has no end");
    assert_eq!(value("seq[ 0? ]").unwrap(), "<value />");
    assert_eq!(
        value("choice[ 0 any[ lax any ] ]").unwrap(),
        "<value><anything xmlns=\"urn:other\">else</anything></value>"
    );
}
