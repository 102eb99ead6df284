//! An envelope whose body is in SOAP encoding → the same without: values that stand elsewhere are put in their places, members
//! and items get the names that the types have for them, and what only encoding knows is left out.

use super::{Content, Table, Type, is_encoding, is_instance};
use crate::soap::Version;
use crate::xml::{self, Element, ErrorKind, Limits, Name, Node, Reader, Result, Writer};
use std::collections::HashMap;

/// Decodes an answer whose element has this name and the type at this place.
pub(super) fn decode(
    envelope: &str,
    types: &'static [Type],
    ty: usize,
    name: Name<'_>,
    limits: Limits,
) -> Result<String> {
    let mut reader = Reader::with_limits(envelope, limits);
    reader.root()?;
    let version = Version::of(reader.name().ns).unwrap_or(Version::V11);
    let root = <Element as xml::FromXml>::read(&mut reader)?;
    reader.end()?;
    let body = root.elements().find(|it| it.name() == Name::new(version.namespace(), "Body"));
    let ids = body.map(collect).unwrap_or_default();
    let budget = limits.document.min(envelope.len().saturating_mul(64).saturating_add(4096));
    let table = Table { types, version };
    let mut decoder = Decoder { table, ids, open: Vec::new(), budget, writer: Writer::new(), wrong: None };
    decoder.envelope(&root, ty, name);
    match decoder.wrong {
        Some(what) => Err(reader.fail(ErrorKind::Unexpected(what))),
        None => decoder.writer.finish(),
    }
}

/// The elements that have an `id`, by it.
fn collect(body: &Element) -> HashMap<&str, &Element> {
    let (mut ids, mut open) = (HashMap::new(), vec![body]);
    while let Some(element) = open.pop() {
        if let Some(id) = own(element, "id") {
            ids.entry(id).or_insert(element);
        }
        open.extend(element.elements());
    }
    ids
}

/// An attribute of encoding: in its namespace, as SOAP 1.2 has it, or in none.
fn own<'e>(element: &'e Element, local: &str) -> Option<&'e str> {
    let named = |name: Name<'_>| name.local == local && (name.ns.is_empty() || is_encoding(name.ns));
    element.attributes().iter().find(|it| named(it.name())).map(|it| it.value.as_str())
}

struct Decoder<'e> {
    table: Table,
    ids: HashMap<&'e str, &'e Element>,
    /// The ids that are being written: one of them inside would be without end.
    open: Vec<&'e str>,
    /// How much may still be written: a value that many refer to is written many times.
    budget: usize,
    writer: Writer,
    /// The first thing that cannot be decoded.
    wrong: Option<String>,
}

impl<'e> Decoder<'e> {
    fn envelope(&mut self, root: &'e Element, ty: usize, name: Name<'_>) {
        self.writer.start(root.name());
        for part in root.elements() {
            if part.name() != Name::new(root.name().ns, "Body") {
                self.writer.element(part.name(), part);
                continue;
            }
            self.writer.start(part.name());
            if let Some(answer) = answer(part, name) {
                if answer.name() == Name::new(root.name().ns, "Fault") {
                    self.any(answer.name(), answer);
                } else {
                    self.value(name, answer, ty);
                }
            }
            self.writer.end();
        }
        self.writer.end();
    }

    /// The value that an element is or refers to, under this name.
    fn value(&mut self, name: Name<'_>, element: &'e Element, at: usize) {
        let Some((target, id)) = self.follow(element) else { return };
        self.open.extend(id);
        let ty = self.actual(target, self.table.get(at));
        self.writer.start(name);
        match ty.content {
            Content::Any => self.copy(target),
            Content::Simple => {
                super::bind_prefix(&mut self.writer, target, &target.text());
                self.attributes(target, at, ty);
                self.writer.text(&target.text());
            }
            Content::Struct(members) => self.members(target, at, ty, members),
            Content::Array(item, of, dimensions) => {
                self.nil(target);
                let items: Vec<_> = target.elements().collect();
                let sizes = sizes(target, dimensions, items.len());
                self.items(&items, item, of, &sizes);
            }
        }
        self.writer.end();
        self.open.truncate(self.open.len() - usize::from(id.is_some()));
    }

    /// The element that holds the value, and the id it was found by.
    fn follow(&mut self, element: &'e Element) -> Option<(&'e Element, Option<&'e str>)> {
        let said =
            own(element, "href").or_else(|| own(element, "ref").filter(|_| element.children().is_empty()));
        let Some(id) = said.map(|said| said.strip_prefix('#').unwrap_or(said)) else {
            return self.charge(element).then_some((element, None));
        };
        if self.open.contains(&id) {
            return self.fail(&format!("the value `{id}` inside itself"));
        }
        match self.ids.get(id).copied() {
            Some(target) => self.charge(target).then_some((target, Some(id))),
            None => self.fail(&format!("a reference to `{id}`, which is not in the message,")),
        }
    }

    /// Takes what an element will be when it is written from what may be written; whether that was enough.
    fn charge(&mut self, element: &Element) -> bool {
        match self.budget.checked_sub(size(element)) {
            Some(left) if self.wrong.is_none() && self.open.len() < 128 => self.budget = left,
            _ => {
                let what = "a value that is referred to so often that the message has no end in sight";
                self.fail::<()>(what);
            }
        }
        self.wrong.is_none()
    }

    fn fail<T>(&mut self, what: &str) -> Option<T> {
        self.wrong.get_or_insert_with(|| what.to_owned());
        None
    }

    /// The type that a value says, where the table has it.
    fn actual(&self, element: &Element, declared: &'static Type) -> &'static Type {
        let said = || said_type(element, self.table.types);
        match declared.content {
            Content::Struct(_) => said().unwrap_or(declared),
            _ => declared,
        }
    }

    fn members(
        &mut self,
        element: &'e Element,
        at: usize,
        ty: &'static Type,
        members: &'static [(Name<'static>, usize)],
    ) {
        self.attributes(element, at, ty);
        let children: Vec<_> = element.elements().collect();
        let member = |name: Name<'_>| {
            let exact = members.iter().find(|(known, _)| *known == name);
            exact.or_else(|| members.iter().find(|(known, _)| known.local == name.local))
        };
        for child in &children {
            match member(child.name()) {
                Some((name, ty)) => self.value(*name, child, *ty),
                None => match returned(ty, members, &children, child) {
                    Some((name, ty)) => self.value(name, child, ty),
                    None => self.any(child.name(), child),
                },
            }
        }
        if children.is_empty() {
            self.writer.text(&element.text());
        }
    }

    /// Items, in rows where there are several dimensions.
    fn items(&mut self, items: &[&'e Element], name: Name<'_>, of: usize, sizes: &[usize]) {
        match sizes {
            [] | [_] => items.iter().for_each(|item| self.value(name, item, of)),
            [_, inner @ ..] => {
                let row = inner.iter().fold(1_usize, |all, size| all.saturating_mul(*size)).max(1);
                for row in items.chunks(row) {
                    self.writer.start(name);
                    self.items(row, name, of, inner);
                    self.writer.end();
                }
            }
        }
    }

    /// The attributes of the value itself, and its type where that is another than the declared one.
    fn attributes(&mut self, element: &Element, declared: usize, actual: &Type) {
        if let Some(name) = actual.name.filter(|_| self.table.get(declared) != actual) {
            self.writer.xsi_type(name);
        }
        self.nil(element);
        for it in element.attributes() {
            let name = it.name();
            let of_encoding = is_encoding(name.ns) || is_instance(name.ns) || name.local == "encodingStyle";
            let is_reference = name.ns.is_empty() && matches!(name.local, "id" | "href");
            if !of_encoding && !is_reference {
                self.writer.attribute(name.ns, name.local, &it.value);
            }
        }
    }

    fn nil(&mut self, element: &Element) {
        let says =
            |it: &&xml::Attribute| is_instance(it.name().ns) && matches!(it.name().local, "nil" | "null");
        if let Some(nil) = element.attributes().iter().find(says) {
            self.writer.attribute("http://www.w3.org/2001/XMLSchema-instance", "nil", &nil.value);
        }
    }

    fn text(&mut self, element: &Element) {
        let text = element.text();
        super::bind_prefix(&mut self.writer, element, &text);
        self.writer.text(&text);
    }

    /// A value of no type that is known, with all that it refers to.
    fn any(&mut self, name: Name<'_>, element: &'e Element) {
        let Some((target, id)) = self.follow(element) else { return };
        self.open.extend(id);
        self.writer.start(name);
        self.copy(target);
        self.writer.end();
        self.open.truncate(self.open.len() - usize::from(id.is_some()));
    }

    fn copy(&mut self, element: &'e Element) {
        let is_own = |name: Name<'_>| name.ns.is_empty() && matches!(name.local, "id" | "href");
        let attributes = || element.attributes().iter().filter(|it| !is_own(it.name()));
        for it in attributes() {
            super::bind_prefix(&mut self.writer, element, &it.value);
        }
        for it in attributes() {
            self.writer.attribute(it.name().ns, it.name().local, &it.value);
        }
        if element.elements().next().is_none() {
            return self.text(element);
        }
        for node in element.children() {
            match node {
                Node::Element(child) => self.any(child.name(), child),
                Node::Text(text) => self.writer.text(text),
            }
        }
    }
}

/// About how much an element is, but for the elements in it.
fn size(element: &Element) -> usize {
    let of_name = |name: Name<'_>| name.ns.len() + 2 * name.local.len() + 8;
    let attributes = element.attributes().iter().map(|it| of_name(it.name()) + it.value.len());
    let texts = element.children().iter().map(|it| if let Node::Text(text) = it { text.len() } else { 0 });
    of_name(element.name()) + attributes.chain(texts).sum::<usize>()
}

/// The first child of an answer is what the call returns, whatever its name (SOAP 1.1 §7.1).
fn returned(
    ty: &Type,
    members: &'static [(Name<'static>, usize)],
    children: &[&Element],
    child: &Element,
) -> Option<(Name<'static>, usize)> {
    let first = *members.first()?;
    let is_first = children.first().is_some_and(|first| std::ptr::eq(*first, child));
    let taken = children.iter().any(|child| child.name().local == first.0.local);
    (ty.name.is_none() && is_first && !taken).then_some(first)
}

/// The element of the body that is the message: the others are values that it refers to (SOAP 1.1 §5.6).
fn answer<'e>(body: &'e Element, name: Name<'_>) -> Option<&'e Element> {
    let is_root = |it: &&Element| own(it, "root").is_none_or(|root| root.trim() != "0");
    let roots = || body.elements().filter(is_root);
    let named = roots().find(|it| it.name().local == name.local);
    named.or_else(|| roots().find(|it| own(it, "id").is_none())).or_else(|| body.elements().next())
}

fn said_type(element: &Element, types: &'static [Type]) -> Option<&'static Type> {
    let said = |it: &&xml::Attribute| is_instance(it.name().ns) && it.name().local == "type";
    let value = element.attributes().iter().find(said)?.value.trim();
    let (prefix, local) = value.split_once(':').unwrap_or(("", value));
    let name = Name::new(element.resolve(prefix)?, local);
    types.iter().find(|ty| ty.name == Some(name) && matches!(ty.content, Content::Struct(_)))
}

/// The sizes of an array: the last bracket of `arrayType`, or `arraySize`; a size that is not said follows from the others.
fn sizes(element: &Element, dimensions: usize, items: usize) -> Vec<usize> {
    let said = match (own(element, "arrayType"), own(element, "arraySize")) {
        (Some(ty), _) => ty.rsplit_once('[').map_or("", |(_, sizes)| sizes.trim_end().trim_end_matches(']')),
        (None, Some(size)) => size,
        (None, None) => "",
    };
    let mut sizes: Vec<usize> = said
        .split(|it: char| it == ',' || it.is_ascii_whitespace())
        .map(|size| size.trim().parse().unwrap_or(0))
        .collect();
    sizes.resize(dimensions.max(1), 0);
    let inner: usize = sizes.iter().skip(1).fold(1, |all, size| all.saturating_mul((*size).max(1)));
    if let Some(first) = sizes.first_mut().filter(|first| **first == 0) {
        *first = items / inner;
    }
    sizes
}
