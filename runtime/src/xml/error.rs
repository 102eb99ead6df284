//! What can be wrong with a document or a value, and where.
//!
//! One pointer wide, since every read returns one: the position, path and message are made only when something is wrong.

use std::borrow::Cow;
use std::fmt;

use super::limits::Limit;

/// The result of reading.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A document that cannot be read, or a value that cannot be written: what is wrong, at which line and column, in which
/// element.
///
/// ```
/// let error = castile::xml::from_str::<i32>("<n>\n  twelve</n>").unwrap_err();
/// assert_eq!((error.line(), error.column(), error.path()), (2, 3, "/n"));
/// assert_eq!(error.to_string(), "2:3: /n: `twelve` is not a value of type `int`: expected digits");
/// ```
pub struct Error {
    repr: Box<Repr>,
}

struct Repr {
    kind: ErrorKind,
    line: usize,
    column: usize,
    path: String,
}

/// What kind of fault an [`Error`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not well-formed XML, or breaks Namespaces in XML; the rule that it breaks.
    Malformed(Cow<'static, str>),
    /// A document type declaration. None is ever accepted (SOAP 1.1 §3, SOAP 1.2 Part 1 §5).
    Dtd,
    /// One of the [`Limits`](super::Limits) was passed.
    Limit(Limit),
    /// The bytes are in an encoding that is not supported, or not in the encoding they claim.
    Encoding(Cow<'static, str>),
    /// The element is not the one that was asked for.
    Root {
        /// The name asked for.
        expected: String,
        /// The name that is there.
        found: String,
    },
    /// An element of the right local name in another namespace than its type puts it in, or in none.
    Namespace {
        /// The name that the type has.
        expected: String,
        /// The name that is there.
        found: String,
    },
    /// A required element or attribute is absent.
    Missing(String),
    /// An element that may occur once occurs again.
    Duplicate(String),
    /// An element that has no place here.
    Unexpected(String),
    /// `xsi:nil` where a value is required.
    Nil,
    /// The text is no value of the type.
    Value {
        /// The text, shortened.
        text: String,
        /// Why it is refused.
        error: ValueError,
    },
    /// The value cannot be written as XML.
    Unwritable(Cow<'static, str>),
}

impl Error {
    /// An error at a place: lines and columns count from 1, columns in characters.
    pub(crate) fn new(kind: ErrorKind, line: usize, column: usize, path: String) -> Self {
        Self { repr: Box::new(Repr { kind, line, column, path }) }
    }

    /// An error of the document as a whole.
    pub(crate) fn whole(kind: ErrorKind) -> Self {
        Self::new(kind, 1, 1, String::new())
    }

    /// The error of a part of a document, as one of the whole: `line` and `column` are where the part begins, `path` is where it
    /// stands.
    pub(crate) fn within(mut self, line: usize, column: usize, path: &str) -> Self {
        if self.repr.line == 1 {
            self.repr.column += column - 1;
        }
        self.repr.line += line - 1;
        self.repr.path.insert_str(0, path);
        self
    }

    /// The error is in a child of the element.
    pub(crate) fn in_child(&mut self, local: &str) {
        self.repr.path.push('/');
        self.repr.path.push_str(local);
    }

    /// The error is in an attribute of the element.
    pub(crate) fn in_attribute(&mut self, local: &str) {
        self.repr.path.push_str("/@");
        self.repr.path.push_str(local);
    }

    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.repr.kind
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.repr.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.repr.column
    }

    /// The element it is in, as local names: `/Envelope/Body/LoginResponse`.
    pub fn path(&self) -> &str {
        &self.repr.path
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Repr { kind, line, column, path } = &*self.repr;
        write!(f, "{line}:{column}: ")?;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        kind.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(rule) => write!(f, "not well-formed: {rule}"),
            Self::Dtd => f.write_str("a document type declaration is not allowed"),
            Self::Limit(limit) => f.write_str(limit.describe()),
            Self::Encoding(why) | Self::Unwritable(why) => f.write_str(why),
            Self::Root { expected, found } => write!(f, "expected element `{expected}`, found `{found}`"),
            Self::Namespace { expected, found } => {
                write!(f, "element `{found}` is in another namespace than `{expected}`")
            }
            Self::Missing(member) => write!(f, "{member} is missing"),
            Self::Duplicate(member) => write!(f, "{member} occurs more than once"),
            Self::Unexpected(what) => write!(f, "{what} has no place here"),
            Self::Nil => f.write_str("`xsi:nil` stands where a value is required"),
            Self::Value { text, error } => {
                write!(f, "`{text}` is not a value of type `{}`: {}", error.type_name, error.reason)
            }
        }
    }
}

/// A text that is no value of a simple type.
///
/// ```
/// use castile::xml::ValueError;
/// let error = ValueError::new("guid", "expected 36 characters");
/// assert_eq!(error.to_string(), "not a value of type `guid`: expected 36 characters");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    type_name: &'static str,
    reason: Cow<'static, str>,
}

impl ValueError {
    /// The type by its schema name, and the reason as it stands after a colon.
    #[cold]
    pub fn new(type_name: &'static str, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { type_name, reason: reason.into() }
    }

    /// The type by its schema name.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// Why the text is no value of it.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a value of type `{}`: {}", self.type_name, self.reason)
    }
}

impl std::error::Error for ValueError {}
