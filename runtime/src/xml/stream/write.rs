//! Items written as they come.

use std::io;

use crate::xml::{Name, ToText, ToXml, Writer};

/// As much is collected before it is written.
const ENOUGH: usize = 8 << 10;

/// Writes a document to anything that takes bytes, holding one item and a few kilobytes at most.
///
/// ```
/// use castile::xml::{Name, stream::StreamWriter};
///
/// const ORDERS: Name<'static> = Name::new("urn:x", "orders");
/// const ORDER: Name<'static> = Name::new("urn:x", "order");
/// let mut writer = StreamWriter::new(Vec::new());
/// writer.start(ORDERS);
/// for number in [7, 8] {
///     writer.element(ORDER, &number)?;
/// }
/// writer.end()?;
/// let document = String::from_utf8(writer.finish()?)?;
/// assert!(document.ends_with("<orders xmlns=\"urn:x\"><order>7</order><order>8</order></orders>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct StreamWriter<W> {
    out: W,
    writer: Writer,
    /// How much of what the writer holds was written.
    kept: usize,
}

impl<W: io::Write> StreamWriter<W> {
    /// A document with an XML declaration.
    pub fn new(out: W) -> Self {
        let mut writer = Writer::new();
        writer.declaration();
        Self { out, writer, kept: 0 }
    }

    /// Declares a prefix on the next element, for use on it and inside it.
    pub fn declare(&mut self, prefix: &str, ns: &str) {
        self.writer.declare(prefix, ns);
    }

    /// Opens an element: attributes may follow, then items, then [`end`](Self::end).
    pub fn start(&mut self, name: Name<'_>) {
        self.writer.start(name);
    }

    /// Writes an attribute of the element that was opened last; an empty `ns` makes it unprefixed.
    pub fn attribute<T: ToText + ?Sized>(&mut self, ns: &str, local: &str, value: &T) {
        self.writer.attribute(ns, local, value);
    }

    /// Writes an item. One that cannot be written as XML is an error of kind [`io::ErrorKind::InvalidData`].
    pub fn element<T: ToXml + ?Sized>(&mut self, name: Name<'_>, item: &T) -> io::Result<()> {
        self.writer.element(name, item);
        self.flush_beyond(ENOUGH)
    }

    /// Closes the innermost element.
    pub fn end(&mut self) -> io::Result<()> {
        self.writer.end();
        self.flush_beyond(ENOUGH)
    }

    /// Closes what is open, writes all of it, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        while self.writer.depth() > 0 {
            self.writer.end();
        }
        self.flush_beyond(0)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush_beyond(&mut self, bytes: usize) -> io::Result<()> {
        self.writer.take_error().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        if self.writer.held() - self.kept <= bytes || self.writer.is_in_tag() {
            return Ok(());
        }
        let Self { out, writer, kept } = self;
        writer.hand_over(kept, |bytes| out.write_all(bytes))
    }
}
