//! `DateTime` and `Duration` from and to those of the standard library. Nothing is rounded: what the other side cannot hold is an
//! error.

use std::time::{Duration as StdDuration, SystemTime, UNIX_EPOCH};

use super::date_time::DateTime;
use super::duration::Duration;
use super::offset::Offset;
use crate::xml::ValueError;

/// In UTC.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use castile::xsd::DateTime;
/// let before = DateTime::try_from(UNIX_EPOCH - Duration::from_millis(1))?;
/// assert_eq!(before.to_string(), "1969-12-31T23:59:59.999Z");
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
impl TryFrom<SystemTime> for DateTime {
    type Error = ValueError;

    fn try_from(time: SystemTime) -> Result<Self, ValueError> {
        let (seconds, nanos) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()).ok(), after.subsec_nanos()),
            Err(error) => before_epoch(error.duration()),
        };
        seconds
            .and_then(Self::from_unix)
            .and_then(|moment| moment.with_nanosecond(nanos))
            .ok_or_else(|| ValueError::new("dateTime", "the year is beyond -2147483648 to 2147483647"))
    }
}

/// Whole seconds, rounded down, and what is left.
fn before_epoch(before: StdDuration) -> (Option<i64>, u32) {
    let whole = i64::try_from(before.as_secs()).ok().map(|seconds| -seconds);
    match before.subsec_nanos() {
        0 => (whole, 0),
        nanos => (whole.and_then(|seconds| seconds.checked_sub(1)), 1_000_000_000 - nanos),
    }
}

/// Only of a value with a time zone and whole nanoseconds.
impl TryFrom<DateTime> for SystemTime {
    type Error = ValueError;

    fn try_from(moment: DateTime) -> Result<Self, ValueError> {
        let fail = |reason: &'static str| ValueError::new("SystemTime", reason);
        if moment.offset().is_none() {
            return Err(fail("the value has no time zone"));
        }
        if !moment.fraction().is_whole_nanos() {
            return Err(fail("the value has a fraction of a nanosecond"));
        }
        let seconds = moment.to_unix(Offset::UTC);
        let whole = StdDuration::from_secs(seconds.unsigned_abs());
        let start = if seconds < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        start
            .and_then(|start| start.checked_add(StdDuration::from_nanos(moment.nanosecond().into())))
            .ok_or_else(|| fail("the value is out of range"))
    }
}

/// In days, hours, minutes and seconds.
///
/// ```
/// use castile::xsd::Duration;
/// let idle = Duration::from(std::time::Duration::from_millis(90_061_500));
/// assert_eq!(idle.to_string(), "P1DT1H1M1.5S");
/// assert_eq!(std::time::Duration::try_from(idle)?.as_millis(), 90_061_500);
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
impl From<StdDuration> for Duration {
    fn from(value: StdDuration) -> Self {
        let seconds = value.as_secs();
        let whole = Self::ZERO
            .with_days(seconds / 86_400)
            .with_hours(seconds / 3600 % 24)
            .with_minutes(seconds / 60 % 60)
            .with_seconds(seconds % 60);
        // Nanoseconds of a standard duration are always below a second.
        whole.with_nanoseconds(value.subsec_nanos()).unwrap_or(whole)
    }
}

/// Only of a value without years and months, whose length varies, not below zero and in whole nanoseconds.
impl TryFrom<Duration> for StdDuration {
    type Error = ValueError;

    fn try_from(value: Duration) -> Result<Self, ValueError> {
        let fail = |reason: &'static str| ValueError::new("Duration", reason);
        if value.is_negative() {
            return Err(fail("the value is negative"));
        }
        if value.years() > 0 || value.months() > 0 {
            return Err(fail("years and months have no fixed length"));
        }
        if !value.fraction().is_whole_nanos() {
            return Err(fail("the value has a fraction of a nanosecond"));
        }
        let seconds = u64::try_from(value.span().seconds).map_err(|_| fail("the value is out of range"))?;
        Ok(Self::new(seconds, value.nanoseconds()))
    }
}
