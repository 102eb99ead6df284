//! `#[xml(..)]` as it is written: which keys stand where, and what they say.
//!
//! Nothing here returns a `Result`: a bad key is reported and left out, so that all bad keys show at once. Whether keys
//! go together is the business of `check`.

mod keys;
mod text;

use syn::{Attribute, Ident, Path};

use crate::case::Case;
use crate::errors::Errors;
use crate::ncname::is_ncname;
use crate::suggest::instead_of;
use keys::{Entry, Keys, Place};
pub(crate) use text::Text;

/// A key and what it says.
pub(crate) struct Key<T> {
    pub(crate) ident: Ident,
    pub(crate) value: T,
}

/// The keys of a struct or an enum.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) name: Option<Key<Text>>,
    pub(crate) ns: Option<Key<Text>>,
    pub(crate) rename_all: Option<Key<Case>>,
    pub(crate) group: Option<Ident>,
    pub(crate) transparent: Option<Ident>,
    pub(crate) types: Option<Ident>,
    pub(crate) krate: Option<Path>,
}

/// The keys of a field.
#[derive(Default)]
pub(crate) struct Field {
    pub(crate) name: Option<Key<Text>>,
    pub(crate) ns: Option<Key<Text>>,
    /// `default` with its text, if there is one.
    pub(crate) default: Option<Key<Option<Text>>>,
    pub(crate) item_ns: Option<Key<Text>>,
    /// What the field is instead of an element. One is right; more are for `check` to report.
    pub(crate) roles: Vec<(Ident, Role)>,
}

/// What a field is on the wire, where it is no plain element.
#[derive(Clone)]
pub(crate) enum Role {
    Attribute,
    Text,
    Flatten,
    Item(Text),
    Any,
    AnyAttribute,
    Skip,
}

/// The keys of an enum's variant.
#[derive(Default)]
pub(crate) struct Variant {
    pub(crate) name: Option<Key<Text>>,
    pub(crate) ns: Option<Key<Text>>,
    pub(crate) other: Option<Ident>,
    pub(crate) declared: Option<Ident>,
    pub(crate) default: Option<Key<Option<Text>>>,
    /// What the variant is instead of an element: `flatten`, `any` or `text`. One is right; more are for `check` to report.
    pub(crate) roles: Vec<(Ident, Role)>,
}

impl Container {
    pub(crate) fn from_attrs(errors: &mut Errors, attrs: &[Attribute]) -> Self {
        let mut keys = Keys::read(errors, Place::Container, attrs);
        Self {
            name: element_name(errors, keys.text("name")),
            ns: namespace(errors, keys.text("ns")),
            rename_all: keys.text("rename_all").and_then(|key| case(errors, &key)),
            group: keys.flag("group"),
            transparent: keys.flag("transparent"),
            types: keys.flag("types"),
            krate: keys.text("crate").and_then(|key| path(errors, &key.value)),
        }
    }
}

impl Field {
    pub(crate) fn from_attrs(errors: &mut Errors, attrs: &[Attribute]) -> Self {
        let mut keys = Keys::read(errors, Place::Field, attrs);
        Self {
            name: element_name(errors, keys.text("name")),
            ns: namespace(errors, keys.text("ns")),
            default: keys.text_or_flag("default"),
            item_ns: namespace(errors, keys.text("item_ns")),
            roles: roles(errors, keys),
        }
    }

    /// Whether the field has no key at all.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { name, ns, default, item_ns, roles } = self;
        name.is_none() && ns.is_none() && default.is_none() && item_ns.is_none() && roles.is_empty()
    }
}

impl Variant {
    pub(crate) fn from_attrs(errors: &mut Errors, attrs: &[Attribute]) -> Self {
        let mut keys = Keys::read(errors, Place::Variant, attrs);
        // The name of a value enum's variant is text, not a name: `ast` knows which it is, and `check` looks at it.
        Self {
            name: keys.text("name"),
            ns: namespace(errors, keys.text("ns")),
            other: keys.flag("other"),
            declared: keys.flag("declared"),
            default: keys.text_or_flag("default"),
            roles: roles(errors, keys),
        }
    }
}

/// The roles in the order in which they are written.
fn roles(errors: &mut Errors, keys: Keys) -> Vec<(Ident, Role)> {
    let role = |entry: Entry| {
        let ident = entry.ident.clone();
        let role = match entry.key.as_str() {
            "attribute" => Role::Attribute,
            "text" => Role::Text,
            "flatten" => Role::Flatten,
            "item" => Role::Item(element_name(errors, entry.into_text())?.value),
            "any" => Role::Any,
            "any_attribute" => Role::AnyAttribute,
            "skip" => Role::Skip,
            _ => return None,
        };
        Some((ident, role))
    };
    keys.rest().into_iter().filter_map(role).collect()
}

/// A key that names an element or attribute, if the name is one.
fn element_name(errors: &mut Errors, key: Option<Key<Text>>) -> Option<Key<Text>> {
    check_element_name(errors, key.as_ref()).then_some(key).flatten()
}

/// Reports a local name that is none: not an `NCName` (Namespaces in XML 1.0 §3).
pub(crate) fn check_element_name(errors: &mut Errors, key: Option<&Key<Text>>) -> bool {
    let Some(Key { ident, value }) = key else { return true };
    let name = value.as_str();
    match name.split_once(':') {
        Some((_, local)) => errors.at(
            value,
            format_args!("`{name}` has a prefix; write `{ident} = \"{local}\"` and the namespace as `ns`"),
        ),
        None if !is_ncname(name) => errors.at(value, format_args!("`{name}` is not an XML name")),
        None => return true,
    }
    false
}

/// Any URI but the one that Namespaces in XML 1.0 §3 reserves for declarations themselves.
fn namespace(errors: &mut Errors, key: Option<Key<Text>>) -> Option<Key<Text>> {
    let key = key?;
    if key.value.as_str() == "http://www.w3.org/2000/xmlns/" {
        errors.at(&key.value, "nothing but namespace declarations is in this namespace");
        return None;
    }
    Some(key)
}

fn case(errors: &mut Errors, key: &Key<Text>) -> Option<Key<Case>> {
    let word = key.value.as_str();
    let found = Case::from_word(word).map(|value| Key { ident: key.ident.clone(), value });
    if found.is_none() {
        let words = Case::ALL.map(|(word, _)| word);
        let instead = instead_of(word, &words);
        errors.at(&key.value, format_args!("unknown case `{word}`, {instead}"));
    }
    found
}

fn path(errors: &mut Errors, text: &Text) -> Option<Path> {
    let parsed = text.to_lit().parse_with(Path::parse_mod_style).ok();
    if parsed.is_none() {
        let text_value = text.as_str();
        errors.at(text, format_args!("`{text_value}` is not a path; write `crate = \"::castile\"`"));
    }
    parsed
}
