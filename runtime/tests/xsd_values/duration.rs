//! Durations: components kept, equality by months and seconds, a partial order.

use std::time::Duration as StdDuration;

use crate::support::{Numbers, ascending, equal, refuses, round_trips, survives_damage, unordered};
use castile::xsd::Duration;

#[test]
fn forms() {
    round_trips::<Duration>(&[
        ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"),
        ("-P1Y2M3DT4H5M6.70S", "-P1Y2M3DT4H5M6.70S"),
        ("PT90M", "PT90M"),
        ("P13M", "P13M"),
        ("PT0S", "PT0S"),
        ("P0D", "PT0S"),
        ("-P0Y", "PT0S"),
        ("P1Y0M0DT0H", "P1Y"),
        ("P0Y5D", "P5D"),
        ("PT0.000S", "PT0.000S"),
        ("P1DT0.5S", "P1DT0.5S"),
        ("PT1M0S", "PT1M"),
        ("PT36000S", "PT36000S"),
        ("PT00001S", "PT1S"),
        ("PT0.000000000000000001S", "PT0.000000000000000001S"),
        ("P18446744073709551615Y", "P18446744073709551615Y"),
        (
            "-P18446744073709551615Y18446744073709551615M18446744073709551615DT18446744073709551615H18446744073709551615M18446744073709551615.123456789123456789S",
            "-P18446744073709551615Y18446744073709551615M18446744073709551615DT18446744073709551615H18446744073709551615M18446744073709551615.123456789123456789S",
        ),
    ]);
}

#[test]
fn refusals() {
    refuses::<Duration>(
        "duration",
        &[
            ("", "as in P1Y"),
            ("P", "at least one number"),
            ("-P", "at least one number"),
            ("PT", "must follow `T`"),
            ("P1YT", "must follow `T`"),
            ("1Y", "as in P1Y"),
            ("+P1Y", "as in P1Y"),
            ("P-1Y", "as in P1Y"),
            ("P1", "a letter must follow"),
            ("P1S", "as in P1Y"),
            ("PT1Y", "as in P1Y"),
            ("PT1D", "as in P1Y"),
            ("P1M1Y", "as in P1Y"),
            ("P1Y1Y", "as in P1Y"),
            ("PT1S1M", "as in P1Y"),
            ("P1.5Y", "only seconds"),
            ("PT1.5H", "only seconds"),
            ("PT.5S", "must follow `T`"),
            ("PT1.S", "digits behind"),
            ("PT1.1234567890123456789S", "at most 18 digits"),
            ("P18446744073709551616Y", "beyond"),
        ],
    );
    refuses::<Duration>(
        "duration",
        &[("p1y", "as in"), ("P1y", "as in"), ("P1W", "as in"), ("P1DT1S1", "a letter")],
    );
    survives_damage::<Duration>(&["-P1Y2M3DT4H5M6.70S", "PT0.5S"]);
}

#[test]
fn equality_is_by_months_and_seconds() {
    equal::<Duration>(&["P1Y", "P12M", "P0Y12M", "P12MT0S"]);
    equal::<Duration>(&["P1D", "PT24H", "PT1440M", "PT86400S", "PT86400.000S"]);
    equal::<Duration>(&["-P1DT12H", "-PT36H"]);
    equal::<Duration>(&["PT0S", "-PT0S", "P0Y", "-P0M", "PT0.00S"]);
    assert_eq!(-"P1D".parse::<Duration>().unwrap(), "-P1D".parse().unwrap());
    assert_eq!(-Duration::ZERO, Duration::default());
    assert!(!(-Duration::ZERO).is_negative());
}

#[test]
fn order_where_the_recommendation_has_one() {
    // The table of XSD 1.0 Part 2 §3.2.6.2.
    ascending::<Duration>(&["P364D", "P1Y", "P367D"]);
    unordered::<Duration>(&[("P1Y", "P365D"), ("P1Y", "P366D")]);
    ascending::<Duration>(&["P27D", "P1M", "P32D"]);
    unordered::<Duration>(&[("P1M", "P28D"), ("P1M", "P29D"), ("P1M", "P30D"), ("P1M", "P31D")]);
    ascending::<Duration>(&["P149D", "P5M", "P154D"]);
    unordered::<Duration>(&[("P5M", "P150D"), ("P5M", "P151D"), ("P5M", "P152D"), ("P5M", "P153D")]);
    ascending::<Duration>(&["-P1Y", "-P1D", "PT0S", "PT0.000000000000000001S", "PT1S", "P1D", "P1Y"]);
    // Always the same end, and yet months are not seconds.
    unordered::<Duration>(&[("P400Y", "P146097D")]);
    ascending::<Duration>(&["P146096D", "P400Y", "P146098D"]);
    ascending::<Duration>(&["P1Y", "P18446744073709551614Y", "P18446744073709551615Y"]);
    ascending::<Duration>(&["P18446744073709551615D", "P18446744073709551615Y"]);
}

#[test]
fn components() {
    let built =
        Duration::ZERO.with_years(1).with_days(2).with_minutes(3).with_nanoseconds(250_000_000).unwrap();
    assert_eq!(built.to_string(), "P1Y2DT3M0.25S");
    assert_eq!((built.years(), built.months(), built.days()), (1, 0, 2));
    assert_eq!((built.hours(), built.minutes(), built.seconds()), (0, 3, 0));
    assert_eq!((built.nanoseconds(), built.attoseconds()), (250_000_000, 250_000_000_000_000_000));
    assert_eq!(format!("{built:?}"), "Duration(P1Y2DT3M0.25S)");
    assert!(Duration::ZERO.with_nanoseconds(1_000_000_000).is_none());
}

#[test]
fn standard_durations() {
    for duration in [
        StdDuration::ZERO,
        StdDuration::from_nanos(1),
        StdDuration::from_millis(90_061_500),
        StdDuration::MAX,
    ] {
        assert_eq!(StdDuration::try_from(Duration::from(duration)).unwrap(), duration);
    }
    for (text, reason) in [
        ("-PT1S", "negative"),
        ("P1M", "no fixed length"),
        ("PT0.0000000001S", "fraction of a nanosecond"),
        ("P18446744073709551615D", "out of range"),
    ] {
        let error = StdDuration::try_from(text.parse::<Duration>().unwrap()).unwrap_err();
        assert!(error.reason().contains(reason), "{error}");
    }
}

#[test]
fn the_order_never_contradicts_itself() {
    let mut numbers = Numbers(365);
    let values: Vec<Duration> = (0..60)
        .map(|_| {
            let value = Duration::ZERO.with_months(numbers.below(14)).with_days(numbers.below(420));
            if numbers.below::<u8>(3) == 0 { -value } else { value }
        })
        .collect();
    for one in &values {
        for two in &values {
            assert_eq!(one.partial_cmp(two), two.partial_cmp(one).map(std::cmp::Ordering::reverse));
            assert_eq!(one == two, one.partial_cmp(two) == Some(std::cmp::Ordering::Equal));
            for three in &values {
                assert!(!(one < two && two < three) || one < three, "{one:?} {two:?} {three:?}");
            }
        }
    }
}
