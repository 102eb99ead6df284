//! Any values of generated types, by their schema: what is written reads as what it was, and is valid in the eyes of libxml2.

#![deny(warnings, missing_docs)]

include!("cases/every-construct/output.rs");

mod values {
    //! Sampled, written, read, judged.
    #![expect(
        clippy::unwrap_used,
        clippy::print_stderr,
        reason = "a test fails by panicking, and says what it skips"
    )]

    use super::every_construct::{Everything, schema::SCHEMA};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn come_back_as_they_were(everything in SCHEMA.any::<Everything>()) {
            let text = castile::xml::to_string(&everything).unwrap();
            let read: Everything = castile::xml::from_str(&text).unwrap();
            prop_assert_eq!(&read, &everything, "{}", text);
            prop_assert!(SCHEMA.validate(text.as_bytes()).is_ok(), "{}", text);
        }
    }

    /// Of each part of the schema there is something in some of the values.
    #[test]
    fn are_of_all_kinds() {
        let mut runner = TestRunner::deterministic();
        let all: Vec<_> =
            (0..400).map(|_| SCHEMA.any::<Everything>().new_tree(&mut runner).unwrap().current()).collect();
        let text: String = all.iter().map(|it| castile::xml::to_string(it).unwrap()).collect();
        for part in [
            "circle", "square", "shape", "xsi:type", "xsi:nil", "percent", "big", "span", "sizes", "branch",
            "leaf", "bold", "cash", "card", "currency", "row", "anything", "colour", "size", "language",
            "+1",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }

    /// A value that is as small as it may be has what is required and nothing else.
    #[test]
    fn shrink_to_the_smallest() {
        let mut runner = TestRunner::deterministic();
        let mut tree = SCHEMA.any::<Everything>().new_tree(&mut runner).unwrap();
        while tree.simplify() {}
        let smallest = castile::xml::to_string(&tree.current()).unwrap();
        for part in ["tree", "row", "times", "anything", "currency"] {
            assert!(!smallest.contains(part), "{part}: {smallest}");
        }
    }

    #[test]
    fn are_valid_by_another_validator() {
        let mut runner = TestRunner::deterministic();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let write = |at: usize, text: String| {
            let path = folder.join(format!("everything-{at}.xml"));
            std::fs::write(&path, text).unwrap();
            path
        };
        let any = SCHEMA.any::<Everything>();
        let texts =
            (0..64).map(|_| castile::xml::to_string(&any.new_tree(&mut runner).unwrap().current()).unwrap());
        let paths: Vec<_> = texts.enumerate().map(|(at, text)| write(at, text)).collect();
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/every-construct/input.xsd");
        let mut command = Command::new("xmllint");
        command.args(["--nonet", "--noout", "--schema"]).arg(schema).args(&paths);
        match command.output() {
            Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => eprintln!("skipped: xmllint: {error}"),
        }
    }
}
