//! How much of a document is read before it is refused. Every limit has a default that no honest service reaches.

/// Bounds on what a reader accepts; each is refused with its own [`Limit`].
///
/// ```
/// use castile::xml::{Limits, Reader};
/// let limits = Limits { depth: 2, ..Limits::default() };
/// let mut reader = Reader::with_limits("<a><b><c/></b></a>", limits);
/// reader.root()?;
/// assert!(reader.skip().is_err());
/// # Ok::<(), castile::xml::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole document: 256 MiB.
    pub document: usize,
    /// Open elements at a time: 256. Types and trees are read by recursion, so a larger one wants a larger stack.
    pub depth: usize,
    /// Attributes of one element beside its namespace declarations: 256.
    pub attributes: usize,
    /// Namespace declarations in scope at a time: 1024.
    pub namespaces: usize,
    /// Bytes of one name, prefix included: 1024.
    pub name: usize,
    /// Bytes of one text or attribute value, what references stand for: 64 MiB.
    pub text: usize,
    /// Child elements of one element: 16 million.
    pub children: usize,
    /// Bytes of one item of a [stream](super::stream), or of one tag, comment or text beside the items: 64 MiB.
    pub item: usize,
}

impl Limits {
    /// The limits of those who say nothing.
    pub(crate) const DEFAULT: Self = Self {
        document: 256 << 20,
        depth: 256,
        attributes: 256,
        namespaces: 1024,
        name: 1024,
        text: 64 << 20,
        children: 16 << 20,
        item: 64 << 20,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Which of the [`Limits`] a document went past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::document`].
    Document,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::attributes`].
    Attributes,
    /// [`Limits::namespaces`].
    Namespaces,
    /// [`Limits::name`].
    Name,
    /// [`Limits::text`].
    Text,
    /// [`Limits::children`].
    Children,
    /// [`Limits::item`].
    Item,
}

impl Limit {
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Document => "the document is larger than the limit",
            Self::Depth => "elements are nested deeper than the limit",
            Self::Attributes => "an element has more attributes than the limit",
            Self::Namespaces => "more namespace declarations are in scope than the limit",
            Self::Name => "a name is longer than the limit",
            Self::Text => "a text or attribute value is longer than the limit",
            Self::Children => "an element has more children than the limit",
            Self::Item => "an item of the stream is longer than the limit",
        }
    }
}
