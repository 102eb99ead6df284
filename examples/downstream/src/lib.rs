//! A program's side of a generated client: `build.rs` makes the module, this file takes it in.
//!
//! ```
//! use downstream::stock::{Article, StockClient};
//!
//! let client = StockClient::new();
//! let call = client.reserve(&Article { number: "A-7".to_owned(), warehouse: None }, 3);
//! assert!(call.envelope()?.contains("<quantity>3</quantity>"));
//! # Ok::<(), castile::Error>(())
//! ```

include!(concat!(env!("OUT_DIR"), "/stock.rs"));
