//! `bool`.

use std::borrow::Cow;

use super::value;
use crate::xml::error::{Result, ValueError};
use crate::xml::read::Scope;
use crate::xml::traits::{FromText, ToText};
use crate::xml::write::{ROOM, TextSink};
use crate::xsd::trim;

impl<'x> FromText<'x> for bool {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Self::known(trim(&text))
            .ok_or_else(|| ValueError::new("boolean", "expected `true`, `false`, `1` or `0`"))
    }

    #[inline]
    fn known(text: &str) -> Option<Self> {
        match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}

impl ToText for bool {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_plain(if *self { "true" } else { "false" });
    }

    #[inline]
    fn to_room(&self, room: &mut [u8; ROOM]) -> Option<usize> {
        let (text, length) = if *self { (b"true    ", 4) } else { (b"false   ", 5) };
        *room.first_chunk_mut()? = *text;
        Some(length)
    }
}
value!(bool);
