//! What is wrong with the specs, collected: readers report and go on, so that one run shows all there is to correct.
//!
//! Stages take a [`Diagnostics`] first and return a placeholder or `None`, never a `Result`. Whoever runs the stages asks
//! [`Diagnostics::has_errors`] before it uses what they made; a sink dropped without being asked is a mistake of this
//! program, which debug builds report.

mod code;
mod render;
mod suggest;

pub use code::Code;
pub(crate) use suggest::{nearest, suggested};

use crate::source::Span;
use std::cell::Cell;
use std::collections::HashSet;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Output is made, but leaves something out or rests on a guess.
    Warning,
    /// No output is made.
    Error,
}

/// One finding: a sentence that stands alone, the place it is about, the places that explain it, and what to do.
#[derive(Debug, Clone)]
#[must_use = "a diagnostic says nothing until it is reported"]
pub struct Diagnostic {
    /// Warning or error.
    pub severity: Severity,
    /// Which rule.
    pub code: Code,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// Where, and why there.
    pub primary: Label,
    /// Other places that have to do with it.
    pub secondary: Vec<Label>,
    /// Facts that explain it.
    pub notes: Vec<String>,
    /// What to write.
    pub help: Option<String>,
    /// What becomes of the spec where runs keep going; `None` where none can.
    pub consequence: Option<&'static str>,
}

/// A marked place.
#[derive(Debug, Clone)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words beside it; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message.into())
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message.into())
    }

    fn new(severity: Severity, code: Code, span: Span, message: String) -> Self {
        let primary = Label { span, text: String::new() };
        let (secondary, notes, consequence) = (Vec::new(), Vec::new(), code.consequence());
        Self { severity, code, message, primary, secondary, notes, help: None, consequence }
    }

    /// Says why the primary place is marked.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Marks another place; one that is in no file is left out.
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        if !span.is_none() {
            self.secondary.push(Label { span, text: text.into() });
        }
        self
    }

    /// Adds a fact.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to write instead.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says what becomes of the spec where runs keep going, if that is not the same for all that break the rule.
    pub(crate) fn consequence(mut self, text: &'static str) -> Self {
        self.consequence = Some(text);
        self
    }

    /// Says what to write instead, if anything came to mind.
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }
}

/// The findings of a run, in the order they were made.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    known: HashSet<(Code, Span, String)>,
    checked: Cell<bool>,
    silent: bool,
    forgiving: bool,
    strict: bool,
}

impl Diagnostics {
    /// A sink for what another stage has reported already.
    pub(crate) fn silent() -> Self {
        Self {
            list: Vec::new(),
            known: HashSet::new(),
            checked: Cell::new(true),
            silent: true,
            forgiving: false,
            strict: false,
        }
    }

    /// A sink for which a missing piece is a warning: what needs it is left out.
    pub fn forgiving() -> Self {
        let mut found = Self::default();
        found.forgiving = true;
        found
    }

    /// A sink for which rules of schemas that much is written against are rules like others.
    pub(crate) fn strict() -> Self {
        let mut found = Self::default();
        found.strict = true;
        found
    }

    /// Whether a missing piece is a warning.
    pub(crate) fn keeps_going(&self) -> bool {
        self.forgiving
    }

    /// Adds a finding; one that has been made already, at the same place in the same words, is not made twice.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        let consequence = diagnostic.consequence.filter(|_| self.forgiving);
        if let Some(consequence) = consequence.filter(|_| diagnostic.severity == Severity::Error) {
            diagnostic.severity = Severity::Warning;
            diagnostic.notes.push(consequence.to_owned());
        }
        if self.strict && diagnostic.code.is_strict() {
            diagnostic.severity = Severity::Error;
        }
        let known = (diagnostic.code, diagnostic.primary.span, diagnostic.message.clone());
        if !self.silent && self.known.insert(known) {
            self.checked.set(false);
            self.list.push(diagnostic);
        }
    }

    /// Whether there is an error, so that nothing may be made of what the stages returned.
    pub fn has_errors(&self) -> bool {
        self.checked.set(true);
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings in the order they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.checked.set(true);
        self.list.iter()
    }

    /// Whether there are no findings at all.
    pub fn is_empty(&self) -> bool {
        self.checked.set(true);
        self.list.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        let forgotten =
            !self.checked.get() && self.list.iter().any(|found| found.severity == Severity::Error);
        debug_assert!(
            std::thread::panicking() || !forgotten,
            "diagnostics were dropped without being looked at"
        );
    }
}
