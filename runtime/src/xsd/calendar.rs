//! Days of the proleptic Gregorian calendar with a year zero (ISO 8601, XSD 1.1 Part 2 §E.3).

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::digits::{Digits, to_u64};

/// A day that exists.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) of_month: u8,
}

/// Sign, ten digits of an `i32`.
pub(super) const YEAR_LEN: usize = 11;
/// The longest `-2147483648-12-31`.
pub(super) const DAY_LEN: usize = YEAR_LEN + 6;

pub(super) const BAD_MONTH: Reason = "the month must be 01 to 12";
pub(super) const BAD_DAY: Reason = "the month has no such day";

impl Day {
    pub(super) const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if day >= 1 && day <= days_in_month(year, month) {
            Some(Self { year, month, of_month: day })
        } else {
            None
        }
    }

    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Reason> {
        const FORM: Reason = "expected a date as in 2024-12-31";
        let year = read_year(cursor)?;
        cursor.expect(b'-', FORM)?;
        let month = cursor.two(FORM)?;
        cursor.expect(b'-', FORM)?;
        let day = cursor.two(FORM)?;
        check_month(month)?;
        Self::new(year, month, day).ok_or(BAD_DAY)
    }

    pub(super) fn write<const N: usize>(self, text: &mut Ascii<N>) {
        write_year(self.year, text);
        text.push(b'-');
        text.push_two(self.month);
        text.push(b'-');
        text.push_two(self.of_month);
    }

    /// Days since 1970-01-01. Counts in eras of 400 years, and from March, so that the leap day is the last of a year.
    pub(super) fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.of_month) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * DAYS_OF_ERA + day_of_era - EPOCH
    }

    /// The day of that number, if its year fits.
    pub(super) fn from_number(number: i64) -> Option<Self> {
        let number = number.checked_add(EPOCH)?;
        let (era, day_of_era) = (number.div_euclid(DAYS_OF_ERA), number.rem_euclid(DAYS_OF_ERA));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = u8::try_from(day_of_year - (153 * month + 2) / 5 + 1).ok()?;
        let (carry, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        let year = i32::try_from(year_of_era + era * 400 + carry).ok()?;
        Self::new(year, u8::try_from(month).ok()?, day)
    }
}

/// Of 400 years, after which the calendar repeats.
pub(super) const DAYS_OF_ERA: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// 0 for a month that does not exist.
pub(super) const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

pub(super) fn check_month(month: u8) -> Result<(), Reason> {
    if (1..=12).contains(&month) { Ok(()) } else { Err(BAD_MONTH) }
}

/// At least four digits; more only without a zero in front (XSD 1.1 Part 2 §3.3.7.2).
pub(super) fn read_year(cursor: &mut Cursor<'_>) -> Result<i32, Reason> {
    let negative = cursor.eat(b'-');
    let digits = cursor.digits();
    match digits {
        [] | [_] | [_, _] | [_, _, _] => return Err("expected a year of at least four digits"),
        [b'0', _, _, _, _, ..] => return Err("a year of more than four digits must not begin with 0"),
        _ => {}
    }
    to_u64(digits)
        .and_then(|year| i64::try_from(year).ok())
        .and_then(|year| i32::try_from(if negative { -year } else { year }).ok())
        .ok_or("the year is beyond -2147483648 to 2147483647")
}

pub(super) fn write_year<const N: usize>(year: i32, text: &mut Ascii<N>) {
    if year < 0 {
        text.push(b'-');
    }
    let digits = Digits::of_u64(year.unsigned_abs().into());
    let digits = digits.as_bytes();
    text.zeros(4_usize.saturating_sub(digits.len()));
    text.push_bytes(digits);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_without_a_gap() {
        for start in [-1_000, -400, -101, -4, 0, 1, 1600, 1899, 1970, 1999, 2096, 9999, 2_147_483_640] {
            let first = Day::new(start, 1, 1).map(Day::number);
            let mut expected = first.unwrap_or_default();
            for (year, month) in (start..start + 5).flat_map(|year| (1..=12).map(move |month| (year, month)))
            {
                for day in 1..=days_in_month(year, month) {
                    let number = Day { year, month, of_month: day }.number();
                    assert_eq!(number, expected, "{year}-{month}-{day}");
                    let back = Day::from_number(number).map(|day| (day.year, day.month, day.of_month));
                    assert_eq!(back, Some((year, month, day)));
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn day_zero_is_the_unix_epoch() {
        assert_eq!(Day { year: 1970, month: 1, of_month: 1 }.number(), 0);
        assert_eq!(Day { year: 2000, month: 3, of_month: 1 }.number(), 11_017);
        assert!(Day::from_number(i64::MAX).is_none());
        assert!(Day::from_number(i64::MIN).is_none());
    }
}
