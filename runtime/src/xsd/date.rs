//! `xs:date`: a day of the calendar, anywhere or in one time zone.

use super::ascii::Ascii;
use super::calendar::{DAY_LEN, Day};
use super::clock::Clock;
use super::cursor::{Cursor, Reason};
use super::forms::{lexical_forms, offset_access, timeline_order};
use super::offset::{OFFSET_LEN, Offset};
use super::timeline::Timeline;

/// A day, with or without a time zone (XSD 1.0 Part 2 §3.2.9). The days of the calendar are checked.
///
/// Two dates are equal where their first moments are, and a date without a time zone never equals one with it; between these the
/// order is partial (XSD 1.0 Part 2 §3.2.7.4).
///
/// ```
/// use castile::xsd::{Date, Offset};
/// let day: Date = "2024-02-29Z".parse()?;
/// assert_eq!((day.year(), day.month(), day.day(), day.offset()), (2024, 2, 29, Some(Offset::UTC)));
/// assert_eq!(Date::new(2024, 2, 29).map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Date {
    pub(super) day: Day,
    pub(super) offset: Option<Offset>,
}

impl Date {
    /// The day, without a time zone, if the calendar has it.
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        match Day::new(year, month, day) {
            Some(day) => Some(Self { day, offset: None }),
            None => None,
        }
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

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let day = Day::read(&mut cursor)?;
        Ok(Self { day, offset: Offset::read_last(&mut cursor)? })
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ DAY_LEN + OFFSET_LEN }>::new();
        self.day.write(&mut text);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(&self) -> Timeline {
        Timeline::new(self.day, Clock::MIDNIGHT, self.offset)
    }
}

lexical_forms!(Date, "date");
timeline_order!(Date);
offset_access!(Date);
