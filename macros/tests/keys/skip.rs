//! `skip`: not on the wire.

use castile_macros::{FromXml, ToXml};

use super::{both, reads};

#[derive(Debug, PartialEq, Default)]
struct NotXml;

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Order {
    #[xml(skip)]
    cached: NotXml,
    id: u32,
}

#[test]
fn neither_written_nor_read() {
    both("<Order><id>1</id></Order>", Order { cached: NotXml, id: 1 });
    reads("<Order><cached>x</cached><id>1</id></Order>", &Order { cached: NotXml, id: 1 });
}
