//! Rust types as data.

use super::item::ItemId;
use super::names::Ident;

/// A path to a type: `i32`, `String`, `castile::xsd::Guid`.
///
/// **Invariant:** every segment is an identifier or a primitive type's name, so rendering it cannot fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RustPath(String);

impl RustPath {
    /// A path of this program.
    pub(crate) fn known(path: &'static str) -> Self {
        Self(path.to_owned())
    }

    /// A path a person wrote in the manifest, where it is one: identifiers with `::` between them.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let path = path.trim();
        let rooted = path.strip_prefix("::").unwrap_or(path);
        let valid =
            |segment: &str| matches!(segment, "crate" | "super" | "self") || Ident::parse(segment).is_some();
        rooted.split("::").all(valid).then(|| Self(path.to_owned()))
    }

    /// The path as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The type of a field, an argument or a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ty {
    /// `()`.
    Unit,
    /// A type that exists.
    Path(RustPath),
    /// A type of this plan.
    Item(ItemId),
    /// `Option<T>`: at most one.
    Option(Box<Ty>),
    /// `Vec<T>`: any number.
    Vec(Box<Ty>),
    /// `Box<T>`: breaks a recursion.
    Boxed(Box<Ty>),
    /// `castile::Nillable<T>`: present or `xsi:nil`.
    Nillable(Box<Ty>),
    /// `castile::xml::NilOr<T>`: present, or `xsi:nil` with what else the element says.
    NilOr(Box<Ty>),
    /// `castile::xml::Typed<T>`: a simple value with the type that its element says.
    Typed(Box<Ty>),
    /// `castile::xsd::List<T>`: values with white space between them.
    List(Box<Ty>),
}

impl Ty {
    /// A type of the runtime or of Rust.
    pub(crate) fn known(path: &'static str) -> Self {
        Self::Path(RustPath::known(path))
    }

    /// `String`.
    pub(crate) fn string() -> Self {
        Self::known("String")
    }

    /// `castile::Secret`.
    pub(crate) fn secret() -> Self {
        Self::known("castile::Secret")
    }

    /// Whether the type is the one of this path.
    pub(crate) fn is(&self, path: &str) -> bool {
        matches!(self, Self::Path(known) if known.as_str() == path)
    }

    /// Whether it is any element, as it stands.
    pub(crate) fn is_any(&self) -> bool {
        self.is("castile::xml::Element")
    }

    /// Whether values are copied rather than borrowed, as far as the type alone tells.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(self, Self::Path(path) if COPY.contains(&path.as_str()))
    }

    /// The type inside `Option`, or the type itself.
    pub(crate) fn without_option(&self) -> &Self {
        match self {
            Self::Option(inner) => inner,
            other => other,
        }
    }

    /// What is inside the wrappers by which a value may be absent or nil, or says its type.
    pub(crate) fn opened(&self) -> &Self {
        match self {
            Self::Option(inner)
            | Self::Nillable(inner)
            | Self::NilOr(inner)
            | Self::Typed(inner)
            | Self::Boxed(inner) => inner.opened(),
            other => other,
        }
    }

    /// The type that carries the value: without any wrapper.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::Option(inner)
            | Self::Vec(inner)
            | Self::Boxed(inner)
            | Self::Nillable(inner)
            | Self::NilOr(inner)
            | Self::Typed(inner)
            | Self::List(inner) => inner.innermost(),
            other => other,
        }
    }

    /// The type of this plan that a value holds directly, so that its size counts; none behind `Vec` and `Box`.
    pub(crate) fn held(&self) -> Option<ItemId> {
        match self {
            Self::Item(item) => Some(*item),
            Self::Option(inner) | Self::Nillable(inner) | Self::NilOr(inner) => inner.held(),
            _ => None,
        }
    }

    /// Puts the item that is held directly into a box.
    pub(crate) fn box_held(&mut self) {
        match self {
            Self::Item(_) => *self = Self::Boxed(Box::new(self.clone())),
            Self::Option(inner) | Self::Nillable(inner) | Self::NilOr(inner) => inner.box_held(),
            _ => {}
        }
    }

    /// `Option<self>`.
    pub(crate) fn optional(self) -> Self {
        Self::Option(Box::new(self))
    }

    /// `Vec<self>`.
    pub(crate) fn repeated(self) -> Self {
        Self::Vec(Box::new(self))
    }
}

const COPY: &[&str] =
    &["bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "castile::xsd::Guid"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_manifest() {
        for (path, valid) in [
            ("castile::xsd::Guid", true),
            ("crate::money::Amount", true),
            ("::uuid::Uuid", true),
            ("Vec<u8>", false),
            ("std::process::exit(1)", false),
            ("", false),
            ("a::", false),
        ] {
            assert_eq!(RustPath::parse(path).is_some(), valid, "{path}");
        }
    }
}
