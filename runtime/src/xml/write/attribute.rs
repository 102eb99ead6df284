//! Attributes of the element that was opened last.

use std::borrow::Cow;

use super::{ROOM, TextSink, Writer};
use crate::xml::form::FORM;
use crate::xml::name::{Name, known};
use crate::xml::read::scan;
use crate::xml::traits::ToText;

/// As much room is wanted for an attribute with a value of the usual length.
const ATTRIBUTE: usize = 256;

impl Writer {
    /// Writes an attribute of the element that was opened last; `ns` is empty for an unprefixed one.
    pub fn attribute<T: ToText + ?Sized>(&mut self, ns: &str, local: &str, value: &T) {
        if !self.is_in_tag() {
            return self.refuse(format!("attribute `{local}` after the content of its element").into());
        }
        if !scan::is_ncname(local) {
            return self.refuse(format!("`{local}` is not a name").into());
        }
        self.known_attribute(ns, local, value);
    }

    /// Says that the element has no value.
    pub(crate) fn nil(&mut self) {
        self.known_attribute(known::XSI, "nil", &true);
    }

    /// An attribute whose name is known to be one.
    pub(crate) fn known_attribute<T: ToText + ?Sized>(&mut self, ns: &str, local: &str, value: &T) {
        if !self.is_in_tag() {
            return self.refuse(format!("attribute `{local}` after the content of its element").into());
        }
        let prefix = if ns.is_empty() { Cow::Borrowed("") } else { self.prefix_for(ns) };
        self.reopen_tag();
        let start = self.out.len();
        self.push(" ");
        if !prefix.is_empty() {
            self.push(&prefix);
            self.push(":");
        }
        self.push(local);
        self.push("=\"");
        value.to_text(&mut TextSink::attribute(self, Some(start)));
        self.push("\"");
        self.end_tag();
    }

    /// An unprefixed attribute, of which ` local="` is ready made.
    #[inline]
    pub(crate) fn usual_attribute<T: ToText + ?Sized>(&mut self, local: &str, form: &[u8; FORM], value: &T) {
        if !(self.is_in_tag() && self.ready_attribute(local, form, value)) {
            self.unusual_attribute(local, value);
        }
    }

    #[inline(never)]
    fn unusual_attribute<T: ToText + ?Sized>(&mut self, local: &str, value: &T) {
        self.out.reserve(ATTRIBUTE);
        self.known_attribute("", local, value);
    }

    /// Stores an attribute in the room there is, over the `>` of the tag; `false` where there is not enough, or it is not of the
    /// usual form.
    #[inline]
    fn ready_attribute<T: ToText + ?Sized>(&mut self, local: &str, form: &[u8; FORM], value: &T) -> bool {
        let begin = local.len() + " =\"".len();
        let Some(room) = self.out.fixed_room_at_last::<ATTRIBUTE>().filter(|_| begin < FORM) else {
            return false;
        };
        let Some((room_of_name, _)) = room.split_first_chunk_mut() else { return false };
        *room_of_name = *form;
        let text = room.get_mut(begin % FORM..).and_then(<[u8]>::first_chunk_mut);
        let Some(length) = text.and_then(|it| value.to_room(it)) else { return false };
        let end = begin % FORM + length % ROOM;
        (room[end], room[end + 1]) = (b'"', b'>');
        self.out.count(end + 1);
        self.tag_end = self.out.len();
        true
    }

    /// Says the type of the element that was opened last, by `xsi:type` (XSD 1.0 Part 1 §2.6.1).
    pub fn xsi_type(&mut self, name: Name<'_>) {
        let prefix = if name.ns.as_bytes() == self.default_ns() {
            Cow::Borrowed("")
        } else if name.ns.is_empty() {
            let why = format!(
                "`xsi:type` of the type `{}`, which has no namespace, beside a default one",
                name.local
            );
            return self.refuse(why.into());
        } else {
            self.prefix_for(name.ns)
        };
        let colon = if prefix.is_empty() { "" } else { ":" };
        self.attribute(known::XSI, "type", format!("{prefix}{colon}{}", name.local).as_str());
    }
}
