//! The notation of schemas in generated modules → [`Tables`].
//!
//! One string constant is what a generated module pays for its schema, whatever its size: the compiler only copies it. A line is
//! a component, `#` nothing; components refer to one another by number, in the order of their lines, and names are `NS:local`
//! with the number of the namespace's line (0 is no namespace).
//!
//! ```text
//! castile-schema 1
//! ns "urn:orders"
//! simple 1:Code restriction xs:string
//!   pattern "[A-Z]{3}"
//! complex 1:Order extension xs:anyType
//!   content seq[ 1 2{0,9} any[ lax not 1 0 ]* ]
//!   attribute 0:id xs:ID required
//! element 1:order 1 global
//!   key 1:lines selector 1:line field @0:number
//! element 1:code 0 nillable
//! element 1:line xs:string
//! ```

mod component;
mod line;
mod particle;

use super::{ANY_SIMPLE_TYPE, Tables, Type, TypeKind, Variety, finish};
use component::Last;
pub(in crate::schema) use line::Line;
use std::fmt;

/// The first line, with the version of the notation.
const HEADER: &str = "castile-schema 1";

/// A schema table that does not follow its notation: it was changed by hand, or is of another version than this crate.
///
/// ```
/// use castile::schema::Schema;
/// let error = Schema::parse("castile-schema 1\nelement 0:a 7").unwrap_err();
/// assert_eq!(error.to_string(), "schema table, line 2: there is no type 7");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    line: usize,
    message: String,
}

impl TableError {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "schema table, line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for TableError {}

type Result<T> = std::result::Result<T, TableError>;

/// Reads the notation.
pub(in crate::schema) fn read(text: &str) -> Result<Tables> {
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    if lines.next().map(|(line, _)| line.trim()) != Some(HEADER) {
        return Err(TableError::new(1, format!("expected `{HEADER}`")));
    }
    let mut reader = Reader { tables: finish::builtins(), last: Last::Nothing, referred: Vec::new() };
    for (text, number) in lines {
        if text.trim_start().starts_with('#') {
            continue;
        }
        let mut line = Line::new(text, number)?;
        reader.component(&mut line)?;
        line.end()?;
    }
    reader.check_references()?;
    finish::finish(&mut reader.tables);
    Ok(reader.tables)
}

/// What has been read so far.
struct Reader {
    tables: Tables,
    /// What an indented line belongs to.
    last: Last,
    /// The types and elements referred to, with the line that does so.
    referred: Vec<(Referred, usize)>,
}

#[derive(Debug, Clone, Copy)]
enum Referred {
    Type(usize),
    Simple(usize),
    Element(usize),
}

impl Reader {
    /// Numbers refer forward too, so they are looked at in the end.
    fn check_references(&self) -> Result<()> {
        let (types, elements) = (&self.tables.types, self.tables.elements.len());
        for (referred, line) in &self.referred {
            let is_simple = |id: usize| {
                matches!(types.get(id), Some(Type { kind: TypeKind::Simple(_), .. })) || id == ANY_SIMPLE_TYPE
            };
            let wrong = match *referred {
                Referred::Type(id) if id >= types.len() => format!("there is no type {}", own(id)),
                Referred::Simple(id) if !is_simple(id) => format!("there is no simple type {}", own(id)),
                Referred::Element(id) if id >= elements => format!("there is no element {id}"),
                _ => continue,
            };
            return Err(TableError::new(*line, wrong));
        }
        self.check_nesting()
    }

    /// Simple types that consist of one another are read by recursion, which must end.
    fn check_nesting(&self) -> Result<()> {
        let mut level: Vec<usize> = (0..self.tables.types.len()).collect();
        for _ in 0..DEPTH {
            let inner = level.iter().filter_map(|id| self.tables.types.get(*id)).flat_map(parts);
            let mut next = inner.collect::<Vec<_>>();
            next.sort_unstable();
            next.dedup();
            if next.is_empty() {
                return Ok(());
            }
            level = next;
        }
        Err(TableError::new(1, "simple types are nested too deep"))
    }
}

/// Derivations, lists and unions are nested no deeper in what is generated.
const DEPTH: usize = 1024;

/// The types that values of a type are made of.
fn parts(ty: &Type) -> Vec<usize> {
    let TypeKind::Simple(simple) = &ty.kind else { return Vec::new() };
    match &simple.variety {
        Variety::List(item) => vec![*item],
        Variety::Union(members) => members.clone(),
        Variety::Inherited => vec![ty.base],
        Variety::Atomic(_) => Vec::new(),
    }
}

/// The number of a type in the notation.
fn own(id: usize) -> usize {
    id.saturating_sub(crate::schema::builtin::Builtin::ALL.len())
}
