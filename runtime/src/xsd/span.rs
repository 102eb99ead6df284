//! The value of a duration: months, whose length varies, and seconds, whose length does not (XSD 1.1 Part 2 §3.3.6.1).

use std::cmp::Ordering;
use std::ops::Neg;

use super::calendar::{DAYS_OF_ERA, Day};
use super::clock::SECONDS_OF_DAY;

/// All parts have one sign.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Span {
    pub(super) months: i128,
    pub(super) seconds: i128,
    pub(super) attos: i128,
}

/// The four dates whose next months cover the ways in which lengths of months follow one another (XSD 1.0 Part 2 §3.2.6.2).
const REFERENCES: [(i32, u8); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

const MONTHS_OF_ERA: i128 = 4800;

impl Span {
    /// Where the span ends that starts on the first of this month: seconds and attoseconds from 1970.
    fn end_from(&self, (year, month): (i32, u8)) -> (i128, i128) {
        let months = i128::from(year) * 12 + i128::from(month) - 1 + self.months;
        let (era, months) = (months.div_euclid(MONTHS_OF_ERA), months.rem_euclid(MONTHS_OF_ERA));
        // Within one era, so neither conversion fails.
        let year = i32::try_from(months / 12).unwrap_or_default();
        let month = u8::try_from(months % 12).unwrap_or_default() + 1;
        let days = era * i128::from(DAYS_OF_ERA) + i128::from(Day { year, month, of_month: 1 }.number());
        (days * i128::from(SECONDS_OF_DAY) + self.seconds, self.attos)
    }
}

impl Neg for Span {
    type Output = Self;

    fn neg(self) -> Self {
        Self { months: -self.months, seconds: -self.seconds, attos: -self.attos }
    }
}

impl PartialOrd for Span {
    /// `None` where the answer depends on when the spans start, and for spans that always end together without being equal, as
    /// 400 years and 146097 days do.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self.months == other.months {
            return Some((self.seconds, self.attos).cmp(&(other.seconds, other.attos)));
        }
        let [first, rest @ ..] = REFERENCES.map(|start| self.end_from(start).cmp(&other.end_from(start)));
        (first.is_ne() && rest.iter().all(|order| *order == first)).then_some(first)
    }
}
