//! Every message of the derives, a file each. `TRYBUILD=overwrite` rewrites the expectations.

#[test]
fn ui() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*/*.rs");
    tests.pass("tests/ui/*.rs");
}
