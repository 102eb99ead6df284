//! Any value of the generated types: what is written reads as what it was, and is valid by the schema in the eyes of libxml2.

use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use castile::soap::Operation;
use castile::xml::Name;
use castile::{FromXml, ToXml};
use generated_client::authenticate::operations as op;
use generated_client::two_service as two;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::schemas::Schemas;
use crate::source::{Sample, Source};

/// Any value of a type, by any choices.
fn any_of<T: Sample + Debug>() -> impl Strategy<Value = T> {
    vec(any::<u64>(), 0..200).prop_map(|choices| T::sample(&mut Source::chosen(choices)))
}

/// How many values of each type are written, read, and judged.
const CASES: u32 = 64;

/// Writes and reads values as an element of this name, and judges what is written by the schema.
fn check<T>(name: Name<'_>, schemas: &Schemas)
where
    T: Sample + ToXml + for<'x> FromXml<'x> + PartialEq + Debug,
{
    let written = |value: &T| {
        let mut writer = castile::xml::Writer::new();
        writer.element(name, value);
        writer.finish().unwrap()
    };
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&any_of::<T>(), |value| {
        let text = written(&value);
        let read = castile::xml::from_str::<T>(&text)
            .map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        prop_assert_eq!(read, value, "{}", text);
        Ok(())
    });
    assert!(outcome.is_ok(), "{name}: {}", outcome.unwrap_err());
    let mut runner = TestRunner::deterministic();
    let any = any_of::<T>();
    let documents = (0..CASES).map(|_| written(&any.new_tree(&mut runner).unwrap().current()));
    judge(name, documents, schemas);
}

/// Asks libxml2, where it is there.
fn judge(name: Name<'_>, documents: impl Iterator<Item = String>, schemas: &Schemas) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name.local);
    fs::create_dir_all(&folder).unwrap();
    let paths: Vec<_> = documents
        .enumerate()
        .map(|(at, text)| {
            let path = folder.join(format!("{at}.xml"));
            fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]).arg(&schemas.entry).args(&paths);
    match command.output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success(),
                "{name}: {}",
                said.lines().find(|it| it.contains("error")).unwrap_or(&said)
            );
        }
        Err(error) => eprintln!("skipped: xmllint: {error}"),
    }
}

fn operation<O>(schemas: &Schemas)
where
    O: Operation,
    O::Request: Sample + for<'x> FromXml<'x> + PartialEq + Debug,
    O::Response: Sample + ToXml + PartialEq + Debug,
{
    check::<O::Request>(O::REQUEST, schemas);
    check::<O::Response>(O::RESPONSE.unwrap(), schemas);
}

#[test]
fn authenticate() {
    let schemas = Schemas::of_wsdl("specs/authenticate.wsdl");
    operation::<op::Login>(&schemas);
    operation::<op::HasSession>(&schemas);
    operation::<op::GetIdentities>(&schemas);
    operation::<op::GetIdentity>(&schemas);
    operation::<op::SetIdentity>(&schemas);
    operation::<op::SetIdentityById>(&schemas);
    operation::<op::AuthenticateByToken>(&schemas);
    operation::<op::GetIdentitiesWithCredential>(&schemas);
    operation::<op::GetIdentitiesWithCredentialByService>(&schemas);
}

fn document<T>(schemas: &Schemas)
where
    T: Sample + ToXml + for<'x> FromXml<'x> + PartialEq + Debug,
{
    check::<T>(<T as ToXml>::NAME.unwrap(), schemas);
}

#[test]
fn two_service() {
    let schemas = Schemas::of_schema("specs/two-service.xsd");
    document::<two::Authenticate>(&schemas);
    document::<two::Order>(&schemas);
    document::<two::AuthenticateResponse>(&schemas);
    document::<two::OperationResultOfPartResults>(&schemas);
    document::<two::OperationResultOfPartInfoResult>(&schemas);
    document::<two::OperationResultOfOrderResult>(&schemas);
    document::<two::OperationResultOfTrackingResult>(&schemas);
    document::<two::OperationResultOfShipmentResults>(&schemas);
}
