//! A line of the notation as words: plain ones and quoted ones.

use super::super::{Allowed, NameId, Names, NsId, Process, Wildcard};
use super::{Result, TableError};

/// The words of a line that are still to be read.
pub(in crate::schema) struct Line {
    number: usize,
    words: std::vec::IntoIter<Word>,
    next: Option<Word>,
}

/// A word.
#[derive(Debug)]
pub(in crate::schema) struct Word {
    /// The word, or what it has between its quotes.
    pub(in crate::schema) text: String,
    pub(in crate::schema) quoted: bool,
}

impl Line {
    pub(in crate::schema) fn new(text: &str, number: usize) -> Result<Self> {
        let mut words = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (word, after) = if rest.starts_with('"') {
                quoted(rest).ok_or_else(|| TableError::new(number, "expected a closing quote"))?
            } else {
                let (text, after) = plain(rest);
                (Word { text: text.to_owned(), quoted: false }, after)
            };
            words.push(word);
            rest = after.trim_start();
        }
        let mut words = words.into_iter();
        let next = words.next();
        Ok(Self { number, words, next })
    }

    pub(in crate::schema) fn number(&self) -> usize {
        self.number
    }

    pub(in crate::schema) fn fail<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(TableError::new(self.number, message))
    }

    /// The next word, if there is one.
    pub(in crate::schema) fn maybe(&mut self) -> Option<Word> {
        let next = self.words.next();
        std::mem::replace(&mut self.next, next)
    }

    /// The next word, if it is this one.
    pub(in crate::schema) fn eat(&mut self, word: &str) -> bool {
        let is = self.next.as_ref().is_some_and(|next| !next.quoted && next.text == word);
        if is {
            self.maybe();
        }
        is
    }

    pub(in crate::schema) fn word(&mut self, what: &str) -> Result<String> {
        match self.maybe() {
            Some(Word { text, quoted: false }) => Ok(text),
            _ => self.fail(format!("expected {what}")),
        }
    }

    pub(in crate::schema) fn quoted(&mut self) -> Result<String> {
        match self.maybe() {
            Some(Word { text, quoted: true }) => Ok(text),
            _ => self.fail("expected a quoted text"),
        }
    }

    /// The quoted texts up to the end.
    pub(in crate::schema) fn all_quoted(&mut self) -> Result<Vec<String>> {
        let mut out = Vec::new();
        while self.next.is_some() {
            out.push(self.quoted()?);
        }
        Ok(out)
    }

    pub(in crate::schema) fn is_done(&self) -> bool {
        self.next.is_none()
    }

    pub(in crate::schema) fn end(&self) -> Result<()> {
        match &self.next {
            Some(word) => self.fail(format!("`{}` has no place here", word.text)),
            None => Ok(()),
        }
    }

    pub(in crate::schema) fn number_in(&self, text: &str) -> Result<usize> {
        text.parse().or_else(|_| self.fail(format!("`{text}` is not a number")))
    }

    pub(in crate::schema) fn ns_in(&self, text: &str, names: &Names) -> Result<NsId> {
        match text.parse() {
            Ok(ns) if names.has_ns(ns) => Ok(ns),
            _ => self.fail(format!("there is no namespace {text}")),
        }
    }

    /// `NS:local`.
    pub(in crate::schema) fn name_in(&self, text: &str, names: &mut Names) -> Result<NameId> {
        let Some((ns, local)) = text.split_once(':') else {
            return self.fail(format!("expected a name, found `{text}`"));
        };
        let ns = self.ns_in(ns, names)?;
        Ok(names.name(ns, local))
    }

    pub(in crate::schema) fn name(&mut self, names: &mut Names) -> Result<NameId> {
        let word = self.word("a name")?;
        self.name_in(&word, names)
    }

    /// `lax any`, `strict not 1 0`, `skip only 0 2`.
    pub(in crate::schema) fn wildcard(&mut self, names: &Names) -> Result<Wildcard> {
        let process = match self.word("what is done about its contents")?.as_str() {
            "strict" => Process::Strict,
            "lax" => Process::Lax,
            "skip" => Process::Skip,
            other => return self.fail(format!("`{other}` is none of `strict`, `lax` and `skip`")),
        };
        let kind = self.word("its namespaces")?;
        let mut list = Vec::new();
        while let Some(number) = self.next.as_ref().map(|word| word.text.clone()) {
            let Ok(ns) = self.ns_in(&number, names) else { break };
            list.push(ns);
            self.maybe();
        }
        let allowed = match kind.as_str() {
            "any" => Allowed::Any,
            "not" => Allowed::Not(list),
            "only" => Allowed::Only(list),
            other => return self.fail(format!("`{other}` is none of `any`, `not` and `only`")),
        };
        Ok(Wildcard { process, allowed })
    }
}

fn plain(text: &str) -> (&str, &str) {
    text.split_at(text.find(' ').unwrap_or(text.len()))
}

/// A quoted text with `\"`, `\\`, `\n`, `\r` and `\t` in it.
fn quoted(text: &str) -> Option<(Word, &str)> {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, it)) = chars.next() {
        match it {
            '"' => {
                return Some((Word { text: out, quoted: true }, text.get(at + 1..)?));
            }
            '\\' => out.push(match chars.next()?.1 {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            }),
            other => out.push(other),
        }
    }
    None
}
