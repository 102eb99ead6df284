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

            /// What becomes of a spec that breaks the rule where runs keep going, if they can.
            pub(crate) fn consequence(self) -> Option<&'static str> {
                match self {
                    Self::UnreadableFile
                    | Self::RemoteLocation
                    | Self::UnknownType
                    | Self::UndeclaredElement
                    | Self::UndeclaredAttribute
                    | Self::UnknownGroup
                    | Self::UnknownAttributeGroup
                    | Self::UnknownConstraint
                    | Self::UnknownMessage
                    | Self::UnknownPart
                    | Self::UnknownPrefix
                    | Self::UnknownPortType
                    | Self::UnknownBinding
                    | Self::UndeclaredOperation
                    | Self::ServerInitiated
                    | Self::IgnoredPort
                    | Self::MimeBinding
                    | Self::MissingAttribute
                    | Self::MissingElement
                    | Self::InvalidAttribute
                    | Self::RequiredExtension
                    | Self::PathOutsideRoot
                    | Self::UnknownFault => Some("what needs it is left out"),
                    Self::DuplicateType
                    | Self::DuplicateElement
                    | Self::DuplicateAttribute
                    | Self::DuplicateGroup
                    | Self::DuplicateAttributeGroup
                    | Self::DuplicateMessage
                    | Self::DuplicatePortType
                    | Self::DuplicateBinding
                    | Self::DuplicateService
                    | Self::DuplicateConstraint
                    | Self::DuplicateNotation
                    | Self::DuplicateFacet
                    | Self::RepeatedAttribute => Some("the first one holds"),
                    Self::ConflictingAttributes => {
                        Some("the reference, the fixed value or the type that is named holds")
                    }
                    Self::NoSoapPort | Self::NoService | Self::NoPort => {
                        Some("its types are generated, and no client")
                    }
                    Self::UnboundMessage => {
                        Some("its parts are taken to be the body, in literal use (WSDL 1.1 §3.5)")
                    }
                    Self::InvalidOccurrence => Some("it occurs as often as it says"),
                    Self::InvalidPattern => Some("no value is checked against it"),
                    Self::InvalidFacet => Some("the facet is left out"),
                    Self::InvalidDefault => Some("the default is left out"),
                    Self::InvalidEnumeration | Self::UnknownNotation => Some("the value stays in the list"),
                    Self::AllGroup => Some("its elements are taken with the others, in any order"),
                    Self::FinalType | Self::FinalElement | Self::SubstitutionType => {
                        Some("it is taken all the same")
                    }
                    Self::SubstitutionCycle => Some("it is in no substitution group"),
                    Self::DerivationCycle | Self::NotSimple => Some("what needs it is left out"),
                    Self::NotComplex => {
                        Some("it has the text of its base or, with elements of its own, is left out")
                    }
                    Self::FaultParts => Some("the fault is left out"),
                    Self::AbstractElement | Self::SubstitutionGroup => {
                        Some("the message is taken to be this element itself")
                    }
                    Self::UnknownAttribute | Self::UnknownElement | Self::UnexpectedText => {
                        Some("it is passed over")
                    }
                    Self::MisplacedElement => Some("it is taken as if it stood in its place"),
                    Self::NamespaceMismatch => Some("the schema counts in its own namespace"),
                    Self::ServiceNotChosen => Some("the first service is generated"),
                    _ => None,
                }
            }

            /// Whether a warning of the code is an error where a run is strict.
            pub(crate) fn is_strict(self) -> bool {
                matches!(
                    self,
                    Self::AmbiguousContent
                        | Self::LooseRestriction
                        | Self::InvalidId
                        | Self::MissingImport
                        | Self::MixedExtension
                        | Self::InconsistentElements
                        | Self::ListOfLists
                        | Self::AnySimpleBase
                        | Self::ReservedName
                        | Self::RepeatedId
                )
            }

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
    InexactLocation = "inexact-location": "A location is a URL of a file that is there: its parts are separated by `/`, and the case of names counts.",
    InvalidCatalog = "invalid-catalog": "A catalog is lines of a URL, a tab, and the path of the file that stands for it; or an OASIS XML Catalog, in `*.xml`.",
    PathOutsideRoot = "path-outside-root": "A spec may import and include only files in the folder of the run; specs come from strangers.",
    RemoteLocation = "remote-location": "Nothing is fetched from the network: a file named by URL must be there as a file.",
    TooLarge = "too-large": "All files of a run together may have 4 GiB.",
    WrongEncoding = "wrong-encoding": "The bytes of a file must be text in the encoding its byte order mark or XML declaration says, UTF-8 otherwise.",
    UnknownEncoding = "unknown-encoding": "The encoding of a file must be one this program knows.",
    MalformedXml = "malformed-xml": "A spec must be well-formed XML 1.0.",
    UnknownPrefix = "unknown-prefix": "A prefix must be bound to a namespace where it is used (Namespaces in XML 1.0 §3).",
    Dtd = "dtd": "Entities that a document type declaration defines must be short and plain text: others could name files, or expand without bound.",
    TooDeep = "too-deep": "Elements may be nested 200 deep; no schema for use needs more.",
    UnknownDocument = "unknown-document": "A file must be a WSDL 1.1 `definitions` or a WSDL 2.0 `description`, an XML Schema `schema` or a WADL `application`.",
    // shape of documents
    UnknownElement = "unknown-element": "An element in the namespace of WSDL, XML Schema or WADL must be one its specification knows at that place.",
    MisplacedElement = "misplaced-element": "Elements must stand in the order, and as often, as the specification of their namespace says.",
    UnknownAttribute = "unknown-attribute": "An attribute without a prefix must be one the specification of its element knows.",
    MissingAttribute = "missing-attribute": "An attribute the specification requires must be there.",
    MissingElement = "missing-element": "An element the specification requires must be there.",
    UnexpectedText = "unexpected-text": "Text may stand in documentation only.",
    InvalidAttribute = "invalid-attribute": "The value of an attribute must be one its specification allows.",
    ConflictingAttributes = "conflicting-attributes": "Some attributes, and an attribute and a child element, exclude one another.",
    InvalidId = "invalid-id": "An `id` is a name, and stands once in a schema (XSD 1.0 Part 2 §3.3.8); an error where a run is strict.",
    InvalidOccurrence = "invalid-occurrence": "`minOccurs` must not exceed `maxOccurs`, and an `all` group and its members occur at most once (XSD 1.0 Part 1 §3.8.6, §3.9.6).",
    DuplicateFacet = "duplicate-facet": "A facet other than `pattern` and `enumeration` may be given once in a restriction (XSD 1.0 Part 1 §3.14.6).",
    InvalidRedefine = "invalid-redefine": "A type in `redefine` is derived from itself, and a group refers to itself at most once, and occurs there once (XSD 1.0 Part 1 §4.2.2).",
    // names
    UnknownType = "unknown-type": "A type that is referred to must be defined.",
    UnprefixedReference = "unprefixed-reference": "A message, port type or binding is named with its namespace (WSDL 1.1 §2.1.1); WSDL's own has none.",
    LeftOut = "left-out": "Where a run keeps going, what needs a missing piece, directly or by its base, is left out.",
    UndeclaredElement = "undeclared-element": "An element that is referred to must be declared.",
    UndeclaredAttribute = "undeclared-attribute": "An attribute that is referred to must be declared.",
    UnknownGroup = "unknown-group": "A group that is referred to must be defined.",
    UnknownAttributeGroup = "unknown-attribute-group": "An attribute group that is referred to must be defined.",
    DuplicateType = "duplicate-type": "A namespace has one type of a name; simple and complex types share their names (XSD 1.0 Part 1 §2.5).",
    DuplicateElement = "duplicate-element": "A namespace has one global element of a name.",
    DuplicateAttribute = "duplicate-attribute": "A namespace has one global attribute of a name.",
    DuplicateGroup = "duplicate-group": "A namespace has one group of a name.",
    DuplicateAttributeGroup = "duplicate-attribute-group": "A namespace has one attribute group of a name.",
    MissingImport = "missing-import": "A schema may refer to components of another namespace only where it imports it (XSD 1.0 Part 1 §4.2.3, src-resolve); an error where a run is strict.",
    NamespaceMismatch = "namespace-mismatch": "An included schema has the includer's target namespace or none; an imported one that which the import says (XSD 1.0 Part 1 §4.2.1, §4.2.3).",
    UnknownConstraint = "unknown-constraint": "A key that a `keyref` refers to must be declared.",
    UnknownNotation = "unknown-notation": "A value of an enumeration of `xs:NOTATION` must be a notation that is declared (XSD 1.0 Part 1 §3.14.6).",
    DuplicateConstraint = "duplicate-constraint": "A namespace has one identity constraint of a name (XSD 1.0 Part 1 §3.11.1).",
    DuplicateNotation = "duplicate-notation": "A namespace has one notation of a name.",
    UnknownMessage = "unknown-message": "A message that is referred to must be defined.",
    UnknownPortType = "unknown-port-type": "A port type that is referred to must be defined.",
    UnknownBinding = "unknown-binding": "A binding that is referred to must be defined.",
    UnknownPart = "unknown-part": "A part that is referred to must be one of its message.",
    UndeclaredOperation = "undeclared-operation": "An operation of a binding must be one of its port type.",
    UnknownFault = "unknown-fault": "A fault of a binding must be one of the operation in the port type.",
    DuplicateMessage = "duplicate-message": "A namespace has one message of a name.",
    DuplicatePortType = "duplicate-port-type": "A namespace has one port type of a name.",
    DuplicateBinding = "duplicate-binding": "A namespace has one binding of a name.",
    DuplicateService = "duplicate-service": "A namespace has one service of a name, and a service one port of a name.",
    // services
    NoService = "no-service": "A WSDL without a service has nothing to call; nor has a WADL without a method, which is told of.",
    NoPort = "no-port": "A service without a port has no address to call; one beside others that have ports is told of.",
    UnboundMessage = "unbound-message": "A binding binds the input and the output that an operation of its port type has (WSDL 1.1 §2.5).",
    NoSoapPort = "no-soap-port": "A WSDL must have a port that speaks SOAP over HTTP, or plain HTTP; other ports are not supported.",
    IgnoredPort = "ignored-port": "A port that speaks neither SOAP over HTTP nor plain HTTP is left out where another one does.",
    RpcStyle = "rpc-style": "In rpc style, the parts of messages name types; one that names an element is read as WSDL 1.1 §3.5 has it (WS-I Basic Profile 1.1 R2203).",
    MimeBinding = "mime-binding": "A request of the HTTP binding is a form, a query or XML; other media types are not supported yet.",
    PartType = "part-type": "In document style, the parts of messages name elements; one that names a type is read as WSDL 1.1 §3.5 has it (WS-I Basic Profile 1.1 R2204, R2205).",
    FaultParts = "fault-parts": "The message of a fault has one part (WSDL 1.1 §3.6).",
    OverloadedOperation = "overloaded-operation": "Each operation of a binding is one of the port type; those of one name are told apart by the names of their messages (WSDL 1.1 §2.5).",
    ServerInitiated = "server-initiated": "An operation begins with a request: notifications and solicited responses have no binding, and are left out (WSDL 1.1 §2.4).",
    // rules of components
    DerivationCycle = "derivation-cycle": "A type may not be derived from itself, nor be an item or member of itself (XSD 1.0 Part 1 §3.4.6, §3.14.6).",
    SubstitutionCycle = "substitution-cycle": "An element may not be in the substitution group of itself (XSD 1.0 Part 1 §3.3.6).",
    NotSimple = "not-simple": "Attributes, parameters, list items, union members and restricted simple types are of simple types.",
    NotComplex = "not-complex": "`complexContent` derives from a complex type, `simpleContent` from a simple type or one with simple content (XSD 1.0 Part 1 §3.4.3).",
    FinalType = "final-type": "A type may not be derived in a way that its base forbids by `final` (XSD 1.0 Part 1 §3.4.6, §3.14.6).",
    FinalElement = "final-element": "The type of a member of a substitution group may not be derived in a way that the head forbids by `final` (XSD 1.0 Part 1 §3.3.6).",
    SubstitutionType = "substitution-type": "The type of a member of a substitution group is that of the head, or derived from it (XSD 1.0 Part 1 §3.3.6).",
    InvalidXpath = "invalid-xpath": "Selectors and fields are in a subset of `XPath`: names, `*`, `.`, `/`, `|`, a `.//` in front, and in fields an attribute at the end (XSD 1.0 Part 1 §3.11.6).",
    KeyReference = "key-reference": "A `keyref` refers to a `key` or `unique` that has as many fields (XSD 1.0 Part 1 §3.11.6).",
    InvalidDefault = "invalid-default": "A default or fixed value must be valid for its type (XSD 1.0 Part 1 §3.3.6, §3.2.6).",
    InvalidFacet = "invalid-facet": "A facet must be one its type has, with a value that makes sense there (XSD 1.0 Part 2 §4.3).",
    InvalidPattern = "invalid-pattern": "A pattern must be a regular expression of XML Schema (XSD 1.0 Part 2 appendix F).",
    InvalidEnumeration = "invalid-enumeration": "A value of an enumeration must be valid for the type that is restricted (XSD 1.0 Part 2 §4.3.5).",
    AllGroup = "all-group": "An `all` group is the whole content of a type, and occurs, as its members do, at most once (XSD 1.0 Part 1 §3.8.6).",
    AmbiguousContent = "ambiguous-content": "An element belongs to one particle of its parent's content, told by its name alone (XSD 1.0 Part 1 §3.8.6, Unique Particle Attribution); an error where a run is strict.",
    LooseRestriction = "loose-restriction": "A restriction of a complex type lets in nothing that its base does not (XSD 1.0 Part 1 §3.4.6, §3.9.6), nor does a group that takes another's place in `redefine` (§4.2.2); an error where a run is strict.",
    MixedExtension = "mixed-extension": "An extension of a type with elements has text between them just where the type has it (XSD 1.0 Part 1 §3.4.6); an error where a run is strict.",
    InconsistentElements = "inconsistent-elements": "Elements of one name in one content are of one type that has a name (XSD 1.0 Part 1 §3.8.6, Element Declarations Consistent); an error where a run is strict.",
    ListOfLists = "list-of-lists": "An item of a list is no list, nor of a union with one: white space would end both (XSD 1.0 Part 2 §2.5.1.2); an error where a run is strict.",
    AnySimpleBase = "any-simple-base": "Types restrict `xs:anySimpleType` by way of a built-in type only (XSD 1.0 Part 1 §3.14.6); an error where a run is strict.",
    ReservedName = "reserved-name": "No attribute is declared as `xmlns`, nor in the namespace of `xsi:type` (XSD 1.0 Part 1 §3.2.6); an error where a run is strict.",
    RepeatedId = "repeated-id": "A type has one attribute of the type `xs:ID` (XSD 1.0 Part 1 §3.4.6); an error where a run is strict.",
    // routes
    UnknownHref = "unknown-href": "What an `href` of a WADL refers to must be declared at the top level of the same document.",
    PathTemplate = "path-template": "Each `{name}` in the path of a resource is a template parameter of it, and each template parameter is in the path (WADL §2.6.1).",
    DuplicateRoute = "duplicate-route": "The methods of a WADL have names of their own.",
    UnsupportedWadl = "unsupported-wadl": "Some of WADL is not supported yet: resource types, matrix, plain and fixed parameters, options, parameters of answers.",
    // contents
    RepeatedAttribute = "repeated-attribute": "A complex type has one attribute of a name (XSD 1.0 Part 1 §3.4.6).",
    GroupCycle = "group-cycle": "A group may contain itself only inside an element (XSD 1.0 Part 1 §3.8.6).",
    TooLargeContent = "too-large-content": "Content whose groups are expanded must stay of a size that can be handled.",
    RequiredExtension = "required-extension": "An extension with `wsdl:required=\"true\"` must be understood (WSDL 1.1 §2.1.3).",
    // manifest
    MalformedToml = "malformed-toml": "The manifest must be TOML.",
    UnknownKey = "unknown-key": "A key of the manifest must be one it has at that place.",
    MissingKey = "missing-key": "A key of the manifest that is not optional must be there.",
    InvalidValue = "invalid-value": "A value in the manifest must be one its key allows.",
    DuplicateModule = "duplicate-module": "Each input of the manifest has a module of its own.",
    // plan
    ServiceNotChosen = "service-not-chosen": "An input has one service and one SOAP port, or the manifest names one of each.",
    NameCollision = "name-collision": "Names that are one in Rust get numbers; the manifest can give them better ones.",
    MixedContent = "mixed-content": "Elements of one name that stand between text must be of one type.",
    RepeatedName = "repeated-name": "Elements of one name in one type must be of one type (XSD 1.0 Part 1 §3.8.6, Element Declarations Consistent).",
    AbstractElement = "abstract-element": "An abstract element is not supported as a message, which is one element.",
    SubstitutionGroup = "substitution-group": "An element that others may stand for is not supported as a message, which is one element.",
    NoDocument = "no-document": "Documents are of the global elements that are not abstract; where there is none, they are any element.",
    UnknownMember = "unknown-member": "The manifest may name operations and members only that the spec has.",
    UnsuitableOperation = "unsuitable-operation": "An operation of the session policy must be able to do what the policy asks of it.",
    UnsupportedMessage = "unsupported-message": "The answer of a route must be an element, and only query parameters may repeat.",
    InvalidRustName = "invalid-rust-name": "Names and paths for Rust in the manifest must be identifiers, and paths of identifiers.",
}
