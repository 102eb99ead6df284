//! Percent-encoding of values in addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986 §2.3: a value then means itself in a path as in a query.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The value as it stands in an address.
pub(crate) fn encoded(value: &str) -> PercentEncode<'_> {
    utf8_percent_encode(value, RESERVED)
}
