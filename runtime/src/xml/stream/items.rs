//! Bytes pushed, items pulled.

use std::fmt;
use std::marker::PhantomData;

use super::ancestors::Ancestors;
use super::decode::Decoder;
use super::tokens::{Kind, Scanner};
use crate::xml::error::{ErrorKind, Result};
use crate::xml::limits::{Limit, Limits};
use crate::xml::{FromXml, Name, Observed, Reader};

/// The elements of a name in a document, wherever they stand, each as a `T`. One inside another belongs to the outer one.
///
/// ```
/// use castile::xml::{Name, stream::{Items, Step}};
///
/// let mut items = Items::<String>::new(Name::new("", "item"));
/// items.push(b"<list><item>on");
/// assert_eq!(items.pull()?, Step::More);
/// items.push(b"e</item></list>");
/// assert_eq!(items.pull()?, Step::Item("one".to_owned()));
/// items.finish();
/// assert_eq!(items.pull()?, Step::End);
/// # Ok::<(), castile::xml::Error>(())
/// ```
pub struct Items<T> {
    ns: String,
    local: String,
    limits: Limits,
    decoder: Decoder,
    text: String,
    /// How much of the text was read.
    start: usize,
    scanner: Scanner,
    around: Ancestors,
    item: Option<Partial>,
    /// Bytes of the document so far, as UTF-8.
    length: usize,
    observed: Observed,
    /// Whether the document is of XML 1.1.
    restricted: bool,
    state: State,
    /// What is wrong behind the text.
    behind: Option<ErrorKind>,
    marker: PhantomData<fn() -> T>,
}

/// An item whose end was not seen yet.
#[derive(Debug, Clone, Copy)]
struct Partial {
    length: usize,
    depth: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// More may be pushed.
    Open,
    /// All was pushed.
    Finished,
    /// All was read, or something was wrong.
    Over,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<T> {
    /// An item.
    Item(T),
    /// Nothing, until more is pushed or the end is.
    More,
    /// Nothing: the document was read to its end, and it is well-formed.
    End,
}

impl<T> Items<T> {
    /// The elements of this name.
    pub fn new(name: Name<'_>) -> Self {
        Self {
            ns: name.ns.to_owned(),
            local: name.local.to_owned(),
            limits: Limits::default(),
            decoder: Decoder::default(),
            text: String::new(),
            start: 0,
            scanner: Scanner::default(),
            around: Ancestors::default(),
            item: None,
            length: 0,
            observed: Observed::default(),
            restricted: false,
            state: State::Open,
            behind: None,
            marker: PhantomData,
        }
    }

    /// The same on other limits. [`Limits::document`] bounds the whole of it, [`Limits::item`] what is held.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same where the transport says what the encoding is, as `charset` in `Content-Type` does.
    pub fn with_charset(mut self, charset: &str) -> Self {
        self.decoder.set_charset(charset);
        self
    }

    /// Takes bytes of the document. Pull until [`Step::More`] before more are pushed: what is not pulled is held.
    pub fn push(&mut self, bytes: &[u8]) {
        self.decode(bytes, false);
    }

    /// Says that all bytes were pushed.
    pub fn finish(&mut self) {
        self.decode(&[], true);
        if self.state == State::Open {
            self.state = State::Finished;
        }
    }

    /// What was passed over in the items so far.
    pub fn observed(&self) -> Observed {
        self.observed
    }

    /// How many bytes of text are held.
    pub fn held(&self) -> usize {
        self.text.len() - self.start
    }

    /// Ends it: the source failed.
    pub(super) fn give_up(&mut self) {
        self.state = State::Over;
    }

    fn decode(&mut self, bytes: &[u8], last: bool) {
        if self.state != State::Open || self.behind.is_some() {
            return;
        }
        // Moved to the front when most of it was read: each byte is moved once on average.
        if self.start * 2 > self.text.len() {
            self.text.drain(..self.start);
            self.start = 0;
        }
        let before = self.text.len();
        let decoded = self.decoder.push(bytes, &mut self.text, last);
        self.length += self.text.len() - before;
        let within = self.length <= self.limits.document;
        self.behind = if within { decoded.err() } else { Some(ErrorKind::Limit(Limit::Document)) };
    }
}

impl<T: for<'x> FromXml<'x>> Items<T> {
    /// The next item. After an error there is nothing more.
    pub fn pull(&mut self) -> Result<Step<T>> {
        if self.state == State::Over {
            return Ok(Step::End);
        }
        let step = self.steps();
        if !matches!(step, Ok(Step::Item(_) | Step::More)) {
            self.state = State::Over;
            self.text = String::new();
            self.start = 0;
        }
        step
    }

    fn steps(&mut self) -> Result<Step<T>> {
        loop {
            let read = self.item.map_or(0, |item| item.length);
            let ahead = self.text.as_bytes().get(self.start + read..).unwrap_or_default();
            let Some((kind, length)) = self.scanner.token(ahead) else { return self.starved() };
            if kind == Kind::Declaration && self.item.is_some() {
                return self.declared(read + length);
            }
            let Some(item) = &mut self.item else {
                self.between(kind, length)?;
                if self.item.is_some_and(|it| it.depth == 0) {
                    return self.complete().map(Step::Item);
                }
                continue;
            };
            item.length += length;
            match kind {
                Kind::Start => item.depth += 1,
                Kind::End => item.depth -= 1,
                _ => {}
            }
            if item.depth == 0 {
                return self.complete().map(Step::Item);
            }
        }
    }

    /// An item with a declaration in it, which the reader refuses where it stands: whatever follows, it is not looked at.
    fn declared(&mut self, length: usize) -> Result<Step<T>> {
        let text = self.text.get(self.start..self.start + length).unwrap_or_default();
        let mut reader = self.around.reader(text, self.limits);
        let read = reader.first_tag().and_then(|()| reader.skip());
        read.map(|()| Step::End).map_err(|error| self.around.place(error))
    }

    /// There is no whole token.
    fn starved(&mut self) -> Result<Step<T>> {
        let text = self.text.get(self.start..).unwrap_or_default();
        if let Some(kind) = self.behind.take() {
            return Err(self.around.fail_behind(text, kind));
        }
        if text.len() > self.limits.item.min(u32::MAX as usize) {
            return Err(self.around.fail(ErrorKind::Limit(Limit::Item)));
        }
        if self.state == State::Open {
            return Ok(Step::More);
        }
        let blank = text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        if self.around.is_past_root() && self.item.is_none() && blank {
            return Ok(Step::End);
        }
        let is_markup = ["<!--", "<?"].iter().any(|it| text.starts_with(it));
        if !blank && !is_markup && self.around.is_empty() && self.item.is_none() {
            // That text or a declaration has no place here says more than that the end is missing.
            let mut reader = self.around.reader(text, self.limits);
            reader.outside_root(false).map_err(|error| self.around.place(error))?;
        }
        Err(self.around.unfinished(text))
    }

    /// A token that is in no item.
    fn between(&mut self, kind: Kind, length: usize) -> Result<()> {
        if length > self.limits.item {
            return Err(self.around.fail(ErrorKind::Limit(Limit::Item)));
        }
        let token = self.text.get(self.start..self.start + length).unwrap_or_default();
        match kind {
            Kind::Start | Kind::Empty => return self.start_tag(kind, length),
            Kind::End => self.around.pop(token)?,
            Kind::Text | Kind::Markup | Kind::Declaration => {
                // Text is read up to the `<` behind it.
                let text = self.text.get(self.start..=self.start + length).filter(|_| kind == Kind::Text);
                let first = self.length == self.text.len() && self.start == 0;
                let inside = !self.around.is_empty();
                let mut reader = self.around.reader(text.unwrap_or(token), self.limits);
                let read = match kind {
                    Kind::Text if inside => reader.lone_text(),
                    Kind::Markup | Kind::Declaration if inside => reader.lone_markup(),
                    _ => reader.outside_root(first),
                };
                read.and_then(|()| restricted(&reader, self.restricted))
                    .map_err(|it| self.around.place(it))?;
                self.restricted |= first && is_restricted(token);
            }
        }
        self.consume(length);
        Ok(())
    }

    fn start_tag(&mut self, kind: Kind, length: usize) -> Result<()> {
        let tag = self.text.get(self.start..self.start + length).unwrap_or_default();
        self.around.child(&self.limits)?;
        let mut reader = self.around.reader(tag, self.limits);
        let read = reader.first_tag().and_then(|()| reader.fragment_end());
        read.and_then(|()| restricted(&reader, self.restricted)).map_err(|it| self.around.place(it))?;
        if reader.name() == Name::new(&self.ns, &self.local) {
            self.item = Some(Partial { length, depth: usize::from(kind == Kind::Start) });
            return Ok(());
        }
        if kind == Kind::Start {
            let declared =
                reader.declared().map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned())).collect();
            drop(reader);
            self.around.push(tag, declared);
        }
        self.consume(length);
        Ok(())
    }

    /// Reads the item, whose end was found.
    fn complete(&mut self) -> Result<T> {
        let Some(Partial { length, .. }) = self.item.take() else {
            return Err(self.around.fail(ErrorKind::Missing("the item".to_owned())));
        };
        if length > self.limits.item.min(u32::MAX as usize) {
            return Err(self.around.fail(ErrorKind::Limit(Limit::Item)));
        }
        let text = self.text.get(self.start..self.start + length).unwrap_or_default();
        let mut reader = self.around.reader(text, self.limits);
        let item = restricted(&reader, self.restricted).and_then(|()| read_whole(&mut reader));
        let passed = reader.observed();
        let item = item.map_err(|error| self.around.place(error))?;
        self.observed.unknown_elements += passed.unknown_elements;
        self.observed.unknown_attributes += passed.unknown_attributes;
        self.observed.out_of_order += passed.out_of_order;
        self.observed.defaulted += passed.defaulted;
        self.consume(length);
        Ok(item)
    }

    fn consume(&mut self, length: usize) {
        self.around.pass(self.text.get(self.start..self.start + length).unwrap_or_default());
        self.start += length;
    }
}

/// Whether a token at the beginning of a document declares it to be of XML 1.1.
fn is_restricted(token: &str) -> bool {
    token.strip_prefix("<?xml").is_some_and(|it| it.starts_with([' ', '\t', '\r', '\n']))
        && token.contains("1.1")
}

fn restricted(reader: &Reader<'_>, restricted: bool) -> Result<()> {
    if restricted { reader.check_restricted() } else { Ok(()) }
}

fn read_whole<'x, T: FromXml<'x>>(reader: &mut Reader<'x>) -> Result<T> {
    reader.first_tag()?;
    if !T::NILLABLE && reader.is_nil()? {
        return Err(reader.fail(ErrorKind::Nil));
    }
    let item = T::read(reader)?;
    reader.fragment_end()?;
    Ok(item)
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("ns", &self.ns)
            .field("local", &self.local)
            .field("held", &self.held())
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
