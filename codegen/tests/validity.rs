//! A folder a construct: `validity/<construct>/input.xsd` allows the documents `valid*.xml` in it and refuses `invalid*.xml`, each
//! with the violations in the `.txt` of its name. `table.txt` is the schema as a table. `UPDATE=1` rewrites both.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use castile::schema::Schema;
use castile_codegen::{Options, schema_table};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_folder_allows_and_refuses_what_it_says() {
    let wrong: Vec<_> = files(Path::new("tests/validity")).iter().flat_map(|folder| check(folder)).collect();
    assert!(wrong.is_empty(), "{}\nUPDATE=1 rewrites them", wrong.join("\n"));
}

fn check(folder: &Path) -> Vec<String> {
    let (table, run) = schema_table(&folder.join("input.xsd"), Options::default());
    let Some(table) = table else { return vec![run.report()] };
    let schema =
        Schema::parse(table.as_str()).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut wrong: Vec<_> = compare(&folder.join("table.txt"), &table).into_iter().collect();
    let documents: Vec<_> = files(folder).into_iter().filter(|file| extension(file) == "xml").collect();
    assert!(
        documents.iter().any(|file| stem(file).starts_with("valid")),
        "{} allows nothing",
        folder.display()
    );
    assert!(
        documents.iter().any(|file| stem(file).starts_with("invalid")),
        "{} refuses nothing",
        folder.display()
    );
    for file in documents {
        match (stem(&file).starts_with("valid"), schema.validate(&fs::read(&file).unwrap())) {
            (true, Ok(())) => {}
            (true, Err(violations)) => wrong.push(format!("{}: {violations}", file.display())),
            (false, Ok(())) => wrong.push(format!("{} is valid", file.display())),
            (false, Err(violations)) => {
                wrong.extend(compare(&file.with_extension("txt"), &format!("{violations}\n")));
            }
        }
    }
    wrong
}

fn compare(golden: &Path, given: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(golden, given).unwrap();
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    (expected != given).then(|| format!("{}: expected\n{expected}\nbut got\n{given}", golden.display()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn stem(file: &Path) -> &str {
    file.file_stem().unwrap().to_str().unwrap()
}

fn extension(file: &Path) -> &str {
    file.extension().map_or("", |extension| extension.to_str().unwrap())
}
