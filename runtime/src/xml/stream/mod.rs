//! Documents larger than memory: a repeated element as an iterator of typed items, and items written as they come.
//!
//! [`Items`] takes bytes as they arrive ([`push`](Items::push)) and gives items ([`pull`](Items::pull)), so that it serves any
//! source, and no trait of an async runtime is needed. [`ItemReader`] does so for a [`BufRead`](std::io::BufRead),
//! [`ItemStream`] for chunks that a function polls, [`StreamWriter`] writes to an [`io::Write`](std::io::Write).
//!
//! The text of an item is collected and then read by the same [`Reader`](super::Reader) that reads whole documents, on the same
//! limits; what stands around the items is checked a tag at a time. Held are one item, the names and declarations of the elements
//! around it, and the chunk it came in.
//!
//! ```
//! use castile::xml::{Name, stream::Items};
//!
//! let document = "<orders xmlns='urn:x'><page>1</page><order>7</order><order>8</order></orders>";
//! let orders = Items::<u32>::new(Name::new("urn:x", "order")).read(document.as_bytes());
//! assert_eq!(orders.collect::<Result<Vec<_>, _>>()?, [7, 8]);
//! # Ok::<(), castile::xml::stream::Error>(())
//! ```

mod ancestors;
mod decode;
mod error;
mod items;
mod poll;
mod read;
mod tokens;
mod write;

pub use error::Error;
pub use items::{Items, Step};
pub use poll::ItemStream;
pub use read::ItemReader;
pub use write::StreamWriter;
