//! What the derives' expansion names, and nothing else should.

pub use crate::xml::attribute_fields::{Members, ReadText};
pub use crate::xml::fields::{Fields, More, WriteFields};
pub use crate::xml::form::{Form, Tag};
pub use crate::xml::group::{Group, GroupMember, Repeated, WriteGroup};
pub use crate::xml::layout::attributes;
pub use crate::xml::member::{
    AttributeMember, Member, Read, ReadAttribute, WriteAttribute, WriteMember, described, missing,
    missing_type, put_or_default,
};
pub use crate::xml::shape::{ANY, ANY_ATTRIBUTE, ATTRIBUTE, AttributeSlot, Particle, Shape, TEXT};
pub use crate::xml::tree::{this_attribute, unexpected};
pub use crate::xml::value::value;
pub use crate::xml::write::{ROOM, Run};
pub use crate::xml::{
    Attribute, Element, Error, FromText, FromXml, Name, Reader, Result, Scope, TextSink, ToText, ToXml,
    ValueError, Writer,
};
pub use crate::xsd::trim;
/// What every expansion names: each step of a path costs the compiler time, and without one it might be the user's own.
pub use std::option::Option::{self, Some};
pub use std::result::Result::{Err, Ok};
