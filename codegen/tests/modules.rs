//! Types of several namespaces are divided into modules where they are many, and so is a large client; what they are called without
//! the modules stays.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use castile_codegen::output::Files;
use castile_codegen::{Modules, Options};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The files made of a schema of so many types, half of them in another one's namespace.
fn generated(types: usize, modules: Modules) -> Files {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("modules-{types}-{modules:?}"));
    fs::create_dir_all(&folder).unwrap();
    let import = "<xs:import namespace='urn:shop:v2' schemaLocation='v2.xsd'/>";
    for (version, import) in [("v1", import), ("v2", "")] {
        let mut schema = format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:shop:{version}'>{import}"
        );
        for at in 0..types / 2 {
            let _ = write!(
                schema,
                "<xs:complexType name='Order{at:03}'><xs:attribute name='id'/></xs:complexType>"
            );
        }
        fs::write(folder.join(format!("{version}.xsd")), schema + "</xs:schema>").unwrap();
    }
    Options::default().modules(modules).compile_spec(&folder.join("v1.xsd"), Some("shop")).files().unwrap()
}

fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

const DIVIDED: [&str; 4] = ["mod.rs", "types/mod.rs", "types/shop_v1.rs", "types/shop_v2.rs"];

#[test]
fn many_types_are_divided_and_few_are_not() {
    let files = generated(202, Modules::Auto);
    assert_eq!(names(&files), DIVIDED);
    let (top, second) = (&files["types/mod.rs"], &files["types/shop_v2.rs"]);
    assert!(top.contains("pub mod shop_v1;\npub mod shop_v2;\npub use shop_v1::*;\n"), "{top:.600}");
    assert!(top.contains("Order000 as Order000_2,"), "{top:.600}");
    assert!(second.contains("//! The types of the namespace `urn:shop:v2`.\n"), "{second:.300}");
    assert!(second.contains("pub struct Order000 {") && !second.contains("Order000_2"), "{second:.600}");

    let files = generated(200, Modules::Auto);
    assert_eq!(names(&files), ["mod.rs", "types.rs"]);
    assert!(files["types.rs"].contains("pub struct Order000_2 {"));
}

#[test]
fn who_asks_for_modules_or_none_gets_it() {
    assert_eq!(names(&generated(2, Modules::Namespace)), DIVIDED);
    assert_eq!(names(&generated(202, Modules::Flat)), ["mod.rs", "types.rs"]);
}

/// The files made of a service of so many operations, whose requests may be left empty.
fn service(operations: usize) -> Files {
    let all = |part: &dyn Fn(usize) -> String| (0..operations).map(part).collect::<String>();
    let element = |at: usize| {
        format!(
            "<x:element name='Op{at}'><x:complexType><x:sequence><x:element name='Note' type='x:string' minOccurs='0'/>\
             </x:sequence></x:complexType></x:element>"
        )
    };
    let wsdl = format!(
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/' \
         xmlns:x='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>\
         <types><x:schema targetNamespace='urn:t'>{}</x:schema></types>{}<portType name='T'>{}</portType>\
         <binding name='B' type='t:T'><s:binding transport='http://schemas.xmlsoap.org/soap/http'/>{}</binding>\
         <service name='S'><port name='P' binding='t:B'><s:address location='http://t.example/'/></port></service></definitions>",
        all(&element),
        all(&|at| format!("<message name='Op{at}'><part name='p' element='t:Op{at}'/></message>")),
        all(&|at| format!("<operation name='Op{at}'><input message='t:Op{at}'/></operation>")),
        all(&|at| format!(
            "<operation name='Op{at}'><s:operation soapAction=''/><input><s:body use='literal'/></input></operation>"
        )),
    );
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("service-of-{operations}.wsdl"));
    fs::write(&file, wsdl).unwrap();
    Options::default().compile_spec(&file, Some("service")).files().unwrap()
}

#[test]
fn many_operations_have_files_of_their_own() {
    let divided = ["client/calls.rs", "client/mod.rs", "client/operations.rs", "mod.rs", "types.rs"];
    let files = service(101);
    assert_eq!(names(&files), divided);
    let (client, calls) = (&files["client/mod.rs"], &files["client/calls.rs"]);
    assert!(client.contains("mod calls;\n") && client.contains("pub mod operations;\n"), "{client:.400}");
    assert!(calls.contains("use super::{Call, operations};\n"), "{calls:.400}");
    assert!(files["client/operations.rs"].contains("use super::types;\n"));
    assert_eq!(names(&service(100)), ["client.rs", "mod.rs", "types.rs"]);
}
