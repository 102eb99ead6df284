//! The codes of diagnostics. Each is a rule, has an explanation, and a folder under `tests/errors` that shows it.

/// Declares the codes: a variant, its name in messages, and the rule it stands for.
macro_rules! codes {
    ($($variant:ident = $name:literal: $rule:literal,)*) => {
        /// The rule a diagnostic is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $rule] $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name of the code, as messages show it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The rule in a sentence or two.
            pub fn rule(self) -> &'static str {
                match self { $(Self::$variant => $rule,)* }
            }
        }
    };
}

codes! {
    // load
    UnreadableFile = "unreadable-file": "A spec, or a file it imports or includes, must be there and be readable.",
    PathOutsideRoot = "path-outside-root": "A spec may import and include only files in the folder of the run; specs come from strangers.",
    RemoteLocation = "remote-location": "Nothing is fetched from the network: a file named by URL must be there as a file.",
    TooLarge = "too-large": "All files of a run together may have 2 GiB.",
    WrongEncoding = "wrong-encoding": "The bytes of a file must be text in the encoding its byte order mark or XML declaration says, UTF-8 otherwise.",
    UnknownEncoding = "unknown-encoding": "The encoding of a file must be one this program knows.",
    MalformedXml = "malformed-xml": "A spec must be well-formed XML 1.0.",
    UnknownPrefix = "unknown-prefix": "A prefix must be bound to a namespace where it is used (Namespaces in XML 1.0 §3).",
    Dtd = "dtd": "A spec must have no document type declaration: its entities could expand without bound or name other files.",
    TooDeep = "too-deep": "Elements may be nested 200 deep; no schema for use needs more.",
    UnknownDocument = "unknown-document": "A file must be a WSDL 1.1 `definitions`, an XML Schema `schema` or a WADL `application`.",
    // shape of documents
    UnknownElement = "unknown-element": "An element in the namespace of WSDL, XML Schema or WADL must be one its specification knows at that place.",
    MisplacedElement = "misplaced-element": "Elements must stand in the order, and as often, as the specification of their namespace says.",
    UnknownAttribute = "unknown-attribute": "An attribute without a prefix must be one the specification of its element knows.",
    MissingAttribute = "missing-attribute": "An attribute the specification requires must be there.",
    MissingElement = "missing-element": "An element the specification requires must be there.",
    UnexpectedText = "unexpected-text": "Text may stand in documentation only.",
    InvalidAttribute = "invalid-attribute": "The value of an attribute must be one its specification allows.",
    ConflictingAttributes = "conflicting-attributes": "Some attributes, and an attribute and a child element, exclude one another.",
    InvalidOccurrence = "invalid-occurrence": "`minOccurs` must not exceed `maxOccurs`, and an `all` group and its members occur at most once (XSD 1.0 Part 1 §3.8.6, §3.9.6).",
    DuplicateFacet = "duplicate-facet": "A facet other than `pattern` and `enumeration` may be given once in a restriction (XSD 1.0 Part 1 §3.14.6).",
    UnsupportedRedefine = "unsupported-redefine": "`xs:redefine` is not supported yet.",
    RequiredExtension = "required-extension": "An extension with `wsdl:required=\"true\"` must be understood (WSDL 1.1 §2.1.3).",
}
