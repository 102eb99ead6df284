//! A schema and its cases → verdicts.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use castile::schema::Schema;
use castile_codegen::{Options, schema_table};

use super::super::xsts;

/// A row of the suite.
pub(super) struct Case<'t> {
    pub(super) id: &'t str,
    pub(super) is_instance: bool,
    pub(super) instance: &'t str,
    /// What is expected of the schema of an instance.
    pub(super) schema_outcome: &'t str,
    pub(super) expected: &'t str,
}

/// What came of a case.
pub(super) struct Judged {
    pub(super) id: String,
    pub(super) is_instance: bool,
    pub(super) schema_outcome: String,
    pub(super) expected: String,
    pub(super) got: Got,
    /// The first violation or diagnostic, on one line.
    pub(super) why: String,
}

/// What a schema or a document is taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Got {
    Valid,
    Invalid,
    /// The schema of the instance was refused.
    Refused,
    Panicked,
}

impl Judged {
    pub(super) fn line(&self) -> String {
        let Self { id, is_instance, schema_outcome, expected, got, why } = self;
        let kind = if *is_instance { "instance" } else { "schema" };
        format!("{id}\t{kind}\t{schema_outcome}\t{expected}\t{got:?}\t{why}\n")
    }
}

/// The schema is compiled once for all its cases.
pub(super) fn judge(data: &Path, schema: &str, cases: &[Case<'_>]) -> Vec<Judged> {
    let compiled = quietly(|| compile(data, schema));
    cases
        .iter()
        .map(|case| {
            let (got, why) = match &compiled {
                None => (Got::Panicked, String::new()),
                Some(Err(why)) if case.is_instance => (Got::Refused, why.clone()),
                Some(Err(why)) => (Got::Invalid, why.clone()),
                Some(Ok(_)) if !case.is_instance => (Got::Valid, String::new()),
                Some(Ok(schema)) => quietly(|| validate(schema, &data.join(case.instance)))
                    .unwrap_or((Got::Panicked, String::new())),
            };
            Judged {
                id: case.id.to_owned(),
                is_instance: case.is_instance,
                schema_outcome: case.schema_outcome.to_owned(),
                expected: case.expected.to_owned(),
                got,
                why: why.replace(char::is_control, " "),
            }
        })
        .collect()
}

fn quietly<T>(then: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(then)).ok()
}

/// The schema, or the first error about it.
fn compile(data: &Path, schema: &str) -> Result<Schema, String> {
    // Schemas of the suite include one another across its folders.
    let (table, run) = schema_table(&xsts::spec(schema, data)?, Options::default().root(data).strict(true));
    let Some(table) = table else {
        let report = run.report();
        let error = report.split("error[").nth(1).unwrap_or(&report);
        return Err(error.lines().take(2).collect::<Vec<_>>().join(" "));
    };
    Schema::parse(table).map_err(|error| format!("TABLE {error}"))
}

fn validate(schema: &Schema, path: &Path) -> (Got, String) {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return (Got::Refused, format!("UNREADABLE {error}")),
    };
    match schema.validate(&bytes) {
        Ok(()) => (Got::Valid, String::new()),
        Err(violations) => {
            (Got::Invalid, violations.iter().next().map(ToString::to_string).unwrap_or_default())
        }
    }
}
