//! The grammar of XML 1.0: what each production lets in, and what it does not.

use crate::ways::{accepted, each, refused, refused_as};
use castile::xml::{ErrorKind, from_str};

fn malformed(document: &str) {
    refused_as(document, |kind| matches!(kind, ErrorKind::Malformed(_)));
}

#[test]
fn one_root_and_nothing_but_comments_and_instructions_around_it() {
    for document in [
        "",
        " ",
        "<!-- -->",
        "<?a?>",
        "<?xml version='1.0'?>",
        "x",
        "<a/>x",
        "x<a/>",
        "<a/><a/>",
        "<a></a><b/>",
    ] {
        malformed(document);
    }
    for document in [
        "<a/></a>",
        "</a>",
        "<a/><![CDATA[]]>",
        "<![CDATA[ ]]><a/>",
        "<a/>&#32;",
        "<a/>\u{a0}",
        "\u{3000}<a/>",
    ] {
        malformed(document);
    }
    for document in ["<a/>\u{FEFF}", "<a/>\0", "\u{B}<a/>", "<a/><", "<", "<a/><?xml version='1.0'?>"] {
        malformed(document);
    }
    accepted(" \t\r\n<!-- a --><?b c?>\n<a/>\r<!-- d -->\n<?e?> ");
}

#[test]
fn tags_match_and_nest() {
    for document in [
        "<a>",
        "<a><b></a>",
        "<a></b>",
        "<a></A>",
        "<a></a b=''>",
        "<a><b></a></b>",
        "<a></ a>",
        "<a>< /a>",
        "<a></a",
    ] {
        malformed(document);
    }
    for document in [
        "<a></</a>",
        "<a></a></a>",
        "<a></a/>",
        "<a>x</</a>",
        "<a><b></</b></a>",
        "<a></></a>",
        "<a><></a>",
        "<a/ >",
        "<a / >",
    ] {
        malformed(document);
    }
    for document in [
        "<a><b/></ab>",
        "<ab></a>",
        "<a></aa>",
        "<a><bc></b></a>",
        "<a><b></bc></a>",
        "<a></a>>",
        "<a>></a>>",
    ] {
        malformed(document);
    }
    accepted("<a></a\t\r\n>");
    accepted("<a><a><a/></a ></a>");
    accepted("<a >></a>");
}

#[test]
fn names_are_names() {
    for name in [
        "1a", "-a", ".a", "a b:", ":a", "a:", ":", "a::b", "a:b:c", "a:1b", "a$", "a/b", "a\u{d7}",
        "\u{b7}a", "\u{300}a", "\u{2000}", "a\u{37e}", "a&b", "a'b", "@", "\u{f7}", "\u{e000}",
    ] {
        malformed(&format!("<{name} xmlns:a='u'></{name}>"));
        malformed(&format!("<a xmlns:a='u'><{name}/></a>"));
        malformed(&format!("<a xmlns:a='u' {name}='x'/>"));
    }
    for name in [
        "_",
        "a1",
        "a-b.c_d",
        "\u{e6}\u{f8}\u{e5}",
        "a\u{b7}",
        "a\u{300}",
        "\u{4e2d}\u{6587}",
        "\u{10000}",
        "\u{370}",
        "A",
    ] {
        accepted(&format!("<{name}></{name}>"));
        accepted(&format!("<a xmlns:{name}='u'><{name}:{name} {name}:{name}='x' {name}=''/></a>"));
    }
}

#[test]
fn attributes_are_quoted_apart_and_told_apart() {
    for tag in [
        "b",
        "b=",
        "b=c",
        "b='c",
        "b=\"c'",
        "b='c\"",
        "b='<'",
        "b='a<b'",
        "b='c'd='e'",
        "b='c'/d='e'",
        "='c'",
        "b=='c'",
        "b 'c'",
    ] {
        malformed(&format!("<a {tag}/>"));
        malformed(&format!("<a><b>1</b><b {tag}></b></a>"));
    }
    for tag in [
        "b='' b=''",
        "b='' c='' b='x'",
        "b=\"1\" b='1'",
        "xml:b='' xml:b=''",
        "\u{e6}='' \u{e6}=''",
        "b='' B='' b = ''",
    ] {
        refused(&format!("<a {tag}/>"), "occurs twice");
    }
    for count in [2, 11, 12, 13, 14, 40, 200] {
        let names = each(0..count, |it| format!(" b{it}=''"));
        accepted(&format!("<a{names}/>"));
        for again in [0, count / 2, count - 1] {
            refused(&format!("<a{names} b{again}=''/>"), "occurs twice");
        }
    }
    accepted("<a b='\"' c=\"'\" d='>' e='/>' f=']]>' g = 'x'\th\n=\n'y' />");
}

#[test]
fn text_holds_no_end_of_a_section() {
    for text in
        ["]]>", "x]]>", "]]]>", "x]]]]]>y", "]]>]]>", "0123456789abcdef]]>", "0123456789abc]]>defghij"]
    {
        refused(&format!("<a>{text}</a>"), "`]]>` in text");
        refused(&format!("<a><b/>{text}<b/></a>"), "`]]>` in text");
        refused(&format!("<a>&lt;{text}</a>"), "`]]>` in text");
    }
    for text in [
        "]]",
        "]>",
        "]] >",
        "]]&gt;",
        "]]<!-- -->>",
        "]<![CDATA[]>]]>",
        "<![CDATA[]]]]>>",
        "] ]>",
        "]]<?b?>>",
    ] {
        accepted(&format!("<a>{text}</a>"));
    }
    assert_eq!(from_str::<String>("<a>]]<!-- -->><![CDATA[]]]><![CDATA[]]>]]&gt;</a>").unwrap(), "]]>]]]>");
}

#[test]
fn comments_hold_no_two_hyphens() {
    for comment in [
        "<!-->",
        "<!--->",
        "<!-- -- -->",
        "<!----->",
        "<!-- --->",
        "<!-- ->",
        "<!- - -->",
        "<!--",
        "<!---",
        "<! -- -->",
        "<!-- a -- b>",
    ] {
        malformed(&format!("<a>{comment}</a>"));
        malformed(&format!("{comment}<a/>"));
        malformed(&format!("<a/>{comment}"));
        malformed(&format!("<a><b/>{comment}<b/></a>"));
    }
    for comment in ["<!---->", "<!-- - -->", "<!---a-->", "<!-- <a>&b;]]> -->", "<!--\r\n-->", "<!--><!-->"] {
        for document in [
            format!("<a>{comment}</a>"),
            format!("{comment}<a/>{comment}"),
            format!("<a><b/>{comment}<b/></a>"),
        ] {
            accepted(&document);
        }
    }
}

#[test]
fn instructions_have_a_target_that_is_not_xml() {
    for instruction in [
        "<??>",
        "<? ?>",
        "<? a?>",
        "<?xml?>",
        "<?xml ?>",
        "<?XML a?>",
        "<?xMl version='1.0'?>",
        "<?1?>",
        "<?a:b?>",
        "<?a",
        "<?a?",
        "<?a>",
        "<?a/?>",
        "<?a??>",
        "<?&b;?>",
    ] {
        malformed(&format!("<a>{instruction}</a>"));
        malformed(&format!("<!-- -->{instruction}<a/>"));
        malformed(&format!("<a/>{instruction}"));
    }
    for instruction in [
        "<?a?>",
        "<?a ?>",
        "<?a ??>",
        "<?a b='?' > ? >??>",
        "<?xml-stylesheet href='a'?>",
        "<?xmlx?>",
        "<?a <b>&c;]]>--?>",
    ] {
        for document in [
            format!("<a>{instruction}</a>"),
            format!("{instruction}<a/>{instruction}"),
            format!("<a><b/>{instruction}<b/></a>"),
        ] {
            accepted(&document);
        }
    }
}

#[test]
fn sections_end_at_their_first_end() {
    for section in [
        "<![CDATA[",
        "<![CDATA[]]",
        "<![CDATA[]>",
        "<![CDATA]]>",
        "<![ CDATA[]]>",
        "<![CDATA [x]]>",
        "<![CDATA[]] >",
        "<![CDATA[a]]>]]>",
        "<!CDATA[[]]>",
    ] {
        malformed(&format!("<a>{section}</a>"));
    }
    assert_eq!(from_str::<String>("<a><![CDATA[<![CDATA[]]></a>").unwrap(), "<![CDATA[");
    assert_eq!(from_str::<String>("<a><![CDATA[]]]]]]><![CDATA[>]]></a>").unwrap(), "]]]]>");
    accepted("<a><![CDATA[]]></a>");
}

#[test]
fn characters_are_characters_everywhere() {
    for it in ['\0', '\u{1}', '\u{8}', '\u{B}', '\u{C}', '\u{E}', '\u{1B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}']
    {
        for document in [
            format!("<a>{it}</a>"),
            format!("<a>0123456789abcdef{it}</a>"),
            format!("<a><b/>{it}<b/></a>"),
            format!("<a b='{it}'/>"),
            format!("<a b=\"0123456789abcdef0{it}\"/>"),
            format!("<a xmlns='{it}'/>"),
            format!("<a><!-- {it} --></a>"),
            format!("<a><?b {it} ?></a>"),
            format!("<a><![CDATA[{it}]]></a>"),
            format!("<!-- {it} --><a/>"),
            format!("<a/><?b {it}?>"),
            format!("<a{it}/>"),
            format!("<a></a{it}>"),
            format!("<a {it}b=''/>"),
        ] {
            malformed(&document);
        }
    }
    for it in [
        '\u{7F}',
        '\u{80}',
        '\u{85}',
        '\u{9F}',
        '\u{2028}',
        '\u{D7FF}',
        '\u{E000}',
        '\u{FDD0}',
        '\u{FEFF}',
        '\u{FFFD}',
        '\u{1FFFE}',
        '\u{10FFFF}',
    ] {
        accepted(&format!("<a b='{it}'>{it}<!-- {it} --><?b {it}?><![CDATA[{it}]]></a>"));
    }
}

#[test]
fn the_declaration_is_of_its_form_and_at_the_very_beginning() {
    for declaration in [
        "<?xml?>",
        "<?xml ?>",
        "<?xml encoding='utf-8'?>",
        "<?xml version=1.0?>",
        "<?xml version='1.0\"?>",
        "<?xml version='2.0'?>",
        "<?xml version='1'?>",
        "<?xml version=''?>",
        "<?xml version='1.x'?>",
        "<?xml version='1.0' standalone='maybe'?>",
        "<?xml version='1.0' standalone='YES'?>",
        "<?xml version='1.0' standalone='yes' encoding='utf-8'?>",
        "<?xml version='1.0'encoding='utf-8'?>",
        "<?xml version='1.0' version='1.0'?>",
        "<?xml version='1.0' a='b'?>",
        "<?xml version='1.0' encoding=utf-8?>",
        "<?xml Version='1.0'?>",
        "<?XML version='1.0'?>",
        "<?xml version='1.0'",
        "<?xml version='1.0'>",
        "<?xml  standalone='yes'?>",
        "<?xml version='&#49;.0'?>",
        " <?xml version='1.0'?>",
        "<!-- --><?xml version='1.0'?>",
        "<?xml version='1.0'?><?xml version='1.0'?>",
        "<?xml version='1.0' encoding=''?>",
        "<?xml version='1.0' encoding='utf-8' ?x?>",
    ] {
        refused_as(&format!("{declaration}<a/>"), |kind| {
            matches!(kind, ErrorKind::Malformed(_) | ErrorKind::Encoding(_))
        });
    }
    for declaration in [
        "<?xml version='1.0'?>",
        "<?xml version=\"1.0\" encoding='UTF-8' standalone=\"no\" ?>",
        "<?xml\tversion = '1.0'\r\nencoding\n=\n'utf-8'?>",
        "<?xml version='1.0' standalone='yes'?>",
        "<?xml version='1.1'?>",
        "<?xml version='1.7'?>",
    ] {
        accepted(&format!("{declaration}<a/>"));
    }
}

#[test]
fn a_document_of_xml_1_1_has_no_control_characters_as_they_stand() {
    for begin in [
        "<?xml version='1.1'?>",
        "<?xml\tversion='1.1'?>",
        "<?xml version = \"1.1\" ?>",
        "<?xml\nversion\n='1.1'?>",
    ] {
        for it in ['\u{7F}', '\u{84}', '\u{86}', '\u{9F}'] {
            for document in [
                format!("<a>{it}</a>"),
                format!("<a b='{it}'/>"),
                format!("<a><!-- {it} --></a>"),
                format!("<a/><?b {it}?>"),
            ] {
                malformed(&format!("{begin}{document}"));
                accepted(&document);
            }
        }
    }
}
