//! The simple types of XML Schema that Rust has no type for (XSD 1.0 Part 2 §3), without loss.
//!
//! Each type keeps what its text says (the zeros behind a decimal point, the zone of a date, the digits of a fraction) and
//! compares in XSD's *value space*, where `1.0` and `1.00` are one number and `12:00:00+01:00` and `11:00:00Z` one instant.
//! Where XSD leaves two values without an order, so does `PartialOrd`. Arithmetic and calendars are left to the crates made for it.
//!
//! Calendar rules are those of XSD 1.1, which extend 1.0: the year 0000 exists (ISO 8601), and leap years count through it.
//!
//! ```
//! use castile::xsd::{DateTime, Decimal};
//! let price: Decimal = " 1234.5600 ".parse()?;
//! assert_eq!(price.to_string(), "1234.5600");
//! assert_eq!(price, "1234.56".parse()?);
//!
//! let noon: DateTime = "2024-02-29T12:00:00.500+01:00".parse()?;
//! assert_eq!(noon, "2024-02-29T11:00:00.5Z".parse()?);
//! # Ok::<(), castile::xml::ValueError>(())
//! ```

mod ascii;
mod binary;
mod calendar;
mod clock;
mod convert;
mod cursor;
#[doc(hidden)]
pub use cursor::trim;
mod date;
mod date_time;
mod decimal;
mod digits;
mod duration;
mod forms;
mod fraction;
mod guid;
mod hex;
mod integer;
mod list;
mod magnitude;
mod offset;
mod qname;
mod recurring;
mod span;
mod std_time;
mod time;
mod timeline;
mod year;

pub use binary::{Base64, Hex};
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use duration::Duration;
pub use guid::Guid;
pub use integer::Integer;
pub use list::List;
pub use offset::Offset;
pub use qname::QName;
pub use recurring::{GDay, GMonth, GMonthDay};
pub use time::Time;
pub use year::{GYear, GYearMonth};
