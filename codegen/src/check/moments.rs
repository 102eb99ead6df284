//! Points in time and durations in lexical form → their order (XSD 1.0 Part 2 §3.2.6, §3.2.7.4).
//!
//! What has a zone and what has none are in order where they are more than 14 hours apart. Of two durations of which one has the more
//! months and the other the more seconds nothing is said.

use super::lexical::zoneless;
use std::cmp::Ordering;

/// The order of two values of one type of this kind; `None` where they have none.
pub(super) fn compare(left: &str, right: &str) -> Option<Ordering> {
    let is_duration = |text: &str| text.trim_start_matches('-').starts_with('P');
    if is_duration(left) {
        return duration(left)?.compare(&duration(right)?);
    }
    let (left, right) = (moment(left)?, moment(right)?);
    let apart = left.seconds.abs_diff(right.seconds);
    let is_in_order = left.has_zone == right.has_zone || apart > 14 * 3600;
    is_in_order.then(|| (left.seconds, left.fraction).cmp(&(right.seconds, right.fraction)))
}

/// A point in time, in seconds of the calendar; what a type leaves out is that of the first of January 2000.
struct Moment<'t> {
    seconds: i64,
    fraction: &'t str,
    has_zone: bool,
}

fn moment(text: &str) -> Option<Moment<'_>> {
    let local = zoneless(text);
    let zone = text.get(local.len()..)?;
    let (date, time) = match local.split_once('T') {
        Some((date, time)) => (date, time),
        None if local.contains(':') => ("2000-01-01", local),
        None => (local, "00:00:00"),
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let seconds = days(date)? * 86_400 + clock(time)? - offset(zone)?;
    Some(Moment { seconds, fraction: fraction.trim_end_matches('0'), has_zone: !zone.is_empty() })
}

/// Seconds since midnight of `12:30` or `12:30:59`.
fn clock(text: &str) -> Option<i64> {
    let mut seconds = 0;
    for (part, unit) in text.split(':').zip([3600, 60, 1]) {
        seconds += two_digits(part)? * unit;
    }
    Some(seconds)
}

/// A number of at most two digits: what is compared need not be in the form of its type.
fn two_digits(text: &str) -> Option<i64> {
    text.parse::<u8>().ok().filter(|_| text.len() <= 2).map(i64::from)
}

fn offset(zone: &str) -> Option<i64> {
    match zone.split_at_checked(1) {
        Some(("+", behind)) => clock(behind),
        Some(("-", ahead)) => clock(ahead).map(|seconds| -seconds),
        _ => Some(0),
    }
}

/// The days until `2024-05-31`, `2024-05`, `2024`, `--05-31`, `--05` or `---31`.
fn days(text: &str) -> Option<i64> {
    let (year, rest) = if let Some(rest) = text.strip_prefix("--") {
        (2000, rest)
    } else {
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        (sign * i64::from(year.parse::<u32>().ok()?), rest)
    };
    let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
    let number = |text: &str| if text.is_empty() { Some(1) } else { two_digits(text) };
    Some(days_until(year, number(month)?, number(day)?))
}

/// Days of the proleptic Gregorian calendar, from the first of March of the year 0, so that a leap day is the last of its year.
fn days_until(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let of_months = (153 * ((month + 9) % 12) + 2) / 5;
    year * 365 + leap_days + of_months + day
}

/// A duration: months, of which each has days of its own, and seconds.
#[derive(Default)]
struct Duration {
    months: i64,
    seconds: i64,
}

impl Duration {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.months.cmp(&other.months), self.seconds.cmp(&other.seconds)) {
            (order, Ordering::Equal) | (Ordering::Equal, order) => Some(order),
            (months, seconds) => (months == seconds).then_some(months),
        }
    }
}

/// A duration; `None` of one with a fraction of a second.
fn duration(text: &str) -> Option<Duration> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let text = text.strip_prefix('P')?;
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut out = Duration::default();
    for (part, units) in [
        (date, [('Y', 12, 0), ('M', 1, 0), ('D', 0, 86_400)]),
        (time, [('H', 0, 3600), ('M', 0, 60), ('S', 0, 1)]),
    ] {
        let mut rest = part;
        while let Some((number, behind)) = rest.split_once(|c: char| c.is_ascii_uppercase()) {
            let unit = rest.get(number.len()..)?.chars().next()?;
            let (_, months, seconds) = units.into_iter().find(|(name, ..)| *name == unit)?;
            let number = sign * i64::from(number.parse::<u32>().ok()?);
            out.months = out.months.saturating_add(number * months);
            out.seconds = out.seconds.saturating_add(number * seconds);
            rest = behind;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    #[test]
    fn points_in_time_and_durations_are_in_their_order() {
        let cases: [(&str, &str, Option<Ordering>); 18] = [
            ("2024-01-31", "2024-02-01", Some(Less)),
            ("2024-02-29", "2024-03-01", Some(Less)),
            ("2005-01-18-14:00", "2005-01-19+14:00", Some(Greater)),
            ("2024-01-31Z", "2024-01-31", None),
            ("2024-01-31Z", "2024-03-31", Some(Less)),
            ("-0044-03-15", "0014-08-19", Some(Less)),
            ("2024-01-01T00:00:00.5Z", "2024-01-01T01:00:00.50+01:00", Some(Equal)),
            ("2024-01-01T24:00:00", "2024-01-02T00:00:00", Some(Equal)),
            ("12:00:00-14:00", "12:00:00-10:00", Some(Greater)),
            ("--02-29", "--03-01", Some(Less)),
            ("---05", "---31", Some(Less)),
            ("2024-05", "2023-12", Some(Greater)),
            ("P2Y3MT2H", "P1Y1MT1H", Some(Greater)),
            ("P12M", "P1Y", Some(Equal)),
            ("P1M", "P30D", None),
            ("-P1D", "PT1S", Some(Less)),
            ("-P9223372036854775808Y", "P1Y", None),
            ("2024-9223372036854775807-01", "2024-01-01", None),
        ];
        for (left, right, order) in cases {
            assert_eq!(compare(left, right), order, "{left} {right}");
        }
    }
}
