//! How dates and times compare: as places on one line of time (XSD 1.0 Part 2 §3.2.7.4, XSD 1.1 Part 2 §D.2.1 and §E.3.4).
//! A value without a time zone may be up to 14 hours either way of where it seems to be; it has an order to a value with one only
//! outside of that, and is never equal to it.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::calendar::{Day, days_in_month};
use super::clock::{Clock, SECONDS_OF_DAY};
use super::offset::Offset;

pub(super) struct Timeline {
    /// Local seconds since 1970-01-01T00:00:00.
    seconds: i64,
    attos: u64,
    offset: Option<Offset>,
}

impl Timeline {
    pub(super) fn new(day: Day, clock: Clock, offset: Option<Offset>) -> Self {
        let seconds = day.number() * SECONDS_OF_DAY + clock.seconds();
        Self { seconds, attos: clock.fraction.attos(), offset }
    }

    /// What a value does not say is taken from the end of 1972, a leap year, as XSD 1.1 does.
    pub(super) fn of_parts(
        year: Option<i32>,
        month: Option<u8>,
        day: Option<u8>,
        offset: Option<Offset>,
    ) -> Self {
        let year = year.unwrap_or(1972);
        let month = month.unwrap_or(12);
        let day = day.unwrap_or_else(|| days_in_month(year, month));
        Self::new(Day { year, month, of_month: day }, Clock::MIDNIGHT, offset)
    }

    /// Seconds and attoseconds in UTC, where a missing time zone is taken to be `missing`.
    fn instant(&self, missing: Offset) -> (i64, u64) {
        (self.seconds - self.offset.unwrap_or(missing).seconds(), self.attos)
    }

    pub(super) fn seconds_in_utc(&self, missing: Offset) -> i64 {
        self.instant(missing).0
    }
}

impl PartialEq for Timeline {
    fn eq(&self, other: &Self) -> bool {
        self.offset.is_some() == other.offset.is_some()
            && self.instant(Offset::UTC) == other.instant(Offset::UTC)
    }
}

impl PartialOrd for Timeline {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self.offset.is_some() == other.offset.is_some() {
            return Some(self.instant(Offset::UTC).cmp(&other.instant(Offset::UTC)));
        }
        // The one without a time zone is earliest at +14:00 and latest at -14:00; the other does not move.
        if self.instant(Offset::MIN) < other.instant(Offset::MAX) {
            Some(Ordering::Less)
        } else if self.instant(Offset::MAX) > other.instant(Offset::MIN) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

impl Hash for Timeline {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.offset.is_some().hash(state);
        self.instant(Offset::UTC).hash(state);
    }
}
