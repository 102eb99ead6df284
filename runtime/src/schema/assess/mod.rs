//! Document → violations: elements go by, and of each open one it is kept what its content may still be.

mod attributes;
mod element;
mod end;

#[cfg(feature = "proptest")]
pub(super) use element::XSI;

use super::content::Content;
use super::identity::Identities;
use super::table::{ElementId, Process, Seen, Tables, TypeId};
use super::violation::{Violation, Violations};
use crate::xml::{Error, Limits, Reader};
use std::collections::{HashMap, HashSet};

/// No more violations are listed than this.
const MOST: usize = 1000;

/// A schema may well ask for more attributes than any message has.
const LIMITS: Limits = Limits { attributes: 4096, ..Limits::DEFAULT };

/// What is known of a document so far.
pub(super) struct Assessment<'t, 'x> {
    tables: &'t Tables,
    text: &'x str,
    reader: Reader<'x>,
    open: Vec<Open>,
    identities: Identities<'t>,
    /// The `ID`s of the document.
    ids: HashSet<String>,
    /// References to `ID`s, each with the place of the first.
    references: HashMap<String, (usize, String)>,
    found: Vec<Violation>,
}

/// An element that is open.
struct Open {
    /// The byte at which it begins.
    at: usize,
    element: Option<ElementId>,
    ty: Option<TypeId>,
    holds: Holds,
    /// Its own text.
    text: String,
    /// The byte at which that begins.
    text_at: usize,
    has_children: bool,
    /// Whether text that has no place in it has been reported.
    told_of_text: bool,
}

/// What an open element may hold.
enum Holds {
    /// Anything, and nobody looks.
    Anything,
    /// Anything; what is declared is checked.
    Lax,
    /// Nothing, since it is nil.
    Nil,
    /// Text of a simple type.
    Text(TypeId),
    /// Elements, and text between them if it is mixed.
    Elements { mixed: bool, empty: bool, content: Content, broken: bool },
}

/// Where an element stands, as far as its parent knows.
#[derive(Clone, Copy)]
enum Place {
    Declared(ElementId),
    Wildcard(Process),
    /// Where it may not, which has been reported.
    Wrong,
    Root,
}

impl<'t, 'x> Assessment<'t, 'x> {
    pub(super) fn new(tables: &'t Tables, text: &'x str) -> Self {
        Self {
            tables,
            text,
            reader: Reader::with_limits(text, LIMITS),
            open: Vec::new(),
            identities: Identities::default(),
            ids: HashSet::new(),
            references: HashMap::new(),
            found: Vec::new(),
        }
    }

    /// Assesses the whole document.
    pub(super) fn document(mut self, as_type: Option<TypeId>) -> Result<(), Violations> {
        if let Err(error) = self.walk(as_type) {
            self.found.push(unreadable(&error));
        }
        self.check_references();
        if self.found.is_empty() { Ok(()) } else { Err(Violations(self.found)) }
    }

    fn walk(&mut self, as_type: Option<TypeId>) -> Result<(), Error> {
        self.reader.root()?;
        self.start(Place::Root, as_type)?;
        while !self.open.is_empty() && self.found.len() < MOST {
            self.step()?;
        }
        if self.open.is_empty() { self.reader.end() } else { Ok(()) }
    }

    /// Reads the text up to the next tag, and that tag.
    fn step(&mut self) -> Result<(), Error> {
        let at = self.reader.place();
        let text = self.reader.text_before_tag()?;
        if !text.is_empty() {
            self.text(at, &text);
        }
        if self.reader.is_empty() {
            // Before the end tag is passed: prefixes in the text are those that the element declares.
            self.end();
            self.reader.child()?;
            return Ok(());
        }
        self.reader.child()?;
        let seen = self.tables.names.seen(self.reader.name());
        let place = self.place(seen);
        if let Some(open) = self.open.last_mut() {
            open.has_children = true;
        }
        self.start(place, None)
    }

    /// Where the element that the reader stands at stands in the content of the one around it.
    fn place(&mut self, seen: Seen) -> Place {
        let tables = self.tables;
        let Some(open) = self.open.last_mut() else { return Place::Root };
        let first = !open.has_children;
        match &mut open.holds {
            Holds::Anything => Place::Wildcard(Process::Skip),
            Holds::Lax => Place::Wildcard(Process::Lax),
            // Text and nil are looked at when the element ends.
            Holds::Nil | Holds::Text(_) => {
                if first {
                    self.child_in_simple_content();
                }
                Place::Wrong
            }
            Holds::Elements { broken: true, .. } => Place::Wrong,
            Holds::Elements { content, broken, .. } => match content.take(tables, seen) {
                Some(super::content::Taken::Element(element)) => Place::Declared(element),
                Some(super::content::Taken::Wildcard(process)) => Place::Wildcard(process),
                None => {
                    *broken = true;
                    self.unexpected();
                    Place::Wrong
                }
            },
        }
    }

    fn text(&mut self, at: usize, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let blank = text.chars().all(|it| matches!(it, ' ' | '\t' | '\n' | '\r'));
        if open.text.is_empty() || (open.text.trim().is_empty() && !blank) {
            let raw = self.text.get(at..).unwrap_or_default();
            open.text_at = at + (raw.len() - raw.trim_start().len());
        }
        let text_at = open.text_at;
        let wrong = match &open.holds {
            _ if open.told_of_text => None,
            Holds::Elements { mixed: false, empty: true, .. } => Some("cvc-complex-type.2.1"),
            Holds::Elements { mixed: false, empty: false, .. } if !blank => Some("cvc-complex-type.2.3"),
            _ => None,
        };
        if !matches!(open.holds, Holds::Anything | Holds::Lax) {
            open.text.push_str(text);
        }
        if let Some(rule) = wrong {
            open.told_of_text = true;
            let may = if rule == "cvc-complex-type.2.1" { "nothing" } else { "elements only" };
            self.report(rule, text_at, None, format!("unexpected text: the element may hold {may}"));
        }
    }

    /// Notes a violation at a byte of the document.
    fn report(&mut self, rule: &'static str, at: usize, attribute: Option<&str>, message: String) {
        let path = self.path(attribute);
        self.report_in(rule, at, path, message);
    }

    fn report_in(&mut self, rule: &'static str, at: usize, path: String, message: String) {
        if self.found.len() < MOST {
            let (line, column) = line_and_column(self.text, at);
            self.found.push(Violation { rule, line, column, path, message });
        }
    }

    /// The open elements as local names, and an attribute of the last.
    fn path(&self, attribute: Option<&str>) -> String {
        let mut path = String::new();
        for open in &self.open {
            let name = self.text.get(open.at + 1..).unwrap_or_default();
            let end = name.find([' ', '\t', '\n', '\r', '/', '>']).unwrap_or(name.len());
            let name = name.get(..end).unwrap_or_default();
            path.push('/');
            path.push_str(name.split_once(':').map_or(name, |(_, local)| local));
        }
        if let Some(attribute) = attribute {
            path.push_str("/@");
            path.push_str(attribute);
        }
        path
    }

    /// XSD 1.0 Part 1 §3.15.4: what refers to an `ID` refers to one of the document.
    fn check_references(&mut self) {
        let mut dangling: Vec<_> = std::mem::take(&mut self.references).into_iter().collect();
        dangling.retain(|(id, _)| !self.ids.contains(id));
        dangling.sort_by_key(|(_, (at, _))| *at);
        for (id, (at, path)) in dangling {
            self.report_in("cvc-id.1", at, path, format!("there is no element with the ID `{id}`"));
        }
    }
}

pub(super) fn unreadable(error: &Error) -> Violation {
    Violation {
        rule: "xml",
        line: error.line(),
        column: error.column(),
        path: error.path().to_owned(),
        message: error.kind().to_string(),
    }
}

/// Both from 1, the column in characters.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let newlines = memchr::memchr_iter(b'\n', before.as_bytes()).count();
    (newlines + 1, before.get(line..).unwrap_or_default().chars().count() + 1)
}
