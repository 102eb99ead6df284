//! Hours, minutes and seconds of a day.

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::fraction::{FRACTION_LEN, Fraction};

/// A time that exists: 00:00:00 up to, not including, 24:00:00. XSD knows no leap seconds.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) fraction: Fraction,
}

/// `23:59:59` and a fraction.
pub(super) const CLOCK_LEN: usize = 8 + FRACTION_LEN;

pub(super) const SECONDS_OF_DAY: i64 = 86_400;

impl Clock {
    pub(super) const MIDNIGHT: Self = Self { hour: 0, minute: 0, second: 0, fraction: Fraction::NONE };

    pub(super) const fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        Some(Self { hour, minute, second, fraction: Fraction::NONE })
    }

    /// Also tells whether it was the end of the day, `24:00:00`, which is midnight of the next one.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<(Self, bool), Reason> {
        const FORM: Reason = "expected a time as in 23:59:59.5";
        let hour = cursor.two(FORM)?;
        cursor.expect(b':', FORM)?;
        let minute = cursor.two(FORM)?;
        cursor.expect(b':', FORM)?;
        let second = cursor.two(FORM)?;
        let fraction = Fraction::read(cursor)?;
        if (hour, minute, second, fraction.attos()) == (24, 0, 0, 0) {
            return Ok((Self { fraction, ..Self::MIDNIGHT }, true));
        }
        let clock = Self::new(hour, minute, second).ok_or("a time goes from 00:00:00 to 24:00:00")?;
        Ok((Self { fraction, ..clock }, false))
    }

    pub(super) fn write<const N: usize>(self, text: &mut Ascii<N>) {
        text.push_two(self.hour);
        text.push(b':');
        text.push_two(self.minute);
        text.push(b':');
        text.push_two(self.second);
        self.fraction.write(text);
    }

    /// Whole seconds since midnight.
    pub(super) fn seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }

    /// `seconds` within a day.
    pub(super) fn from_seconds(seconds: i64, fraction: Fraction) -> Option<Self> {
        let part = |seconds: i64| u8::try_from(seconds).ok();
        let clock = Self::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?)?;
        Some(Self { fraction, ..clock })
    }
}
