//! What is emitted gives no warning, however strict the crate is.

#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, elided_lifetimes_in_paths)]
#![deny(let_underscore_drop, single_use_lifetimes, unused_lifetimes, trivial_casts, trivial_numeric_casts)]
#![forbid(unsafe_code)]

use std::borrow::Cow;

use castile::xml::{Attribute, Element};
use castile_macros::{FromXml, ToXml};

/// Every kind of member.
#[derive(FromXml, ToXml)]
#[xml(ns = "urn:x", rename_all = "PascalCase")]
pub struct Order<'a> {
    /// An attribute.
    #[xml(attribute, default = "1")]
    pub version: u32,
    /// A choice.
    #[xml(flatten)]
    pub payment: Option<Payment>,
    /// A group.
    #[xml(flatten)]
    pub terms: Vec<Terms>,
    /// Items.
    #[xml(item = "Line")]
    pub lines: Option<Vec<Cow<'a, str>>>,
    /// Items.
    #[xml(item = "Line")]
    pub others: Vec<u32>,
    /// Defaults.
    #[xml(default)]
    pub note: String,
    /// Nothing.
    #[xml(skip)]
    pub nothing: (),
    /// The rest.
    #[xml(any)]
    pub rest: Vec<Element>,
    /// The rest.
    #[xml(any_attribute)]
    pub attributes: Vec<Attribute>,
}

/// A choice.
#[derive(FromXml, ToXml)]
pub enum Payment {
    /// A card.
    Card(String),
    /// Nothing.
    #[xml(name = "Free")]
    Free,
}

/// A group.
#[derive(FromXml, ToXml)]
#[xml(group)]
pub struct Terms {
    /// Days.
    pub days: u32,
    /// A name.
    pub currency: Option<Currency>,
    /// Items.
    #[xml(item = "Line")]
    pub lines: Option<Vec<u32>>,
}

/// A value.
#[derive(FromXml, ToXml)]
pub enum Currency {
    /// Norwegian.
    Krone,
    /// Another.
    #[xml(other)]
    Other(String),
}

/// A newtype.
#[derive(FromXml, ToXml)]
#[xml(transparent)]
pub struct Id(u32);

/// Text.
#[derive(FromXml, ToXml)]
pub struct Note<T> {
    /// The text.
    #[xml(text)]
    pub text: T,
}

/// Nothing.
#[derive(FromXml, ToXml)]
pub struct Ping {}

#[deprecated]
#[derive(FromXml, ToXml)]
struct Old {
    id: u32,
}

fn main() {}
