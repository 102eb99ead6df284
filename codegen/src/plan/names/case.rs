//! Case conversion, with what heck leaves open: signs in enumeration values, digits first, keywords, letters Rust refuses.
//!
//! A keyword gets an underscore behind it (`type_`), never a raw identifier: `self`, `super` and `crate` cannot be raw, and
//! one policy is easier to remember than two.

use super::{Ident, reserved};
use heck::{ToSnakeCase, ToUpperCamelCase};
use std::fmt::Write;

/// The name of a type: `ArrayOfItem`, `OperationResultOfPartIFqyKMlP`.
pub(crate) fn type_(name: &str) -> Ident {
    capital(Ident::escaped(&filled(&name.to_upper_camel_case(), name, "Unnamed")))
}

/// The name of a field or an argument: `is_current`.
pub(crate) fn member(name: &str) -> Ident {
    Ident::escaped(&filled(&name.to_snake_case(), name, "unnamed"))
}

/// The name of a method.
pub(crate) fn method(name: &str) -> Ident {
    member(name)
}

/// The name of a module.
pub(crate) fn module(name: &str) -> Ident {
    member(name)
}

/// The name of an enumeration value: `Open`, `Minus1`, `Plus1`, `N1Dot0`, `Empty`.
pub(crate) fn variant(value: &str) -> Ident {
    if value.is_empty() {
        return Ident::escaped("Empty");
    }
    let words = spell_signs(value);
    let cased = words.to_upper_camel_case();
    let numbered = if cased.starts_with(|c: char| c.is_ascii_digit()) { format!("N{cased}") } else { cased };
    capital(Ident::escaped(&filled(&numbered, value, "Value")))
}

/// A letter that was spelt out does not take the capital away that types and variants begin with.
fn capital(Ident(name): Ident) -> Ident {
    let mut rest = name.chars();
    Ident(rest.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + rest.as_str()))
}

/// Letters and digits where case conversion left any, else the code points of what is there, else `fallback`.
fn filled(cased: &str, name: &str, fallback: &str) -> String {
    if !cased.is_empty() {
        return cased.to_owned();
    }
    let mark = if fallback.starts_with(char::is_uppercase) { "U" } else { "_u" };
    let spelt = name.chars().filter(|c| *c != '_').map(|c| format!("{mark}{:x}", c as u32));
    spelt.fold(fallback.to_owned(), |text, c| text + &c)
}

/// Signs that carry meaning in a value become words; separators between letters do not.
fn spell_signs(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let spelt = chars.iter().enumerate().map(|(at, c)| match c {
        '-' if at == 0 => " minus ".to_owned(),
        '.' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => " dot ".to_owned(),
        c => sign(*c).map_or_else(|| c.to_string(), |word| format!(" {word} ")),
    });
    spelt.collect()
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '*' => "star",
        '%' => "percent",
        '&' => "and",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '#' => "hash",
        '$' => "dollar",
        '€' => "euro",
        '@' => "at",
        '?' => "question",
        _ => return None,
    })
}

/// Whether rustc takes a letter without a warning: it finds those uncommon that Unicode does not recommend for identifiers (UAX #31,
/// table 4), and those not normal that NFKC changes. These are the letters of the scripts that names are most often written in.
fn is_usual(c: char) -> bool {
    matches!(c,
        '\0'..='\u{7f}' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž'
        | 'Ά' | 'Έ'..='Ί' | 'Ό' | 'Ύ'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='џ' | 'Ґ'..='ґ' | 'א'..='ת' | 'ء'..='غ' | 'ف'..='ي'
        | 'ก'..='ะ' | 'ぁ'..='ゔ' | 'ァ'..='ヺ' | '一'..='龥' | '가'..='힣')
}

/// Makes any text an identifier; one that is an identifier already stays as it is.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '_' => out.push('_'),
            c if !is_usual(c) => _ = write!(out, "u{:x}", c as u32),
            c if unicode_ident::is_xid_start(c) => out.push(c),
            c if unicode_ident::is_xid_continue(c) && !out.is_empty() => out.push(c),
            c if unicode_ident::is_xid_continue(c) => out.extend(['_', c]),
            // Writing to a string cannot fail.
            c => _ = write!(out, "u{:x}", c as u32),
        }
    }
    if out.is_empty() || out == "_" || reserved::is_keyword(&out) {
        out.push('_');
    }
    if out == "__" || out == "_" { "unnamed".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        for (name, wanted) in [
            ("getCustomerV2", "GetCustomerV2"),
            ("ArrayOfIdentity", "ArrayOfIdentity"),
            ("OperationResultOfPartResultsIFqyKMl_P", "OperationResultOfPartResultsIFqyKMlP"),
            ("URLList", "UrlList"),
            ("self", "Self_"),
            ("3DModel", "_3dModel"),
            ("Kundenübersicht", "Kundenübersicht"),
            ("客户", "客户"),
            ("a.b-c", "ABC"),
            ("_", "Unnamed"),
            ("", "Unnamed"),
        ] {
            assert_eq!(type_(name).as_str(), wanted, "{name}");
        }
    }

    #[test]
    fn members() {
        for (name, wanted) in [
            ("ApplicationId", "application_id"),
            ("IsCurrent", "is_current"),
            ("Type", "type_"),
            ("self", "self_"),
            ("Self", "self_"),
            ("async", "async_"),
            ("gen", "gen_"),
            ("2ndName", "_2nd_name"),
            ("ID", "id"),
            ("Ärger", "ärger"),
            ("xml:lang", "xml_lang"),
            ("__", "unnamed"),
        ] {
            assert_eq!(member(name).as_str(), wanted, "{name}");
        }
    }

    #[test]
    fn values() {
        for (value, wanted) in [
            ("NoChange", "NoChange"),
            ("none", "None"),
            ("", "Empty"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("1.0", "N1Dot0"),
            ("10", "N10"),
            ("-", "Minus"),
            ("A-B", "AB"),
            ("self", "Self_"),
            ("<=", "LessEqual"),
            ("\u{2192}", "ValueU2192"),
            (" ", "ValueU20"),
            ("in progress", "InProgress"),
        ] {
            assert_eq!(variant(value).as_str(), wanted, "{value:?}");
        }
    }

    #[test]
    fn any_text_is_escaped_to_an_identifier_and_stays_one() {
        for text in
            ["", "_", "fn", "crate", "a b", "\u{301}x", "x\u{0}", "9", "a::b", "\"; fn evil() {", "r#type"]
        {
            let once = escape(text);
            assert!(
                proc_macro2::TokenStream::from_str(&once).is_ok_and(|tokens| tokens.into_iter().count() == 1),
                "{once}"
            );
            assert_eq!(escape(&once), once);
        }
    }

    use std::str::FromStr;
}
