//! Tables of the manifest: known keys, and values of the type a key has.

use super::{Cx, Said};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;
use toml_edit::{Item, TableLike, Value};

/// A table whose keys have been checked.
pub(super) struct Table<'t> {
    table: &'t dyn TableLike,
    pub(super) span: Span,
}

impl<'t> Table<'t> {
    /// Reports keys that are not known.
    pub(super) fn new(cx: &mut Cx<'_>, table: &'t dyn TableLike, span: Span, known: &[&str]) -> Self {
        for (key, _) in table.iter().filter(|(key, _)| !known.contains(key)) {
            let at = cx.span(table.get_key_value(key).and_then(|(key, _)| key.span()));
            let found = Diagnostic::error(Code::UnknownKey, at, format!("the key `{key}` is not known here"));
            let keys = || known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let near = nearest(key, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let elsewhere = super::INPUT.contains(&key).then(|| {
                format!("it belongs to an input: write it below `[[input]]`, a table as `[input.{key}]`")
            });
            let help = near.or(elsewhere).unwrap_or_else(|| format!("the keys are {}", keys()));
            cx.found.report(found.help(help));
        }
        Self { table, span }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where a key stands.
    pub(super) fn key(&self, cx: &Cx<'_>, key: &str) -> Span {
        cx.span(self.table.get_key_value(key).and_then(|(key, _)| key.span()))
    }

    pub(super) fn missing(&self, cx: &mut Cx<'_>, key: &str) {
        cx.error(Code::MissingKey, self.span, format!("the key `{key}` is missing"));
    }

    pub(super) fn text(&self, cx: &mut Cx<'_>, key: &str) -> Option<Said<String>> {
        said(cx, key, self.table.get(key)?)
    }

    pub(super) fn flag(&self, cx: &mut Cx<'_>, key: &str) -> bool {
        let Some(item) = self.table.get(key) else { return false };
        let wrong = || wrong(cx, key, "`true` or `false`", item.type_name(), item.span());
        item.as_bool().or_else(wrong).unwrap_or_default()
    }

    pub(super) fn required(&self, cx: &mut Cx<'_>, key: &str) -> Option<Said<String>> {
        if !self.has(key) {
            self.missing(cx, key);
        }
        self.text(cx, key)
    }

    pub(super) fn texts(&self, cx: &mut Cx<'_>, key: &str) -> Vec<Said<String>> {
        self.values(cx, key).into_iter().filter_map(|value| said_value(cx, key, value)).collect()
    }

    pub(super) fn integers(&self, cx: &mut Cx<'_>, key: &str) -> Vec<Said<i64>> {
        let values = self.values(cx, key).into_iter();
        let integers = values.filter_map(|value| match value.as_integer() {
            Some(integer) => Some(Said { value: integer, span: cx.span(value.span()) }),
            None => wrong(cx, key, "a number", value.type_name(), value.span()),
        });
        integers.collect()
    }

    pub(super) fn integer(&self, cx: &mut Cx<'_>, key: &str) -> Option<Said<i64>> {
        let item = self.table.get(key)?;
        match item.as_integer() {
            Some(value) => Some(Said { value, span: cx.span(item.span()) }),
            None => wrong(cx, key, "a number", item.type_name(), item.span()),
        }
    }

    fn values(&self, cx: &mut Cx<'_>, key: &str) -> Vec<&'t Value> {
        let Some(item) = self.table.get(key) else { return Vec::new() };
        match item.as_array() {
            Some(array) => array.iter().collect(),
            None => wrong(cx, key, "a list", item.type_name(), item.span()).unwrap_or_default(),
        }
    }

    /// The keys and values of a table whose keys are names of the spec.
    pub(super) fn pairs(&self, cx: &mut Cx<'_>, key: &str) -> Vec<(Said<String>, Said<String>)> {
        let Some(item) = self.table.get(key) else { return Vec::new() };
        let Some(table) = item.as_table_like() else {
            return wrong(cx, key, "a table", item.type_name(), item.span()).unwrap_or_default();
        };
        let mut pairs = Vec::new();
        for (name, item) in table.iter() {
            let span = cx.span(table.get_key_value(name).and_then(|(key, _)| key.span()));
            let value = said(cx, name, item);
            pairs.extend(value.map(|value| (Said { value: name.to_owned(), span }, value)));
        }
        pairs
    }

    pub(super) fn table(&self, cx: &mut Cx<'_>, key: &str, known: &[&str]) -> Option<Table<'t>> {
        let item = self.table.get(key)?;
        let Some(table) = item.as_table_like() else {
            let keys = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            return wrong(cx, key, &format!("a table with keys of {keys}"), item.type_name(), item.span());
        };
        let span = cx.span(item.span());
        let span = if span.is_none() { self.key(cx, key) } else { span };
        Some(Table::new(cx, table, span, known))
    }

    pub(super) fn tables(&self, cx: &mut Cx<'_>, key: &str, known: &[&str]) -> Vec<Table<'t>> {
        let Some(item) = self.table.get(key) else { return Vec::new() };
        let Some(tables) = item.as_array_of_tables() else {
            return wrong(
                cx,
                key,
                "a list of tables, each written `[[input]]`",
                item.type_name(),
                item.span(),
            )
            .unwrap_or_default();
        };
        tables.iter().map(|table| Table::new(cx, table, cx.span(table.span()), known)).collect()
    }
}

fn said(cx: &mut Cx<'_>, key: &str, item: &Item) -> Option<Said<String>> {
    match item.as_value() {
        Some(value) => said_value(cx, key, value),
        None => wrong(cx, key, "a text", item.type_name(), item.span()),
    }
}

fn said_value(cx: &mut Cx<'_>, key: &str, value: &Value) -> Option<Said<String>> {
    match value.as_str() {
        Some(text) => Some(Said { value: text.to_owned(), span: cx.span(value.span()) }),
        None => wrong(cx, key, "a text", value.type_name(), value.span()),
    }
}

fn wrong<T>(
    cx: &mut Cx<'_>,
    key: &str,
    wanted: &str,
    given: &str,
    at: Option<std::ops::Range<usize>>,
) -> Option<T> {
    let span = cx.span(at);
    cx.error(Code::InvalidValue, span, format!("`{key}` must be {wanted}, and this is of type {given}"));
    None
}
