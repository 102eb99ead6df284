//! The time zone of dates and times: minutes from UTC.

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::forms::lexical_forms;

/// How far local time is ahead of UTC, from -14:00 to +14:00 (XSD 1.0 Part 2 §3.2.7.3).
///
/// `Z`, `+00:00` and `-00:00` are one value in XSD and one here, written `Z`, the canonical form. A value *without* a time zone is
/// another matter: the types of this module hold an `Option<Offset>`.
///
/// ```
/// use castile::xsd::Offset;
/// let oslo: Offset = "+01:00".parse()?;
/// assert_eq!(oslo.minutes(), 60);
/// assert_eq!("-00:00".parse::<Offset>()?, Offset::UTC);
/// assert_eq!(Offset::UTC.to_string(), "Z");
/// assert_eq!(Offset::from_minutes(15 * 60), None);
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(i16);

/// `+14:00`.
pub(super) const OFFSET_LEN: usize = 6;

impl Offset {
    /// Universal time, `Z`.
    pub const UTC: Self = Self(0);

    /// The furthest ahead of UTC, `+14:00`.
    pub const MAX: Self = Self(14 * 60);

    /// The furthest behind UTC, `-14:00`.
    pub const MIN: Self = Self(-14 * 60);

    /// `minutes` ahead of UTC, if not beyond 14 hours either way.
    pub const fn from_minutes(minutes: i16) -> Option<Self> {
        if minutes < Self::MIN.0 || minutes > Self::MAX.0 { None } else { Some(Self(minutes)) }
    }

    /// Minutes ahead of UTC, negative behind it.
    pub const fn minutes(self) -> i16 {
        self.0
    }

    pub(super) fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }

    /// The time zone, if one follows, and the end of the text.
    pub(super) fn read_last(cursor: &mut Cursor<'_>) -> Result<Option<Self>, Reason> {
        if cursor.is_done() {
            return Ok(None);
        }
        let offset = Self::read(cursor)?;
        cursor.finish("more text follows the time zone")?;
        Ok(Some(offset))
    }

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Reason> {
        const FORM: Reason = "expected a time zone as in Z or +01:00";
        if cursor.eat(b'Z') {
            return Ok(Self::UTC);
        }
        let behind = cursor.eat(b'-');
        if !behind {
            cursor.expect(b'+', FORM)?;
        }
        let hours = cursor.two(FORM)?;
        cursor.expect(b':', FORM)?;
        let minutes = cursor.two(FORM)?;
        if minutes > 59 {
            return Err("the minutes of a time zone must be 00 to 59");
        }
        let ahead = i16::from(hours) * 60 + i16::from(minutes);
        Self::from_minutes(if behind { -ahead } else { ahead }).ok_or("the time zone is beyond 14:00")
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        Self::read_last(&mut Cursor::new(text))?.ok_or("expected a time zone as in Z or +01:00")
    }

    pub(super) fn write<const N: usize>(self, text: &mut Ascii<N>) {
        if self == Self::UTC {
            return text.push(b'Z');
        }
        text.push(if self.0 < 0 { b'-' } else { b'+' });
        let minutes = self.0.unsigned_abs();
        text.push_two((minutes / 60 % 100) as u8);
        text.push(b':');
        text.push_two((minutes % 60) as u8);
    }

    pub(super) fn write_if<const N: usize>(offset: Option<Self>, text: &mut Ascii<N>) {
        if let Some(offset) = offset {
            offset.write(text);
        }
    }

    fn with_text<R>(self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<OFFSET_LEN>::new();
        self.write(&mut text);
        then(text.as_str())
    }
}

lexical_forms!(Offset, "timezone");
