//! Documents against what a schema allows: all facets, content models, wildcards, `xsi:type` and `xsi:nil`, identity constraints.
//!
//! A [`Schema`] is a table in one string, which generated modules hold in `schema.rs` where the manifest says `validate = true`.
//! It is read when it is first used, and kept. Reading typed values does not look at it: what they need in order to be read is in
//! their types.
//!
//! ```
//! use castile::schema::Schema;
//! static SCHEMA: Schema = Schema::of(
//!     r#"castile-schema 1
//! simple - restriction xs:string
//!   pattern "[A-Z]{3}"
//! element 0:currency 0 global
//! "#,
//! );
//! assert!(SCHEMA.validate(b"<currency>NOK</currency>").is_ok());
//! let violations = SCHEMA.validate(b"<currency>kr</currency>").unwrap_err();
//! assert_eq!(violations[0].rule(), "cvc-pattern-valid");
//! assert_eq!((violations[0].line(), violations[0].column(), violations[0].path()), (1, 11, "/currency"));
//! ```
//!
//! # What is not checked
//!
//! The schema itself: the compiler has done that. Values of `ENTITY` and `ENTITIES` are names; that they are declared is not
//! checked, since declarations of entities stand in a DTD and none is accepted. `xsi:schemaLocation` is passed over: only the
//! schema at hand counts.

mod assess;
mod builtin;
mod checked;
mod content;
mod facets;
mod identity;
#[cfg(feature = "proptest")]
mod sample;
mod simple;
mod table;
mod value;
mod violation;

pub use checked::{Checked, InvalidMessage};
#[cfg(feature = "proptest")]
pub use sample::{Any, NoSample, Shrinking};
pub use table::TableError;
pub use violation::{Violation, Violations};

use crate::xml::{Name, ToXml, Writer, decode};
use assess::Assessment;
use std::borrow::Cow;
use std::sync::OnceLock;
use table::Tables;

/// What a schema allows.
#[derive(Debug)]
pub struct Schema {
    text: Cow<'static, str>,
    tables: OnceLock<Result<Tables, TableError>>,
    #[cfg(feature = "proptest")]
    heights: OnceLock<sample::Heights>,
}

impl Schema {
    /// The schema of a table, as generated modules hold it. It is read when it is first used.
    pub const fn of(table: &'static str) -> Self {
        Self {
            text: Cow::Borrowed(table),
            tables: OnceLock::new(),
            #[cfg(feature = "proptest")]
            heights: OnceLock::new(),
        }
    }

    /// The schema of a table that was made at run time.
    pub fn parse(table: impl Into<String>) -> Result<Self, TableError> {
        let text = table.into();
        let tables = OnceLock::from(Ok(table::read(&text)?));
        Ok(Self {
            text: Cow::Owned(text),
            tables,
            #[cfg(feature = "proptest")]
            heights: OnceLock::new(),
        })
    }

    /// Validates a document, in any encoding that [`decode`] knows. Its root has to be an element that
    /// the schema declares at the top level.
    pub fn validate(&self, document: &[u8]) -> Result<(), Violations> {
        let tables = self.tables()?;
        let text = decode(document, None).map_err(|error| assess::unreadable(&error))?;
        Assessment::new(tables, &text).document(None)
    }

    /// Validates a value as it would be written: as the element of its name, or where the schema has none, as an element of the
    /// type of that name.
    pub fn validate_value<T: ToXml + ?Sized>(&self, value: &T) -> Result<(), Violations> {
        let name = T::NAME.unwrap_or(Name::new("", "value"));
        let mut writer = Writer::new();
        writer.element(name, value);
        let text = writer.finish().map_err(|error| assess::unreadable(&error))?;
        let tables = self.tables()?;
        let known = tables.names.seen(name).name;
        let is_element = known.is_some_and(|name| tables.global_elements.contains_key(&name));
        let ty = known.and_then(|name| tables.global_types.get(&name)).copied().filter(|_| !is_element);
        Assessment::new(tables, &text).document(ty)
    }

    /// The elements that the schema declares at the top level, in the order of their names: those that a document may have as its root,
    /// and abstract ones. None where the table cannot be read, which [`validate`](Self::validate) tells.
    pub fn elements(&self) -> Vec<Name<'_>> {
        let Ok(tables) = self.tables() else { return Vec::new() };
        let mut names: Vec<_> = tables.global_elements.keys().map(|name| tables.names.get(*name)).collect();
        names.sort_unstable_by_key(|name| (name.ns, name.local));
        names
    }

    fn tables(&self) -> Result<&Tables, Violations> {
        let tables = self.tables.get_or_init(|| table::read(&self.text));
        tables.as_ref().map_err(|error| {
            let message = error.to_string();
            Violations(vec![Violation { rule: "schema", line: 1, column: 1, path: String::new(), message }])
        })
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self(vec![violation])
    }
}
