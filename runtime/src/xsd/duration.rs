//! `xs:duration`: components as they were written; equality by months and seconds.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Neg;

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::digits::{Digits, to_u64};
use super::forms::lexical_forms;
use super::fraction::{FRACTION_LEN, Fraction};
use super::span::Span;

/// A length of time in years, months, days, hours, minutes and seconds (XSD 1.0 Part 2 §3.2.6).
///
/// Keeps the components: `PT90M` stays 90 minutes, though it equals `PT1H30M`. Components of zero are not written. Each goes
/// up to `u64`, the fraction of a second to 18 digits; more is refused.
///
/// Two durations are equal where they have the same months (years are 12) and the same seconds (days are 86400). The order is
/// partial: `P1M` is neither less than, equal to, nor greater than `P30D` (XSD 1.0 Part 2 §3.2.6.2).
///
/// ```
/// use castile::xsd::Duration;
/// let work: Duration = "P1Y2M3DT10H30M1.50S".parse()?;
/// assert_eq!((work.years(), work.minutes(), work.nanoseconds()), (1, 30, 500_000_000));
/// assert_eq!(work.to_string(), "P1Y2M3DT10H30M1.50S");
/// assert_eq!("PT90M".parse::<Duration>()?, Duration::ZERO.with_hours(1).with_minutes(30));
/// assert!("P1M".parse::<Duration>()? > "P27D".parse()?);
/// assert_eq!("P1M".parse::<Duration>()?.partial_cmp(&"P30D".parse()?), None);
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Duration {
    negative: bool,
    years: u64,
    months: u64,
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    fraction: Fraction,
}

/// Sign, `P`, `T`, six numbers of up to 20 digits with a letter each, and a fraction.
const LEN: usize = 3 + 6 * 21 + FRACTION_LEN;

const FORM: Reason = "expected a duration as in P1Y2M3DT4H5M6.7S";

impl Duration {
    /// No time at all, `PT0S`.
    pub const ZERO: Self = Self {
        negative: false,
        years: 0,
        months: 0,
        days: 0,
        hours: 0,
        minutes: 0,
        seconds: 0,
        fraction: Fraction::NONE,
    };

    /// Less than zero.
    pub fn is_negative(&self) -> bool {
        self.negative && *self != Self::ZERO
    }

    /// Whole nanoseconds of the fraction of a second.
    pub const fn nanoseconds(&self) -> u32 {
        self.fraction.nanos()
    }

    /// The fraction of a second in full, in units of 10⁻¹⁸ seconds.
    pub const fn attoseconds(&self) -> u64 {
        self.fraction.attos()
    }

    /// The same with this fraction of a second, if it is less than a second.
    #[must_use]
    pub const fn with_nanoseconds(mut self, nanoseconds: u32) -> Option<Self> {
        match Fraction::from_nanos(nanoseconds) {
            Some(fraction) => self.fraction = fraction,
            None => return None,
        }
        Some(self)
    }

    pub(super) const fn fraction(&self) -> Fraction {
        self.fraction
    }

    pub(super) fn span(&self) -> Span {
        let months = i128::from(self.years) * 12 + i128::from(self.months);
        let hours = i128::from(self.days) * 24 + i128::from(self.hours);
        let seconds = (hours * 60 + i128::from(self.minutes)) * 60 + i128::from(self.seconds);
        let span = Span { months, seconds, attos: i128::from(self.fraction.attos()) };
        if self.negative { -span } else { span }
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let negative = cursor.eat(b'-');
        cursor.expect(b'P', FORM)?;
        let mut value = Self { negative, ..Self::ZERO };
        let mut found = value.read_components(&mut cursor, *b"YMD")?;
        if cursor.eat(b'T') {
            let time = value.read_components(&mut cursor, *b"HMS")?;
            if !time {
                return Err("hours, minutes or seconds must follow `T`");
            }
            found = true;
        }
        cursor.finish(FORM)?;
        if found { Ok(value) } else { Err("a duration has at least one number") }
    }

    /// Numbers with their letters, each at most once and in this order; tells whether there were any.
    fn read_components(&mut self, cursor: &mut Cursor<'_>, letters: [u8; 3]) -> Result<bool, Reason> {
        let mut rest = letters.as_slice();
        while cursor.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            let number = to_u64(cursor.digits()).ok_or("a number is beyond 18446744073709551615")?;
            let fractional = cursor.peek() == Some(b'.');
            let fraction = Fraction::read(cursor)?;
            let letter = cursor.next().ok_or("a letter must follow each number")?;
            let place = rest.iter().position(|it| *it == letter).ok_or(FORM)?;
            rest = rest.get(place + 1..).unwrap_or_default();
            if fractional && letter != b'S' {
                return Err("only seconds may have a fraction");
            }
            self.set(letters[0] == b'H', letter, number);
            self.fraction = fraction;
        }
        Ok(rest.len() < letters.len())
    }

    fn set(&mut self, time: bool, letter: u8, number: u64) {
        match (time, letter) {
            (_, b'Y') => self.years = number,
            (false, b'M') => self.months = number,
            (_, b'D') => self.days = number,
            (_, b'H') => self.hours = number,
            (true, b'M') => self.minutes = number,
            _ => self.seconds = number,
        }
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<LEN>::new();
        if self.is_negative() {
            text.push(b'-');
        }
        text.push(b'P');
        for (number, letter) in [(self.years, b'Y'), (self.months, b'M'), (self.days, b'D')] {
            write_component(number, letter, &mut text);
        }
        self.write_time(&mut text);
        then(text.as_str())
    }

    fn write_time<const N: usize>(&self, text: &mut Ascii<N>) {
        let seconds = self.seconds > 0 || self.fraction.is_written();
        let nothing_else = self.years | self.months | self.days | self.hours | self.minutes == 0;
        if self.hours | self.minutes == 0 && !seconds && !nothing_else {
            return;
        }
        text.push(b'T');
        write_component(self.hours, b'H', text);
        write_component(self.minutes, b'M', text);
        if seconds || nothing_else {
            text.push_bytes(Digits::of_u64(self.seconds).as_bytes());
            self.fraction.write(text);
            text.push(b'S');
        }
    }
}

fn write_component<const N: usize>(number: u64, letter: u8, text: &mut Ascii<N>) {
    if number > 0 {
        text.push_bytes(Digits::of_u64(number).as_bytes());
        text.push(letter);
    }
}

macro_rules! components {
    ($($name:ident $with:ident;)*) => {
        impl Duration {$(
            #[doc = concat!("The ", stringify!($name), ", as they were written; without the sign.")]
            pub const fn $name(&self) -> u64 {
                self.$name
            }

            #[doc = concat!("The same with so many ", stringify!($name), ".")]
            #[must_use]
            pub const fn $with(mut self, $name: u64) -> Self {
                self.$name = $name;
                self
            }
        )*}
    };
}

components! {
    years with_years;
    months with_months;
    days with_days;
    hours with_hours;
    minutes with_minutes;
    seconds with_seconds;
}

lexical_forms!(Duration, "duration");

impl Default for Duration {
    fn default() -> Self {
        Self::ZERO
    }
}

/// The same length of time the other way.
impl Neg for Duration {
    type Output = Self;

    fn neg(mut self) -> Self {
        self.negative = !self.negative;
        self
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.span() == other.span()
    }
}

impl Eq for Duration {}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.span().partial_cmp(&other.span())
    }
}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.span().hash(state);
    }
}
