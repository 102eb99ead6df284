//! A schema → any values of its types, for property tests.
//!
//! Values are not put together by the types: a document of the schema is, and read. So a strategy costs a generated module nothing,
//! and every facet and occurrence is honoured, for the schema says them all. What comes out is held against the schema before it
//! is given away: what cannot be chosen rightly (keys that refer to each other, say) is chosen again.

mod atom;
mod choices;
mod document;
mod facets;
mod heights;
mod number;
mod text;

use super::Schema;
use super::assess::Assessment;
use crate::xml::{FromXml, Name, from_str};
use choices::Choices;
use document::Draft;
pub(super) use heights::Heights;
use proptest::collection::{VecStrategy, vec};
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::fmt::{self, Debug};
use std::marker::PhantomData;

/// How many choices a value may be made of; what is behind them is as small as it may be.
const CHOICES: usize = 160;

/// How often a value is tried before the strategy gives up.
const TRIES: usize = 64;

/// Any value of a type, by its schema: see [`Schema::any`].
pub struct Any<'s, T> {
    schema: &'s Schema,
    choices: VecStrategy<proptest::num::u64::Any>,
    of: PhantomData<fn() -> T>,
}

impl<T> Debug for Any<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Any").finish_non_exhaustive()
    }
}

impl<T> Clone for Any<'_, T> {
    fn clone(&self) -> Self {
        Self { schema: self.schema, choices: self.choices.clone(), of: PhantomData }
    }
}

impl Schema {
    /// Any value of a type, as a strategy of the crate `proptest`: of the element of its name, or where the schema has none, of the
    /// type of that name, as [`validate_value`](Self::validate_value) takes it. It shrinks towards the smallest value there is.
    ///
    /// A type of which no value is found is a failure of the test, with what was in the way.
    ///
    /// ```
    /// use castile::schema::Schema;
    /// use proptest::prelude::*;
    ///
    /// static SCHEMA: Schema = Schema::of(
    ///     r#"castile-schema 1
    /// simple - restriction xs:string
    ///   pattern "[A-Z]{3}"
    /// element 0:currency 0 global
    /// "#,
    /// );
    ///
    /// #[derive(Debug, Clone, PartialEq, castile::ToXml, castile::FromXml)]
    /// #[xml(name = "currency")]
    /// struct Currency {
    ///     #[xml(text)]
    ///     code: String,
    /// }
    ///
    /// proptest!(|(currency in SCHEMA.any::<Currency>())| {
    ///     prop_assert_eq!(currency.code.len(), 3);
    ///     prop_assert!(SCHEMA.validate_value(&currency).is_ok());
    /// });
    /// ```
    pub fn any<T>(&self) -> Any<'_, T>
    where
        T: for<'x> FromXml<'x> + Clone + Debug,
    {
        Any { schema: self, choices: vec(proptest::num::u64::ANY, 0..CHOICES), of: PhantomData }
    }

    /// A document of an element, or of a type, of this name: always the same for the same choices, and the smallest there is for none.
    ///
    /// ```
    /// use castile::{schema::Schema, xml::Name};
    /// let schema = Schema::parse("castile-schema 1\nelement 0:count xs:unsignedByte global\n")?;
    /// assert_eq!(schema.sample(Name::new("", "count"), &[])?, "<count>0</count>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sample(&self, name: Name<'_>, choices: &[u64]) -> Result<String, NoSample> {
        let tables = self.tables().map_err(|error| NoSample(error.to_string()))?;
        let known = tables.names.seen(name).name;
        let element = known.and_then(|name| tables.global_elements.get(&name)).copied();
        let ty = known.and_then(|name| tables.global_types.get(&name)).copied();
        let heights = self.heights.get_or_init(|| Heights::of(tables));
        let mut draft = Draft::new(tables, heights, Choices::new(choices));
        match (element, ty) {
            (Some(element), _) => draft.root(element),
            (None, Some(ty)) => draft.root_of(name, ty),
            (None, None) => return Err(NoSample(format!("the schema has no element and no type `{name}`"))),
        }
        let text = draft.finish().map_err(NoSample)?;
        let ty = ty.filter(|_| element.is_none());
        let assessed = Assessment::new(tables, &text).document(ty);
        assessed.map_err(|violations| NoSample(format!("{violations}: {text}")))?;
        Ok(text)
    }

    fn value<T: for<'x> FromXml<'x>>(&self, choices: &[u64]) -> Result<T, NoSample> {
        let text = self.sample(T::NAME.unwrap_or(Name::new("", "value")), choices)?;
        from_str(&text).map_err(|error| NoSample(format!("{error}: {text}")))
    }
}

/// Why choices make no value: what is in the way in the schema, or what the document that was made breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSample(String);

impl fmt::Display for NoSample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoSample {}

impl<'s, T> Strategy for Any<'s, T>
where
    T: for<'x> FromXml<'x> + Clone + Debug,
{
    type Tree = Shrinking<'s, T>;
    type Value = T;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut why = String::new();
        for _ in 0..TRIES {
            let choices = self.choices.new_tree(runner)?;
            match self.schema.value(&choices.current()) {
                Ok(value) => return Ok(Shrinking { schema: self.schema, choices, value }),
                Err(error) => why = error.0,
            }
        }
        Err(why.into())
    }
}

/// A value, and the way to smaller ones: fewer and smaller choices.
pub struct Shrinking<'s, T> {
    schema: &'s Schema,
    choices: <VecStrategy<proptest::num::u64::Any> as Strategy>::Tree,
    /// Of the choices, or where they make none, of the last ones that did.
    value: T,
}

impl<T> Debug for Shrinking<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shrinking").finish_non_exhaustive()
    }
}

impl<T> Shrinking<'_, T>
where
    T: for<'x> FromXml<'x>,
{
    /// Takes the value of the choices, if they make one.
    fn take(&mut self) -> bool {
        self.schema.value(&self.choices.current()).map(|value| self.value = value).is_ok()
    }
}

impl<T> ValueTree for Shrinking<'_, T>
where
    T: for<'x> FromXml<'x> + Clone + Debug,
{
    type Value = T;

    fn current(&self) -> T {
        self.value.clone()
    }

    fn simplify(&mut self) -> bool {
        while self.choices.simplify() {
            if self.take() {
                return true;
            }
            // Choices that make no value are no step on the way.
            if !self.choices.complicate() {
                return false;
            }
        }
        false
    }

    fn complicate(&mut self) -> bool {
        while self.choices.complicate() {
            if self.take() {
                return true;
            }
        }
        false
    }
}
