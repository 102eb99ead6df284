//! The tags of an element as the writer stores them: ready made, in pieces of a fixed length.
//!
//! The derives make them, since a loop that puts tags together would be most of what it takes to write an element.

use super::name::Name;

/// How long a tag that is ready made is, with what fills it up: copying that many bytes takes no call.
pub(crate) const FORM: usize = 32;

/// How long the forms of a name are: its two tags, and a byte.
pub(crate) const FORMS: usize = 2 * FORM + 1;

/// `<local>` and `</local>`, each filled up, and the length of the name; of a longer name, how they begin, and no length.
pub type Form = [u8; FORMS];

/// The two tags of a form.
#[inline]
pub(crate) fn tags(form: &Form) -> (&[u8; FORM], &[u8; FORM]) {
    match form.as_chunks().0 {
        [start, end] => (start, end),
        _ => (&NOTHING, &NOTHING),
    }
}

const NOTHING: [u8; FORM] = [0; FORM];

/// The length of the name of a form; 0 where its tags are too long to be ready made.
#[inline]
pub(crate) fn name_length(form: &Form) -> usize {
    usize::from(form[FORMS - 1]) % FORM
}

/// The name of an element as the writer needs it: with its tags ready made.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    /// The namespace.
    pub ns: &'a str,
    /// The local name.
    pub local: &'a str,
    /// Its tags.
    pub form: &'a Form,
}

/// The form of a name that nothing is known of.
static UNKNOWN: Form = [0; FORMS];

impl<'a> Tag<'a> {
    /// The tag of a form whose tags are ready made.
    pub(crate) fn of(ns: &'a str, form: &'a Form) -> Self {
        let name = tags(form).0.get(1..=name_length(form)).unwrap_or_default();
        Self { ns, local: str::from_utf8(name).unwrap_or_default(), form }
    }

    /// Whether its tags are ready made.
    #[inline]
    pub(crate) fn is_ready(&self) -> bool {
        name_length(self.form) > 0
    }

    /// Whether it is a constant of the program: its name is known to be one.
    #[inline]
    pub(crate) fn is_constant(&self) -> bool {
        self.form[0] == b'<'
    }
}

impl<'a> From<Name<'a>> for Tag<'a> {
    fn from(name: Name<'a>) -> Self {
        Self { ns: name.ns, local: name.local, form: &UNKNOWN }
    }
}
