//! What is wrong with a document, where, and by which rule.

use std::fmt;

/// A rule of the schema that a document breaks.
///
/// ```
/// use castile::schema::Schema;
/// let schema = Schema::parse("castile-schema 1\nelement 0:n xs:int global")?;
/// let violations = schema.validate(b"<n>\n  twelve</n>").unwrap_err();
/// assert_eq!(
///     violations.to_string(),
///     "2:3: /n: `twelve` is not a valid value: expected a whole number (cvc-datatype-valid.1.2.1)"
/// );
/// # Ok::<(), castile::schema::TableError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub(super) rule: &'static str,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) path: String,
    pub(super) message: String,
}

impl Violation {
    /// The name of the *validation rule* in XSD 1.0 Part 1 appendix C, as in `cvc-complex-type.2.4`; `xml` where the document
    /// cannot be read at all, and `schema` where the table of the schema cannot.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The element or attribute it is about, as local names: `/order/line/@number`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, and what was expected.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, line, column, path, message } = self;
        write!(f, "{line}:{column}: ")?;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        write!(f, "{message} ({rule})")
    }
}

/// All that is wrong with a document, in document order but for what is known at its end: references to nothing, missing keys.
/// There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(pub(super) Vec<Violation>);

impl Violations {
    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violations {
    /// A line each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.0.iter().enumerate() {
            let newline = if at > 0 { "\n" } else { "" };
            write!(f, "{newline}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
