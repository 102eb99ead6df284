//! Items of chunks that arrive in their own time.

use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll, ready};

use super::{Error, Items, Step};
use crate::xml::FromXml;

/// The items of a document whose chunks a function polls.
///
/// A function, so that any runtime's stream fits: `|cx| stream.poll_next_unpin(cx)` for one of the `futures` crate.
///
/// ```
/// use castile::xml::{Name, stream::Items};
/// use std::{io, task::Poll};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let mut chunks = [b"<list><item>7</it".as_slice(), b"em></list>"].into_iter();
/// let mut items = Items::<u8>::new(Name::new("", "item")).poll(move |_| Poll::Ready(chunks.next().map(io::Result::Ok)));
/// while let Some(item) = items.next().await {
///     assert_eq!(item?, 7);
/// }
/// # Ok::<(), castile::xml::stream::Error>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct ItemStream<F, T> {
    source: F,
    items: Items<T>,
}

impl<T: for<'x> FromXml<'x>> Items<T> {
    /// The items of the document whose chunks the function gives; `None` at its end.
    pub fn poll<F, C>(self, source: F) -> ItemStream<F, T>
    where
        F: FnMut(&mut Context<'_>) -> Poll<Option<io::Result<C>>>,
        C: AsRef<[u8]>,
    {
        ItemStream { source, items: self }
    }
}

impl<F, C, T> ItemStream<F, T>
where
    F: FnMut(&mut Context<'_>) -> Poll<Option<io::Result<C>>>,
    C: AsRef<[u8]>,
    T: for<'x> FromXml<'x>,
{
    /// The next item; `None` at the end and after an error. May be dropped and asked for again: nothing is lost.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// The next item, if it is there.
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            match self.items.pull() {
                Ok(Step::Item(item)) => return Poll::Ready(Some(Ok(item))),
                Ok(Step::End) => return Poll::Ready(None),
                Ok(Step::More) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
            match ready!((self.source)(cx)) {
                Some(Ok(chunk)) => self.items.push(chunk.as_ref()),
                None => self.items.finish(),
                Some(Err(error)) => {
                    self.items.give_up();
                    return Poll::Ready(Some(Err(Error::Read(error))));
                }
            }
        }
    }
}
