//! Dates, times and their time zones.

use std::time::{Duration as StdDuration, SystemTime, UNIX_EPOCH};

use crate::support::{Numbers, ascending, equal, refuses, round_trips, survives_damage, unordered};
use castile::xsd::{Date, DateTime, GDay, GMonth, GMonthDay, GYear, GYearMonth, Offset, Time};

#[test]
fn offset_forms() {
    round_trips::<Offset>(&[
        ("Z", "Z"),
        ("+00:00", "Z"),
        ("-00:00", "Z"),
        ("+01:00", "+01:00"),
        ("-03:30", "-03:30"),
        ("+05:45", "+05:45"),
        ("+14:00", "+14:00"),
        ("-14:00", "-14:00"),
        ("-00:01", "-00:01"),
    ]);
    refuses::<Offset>(
        "timezone",
        &[
            ("", "as in Z or +01:00"),
            ("z", "as in Z or +01:00"),
            ("01:00", "as in Z or +01:00"),
            ("+1:00", "as in Z or +01:00"),
            ("+0100", "as in Z or +01:00"),
            ("+01", "as in Z or +01:00"),
            ("+14:01", "beyond 14:00"),
            ("-15:00", "beyond 14:00"),
            ("+13:60", "00 to 59"),
            ("Z1", "more text"),
            ("+01:000", "more text"),
        ],
    );
}

#[test]
fn date_time_forms() {
    round_trips::<DateTime>(&[
        ("2024-02-29T12:30:45", "2024-02-29T12:30:45"),
        ("2024-02-29T12:30:45Z", "2024-02-29T12:30:45Z"),
        ("2024-02-29T12:30:45-00:00", "2024-02-29T12:30:45Z"),
        ("2024-02-29T12:30:45.120+01:00", "2024-02-29T12:30:45.120+01:00"),
        ("2024-02-29T12:30:45.000", "2024-02-29T12:30:45.000"),
        ("2024-02-29T12:30:45.123456789012345678Z", "2024-02-29T12:30:45.123456789012345678Z"),
        ("2024-02-29T12:30:45.1234567890123456780000Z", "2024-02-29T12:30:45.123456789012345678Z"),
        ("2024-02-29T12:30:45.000000000000000001", "2024-02-29T12:30:45.000000000000000001"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00"),
        ("0000-02-29T00:00:00", "0000-02-29T00:00:00"),
        ("-0001-12-31T23:59:59", "-0001-12-31T23:59:59"),
        ("-0004-02-29T00:00:00", "-0004-02-29T00:00:00"),
        ("12024-01-01T00:00:00", "12024-01-01T00:00:00"),
        ("-2147483648-01-01T00:00:00-14:00", "-2147483648-01-01T00:00:00-14:00"),
        (
            "2147483647-12-31T23:59:59.123456789123456789+14:00",
            "2147483647-12-31T23:59:59.123456789123456789+14:00",
        ),
        ("2023-12-31T24:00:00Z", "2024-01-01T00:00:00Z"),
        ("2024-02-28T24:00:00.000", "2024-02-29T00:00:00.000"),
        ("2023-02-28T24:00:00+01:00", "2023-03-01T00:00:00+01:00"),
        ("-0001-12-31T24:00:00", "0000-01-01T00:00:00"),
    ]);
}

#[test]
fn date_time_refusals() {
    refuses::<DateTime>(
        "dateTime",
        &[
            ("", "four digits"),
            ("2024-02-29", "expected `T`"),
            ("2024-02-29 12:00:00", "expected `T`"),
            ("2024-02-29t12:00:00", "expected `T`"),
            ("2024-02-29T", "as in 23:59:59.5"),
            ("2024-02-29T12:00", "as in 23:59:59.5"),
            ("2024-02-29T1:00:00", "as in 23:59:59.5"),
            ("2024-02-29T12:00:00.", "digits behind the decimal point"),
            ("2024-02-29T12:00:00.Z", "digits behind the decimal point"),
            ("2024-02-29T12:00:00.1234567890123456789", "at most 18 digits"),
            ("2024-02-29T12:00:60", "from 00:00:00 to 24:00:00"),
            ("2024-02-29T12:60:00", "from 00:00:00 to 24:00:00"),
            ("2024-02-29T24:00:01", "from 00:00:00 to 24:00:00"),
            ("2024-02-29T24:00:00.1", "from 00:00:00 to 24:00:00"),
            ("2024-02-29T25:00:00", "from 00:00:00 to 24:00:00"),
            ("2024-02-29T12:00:00 Z", "as in Z or +01:00"),
            ("2024-02-29T12:00:00+01:00Z", "more text"),
            ("2023-02-29T12:00:00", "no such day"),
            ("1900-02-29T12:00:00", "no such day"),
            ("2024-04-31T12:00:00", "no such day"),
            ("2024-01-00T12:00:00", "no such day"),
            ("2024-00-01T12:00:00", "01 to 12"),
            ("2024-13-01T12:00:00", "01 to 12"),
            ("24-01-01T12:00:00", "four digits"),
            ("02024-01-01T12:00:00", "begin with 0"),
            ("+2024-01-01T12:00:00", "four digits"),
            ("2147483648-01-01T00:00:00", "beyond"),
            ("-2147483649-01-01T00:00:00", "beyond"),
            ("99999999999999999999999-01-01T00:00:00", "beyond"),
            ("2147483647-12-31T24:00:00", "beyond"),
            ("2024-1-01T12:00:00", "as in 2024-12-31"),
            ("2024-01-1T12:00:00", "as in 2024-12-31"),
            ("20240101T120000", "as in 2024-12-31"),
        ],
    );
    survives_damage::<DateTime>(&["2024-02-29T12:30:45.120+01:00", "-12024-12-31T24:00:00Z"]);
}

#[test]
fn moments_are_equal_across_time_zones() {
    equal::<DateTime>(&[
        "2024-12-31T23:30:00.5-01:00",
        "2025-01-01T00:30:00.500Z",
        "2025-01-01T00:30:00.50+00:00",
        "2025-01-01T14:30:00.5+14:00",
    ]);
    equal::<DateTime>(&["2023-12-31T24:00:00", "2024-01-01T00:00:00"]);
    equal::<Date>(&["2000-01-01+13:00", "1999-12-31-11:00"]);
    equal::<Time>(&["12:00:00+01:00", "11:00:00Z", "11:00:00.000Z", "06:00:00-05:00"]);
    equal::<GYear>(&["2024Z", "2024-00:00"]);
    equal::<GYearMonth>(&["2024-05Z", "2024-05+00:00"]);
}

#[test]
fn order_where_the_recommendation_has_one() {
    // The examples of XSD 1.0 Part 2 §3.2.7.4.
    ascending::<DateTime>(&["2000-01-15T00:00:00", "2000-02-15T00:00:00"]);
    ascending::<DateTime>(&["2000-01-15T12:00:00", "2000-01-16T12:00:00Z"]);
    unordered::<DateTime>(&[
        ("2000-01-01T12:00:00", "1999-12-31T23:00:00Z"),
        ("2000-01-16T12:00:00", "2000-01-16T12:00:00Z"),
        ("2000-01-16T00:00:00", "2000-01-16T12:00:00Z"),
        ("2000-01-16T12:00:00", "2000-01-17T02:00:00Z"),
    ]);
    ascending::<DateTime>(&[
        "-0002-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "12024-01-01T00:00:00Z",
    ]);
    ascending::<DateTime>(&["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000000000000000001Z"]);
    ascending::<Date>(&["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-03Z"]);
    unordered::<Date>(&[("2024-02-29", "2024-02-29Z")]);
    ascending::<Time>(&["00:00:00", "00:00:00.1", "23:59:59"]);
    unordered::<Time>(&[("12:00:00", "12:00:00Z")]);
    ascending::<GMonthDay>(&["--02-28", "--02-29", "--03-01"]);
    ascending::<GYear>(&["-0001", "0000", "2024", "10000"]);
    ascending::<GYearMonth>(&["2023-12", "2024-01", "2024-11"]);
    ascending::<GMonth>(&["--01", "--12"]);
    ascending::<GDay>(&["---01", "---31"]);
}

#[test]
fn date_and_time_forms() {
    round_trips::<Date>(&[
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29Z", "2024-02-29Z"),
        ("2024-02-29-05:00", "2024-02-29-05:00"),
        ("-0044-03-15", "-0044-03-15"),
        ("2000-02-29", "2000-02-29"),
    ]);
    refuses::<Date>(
        "date",
        &[("2100-02-29", "no such day"), ("2024-02-29T00:00:00", "as in Z or +01:00"), ("", "four")],
    );
    round_trips::<Time>(&[
        ("00:00:00", "00:00:00"),
        ("24:00:00", "00:00:00"),
        ("24:00:00.00Z", "00:00:00.00Z"),
        ("23:59:59.999999999999999999-14:00", "23:59:59.999999999999999999-14:00"),
    ]);
    refuses::<Time>(
        "time",
        &[("24:00:01", "24:00:00"), ("1:00:00", "as in"), ("12:00", "as in"), ("12:00:00 ,", "zone")],
    );
    survives_damage::<Date>(&["2024-02-29-05:00"]);
    survives_damage::<Time>(&["23:59:59.9+01:00"]);
}

#[test]
fn recurring_forms() {
    round_trips::<GYear>(&[("2024", "2024"), ("-0001Z", "-0001Z"), ("12345+01:00", "12345+01:00")]);
    refuses::<GYear>("gYear", &[("99", "four digits"), ("02024", "begin with 0"), ("2024-", "as in Z")]);
    round_trips::<GYearMonth>(&[("2024-02", "2024-02"), ("2024-02-05:00", "2024-02-05:00")]);
    refuses::<GYearMonth>(
        "gYearMonth",
        &[("2024", "as in 2024-12"), ("2024-00", "01 to 12"), ("2024-02-05", "as in Z")],
    );
    round_trips::<GMonth>(&[
        ("--05", "--05"),
        ("--05--", "--05"),
        ("--05--Z", "--05Z"),
        ("--12-05:00", "--12-05:00"),
    ]);
    refuses::<GMonth>(
        "gMonth",
        &[("--13", "01 to 12"), ("--5", "as in --12"), ("05", "as in --12"), ("--05-", "zone")],
    );
    round_trips::<GMonthDay>(&[("--02-29", "--02-29"), ("--12-31+14:00", "--12-31+14:00")]);
    refuses::<GMonthDay>(
        "gMonthDay",
        &[("--02-30", "no such day"), ("--04-31", "no such day"), ("02-01", "as in --12-31")],
    );
    round_trips::<GDay>(&[("---01", "---01"), ("---31Z", "---31Z")]);
    refuses::<GDay>(
        "gDay",
        &[("---32", "01 to 31"), ("---00", "01 to 31"), ("--01", "as in ---31"), ("---1", "as in")],
    );
    survives_damage::<GMonthDay>(&["--02-29Z"]);
    survives_damage::<GMonth>(&["--05--Z"]);
    survives_damage::<GYearMonth>(&["-2024-02+01:00"]);
}

#[test]
fn constructors_accept_what_exists() {
    const START: Option<DateTime> = DateTime::new(1, 1, 1, 0, 0, 0);
    assert_eq!(START.unwrap().to_string(), "0001-01-01T00:00:00");
    assert!(DateTime::new(2023, 2, 29, 0, 0, 0).is_none());
    assert!(DateTime::new(2024, 2, 29, 24, 0, 0).is_none());
    assert!(
        Date::new(2024, 4, 31).is_none()
            && Date::new(2024, 13, 1).is_none()
            && Date::new(2024, 0, 1).is_none()
    );
    assert!(Time::new(24, 0, 0).is_none() && Time::new(0, 60, 0).is_none() && Time::new(0, 0, 60).is_none());
    assert!(GYearMonth::new(1, 0).is_none() && GMonth::new(13).is_none());
    assert!(GDay::new(0).is_none() && GDay::new(32).is_none() && GMonthDay::new(2, 30).is_none());
    let noon = Time::new(12, 0, 0).unwrap();
    assert_eq!(noon.with_nanosecond(120_000_000).unwrap().to_string(), "12:00:00.12");
    assert!(noon.with_nanosecond(1_000_000_000).is_none());
    assert_eq!(format!("{:?}", GYear::new(5).with_offset(Some(Offset::UTC))), "GYear(0005Z)");
}

#[test]
fn parts_of_a_date_time() {
    let moment: DateTime = "2024-12-31T23:58:59.123456789012345678+05:45".parse().unwrap();
    assert_eq!((moment.year(), moment.month(), moment.day()), (2024, 12, 31));
    assert_eq!((moment.hour(), moment.minute(), moment.second()), (23, 58, 59));
    assert_eq!((moment.nanosecond(), moment.attosecond()), (123_456_789, 123_456_789_012_345_678));
    assert_eq!(moment.offset().map(Offset::minutes), Some(345));
    assert_eq!(moment.date().to_string(), "2024-12-31+05:45");
    assert_eq!(moment.time().to_string(), "23:58:59.123456789012345678+05:45");
    let back = DateTime::at(moment.date(), moment.time()).unwrap();
    assert!(DateTime::at(moment.date(), moment.time().with_offset(Some(Offset::UTC))).is_none());
    assert_eq!(DateTime::at(moment.date().with_offset(None), moment.time()), Some(moment));
    assert_eq!(back.to_string(), moment.to_string());
}

#[test]
fn the_same_moment_elsewhere() {
    let moment: DateTime = "2024-02-29T23:30:00.50Z".parse().unwrap();
    assert_eq!(moment.to_offset(Offset::MAX).unwrap().to_string(), "2024-03-01T13:30:00.50+14:00");
    assert_eq!(moment.to_offset(Offset::MIN).unwrap().to_string(), "2024-02-29T09:30:00.50-14:00");
    let local: DateTime = "2024-02-29T23:30:00".parse().unwrap();
    assert_eq!(local.to_offset(Offset::MAX).unwrap().to_string(), "2024-02-29T23:30:00+14:00");
    let last: DateTime = "2147483647-12-31T23:59:59Z".parse().unwrap();
    assert!(last.to_offset(Offset::MAX).is_none());
}

#[test]
fn unix_time() {
    assert_eq!("1970-01-01T00:00:00Z".parse::<DateTime>().unwrap().to_unix(Offset::UTC), 0);
    assert_eq!(
        "1970-01-01T01:00:00".parse::<DateTime>().unwrap().to_unix(Offset::from_minutes(60).unwrap()),
        0
    );
    assert_eq!(DateTime::from_unix(1_709_251_199).unwrap().to_string(), "2024-02-29T23:59:59Z");
    assert!(DateTime::from_unix(i64::MAX).is_none() && DateTime::from_unix(i64::MIN).is_none());
    for nanos in [0, 1, 999_999_999, 1_000_000_000, 1_500_000_000_123_456_789] {
        let later = UNIX_EPOCH + StdDuration::from_nanos(nanos);
        assert_eq!(SystemTime::try_from(DateTime::try_from(later).unwrap()).unwrap(), later);
        let earlier = UNIX_EPOCH - StdDuration::from_nanos(nanos);
        assert_eq!(SystemTime::try_from(DateTime::try_from(earlier).unwrap()).unwrap(), earlier);
    }
    for (text, reason) in [
        ("2024-01-01T00:00:00", "no time zone"),
        ("2024-01-01T00:00:00.0000000001Z", "fraction of a nanosecond"),
    ] {
        let error = SystemTime::try_from(text.parse::<DateTime>().unwrap()).unwrap_err();
        assert!(error.reason().contains(reason), "{error}");
    }
}

#[test]
fn each_second_is_one_after_the_other() {
    let mut numbers = Numbers(2024);
    for _ in 0..20_000 {
        let seconds = numbers.below::<i64>(400_000_000_000) - 200_000_000_000;
        let moment = DateTime::from_unix(seconds).unwrap();
        assert_eq!(moment.to_unix(Offset::UTC), seconds);
        let offset = Offset::from_minutes(numbers.below::<i16>(1681) - 840).unwrap();
        let elsewhere = moment.to_offset(offset).unwrap();
        assert_eq!(elsewhere, moment);
        assert_eq!(elsewhere.to_string().parse::<DateTime>().unwrap().to_string(), elsewhere.to_string());
        assert!(moment < DateTime::from_unix(seconds + 1).unwrap());
    }
}
