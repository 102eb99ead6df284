//! What the reader accepts and refuses, each rule in the smallest document that shows it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

use castile::xml::{Element, ErrorKind, Limit, Limits, Name, Node, Reader, decode, from_slice, from_str};

/// The message of the refusal.
fn refused(document: &str) -> String {
    match from_str::<Element>(document) {
        Err(error) => error.to_string(),
        Ok(tree) => format!("accepted: {tree:?}"),
    }
}

fn text(document: &str) -> String {
    from_str(document).unwrap()
}

#[test]
fn text_is_read_whole_across_what_interrupts_it() {
    assert_eq!(text("<a>one<!-- two -->three</a>"), "onethree");
    assert_eq!(text("<a>one<![CDATA[<two> & ]]>three</a>"), "one<two> & three");
    assert_eq!(text("<a>one<?two?>three</a>"), "onethree");
    assert_eq!(text("<a><![CDATA[]]]]><![CDATA[>]]></a>"), "]]>");
    assert_eq!(text("<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#x1F600;</a>"), "<&>\"'AB😀");
    assert_eq!(text("<a>] ]] ]>\u{FFFD}\u{FE00}</a>"), "] ]] ]>\u{FFFD}\u{FE00}");
}

#[test]
fn strings_keep_their_white_space_and_numbers_do_without() {
    assert_eq!(text("<a>  x\n\ty </a>"), "  x\n\ty ");
    assert_eq!(text("<a></a>"), "");
    assert_eq!(text("<a/>"), "");
    assert_eq!(from_str::<i32>("<a> \n-7\t</a>").unwrap(), -7);
    assert!(from_str::<bool>("<a> 1 </a>").unwrap());
}

#[test]
fn line_ends_become_newlines() {
    assert_eq!(text("<a>1\r\n2\r3\n4</a>"), "1\n2\n3\n4");
    assert_eq!(text("<a>1&#13;\n2</a>"), "1\r\n2");
    assert_eq!(text("<a><![CDATA[1\r\n2\r3]]></a>"), "1\n2\n3");
    let tree: Element = from_str("<a b='1\r\n2\t3\n4&#10;5'/>").unwrap();
    assert_eq!(tree.attribute(Name::new("", "b")), Some("1 2 3 4\n5"));
}

#[test]
fn a_document_is_one_element_and_nothing_after_it() {
    assert_eq!(refused("<a>"), "1:4: /a: not well-formed: `a` is never closed");
    assert_eq!(
        refused("<a><b></a>"),
        "1:7: /a/b: not well-formed: expected `</b>` (XML 1.0 §3, element type match)"
    );
    assert_eq!(refused("<a/><b/>"), "1:5: not well-formed: content after the root element (XML 1.0 §2.1)");
    assert_eq!(refused("<a/>x"), "1:5: not well-formed: text outside the root element (XML 1.0 §2.1)");
    assert_eq!(refused("x<a/>"), "1:1: not well-formed: text outside the root element (XML 1.0 §2.1)");
    assert_eq!(refused(""), "1:1: not well-formed: the document has no root element");
    assert_eq!(refused("<a b='1"), "1:8: /a: not well-formed: `a` is never closed");
    assert_eq!(refused("<a></a"), "1:7: /a: not well-formed: `a` is never closed");
    assert!(from_str::<Element>("<?xml version='1.0'?><!-- a --> <a/> <!-- b --><?c d?>\n").is_ok());
}

#[test]
fn what_is_no_markup_is_refused() {
    assert!(refused("<a>]]></a>").contains("`]]>` in text"));
    assert!(refused("<a b='<'/>").contains("`<` in an attribute value"));
    assert!(refused("<a b=1/>").contains("expected a quoted attribute value"));
    assert!(refused("<a b/>").contains("expected `=`"));
    assert!(refused("<a b='1'c='2'/>").contains("expected white space"));
    assert!(refused("<a>&b;</a>").contains("`&b;` is not declared"));
    assert!(refused("<a b='&b;'/>").contains("`&b;` is not declared"));
    assert!(refused("<a>a & b</a>").contains("write `&amp;`"));
    assert!(refused("<a>&#0;</a>").contains("`&#0;` is no character"));
    assert!(refused("<a>&#xD800;</a>").contains("is no character"));
    assert!(refused("<a>&#+65;</a>").contains("is no character"));
    assert!(refused("<a>\u{1}</a>").contains("character U+0001"));
    assert!(refused("<a b='\u{FFFF}'/>").contains("character U+FFFF"));
    assert!(refused("<a><!-- -- --></a>").contains("`--` in a comment"));
    assert!(refused("<a><?XML b?></a>").contains("a name other than `xml`"));
    assert!(refused("<1a/>").contains("expected a name"));
    assert!(refused("<a:b:c xmlns:a='u'/>").contains("expected a name"));
    assert!(refused("< a/>").contains("expected a name"));
    assert!(refused("<?xml encoding='utf-8'?><a/>").contains("XML declaration"));
}

#[test]
fn no_document_type_is_ever_accepted() {
    let error = from_str::<Element>("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Dtd);
}

#[test]
fn namespaces_decide_and_prefixes_do_not() {
    let tree: Element = from_str("<p:a xmlns:p='u'><a xmlns='v'><p:a xmlns:p='w'/></a><p:a/></p:a>").unwrap();
    let children: Vec<&Element> = tree.elements().collect();
    assert_eq!(tree.name(), Name::new("u", "a"));
    assert_eq!(children.first().unwrap().name(), Name::new("v", "a"));
    assert_eq!(children.first().unwrap().elements().next().unwrap().name(), Name::new("w", "a"));
    assert_eq!(children.get(1).unwrap().name(), Name::new("u", "a"));
}

#[test]
fn namespace_rules_are_kept() {
    assert!(refused("<p:a/>").contains("prefix `p` is not declared"));
    assert!(refused("<a p:b='1'/>").contains("prefix `p` is not declared"));
    assert!(refused("<a><b xmlns:p='u'/><p:c/></a>").contains("prefix `p` is not declared"));
    assert!(refused("<a xmlns:p=''/>").contains("cannot be undeclared"));
    assert!(refused("<a xmlns:xml='u'/>").contains("prefix `xml`"));
    assert!(refused("<a xmlns:xmlns='u'/>").contains("prefix `xmlns`"));
    assert!(refused("<a xmlns='http://www.w3.org/2000/xmlns/'/>").contains("prefix `xmlns`"));
    assert!(refused("<a b='1' b='2'/>").contains("attribute `b` occurs twice"));
    assert!(refused("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>").contains("attribute `b` occurs twice"));
    assert!(refused("<a xmlns='u' xmlns='v'/>").contains("occurs twice"));
    assert!(from_str::<Element>("<a xmlns='u'><b xmlns=''/></a>").is_ok());
    assert!(from_str::<Element>("<a xmlns='u' xmlns:p='u' b='1' p:b='2' xml:lang='nb'/>").is_ok());
}

#[test]
fn an_error_names_line_column_and_path() {
    let error = from_str::<i32>("<æ>\n\n  forty</æ>").unwrap_err();
    assert_eq!((error.line(), error.column(), error.path()), (3, 3, "/æ"));
    let error = from_str::<i32>("<å>æøå x</å>").unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 4));
}

#[test]
fn each_limit_has_its_own_error() {
    let limits = Limits {
        document: 200,
        depth: 3,
        attributes: 2,
        namespaces: 2,
        name: 7,
        text: 8,
        children: 3,
        ..Limits::default()
    };
    let limit = |document: &str| {
        let mut reader = Reader::with_limits(document, limits);
        let error = reader.root().and_then(|()| reader.skip()).unwrap_err();
        match error.kind() {
            ErrorKind::Limit(limit) => *limit,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(limit(&format!("<a>{}</a>", " ".repeat(200))), Limit::Document);
    assert_eq!(limit("<a><b><c><d/></c></b></a>"), Limit::Depth);
    assert_eq!(limit("<a b='' c='' d=''/>"), Limit::Attributes);
    assert_eq!(limit("<a xmlns:a='a' xmlns:b='b'><b xmlns:c='c'/></a>"), Limit::Namespaces);
    assert_eq!(limit("<abcdefgh/>"), Limit::Name);
    assert_eq!(limit("<a b='123456789'/>"), Limit::Text);
    assert_eq!(limit("<a><b/><b/><b/><b/></a>"), Limit::Children);
    let mut reader = Reader::with_limits("<a>123456789</a>", limits);
    reader.root().unwrap();
    assert_eq!(reader.text().unwrap_err().kind(), &ErrorKind::Limit(Limit::Text));
}

#[test]
fn bytes_are_decoded_by_mark_then_transport_then_declaration() {
    assert_eq!(decode("\u{FEFF}<å/>".as_bytes(), Some("iso-8859-1")).unwrap(), "<å/>");
    let utf16: Vec<u8> = "\u{FEFF}<å/>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(decode(&utf16, None).unwrap(), "<å/>");
    let bare: Vec<u8> =
        "<?xml version='1.0' encoding='utf-16'?><å/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(decode(&bare, None).unwrap().ends_with("<å/>"));
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE5</a>";
    assert_eq!(from_slice::<String>(latin).unwrap(), "å");
    let error = decode(b"<a>\n\xFF</a>", None).unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 1));
    assert!(
        decode(b"<?xml version='1.0' encoding='koi8-r'?><a/>", None)
            .unwrap_err()
            .to_string()
            .contains("koi8-r")
    );
    assert!(decode(&utf16[..utf16.len() - 1], None).is_err());
}

#[test]
fn a_tree_keeps_order_and_prefixes() {
    let tree: Element = from_str("<a xmlns:p='u'>1<b/>2<b>p:x</b>3</a>").unwrap();
    let kinds: Vec<bool> = tree.children().iter().map(|node| matches!(node, Node::Text(_))).collect();
    assert_eq!(kinds, [true, false, true, false, true]);
    let value = tree.elements().nth(1).unwrap();
    assert_eq!((tree.text().as_str(), value.resolve("p"), value.resolve("q")), ("123", Some("u"), None));
}

#[test]
fn a_tree_keeps_the_namespaces_of_the_prefixes_in_values_and_no_others() {
    let tree: Element =
        from_str("<a xmlns='d' xmlns:p='u' xmlns:q='v' xmlns:r='w' b='(p:x)'>q:y -z:z<b/></a>").unwrap();
    let resolved = ["", "p", "q", "r", "z"].map(|prefix| tree.resolve(prefix));
    assert_eq!(resolved, [Some("d"), Some("u"), Some("v"), None, None]);
    let inner = tree.elements().next().unwrap();
    assert_eq!((inner.resolve("p"), inner.resolve("")), (None, Some("d")));
}

#[test]
fn many_namespaces_are_told_apart_and_hidden_ones_come_back() {
    let declared: Vec<String> = (0..60).map(|number| format!(" xmlns:p{number}='urn:{number}'")).collect();
    let hidden: Vec<String> =
        (0..60).step_by(7).map(|number| format!(" xmlns:p{number}='urn:other:{number}'")).collect();
    let each =
        |depth: &str| (0..60).map(|number| format!("<p{number}:{depth}/>")).collect::<Vec<_>>().concat();
    let (declared, hidden) = (declared.concat(), hidden.concat());
    let text = format!("<a{declared}>{}<b{hidden}>{}</b>{}</a>", each("x"), each("y"), each("z"));
    let mut reader = Reader::new(&text);
    reader.root().unwrap();
    let expect = |reader: &mut Reader<'_>, local: &str, hides: bool| {
        for number in 0..60 {
            assert!(reader.child().unwrap());
            let other = if hides && number % 7 == 0 { "other:" } else { "" };
            assert_eq!(reader.name(), Name::new(&format!("urn:{other}{number}"), local));
            reader.skip().unwrap();
        }
    };
    expect(&mut reader, "x", false);
    assert!(reader.child().unwrap());
    expect(&mut reader, "y", true);
    assert!(!reader.child().unwrap());
    expect(&mut reader, "z", false);
    assert!(!reader.child().unwrap());
    reader.end().unwrap();
}
