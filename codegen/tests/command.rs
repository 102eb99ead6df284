//! The `castile` command, and with it how generated files are written and checked.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SCHEMA: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
  <xs:element name="Greeting" type="xs:string"/>
</xs:schema>"#;

const MANIFEST: &str = "[output]\nroot = \"out\"\n\n[[input]]\nmodule = \"one\"\nwsdl = \"one.xsd\"\n\n[[input]]\nmodule = \"two\"\nwsdl = \"two.xsd\"\n";

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn castile(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_castile")).args(arguments).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn project(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join("one.xsd"), SCHEMA).unwrap();
    fs::write(folder.join("two.xsd"), SCHEMA).unwrap();
    fs::write(folder.join("castile.toml"), MANIFEST).unwrap();
    assert!(castile(&folder, &["generate", "castile.toml"]).status.success());
    folder
}

#[test]
fn a_check_names_what_is_stale_missing_and_orphaned() {
    let folder = project("check");
    let check = || castile(&folder, &["generate", "castile.toml", "--check"]);
    assert!(check().status.success());

    let out = folder.join("out");
    let old = fs::read_to_string(out.join("one/types.rs")).unwrap();
    fs::write(out.join("one/types.rs"), format!("{old}// changed\n")).unwrap();
    fs::remove_file(out.join("two/mod.rs")).unwrap();
    fs::create_dir_all(out.join("three")).unwrap();
    fs::write(out.join("three/mod.rs"), &old).unwrap();
    fs::write(out.join("three/by_hand.rs"), "// mine\n").unwrap();

    let found = check();
    assert_eq!(found.status.code(), Some(1));
    assert_eq!(text(&found.stdout), "stale: one/types.rs\nmissing: two/mod.rs\norphaned: three/mod.rs\n");
    assert!(text(&found.stderr).ends_with("run `castile generate castile.toml`\n"));

    let written = castile(&folder, &["generate", "castile.toml"]);
    assert!(written.status.success());
    assert_eq!(
        text(&written.stdout),
        "new: out/two/mod.rs\nchanged: out/one/types.rs\nremoved: out/three/mod.rs\n"
    );
    assert!(check().status.success());
    let again = castile(&folder, &["generate", "castile.toml"]);
    assert_eq!(text(&again.stdout), "nothing has changed\n");
    assert_eq!(fs::read_to_string(out.join("one/types.rs")).unwrap(), old);
    assert!(out.join("three/by_hand.rs").exists() && !out.join("three/mod.rs").exists());
}

#[test]
fn a_spec_with_missing_pieces_is_refused_with_a_way_out() {
    let folder = folder("missing");
    fs::write(folder.join("in.xsd"), SCHEMA.replace("xs:string", "Missing")).unwrap();
    let refused = castile(&folder, &["check", "in.xsd"]);
    assert!(
        text(&refused.stderr)
            .ends_with("castile: `--keep-going` takes what stands, and says what it leaves out\n")
    );
    assert!(castile(&folder, &["check", "in.xsd", "--keep-going"]).status.success());

    let refused = castile(&folder, &["check", "nothing.xsd"]);
    assert!(!text(&refused.stderr).contains("--keep-going"), "{}", text(&refused.stderr));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_mistake() {
    let folder = folder("pipe");
    let documentation = "a line\n".repeat(50_000);
    let members = format!(
        "<xs:element name='e' type='xs:int'><xs:annotation><xs:documentation>{documentation}</xs:documentation></xs:annotation></xs:element>"
    );
    fs::write(folder.join("in.xsd"), SCHEMA.replace("<xs:element", &format!("{members}<xs:element")))
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_castile"));
    command.current_dir(&folder).args(["inspect", "in.xsd"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut inspecting = command.spawn().unwrap();
    drop(inspecting.stdout.take());
    let ended = inspecting.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", text(&ended.stderr));
}

#[test]
fn each_spec_of_a_folder_is_a_module() {
    let folder = folder("specs");
    let part = |name: &str, text: &str| {
        let path = folder.join("specs").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    part("greeting.xsd", SCHEMA);
    part("v1/Orders.xsd", SCHEMA);
    part(
        "v2/Orders.xsd",
        &SCHEMA.replace("<xs:element", "<xs:include schemaLocation='common.xsd'/><xs:element"),
    );
    part("v2/common.xsd", &SCHEMA.replace("Greeting", "Common"));
    let generated = castile(&folder, &["generate", "specs", "-o", "out"]);
    assert!(generated.status.success(), "{}", text(&generated.stderr));
    let modules = fs::read_to_string(folder.join("out/mod.rs")).unwrap();
    let modules: Vec<_> = modules.lines().filter_map(|line| line.strip_prefix("pub mod ")).collect();
    assert_eq!(modules, ["greeting;", "v1_orders;", "v2_orders;"]);
    assert!(castile(&folder, &["generate", "specs", "-o", "out", "--check"]).status.success());
    let head = fs::read_to_string(folder.join("out/mod.rs")).unwrap();
    assert!(head.contains("from specs; edit the spec and run `castile generate specs -o DIR`"), "{head}");
    part("greeting.xsd", &SCHEMA.replace("Greeting", "Salute"));
    let stale = castile(&folder, &["generate", "specs", "-o", "out", "--check"]);
    assert!(
        text(&stale.stderr).ends_with("run `castile generate specs -o out`\n"),
        "{}",
        text(&stale.stderr)
    );

    fs::create_dir_all(folder.join("empty")).unwrap();
    let refused = castile(&folder, &["generate", "empty", "-o", "out"]);
    assert!(text(&refused.stderr).contains("`empty` holds no spec"), "{}", text(&refused.stderr));
}

/// Answers requests for these paths, each with its text; gives the address.
fn serve(pages: Vec<(&'static str, String)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut request = String::new();
            let mut lines = BufReader::new(&stream);
            lines.read_line(&mut request).unwrap();
            let path = request.split(' ').nth(1).unwrap_or("");
            let page = pages.iter().find(|(known, _)| *known == path);
            let (status, text) = page.map_or(("404 Not Found", ""), |(_, text)| ("200 OK", text.as_str()));
            let length = text.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
            )
            .unwrap();
        }
    });
    format!("http://{address}")
}

#[test]
fn a_spec_is_fetched_with_what_it_names_at_its_origin() {
    let wsdl = "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:xs='http://www.w3.org/2001/XMLSchema'><types>\
                <xs:schema><xs:import namespace='urn:t' schemaLocation='Orders.svc?xsd=xsd0'/>\
                <xs:import namespace='urn:far' schemaLocation='http://example.com/far.xsd'/></xs:schema></types></definitions>";
    let included = SCHEMA.replace("<xs:element", "<xs:include schemaLocation='/common.xsd'/><xs:element");
    let origin = serve(vec![
        ("/a/Orders.svc?wsdl", wsdl.to_owned()),
        ("/a/Orders.svc?xsd=xsd0", included),
        ("/common.xsd", SCHEMA.replace("Greeting", "Common")),
        ("/gone.wsdl", wsdl.replace("Orders.svc?xsd=xsd0", "gone.xsd")),
    ]);
    let folder = folder("fetch");
    let fetched = castile(&folder, &["fetch", &format!("{origin}/a/Orders.svc?wsdl"), "-o", "specs"]);
    assert!(fetched.status.success(), "{}", text(&fetched.stderr));
    assert!(
        text(&fetched.stdout)
            .starts_with("saved: specs/Orders.wsdl\nsaved: specs/Orders-xsd0.xsd\nsaved: specs/common.xsd\n")
    );
    let saved = fs::read_to_string(folder.join("specs/Orders.wsdl")).unwrap();
    assert!(saved.contains("'Orders-xsd0.xsd'") && saved.contains("'http://example.com/far.xsd'"), "{saved}");
    let left = "castile: Orders.wsdl:1: `http://example.com/far.xsd` is of another origin";
    assert_eq!(text(&fetched.stderr).matches("of another origin").count(), 1);
    assert!(text(&fetched.stderr).starts_with(left), "{}", text(&fetched.stderr));
    // It describes types only.
    let generated = castile(&folder, &["generate", "specs/Orders.wsdl", "-o", "out", "--keep-going"]);
    assert!(generated.status.success(), "{}", text(&generated.stderr));

    let refused = castile(&folder, &["check", &format!("{origin}/a/Orders.svc?wsdl")]);
    assert!(text(&refused.stderr).contains("castile fetch http://"), "{}", text(&refused.stderr));
    let refused = castile(&folder, &["fetch", &format!("{origin}/gone.wsdl"), "-o", "gone"]);
    assert!(
        text(&refused.stderr).contains("/gone.xsd: the answer is 404 Not Found"),
        "{}",
        text(&refused.stderr)
    );
    assert!(!folder.join("gone").exists());
}

#[test]
fn files_of_others_are_not_overwritten() {
    let folder = project("foreign");
    fs::write(folder.join("out/one/mod.rs"), "// written by hand\n").unwrap();
    fs::remove_file(folder.join("out/two/mod.rs")).unwrap();
    let refused = castile(&folder, &["generate", "castile.toml"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("castile did not generate it"));
    assert!(!folder.join("out/two/mod.rs").exists());
}

#[test]
fn errors_of_all_inputs_are_shown_and_nothing_is_written() {
    let folder = folder("errors");
    let wrong = SCHEMA.replace("xs:string", "xs:strin");
    fs::write(folder.join("one.xsd"), &wrong).unwrap();
    fs::write(folder.join("two.xsd"), SCHEMA.replace("xs:element", "xs:elment")).unwrap();
    fs::write(folder.join("castile.toml"), MANIFEST).unwrap();
    for command in [&["generate", "castile.toml"][..], &["check", "castile.toml"]] {
        let failed = castile(&folder, command);
        assert_eq!(failed.status.code(), Some(1));
        let report = text(&failed.stderr);
        assert!(report.contains("one.xsd:2:") && report.contains("two.xsd:2:"), "{report}");
    }
    assert!(!folder.join("out").exists());
}

#[test]
fn a_spec_alone_claims_the_folder_of_its_module_only() {
    let folder = project("alone");
    fs::write(folder.join("three.xsd"), SCHEMA).unwrap();
    assert!(castile(&folder, &["generate", "three.xsd", "-o", "out"]).status.success());
    assert!(folder.join("out/three/types.rs").exists() && folder.join("out/one/types.rs").exists());
    let nowhere = castile(&folder, &["generate", "three.xsd"]);
    assert_eq!((nowhere.status.code(), text(&nowhere.stderr).contains("-o DIR")), (Some(1), true));
}

#[test]
fn inspect_prints_the_model() {
    let folder = project("inspect");
    let shown = castile(&folder, &["inspect", "one.xsd"]);
    assert!(shown.status.success() && text(&shown.stdout).contains("Greeting"));
}

#[test]
fn a_manifest_must_name_what_the_spec_has() {
    let folder = folder("names");
    fs::write(folder.join("one.xsd"), SCHEMA).unwrap();
    let manifest = "[output]\nroot = \"out\"\n[[input]]\nmodule = \"one\"\nwsdl = \"one.xsd\"\n[input.rename]\n\"{urn:t}Greting\" = \"Hello\"\n";
    fs::write(folder.join("castile.toml"), manifest).unwrap();
    let failed = castile(&folder, &["check", "castile.toml"]);
    let report = text(&failed.stderr);
    assert!(
        report.contains("castile.toml:7:1") && report.contains("did you mean `{urn:t}Greeting`?"),
        "{report}"
    );
}

#[test]
fn documents_are_validated() {
    let folder = folder("validate");
    fs::write(folder.join("n.xsd"), SCHEMA.replace("xs:string", "xs:int")).unwrap();
    fs::write(folder.join("good.xml"), "<Greeting xmlns=\"urn:t\">1</Greeting>").unwrap();
    fs::write(folder.join("bad.xml"), "<Greeting xmlns=\"urn:t\">one</Greeting>").unwrap();
    assert!(castile(&folder, &["validate", "--spec", "n.xsd", "good.xml"]).status.success());

    let found = castile(&folder, &["validate", "--spec", "n.xsd", "good.xml", "bad.xml"]);
    assert_eq!(found.status.code(), Some(1));
    let violation =
        "/Greeting: `one` is not a valid value: expected a whole number (cvc-datatype-valid.1.2.1)";
    assert_eq!(text(&found.stdout), format!("bad.xml:1:25: {violation}\n"));
    assert_eq!(text(&found.stderr), "castile: 1 of 2 documents are not valid\n");
}
