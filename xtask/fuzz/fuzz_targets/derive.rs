//! The derives on arbitrary types and attributes: they report or expand, and what they expand to is Rust.
//!
//! Input that is no type makes nothing of the derives run, so half of the inputs choose among fragments that nearly fit.
#![no_main]
#![allow(dead_code, unreachable_pub, reason = "the modules are taken from a crate that uses them otherwise")]

#[path = "../../../macros/src/ast.rs"]
mod ast;
#[path = "../../../macros/src/attr.rs"]
mod attr;
#[path = "../../../macros/src/case.rs"]
mod case;
#[path = "../../../macros/src/check.rs"]
mod check;
#[path = "../../../macros/src/derive.rs"]
mod derive;
#[path = "../../../macros/src/errors.rs"]
mod errors;
#[path = "../../../macros/src/expand.rs"]
mod expand;
#[path = "../../../macros/src/fallback.rs"]
mod fallback;
#[path = "../../../macros/src/ncname.rs"]
mod ncname;
#[path = "../../../macros/src/suggest.rs"]
mod suggest;
#[path = "../../../macros/src/ty.rs"]
mod ty;

use libfuzzer_sys::{Corpus, fuzz_target};

const PIECES: &[&str] = &[
    "struct S", "enum E", "union U", "<'a>", "<'a, 'b>", "<T>", "<T: Clone, const N: usize>", " where T: Copy", "{", "}", "(", ")", ";",
    ",", "A,", "B(String),", "C { c: i32 },", "a: String,", "b: Option<i32>,", "pub r#type: Vec<T>,", "d: Cow<'a, str>,", "String",
    "Option<Vec<X>>", "e: &'a str,", "#[xml(", ")]", "#[xml]", "#[xml = \"\"]", "name", "ns", "=", "\"x\"", "\"\"", "\"x:y\"", "\"a b\"",
    "\"urn:x\"", "rename_all", "\"PascalCase\"", "\"pascal\"", "group", "transparent", "crate", "\"::castile\"", "\"1+\"", "attribute",
    "text", "flatten", "default", "item", "\"Item\"", "item_ns", "any", "any_attribute", "skip", "other", "nmae", "7", "true", "-", "::",
    "\"http://www.w3.org/2000/xmlns/\"", "\"\\u{FFFE}\"", "'x'", "r#\"x\"#", "#[doc = \"x\"]", "#[cfg(x)]", "f: [u8; { 1 + 1 }],",
    "g: fn(&str) -> Box<dyn Fn()>,", "h: (),", "i: Box<S>,", "j: m!(x),", "_: i32,", "k: impl Copy,", "l: !", "= 1,",
];

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some((&kind, rest)) = data.split_first() else { return Corpus::Reject };
    let source = if kind % 2 == 0 {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        rest.iter().flat_map(|&byte| [PIECES[usize::from(byte) % PIECES.len()], " "]).collect()
    };
    // The compiler's own lexer never hands over such nesting either: it stops at its recursion limit.
    if source.bytes().filter(|byte| b"([{<".contains(byte)).count() > 100 {
        return Corpus::Reject;
    }
    let Ok(node) = syn::parse_str::<syn::DeriveInput>(&source) else { return Corpus::Reject };
    for expanded in [derive::from_xml(&node), derive::to_xml(&node)] {
        if let Err(error) = syn::parse2::<syn::File>(expanded.clone()) {
            panic!("{error} in the expansion of `{source}`: {expanded}");
        }
    }
    Corpus::Keep
});
