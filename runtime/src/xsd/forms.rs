//! The traits every value type has, spelled out from the two functions it writes by hand: `parse` and `with_text`.

/// For a type with `fn parse(&[u8]) -> Result<Self, Reason>` and `fn with_text<R>(&self, FnOnce(&str) -> R) -> R`, and for its
/// name in XML Schema: `FromStr`, `Display`, `Debug`, and reading and writing as element, attribute and list item.
macro_rules! lexical_forms {
    ($type:ident, $name:literal) => {
        impl std::str::FromStr for $type {
            type Err = crate::xml::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(crate::xsd::cursor::trim(text).as_bytes())
                    .map_err(|reason| crate::xml::ValueError::new($name, reason))
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.with_text(|text| f.pad(text))
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.with_text(|text| write!(f, concat!(stringify!($type), "({})"), text))
            }
        }

        impl<'x> crate::xml::FromText<'x> for $type {
            fn from_text(
                text: std::borrow::Cow<'x, str>,
                _: &crate::xml::Scope<'_>,
            ) -> Result<Self, crate::xml::ValueError> {
                text.parse()
            }
        }

        impl crate::xml::ToText for $type {
            fn to_text(&self, out: &mut crate::xml::TextSink<'_>) {
                self.with_text(|text| out.push_plain(text));
            }
        }

        crate::xml::value::value!($type);
    };
}

/// For a type with `fn timeline(&self) -> Timeline`: the order and the equality of XSD's value space.
macro_rules! timeline_order {
    ($type:ident) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.timeline() == other.timeline()
            }
        }

        impl Eq for $type {}

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                self.timeline().partial_cmp(&other.timeline())
            }
        }

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.timeline().hash(state);
            }
        }
    };
}

/// For a type with a field `offset`, which never changes the other fields.
macro_rules! offset_access {
    ($type:ident) => {
        impl $type {
            /// The same in this time zone, or in none: what calendar and clock show is kept, not the moment.
            #[must_use]
            pub const fn with_offset(mut self, offset: Option<crate::xsd::Offset>) -> Self {
                self.offset = offset;
                self
            }

            /// The time zone, if there is one.
            pub const fn offset(&self) -> Option<crate::xsd::Offset> {
                self.offset
            }
        }
    };
}

pub(super) use {lexical_forms, offset_access, timeline_order};
