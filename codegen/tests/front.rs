//! The stages that know no Rust, at their boundary: spec text in, the model as text or diagnostics out.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it leaves out"
)]

use castile_codegen::diagnostic::Diagnostics;
use castile_codegen::load::{self, Disk, Files, Memory};
use castile_codegen::model::{self, Model};
use castile_codegen::source::{SourceMap, Span};
use castile_codegen::{check, read, resolve};
use std::path::{Path, PathBuf};

/// The model of a spec, and the diagnostics as text.
fn front(files: &dyn Files, path: &Path) -> (Option<Model>, String) {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let specs = load::load(files, &[], path, Span::NONE, &mut sources, &mut found);
    let model = specs.map(|specs| {
        let ast = read::read(&sources, &specs, &mut found);
        let model = resolve::resolve(&ast, &mut found);
        check::check(&model, &mut found);
        model
    });
    (model, found.render(&sources))
}

/// A schema of these components, with the prefix `t` for its target namespace, and what it means.
fn schema(components: &str) -> String {
    let text = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='t' targetNamespace='t'>{components}</xs:schema>"
    );
    dump(&Memory::from([("in.xsd", text)]), "in.xsd")
}

fn dump(files: &Memory, entry: &str) -> String {
    let (model, found) = front(files, Path::new(entry));
    assert_eq!(found, "");
    model::dump(&model.unwrap())
}

/// Compares without the indentation that the expectation has in this file.
fn assert_dump(given: &str, expected: &str) {
    let indent = expected.lines().nth(1).map_or(0, |line| line.len() - line.trim_start().len());
    let lines = expected.lines().skip(1).map(|line| line.get(indent..).unwrap_or("").to_owned() + "\n");
    let expected: String = lines.collect();
    assert_eq!(given, expected.trim_end_matches([' ', '\n']).to_owned() + "\n", "\n{given}");
}

/// Test data beside the project, where there is any.
fn shared(below: &str) -> Option<PathBuf> {
    let root =
        std::env::var_os("CASTILE_SHARED").map_or_else(|| PathBuf::from("../../shared"), PathBuf::from);
    let path = root.join(below);
    if !path.exists() {
        eprintln!("skipped: there is no {}", path.display());
    }
    path.exists().then_some(path)
}

#[test]
fn the_vendors_wsdls_are_without_fault() {
    let Some(folder) = shared("peers/common") else { return };
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let specs: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "wsdl")).collect();
    assert!(specs.len() >= 10);
    for spec in specs {
        let (model, found) = front(&Disk::new(&folder), &spec);
        assert_eq!(found, "", "{}", spec.display());
        assert!(model.is_some_and(|model| model.services.iter().all(|service| !service.ports.is_empty())));
    }
}

#[test]
fn our_authenticate_wsdl_is_equal_to_the_vendors_on_the_wire() {
    let Some(folder) = shared("peers/common") else { return };
    let (theirs, _) = front(&Disk::new(&folder), &folder.join("authService.wsdl"));
    let (ours, _) = front(&Disk::new("../specs"), Path::new("../specs/authenticate.wsdl"));
    assert_eq!(model::wire(&ours.unwrap()), model::wire(&theirs.unwrap()));
}

#[test]
fn wire_sees_differences_that_messages_show() {
    let spec = |occurs: &str, doc: &str| {
        let text = format!(
            "<schema xmlns='http://www.w3.org/2001/XMLSchema'><complexType name='a'><annotation><documentation>{doc}\
             </documentation></annotation><sequence><element name='b' type='int' {occurs}/></sequence></complexType></schema>"
        );
        model::wire(&front(&Memory::from([("in.xsd", text)]), Path::new("in.xsd")).0.unwrap())
    };
    assert_eq!(spec("", "one"), spec("minOccurs='1'", "two"));
    assert_ne!(spec("", "one"), spec("minOccurs='0'", "one"));
}

#[test]
fn groups_are_expanded_where_they_are_referred_to() {
    let given = schema(
        "<xs:group name='g'><xs:choice><xs:element name='a' type='xs:int'/><xs:any namespace='##other'/></xs:choice></xs:group>
         <xs:attributeGroup name='h'><xs:attribute name='b' use='required'/><xs:anyAttribute/></xs:attributeGroup>
         <xs:complexType name='c'><xs:group ref='t:g' maxOccurs='unbounded'/><xs:attributeGroup ref='t:h'/></xs:complexType>",
    );
    assert_dump(
        &given,
        "
        type {t}c
          choice 1..* of {t}g
            a: xs:int
            any ##other strict (of t)
          @b: xs:anySimpleType required
          any attribute ##any strict",
    );
}

#[test]
fn derivations_keep_their_step() {
    let given = schema(
        "<xs:complexType name='a' abstract='true'><xs:sequence><xs:element name='b'/></xs:sequence></xs:complexType>
         <xs:complexType name='c'><xs:complexContent><xs:extension base='t:a'><xs:attribute name='d' type='xs:int' default='1'/>
         </xs:extension></xs:complexContent></xs:complexType>
         <xs:complexType name='e'><xs:simpleContent><xs:extension base='xs:decimal'/></xs:simpleContent></xs:complexType>
         <xs:complexType name='f'><xs:simpleContent><xs:restriction base='t:e'><xs:maxInclusive value='9'/></xs:restriction>
         </xs:simpleContent></xs:complexType>",
    );
    assert_dump(
        &given,
        "
        type {t}a
          abstract
          sequence
            b: xs:anyType
        type {t}c
          extends {t}a
          @d: xs:int default \"1\"
        type {t}e
          extends xs:decimal
          text: xs:decimal
        type {t}f
          restricts {t}e
          text: (anonymous)
            restricts xs:decimal
            maxInclusive \"9\"",
    );
}

#[test]
fn simple_types_of_every_variety() {
    let given = schema(
        "<xs:simpleType name='a'><xs:list itemType='xs:int'/></xs:simpleType>
         <xs:simpleType name='b'><xs:union memberTypes='t:a xs:date'><xs:simpleType><xs:restriction base='xs:string'>
         <xs:enumeration value='none'><xs:annotation><xs:documentation>No
         date.</xs:documentation></xs:annotation></xs:enumeration></xs:restriction></xs:simpleType></xs:union></xs:simpleType>",
    );
    assert_dump(
        &given,
        "
        type {t}a
          list of xs:int
        type {t}b
          union of {t}a xs:date (anonymous)
            restricts xs:string
            # No
            # date.
            value \"none\"",
    );
}

#[test]
fn names_are_qualified_as_the_schema_says() {
    let given = schema(
        "<xs:element name='a' nillable='true'><xs:complexType><xs:sequence><xs:element name='b'/>
         <xs:element name='c' form='qualified'/><xs:element ref='t:a' minOccurs='0'/><xs:element name='d' minOccurs='0' maxOccurs='0'/>
         </xs:sequence><xs:attribute name='e' form='qualified'/><xs:attribute ref='xml:lang'/></xs:complexType></xs:element>
         <xs:element name='f' substitutionGroup='t:a'/>",
    );
    assert_dump(
        &given,
        "
        element {t}a: (anonymous) nillable
          sequence
            b: xs:anyType
            {t}c: xs:anyType
            ref {t}a 0..1
          @{t}e: xs:anySimpleType
          @{http://www.w3.org/XML/1998/namespace}lang: xs:language
        element {t}f: (anonymous) substitutes {t}a
          sequence
            b: xs:anyType
            {t}c: xs:anyType
            ref {t}a 0..1
          @{t}e: xs:anySimpleType
          @{http://www.w3.org/XML/1998/namespace}lang: xs:language",
    );
}

#[test]
fn a_chameleon_takes_the_namespace_of_each_includer() {
    let head = "<schema xmlns='http://www.w3.org/2001/XMLSchema' xmlns:u='u'";
    let files = Memory::from([
        (
            "in.xsd",
            format!(
                "{head} targetNamespace='t'><include schemaLocation='sub/any.xsd'/>\
                 <import namespace='u' schemaLocation='sub/u.xsd'/><element name='x' type='u:a'/></schema>"
            ),
        ),
        ("sub/u.xsd", format!("{head} targetNamespace='u'><include schemaLocation='any.xsd'/></schema>")),
        (
            "sub/any.xsd",
            "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:complexType name='a'><s:attribute name='b' type='c'/>\
             </s:complexType><s:simpleType name='c'><s:restriction base='s:string'/></s:simpleType></s:schema>"
                .to_owned(),
        ),
    ]);
    assert_dump(
        &dump(&files, "in.xsd"),
        "
        type {t}a
          @b: {t}c
        type {t}c
          restricts xs:string
        type {u}a
          @b: {u}c
        type {u}c
          restricts xs:string
        element {t}x: {u}a",
    );
}

#[test]
fn entries_of_an_oasis_catalog_say_what_stands_for_what() {
    let catalog = "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><uri name='urn:u'/>\
                   <system systemId='urn:v' uri='https://example.com/v.xsd'/></catalog>";
    let files = Memory::from([("in.xsd", "<a/>"), ("catalog.xml", catalog)]);
    let (_, found) = front(&files, Path::new("in.xsd"));
    assert!(found.contains("error[invalid-catalog]: `uri` must have the attribute `uri`"), "{found}");
    assert!(found.contains("`https://example.com/v.xsd` is not a file on this machine"), "{found}");

    let (_, found) =
        front(&Memory::from([("in.xsd", "<a/>"), ("catalog.xml", "<books/>")]), Path::new("in.xsd"));
    assert!(!found.contains("invalid-catalog"), "{found}");
}

#[test]
fn a_type_may_contain_itself_through_a_group() {
    let given = schema(
        "<xs:group name='g'><xs:sequence><xs:element name='a' minOccurs='0'><xs:complexType><xs:group ref='t:g'/>
         </xs:complexType></xs:element></xs:sequence></xs:group>
         <xs:complexType name='b'><xs:group ref='t:g'/></xs:complexType>",
    );
    assert_dump(
        &given,
        "
        type {t}b
          sequence of {t}g
            a 0..1: (anonymous)
              sequence of {t}g
                a 0..1: (as above)",
    );
}

#[test]
fn names_of_the_drafts_are_understood() {
    let text =
        "<schema xmlns='http://www.w3.org/1999/XMLSchema'><element name='a' type='timeInstant'/></schema>";
    assert_dump(
        &dump(&Memory::from([("in.xsd", text)]), "in.xsd"),
        "
        element a: xs:dateTime",
    );
}

#[test]
fn an_unknown_base_is_told_once() {
    let text = "<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema'><x:complexType name='a'><x:complexContent>\
                <x:extension base='nothing'/></x:complexContent></x:complexType><x:complexType name='b'><x:simpleContent>\
                <x:extension base='a'/></x:simpleContent></x:complexType><x:element name='c' type='b' default='d'/></x:schema>";
    let (_, found) = front(&Memory::from([("in.xsd", text)]), Path::new("in.xsd"));
    assert_eq!(found.matches("error[").count(), 1, "{found}");
}

/// A schema of what `link` makes of each number.
fn chain(link: impl Fn(usize) -> String) -> String {
    let links: String = (0..2_000).map(|i| link(i) + "\n").collect();
    format!(
        "<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema'><x:complexType name='t2000'/>{links}</x:schema>"
    )
}

fn assert_refused(text: String, code: &str) {
    let (_, found) = front(&Memory::from([("in.xsd", text)]), Path::new("in.xsd"));
    assert!(found.contains(&format!("error[{code}]")), "{code}: {}", found.get(..2000).unwrap_or(&found));
}

#[test]
fn elements_nested_a_hundred_thousand_deep_are_refused() {
    for (open, close) in
        [("<sequence>", "</sequence>"), ("<annotation><documentation>", "</documentation></annotation>")]
    {
        let inside = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        assert_refused(
            format!("<schema xmlns='http://www.w3.org/2001/XMLSchema'>{inside}</schema>"),
            "too-deep",
        );
    }
}

#[test]
fn long_chains_of_groups_are_refused() {
    let text = chain(|i| {
        let next = if i < 1_999 { format!("<x:group ref='g{}'/>", i + 1) } else { String::new() };
        let user = format!("<x:complexType name='t{i}'><x:group ref='g{i}'/></x:complexType>");
        format!("<x:group name='g{i}'><x:sequence>{next}</x:sequence></x:group>{user}")
    });
    assert_refused(text, "too-deep");
}

#[test]
fn long_chains_of_derivations_are_refused() {
    let text = chain(|i| {
        let derived = format!("<x:complexContent><x:extension base='t{}'/></x:complexContent>", i + 1);
        format!("<x:complexType name='t{i}'>{derived}</x:complexType>")
    });
    assert_refused(text, "too-deep");
}

#[test]
fn long_chains_of_attribute_groups_are_refused() {
    let text = chain(|i| {
        let next = if i < 1_999 { format!("<x:attributeGroup ref='g{}'/>", i + 1) } else { String::new() };
        let user = format!("<x:complexType name='t{i}'><x:attributeGroup ref='g{i}'/></x:complexType>");
        format!("<x:attributeGroup name='g{i}'>{next}</x:attributeGroup>{user}")
    });
    assert_refused(text, "too-deep");
}
