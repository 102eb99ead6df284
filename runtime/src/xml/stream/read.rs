//! Items of a source that is read when they are asked for.

use std::io::{BufRead, ErrorKind};

use super::{Error, Items, Step};
use crate::xml::FromXml;

/// The items of a document that a [`BufRead`] gives.
#[derive(Debug)]
pub struct ItemReader<R, T> {
    source: R,
    items: Items<T>,
}

impl<T: for<'x> FromXml<'x>> Items<T> {
    /// The items of the document that the source gives.
    pub fn read<R: BufRead>(self, source: R) -> ItemReader<R, T> {
        ItemReader { source, items: self }
    }
}

impl<R, T> ItemReader<R, T> {
    /// The items, to ask what was passed over.
    pub fn items(&self) -> &Items<T> {
        &self.items
    }
}

impl<R: BufRead, T: for<'x> FromXml<'x>> ItemReader<R, T> {
    /// Hands one buffer of the source on.
    fn feed(&mut self) -> std::io::Result<()> {
        let chunk = match self.source.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            chunk => chunk?,
        };
        let length = chunk.len();
        if length == 0 {
            self.items.finish();
        } else {
            self.items.push(chunk);
        }
        self.source.consume(length);
        Ok(())
    }
}

impl<R: BufRead, T: for<'x> FromXml<'x>> Iterator for ItemReader<R, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.items.pull() {
                Ok(Step::Item(item)) => return Some(Ok(item)),
                Ok(Step::End) => return None,
                Ok(Step::More) => {}
                Err(error) => return Some(Err(error.into())),
            }
            if let Err(error) = self.feed() {
                self.items.give_up();
                return Some(Err(Error::Read(error)));
            }
        }
    }
}
