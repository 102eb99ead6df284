//! `xs:gMonthDay`, `xs:gMonth` and `xs:gDay`: what comes back each year or month.

use super::ascii::Ascii;
use super::calendar::{BAD_DAY, check_month, days_in_month};
use super::cursor::{Cursor, Reason};
use super::forms::{lexical_forms, offset_access, timeline_order};
use super::offset::{OFFSET_LEN, Offset};
use super::timeline::Timeline;

/// February has its 29th here.
const LEAP_YEAR: i32 = 1972;

/// A day of each year, with or without a time zone (XSD 1.0 Part 2 §3.2.12).
///
/// ```
/// use castile::xsd::GMonthDay;
/// let leap: GMonthDay = "--02-29".parse()?;
/// assert_eq!((leap.month(), leap.day()), (2, 29));
/// assert!("--02-30".parse::<GMonthDay>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct GMonthDay {
    month: u8,
    day: u8,
    offset: Option<Offset>,
}

/// A month of each year, with or without a time zone (XSD 1.0 Part 2 §3.2.14).
///
/// Also reads `--05--`, the form of the Recommendation's first edition (erratum E2-12), which older .NET still writes.
///
/// ```
/// use castile::xsd::GMonth;
/// let may: GMonth = "--05--".parse()?;
/// assert_eq!(may.month(), 5);
/// assert_eq!(may.to_string(), "--05");
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct GMonth {
    month: u8,
    offset: Option<Offset>,
}

/// A day of each month, with or without a time zone (XSD 1.0 Part 2 §3.2.13).
///
/// ```
/// use castile::xsd::GDay;
/// assert_eq!("---31".parse::<GDay>()?.day(), 31);
/// assert!("---32".parse::<GDay>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct GDay {
    day: u8,
    offset: Option<Offset>,
}

impl GMonthDay {
    /// The day, without a time zone, if leap years have it.
    pub const fn new(month: u8, day: u8) -> Option<Self> {
        if day >= 1 && day <= days_in_month(LEAP_YEAR, month) {
            Some(Self { month, day, offset: None })
        } else {
            None
        }
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(&self) -> u8 {
        self.day
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        const FORM: Reason = "expected a day as in --12-31";
        let mut cursor = Cursor::new(text);
        cursor.expect_all(b"--", FORM)?;
        let month = cursor.two(FORM)?;
        cursor.expect(b'-', FORM)?;
        let day = cursor.two(FORM)?;
        check_month(month)?;
        let value = Self::new(month, day).ok_or(BAD_DAY)?;
        Ok(value.with_offset(Offset::read_last(&mut cursor)?))
    }

    fn with_text<R>(self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ 7 + OFFSET_LEN }>::new();
        text.push_bytes(b"--");
        text.push_two(self.month);
        text.push(b'-');
        text.push_two(self.day);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(self) -> Timeline {
        Timeline::of_parts(None, Some(self.month), Some(self.day), self.offset)
    }
}

impl GMonth {
    /// The month, without a time zone, if there is such a one.
    pub const fn new(month: u8) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { month, offset: None }) } else { None }
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        const FORM: Reason = "expected a month as in --12";
        let mut cursor = Cursor::new(text);
        cursor.expect_all(b"--", FORM)?;
        let month = cursor.two(FORM)?;
        check_month(month)?;
        let _first_edition = cursor.eat_all(b"--");
        Ok(Self { month, offset: Offset::read_last(&mut cursor)? })
    }

    fn with_text<R>(self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ 4 + OFFSET_LEN }>::new();
        text.push_bytes(b"--");
        text.push_two(self.month);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(self) -> Timeline {
        Timeline::of_parts(None, Some(self.month), None, self.offset)
    }
}

impl GDay {
    /// The day, without a time zone, if some month has it.
    pub const fn new(day: u8) -> Option<Self> {
        if day >= 1 && day <= 31 { Some(Self { day, offset: None }) } else { None }
    }

    /// The day of the month, 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        const FORM: Reason = "expected a day as in ---31";
        let mut cursor = Cursor::new(text);
        cursor.expect_all(b"---", FORM)?;
        let value = Self::new(cursor.two(FORM)?).ok_or("the day must be 01 to 31")?;
        Ok(value.with_offset(Offset::read_last(&mut cursor)?))
    }

    fn with_text<R>(self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ 5 + OFFSET_LEN }>::new();
        text.push_bytes(b"---");
        text.push_two(self.day);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(self) -> Timeline {
        Timeline::of_parts(None, None, Some(self.day), self.offset)
    }
}

lexical_forms!(GMonthDay, "gMonthDay");
timeline_order!(GMonthDay);
offset_access!(GMonthDay);
lexical_forms!(GMonth, "gMonth");
timeline_order!(GMonth);
offset_access!(GMonth);
lexical_forms!(GDay, "gDay");
timeline_order!(GDay);
offset_access!(GDay);
