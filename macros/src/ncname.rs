//! Which names an element or attribute may have.

/// An `NCName`: a `Name` of XML 1.0 §2.3 without the colon (Namespaces in XML 1.0 §3).
pub(crate) fn is_ncname(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(starts) && chars.all(continues)
}

/// The production `NameStartChar`.
fn starts(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// The production `NameChar`.
fn continues(c: char) -> bool {
    starts(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::is_ncname;

    #[test]
    fn names_of_real_schemas() {
        for name in ["Id", "_id", "blåbær", "x-1.2", "地址"] {
            assert!(is_ncname(name), "{name}");
        }
        for name in ["", "1st", "-x", "a b", "a:b", "×", "a/b"] {
            assert!(!is_ncname(name), "{name}");
        }
    }
}
