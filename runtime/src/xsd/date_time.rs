//! `xs:dateTime`: a moment, or what clock and calendar show somewhere.

use super::ascii::Ascii;
use super::calendar::{DAY_LEN, Day};
use super::clock::{CLOCK_LEN, Clock, SECONDS_OF_DAY};
use super::cursor::{Cursor, Reason};
use super::date::Date;
use super::forms::{lexical_forms, offset_access, timeline_order};
use super::fraction::Fraction;
use super::offset::{OFFSET_LEN, Offset};
use super::time::Time;
use super::timeline::Timeline;

/// Date and time, with or without a time zone (XSD 1.0 Part 2 §3.2.7).
///
/// Keeps up to 18 digits of a fraction of a second, as many as were written, and refuses more; years are those of `i32`.
/// `24:00:00` is read as `00:00:00` of the next day, its equal.
///
/// Two values are equal where they are the same moment, whatever their time zones; a value without a time zone never equals one
/// with it, and between these the order is partial: within 14 hours neither comes first.
///
/// ```
/// use castile::xsd::{DateTime, Offset};
/// let sent: DateTime = "2024-12-31T23:30:00.250-01:00".parse()?;
/// assert_eq!(sent.to_string(), "2024-12-31T23:30:00.250-01:00");
/// assert_eq!(sent, "2025-01-01T00:30:00.25Z".parse()?);
/// assert_eq!(sent.to_offset(Offset::UTC).map(|utc| utc.year()), Some(2025));
///
/// let local: DateTime = "2024-12-31T23:30:00.25".parse()?;
/// assert_ne!(local, sent);
/// assert_eq!(local.partial_cmp(&sent), None);
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct DateTime {
    day: Day,
    clock: Clock,
    offset: Option<Offset>,
}

impl DateTime {
    /// The day and the time on it, without a time zone, if calendar and clock have them.
    pub const fn new(year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        match (Day::new(year, month, day), Clock::new(hour, minute, second)) {
            (Some(day), Some(clock)) => Some(Self { day, clock, offset: None }),
            _ => None,
        }
    }

    /// That time on that day, unless they are in different time zones; one zone serves both.
    pub fn at(date: Date, time: Time) -> Option<Self> {
        let offset = date.offset.or(time.offset);
        (time.offset.is_none() || time.offset == offset).then_some(Self {
            day: date.day,
            clock: time.clock,
            offset,
        })
    }

    /// The moment so many seconds after 1970-01-01T00:00:00Z, in UTC, if its year fits.
    ///
    /// ```
    /// use castile::xsd::DateTime;
    /// assert_eq!(DateTime::from_unix(-1).map(|moment| moment.to_string()).as_deref(), Some("1969-12-31T23:59:59Z"));
    /// ```
    pub fn from_unix(seconds: i64) -> Option<Self> {
        Self::from_local(seconds, Fraction::NONE, Some(Offset::UTC))
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down; a value without a time zone is taken to be in `missing`.
    pub fn to_unix(&self, missing: Offset) -> i64 {
        self.timeline().seconds_in_utc(missing)
    }

    /// The same moment in another time zone, if its year fits. A value without a time zone is given this one and otherwise kept.
    #[must_use]
    pub fn to_offset(&self, offset: Offset) -> Option<Self> {
        let local = self.to_unix(offset) + offset.seconds();
        Self::from_local(local, self.clock.fraction, Some(offset))
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

    /// The day, in the same time zone.
    pub const fn date(&self) -> Date {
        Date { day: self.day, offset: self.offset }
    }

    /// The time of day, in the same time zone.
    pub const fn time(&self) -> Time {
        Time { clock: self.clock, offset: self.offset }
    }

    /// The year; 0 is 1 BCE.
    pub const fn year(&self) -> i32 {
        self.day.year
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.day.month
    }

    /// The day of the month, from 1.
    pub const fn day(&self) -> u8 {
        self.day.of_month
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

    pub(super) const fn fraction(&self) -> Fraction {
        self.clock.fraction
    }

    /// `seconds` on the clocks of `offset` since the start of 1970 there.
    fn from_local(seconds: i64, fraction: Fraction, offset: Option<Offset>) -> Option<Self> {
        let day = Day::from_number(seconds.div_euclid(SECONDS_OF_DAY))?;
        let clock = Clock::from_seconds(seconds.rem_euclid(SECONDS_OF_DAY), fraction)?;
        Some(Self { day, clock, offset })
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let mut day = Day::read(&mut cursor)?;
        cursor.expect(b'T', "expected `T` and a time after the date")?;
        let (clock, end_of_day) = Clock::read(&mut cursor)?;
        let offset = Offset::read_last(&mut cursor)?;
        if end_of_day {
            day = Day::from_number(day.number() + 1).ok_or("the year is beyond -2147483648 to 2147483647")?;
        }
        Ok(Self { day, clock, offset })
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ DAY_LEN + 1 + CLOCK_LEN + OFFSET_LEN }>::new();
        self.day.write(&mut text);
        text.push(b'T');
        self.clock.write(&mut text);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(&self) -> Timeline {
        Timeline::new(self.day, self.clock, self.offset)
    }
}

lexical_forms!(DateTime, "dateTime");
timeline_order!(DateTime);
offset_access!(DateTime);
