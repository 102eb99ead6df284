//! Words that generated names keep clear of.

/// Names that generated types must not take: the prelude's, which generated files write short, and those of derives.
pub(crate) const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Methods that every client has, and those that every type has.
pub(crate) const METHODS: &[&str] = &[
    "new",
    "from_client",
    "configured",
    "session",
    "with_session",
    "clone",
    "clone_from",
    "fmt",
    "as_ref",
    "as_mut",
    "into",
    "from",
    "try_into",
    "try_from",
    "borrow",
    "borrow_mut",
    "to_owned",
    "type_id",
];

/// Methods that every call has, and those that every type has.
pub(crate) const CALLS: &[&str] = &[
    "answer",
    "attach",
    "change",
    "envelope",
    "given",
    "header",
    "header_with",
    "http_header",
    "into_future",
    "into_inner",
    "of",
    "read_timeout",
    "request",
    "send",
    "timeout",
    "wait",
    "fmt",
    "into",
    "from",
    "try_into",
    "try_from",
    "borrow",
    "borrow_mut",
    "type_id",
];

/// Whether `word` is a keyword of any edition, reserved ones included.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    #[test]
    fn keywords_are_in_order() {
        assert!(super::KEYWORDS.is_sorted());
    }
}
