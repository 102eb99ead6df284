//! `xs:time`: a time of any day.

use super::ascii::Ascii;
use super::calendar::Day;
use super::clock::{CLOCK_LEN, Clock};
use super::cursor::{Cursor, Reason};
use super::forms::{lexical_forms, offset_access, timeline_order};
use super::fraction::Fraction;
use super::offset::{OFFSET_LEN, Offset};
use super::timeline::Timeline;

/// A time that recurs each day, with or without a time zone (XSD 1.0 Part 2 §3.2.8).
///
/// Keeps up to 18 digits of a fraction of a second, and refuses more. `24:00:00` is read as `00:00:00`, its equal.
///
/// ```
/// use castile::xsd::Time;
/// let noon: Time = "12:00:00.000+01:00".parse()?;
/// assert_eq!(noon.to_string(), "12:00:00.000+01:00");
/// assert_eq!(noon, "11:00:00Z".parse()?);
/// assert_eq!("24:00:00".parse::<Time>().ok(), Time::new(0, 0, 0));
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Time {
    pub(super) clock: Clock,
    pub(super) offset: Option<Offset>,
}

impl Time {
    /// The time, without a time zone, if a clock shows it.
    pub const fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        match Clock::new(hour, minute, second) {
            Some(clock) => Some(Self { clock, offset: None }),
            None => None,
        }
    }

    /// The same second with this fraction, if it is less than a second.
    #[must_use]
    pub const fn with_nanosecond(mut self, nanoseconds: u32) -> Option<Self> {
        match Fraction::from_nanos(nanoseconds) {
            Some(fraction) => self.clock.fraction = fraction,
            None => return None,
        }
        Some(self)
    }

    /// The hour, 0 to 23.
    pub const fn hour(&self) -> u8 {
        self.clock.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(&self) -> u8 {
        self.clock.minute
    }

    /// The second, 0 to 59.
    pub const fn second(&self) -> u8 {
        self.clock.second
    }

    /// Whole nanoseconds of the fraction of the second.
    pub const fn nanosecond(&self) -> u32 {
        self.clock.fraction.nanos()
    }

    /// The fraction of the second in full, in units of 10⁻¹⁸ seconds.
    pub const fn attosecond(&self) -> u64 {
        self.clock.fraction.attos()
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let (clock, _) = Clock::read(&mut cursor)?;
        Ok(Self { clock, offset: Offset::read_last(&mut cursor)? })
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ CLOCK_LEN + OFFSET_LEN }>::new();
        self.clock.write(&mut text);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(&self) -> Timeline {
        Timeline::new(Day { year: 1972, month: 12, of_month: 31 }, self.clock, self.offset)
    }
}

lexical_forms!(Time, "time");
timeline_order!(Time);
offset_access!(Time);
