//! `xs:gYear` and `xs:gYearMonth`: a year, a month of a year.

use super::ascii::Ascii;
use super::calendar::{YEAR_LEN, check_month, read_year, write_year};
use super::cursor::{Cursor, Reason};
use super::forms::{lexical_forms, offset_access, timeline_order};
use super::offset::{OFFSET_LEN, Offset};
use super::timeline::Timeline;

/// A year, with or without a time zone (XSD 1.0 Part 2 §3.2.11).
///
/// ```
/// use castile::xsd::GYear;
/// assert_eq!("2024Z".parse::<GYear>()?.year(), 2024);
/// assert_eq!("-0044".parse::<GYear>()?.to_string(), "-0044");
/// assert!("24".parse::<GYear>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct GYear {
    year: i32,
    offset: Option<Offset>,
}

impl GYear {
    /// The year, without a time zone.
    pub const fn new(year: i32) -> Self {
        Self { year, offset: None }
    }

    /// The year; 0 is 1 BCE.
    pub const fn year(&self) -> i32 {
        self.year
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let year = read_year(&mut cursor)?;
        Ok(Self { year, offset: Offset::read_last(&mut cursor)? })
    }

    fn with_text<R>(self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ YEAR_LEN + OFFSET_LEN }>::new();
        write_year(self.year, &mut text);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(self) -> Timeline {
        Timeline::of_parts(Some(self.year), None, None, self.offset)
    }
}

lexical_forms!(GYear, "gYear");
timeline_order!(GYear);
offset_access!(GYear);

/// A month of a year, with or without a time zone (XSD 1.0 Part 2 §3.2.10).
///
/// ```
/// use castile::xsd::GYearMonth;
/// let month: GYearMonth = "2024-02".parse()?;
/// assert_eq!((month.year(), month.month()), (2024, 2));
/// assert_eq!(GYearMonth::new(2024, 2), Some(month));
/// assert!("2024-13".parse::<GYearMonth>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct GYearMonth {
    year: i32,
    month: u8,
    offset: Option<Offset>,
}

impl GYearMonth {
    /// The month, without a time zone, if there is such a one.
    pub const fn new(year: i32, month: u8) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { year, month, offset: None }) } else { None }
    }

    /// The year; 0 is 1 BCE.
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        const FORM: Reason = "expected a month as in 2024-12";
        let mut cursor = Cursor::new(text);
        let year = read_year(&mut cursor)?;
        cursor.expect(b'-', FORM)?;
        let month = cursor.two(FORM)?;
        check_month(month)?;
        Ok(Self { year, month, offset: Offset::read_last(&mut cursor)? })
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<{ YEAR_LEN + 3 + OFFSET_LEN }>::new();
        write_year(self.year, &mut text);
        text.push(b'-');
        text.push_two(self.month);
        Offset::write_if(self.offset, &mut text);
        then(text.as_str())
    }

    fn timeline(&self) -> Timeline {
        Timeline::of_parts(Some(self.year), Some(self.month), None, self.offset)
    }
}

lexical_forms!(GYearMonth, "gYearMonth");
timeline_order!(GYearMonth);
offset_access!(GYearMonth);
