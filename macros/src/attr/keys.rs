//! The syntax of `#[xml(key, key = "value", ..)]`, key by key: after a bad one the next is read.

use std::iter::Peekable;

use proc_macro2::{Delimiter, TokenTree, token_stream};
use syn::ext::IdentExt;
use syn::{Attribute, Ident, Meta};

use super::{Key, Text};
use crate::errors::Errors;
use crate::suggest::instead_of;

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Container,
    Field,
    Variant,
}

/// What follows a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Text,
    Nothing,
    Either,
}

const KEYS: [(&str, Takes, &[Place]); 18] = [
    ("name", Takes::Text, &[Place::Container, Place::Field, Place::Variant]),
    ("ns", Takes::Text, &[Place::Container, Place::Field, Place::Variant]),
    ("rename_all", Takes::Text, &[Place::Container]),
    ("group", Takes::Nothing, &[Place::Container]),
    ("transparent", Takes::Nothing, &[Place::Container]),
    ("types", Takes::Nothing, &[Place::Container]),
    ("crate", Takes::Text, &[Place::Container]),
    ("attribute", Takes::Nothing, &[Place::Field]),
    ("text", Takes::Nothing, &[Place::Field, Place::Variant]),
    ("flatten", Takes::Nothing, &[Place::Field, Place::Variant]),
    ("default", Takes::Either, &[Place::Field, Place::Variant]),
    ("item", Takes::Text, &[Place::Field]),
    ("item_ns", Takes::Text, &[Place::Field]),
    ("any", Takes::Nothing, &[Place::Field, Place::Variant]),
    ("any_attribute", Takes::Nothing, &[Place::Field]),
    ("skip", Takes::Nothing, &[Place::Field]),
    ("other", Takes::Nothing, &[Place::Variant]),
    ("declared", Takes::Nothing, &[Place::Variant]),
];

/// The good keys of a place, in the order in which they are written.
pub(super) struct Keys(Vec<Entry>);

/// One key with its value, as written.
pub(super) struct Entry {
    pub(super) ident: Ident,
    /// The key without the `r#` that `crate` may be written with.
    pub(super) key: String,
    value: Value,
}

enum Value {
    None,
    Text(Text),
    Wrong(TokenTree),
}

impl Keys {
    pub(super) fn read(errors: &mut Errors, place: Place, attrs: &[Attribute]) -> Self {
        let mut good: Vec<Entry> = Vec::new();
        for attr in attrs.iter().filter(|it| it.path().is_ident("xml")) {
            for entry in entries(errors, attr) {
                if good.iter().any(|it| it.key == entry.key) {
                    errors.at(&entry.ident, format_args!("`{}` is given twice", entry.key));
                } else if is_good(errors, place, &entry) {
                    good.push(entry);
                }
            }
        }
        Self(good)
    }

    fn take(&mut self, key: &str) -> Option<Entry> {
        let at = self.0.iter().position(|it| it.key == key)?;
        Some(self.0.remove(at))
    }

    pub(super) fn flag(&mut self, key: &str) -> Option<Ident> {
        self.take(key).map(|it| it.ident)
    }

    pub(super) fn text(&mut self, key: &str) -> Option<Key<Text>> {
        self.take(key).and_then(Entry::into_text)
    }

    pub(super) fn text_or_flag(&mut self, key: &str) -> Option<Key<Option<Text>>> {
        let Entry { ident, value, .. } = self.take(key)?;
        let value = if let Value::Text(text) = value { Some(text) } else { None };
        Some(Key { ident, value })
    }

    /// The keys that were not taken.
    pub(super) fn rest(self) -> Vec<Entry> {
        self.0
    }
}

impl Entry {
    pub(super) fn into_text(self) -> Option<Key<Text>> {
        let Value::Text(value) = self.value else { return None };
        Some(Key { ident: self.ident, value })
    }
}

/// The keys in one attribute.
fn entries(errors: &mut Errors, attr: &Attribute) -> Vec<Entry> {
    let Meta::List(list) = &attr.meta else {
        errors.at(&attr.meta, "expected keys in parentheses: `#[xml(..)]`");
        return Vec::new();
    };
    let mut tokens = list.tokens.clone().into_iter().peekable();
    let mut entries = Vec::new();
    while tokens.peek().is_some() {
        if let Some(entry) = entry(errors, &mut tokens) {
            entries.push(entry);
            if let Some(token) = tokens.peek().filter(|it| !is_punct(it, ',')) {
                errors.at(token, "expected `,` before the next key");
            }
        }
        while tokens.next().is_some_and(|it| !is_punct(&it, ',')) {}
    }
    entries
}

type Tokens = Peekable<token_stream::IntoIter>;

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == char)
}

/// A key and what is said of it, up to the comma.
fn entry(errors: &mut Errors, tokens: &mut Tokens) -> Option<Entry> {
    let ident = match tokens.peek()? {
        TokenTree::Ident(ident) => ident.clone(),
        other => {
            errors.at(other, "expected a key");
            return None;
        }
    };
    tokens.next();
    let key = ident.unraw().to_string();
    let value = if tokens.next_if(|it| is_punct(it, '=')).is_some() { value(tokens) } else { Value::None };
    Some(Entry { ident, key, value })
}

fn value(tokens: &mut Tokens) -> Value {
    let Some(token) = tokens.next_if(|it| !is_punct(it, ',')) else { return Value::None };
    match text(&token) {
        Some(text) => Value::Text(text),
        None => Value::Wrong(token),
    }
}

/// A string literal; as a fragment of `macro_rules!` it arrives within invisible delimiters.
fn text(token: &TokenTree) -> Option<Text> {
    match token {
        TokenTree::Literal(literal) => Text::new(literal),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let mut tokens = group.stream().into_iter();
            let only = tokens.next().filter(|_| tokens.next().is_none())?;
            text(&only)
        }
        _ => None,
    }
}

/// Reports a key that is unknown, out of place, or followed by the wrong thing.
fn is_good(errors: &mut Errors, place: Place, entry: &Entry) -> bool {
    let key = entry.key.as_str();
    let Some((_, takes, places)) = KEYS.iter().find(|(known, ..)| *known == key) else {
        let instead = instead_of(key, &keys_of(place));
        errors.at(&entry.ident, format_args!("unknown key `{key}`, {instead}"));
        return false;
    };
    if !places.contains(&place) {
        let right = places.iter().map(|it| it.describe()).collect::<Vec<_>>().join(" or ");
        errors.at(&entry.ident, format_args!("`{key}` belongs on {right}, not on {}", place.describe()));
        return false;
    }
    match (takes, &entry.value) {
        (Takes::Text, Value::Text(_))
        | (Takes::Nothing, Value::None)
        | (Takes::Either, Value::None | Value::Text(_)) => {
            return true;
        }
        (Takes::Text, Value::None) => {
            errors.at(&entry.ident, format_args!("`{key}` needs a value: `{key} = \"..\"`"));
        }
        (Takes::Nothing, Value::Text(text)) => errors.at(text, format_args!("`{key}` takes no value")),
        (Takes::Nothing, Value::Wrong(wrong)) => errors.at(wrong, format_args!("`{key}` takes no value")),
        (_, Value::Wrong(wrong)) => {
            errors.at(wrong, format_args!("expected a string literal: `{key} = \"..\"`"));
        }
    }
    false
}

fn keys_of(place: Place) -> Vec<&'static str> {
    KEYS.iter().filter(|(.., places)| places.contains(&place)).map(|(key, ..)| *key).collect()
}

impl Place {
    fn describe(self) -> &'static str {
        match self {
            Self::Container => "the struct or enum",
            Self::Field => "a field",
            Self::Variant => "a variant",
        }
    }
}
