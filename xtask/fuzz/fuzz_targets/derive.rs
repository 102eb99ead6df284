//! The derives on arbitrary types and attributes: they report or expand, and what they expand to is Rust.
//!
//! Input that is no type makes nothing of the derives run, so half of the inputs choose among fragments that nearly fit.
#![no_main]
#![allow(dead_code, unreachable_pub, reason = "the modules are taken from a crate that uses them otherwise")]

#[path = "../../../macros/src"]
mod macros {
    pub(crate) mod ast;
    pub(crate) mod attr;
    pub(crate) mod case;
    pub(crate) mod check;
    pub(crate) mod derive;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod fallback;
    pub(crate) mod ncname;
    pub(crate) mod suggest;
    pub(crate) mod ty;
}

// Where the modules look for each other.
use macros::{ast, attr, case, check, derive, errors, expand, fallback, ncname, suggest, ty};

use libfuzzer_sys::fuzz_target;

const PIECES: &[&str] = &[
    "struct S",
    "enum E",
    "union U",
    "<'a>",
    "<'a, 'b>",
    "<T>",
    "<T: Clone, const N: usize>",
    " where T: Copy",
    "{",
    "}",
    "(",
    ")",
    ";",
    ",",
    "A,",
    "B(String),",
    "C { c: i32 },",
    "a: String,",
    "b: Option<i32>,",
    "pub r#type: Vec<T>,",
    "d: Cow<'a, str>,",
    "String",
    "Option<Vec<X>>",
    "e: &'a str,",
    "#[xml(",
    ")]",
    "#[xml]",
    "#[xml = \"\"]",
    "name",
    "ns",
    "=",
    "\"x\"",
    "\"\"",
    "\"x:y\"",
    "\"a b\"",
    "\"urn:x\"",
    "rename_all",
    "\"PascalCase\"",
    "\"pascal\"",
    "group",
    "transparent",
    "crate",
    "\"::castile\"",
    "\"1+\"",
    "attribute",
    "text",
    "flatten",
    "default",
    "item",
    "\"Item\"",
    "item_ns",
    "any",
    "any_attribute",
    "skip",
    "other",
    "nmae",
    "7",
    "true",
    "-",
    "::",
    "\"http://www.w3.org/2000/xmlns/\"",
    "\"\\u{FFFE}\"",
    "'x'",
    "r#\"x\"#",
    "#[doc = \"x\"]",
    "#[cfg(x)]",
    "f: [u8; { 1 + 1 }],",
    "g: fn(&str) -> Box<dyn Fn()>,",
    "h: (),",
    "i: Box<S>,",
    "j: m!(x),",
    "_: i32,",
    "k: impl Copy,",
    "l: !",
    "= 1,",
];

fuzz_target!(|data: &[u8]| {
    let Some((&kind, rest)) = data.split_first() else { return };
    let source = if kind % 2 == 0 {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        rest.iter().flat_map(|&byte| [PIECES[usize::from(byte) % PIECES.len()], " "]).collect()
    };
    // The compiler's own lexer never hands over such nesting either: it stops at its recursion limit.
    if source.bytes().filter(|byte| b"([{<".contains(byte)).count() > 100 {
        return;
    }
    let Ok(node) = syn::parse_str::<syn::DeriveInput>(&source) else { return };
    for expanded in [derive::from_xml(&node), derive::to_xml(&node)] {
        if let Err(error) = syn::parse2::<syn::File>(expanded.clone()) {
            panic!("{error} in the expansion of `{source}`: {expanded}");
        }
    }
});
