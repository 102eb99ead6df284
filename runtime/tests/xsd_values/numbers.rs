//! `Integer` and `Decimal`: lexical forms, order, conversions, and numbers that no machine type holds.

use crate::support::{Numbers, ascending, equal, refuses, round_trips, survives_damage};
use castile::xsd::{Decimal, Integer};

const I128_MAX: &str = "170141183460469231731687303715884105727";
const I128_MIN: &str = "-170141183460469231731687303715884105728";
const BEYOND: &str = "170141183460469231731687303715884105728";
const BELOW: &str = "-170141183460469231731687303715884105729";

#[test]
fn integer_forms() {
    round_trips::<Integer>(&[
        ("0", "0"),
        ("-0", "0"),
        ("+0", "0"),
        ("000", "0"),
        ("+1", "1"),
        ("-1", "-1"),
        ("00042", "42"),
        ("-00042", "-42"),
        ("999999999999999999", "999999999999999999"),
        ("1000000000000000000", "1000000000000000000"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854775808", "-9223372036854775808"),
        (I128_MAX, I128_MAX),
        (I128_MIN, I128_MIN),
        (BEYOND, BEYOND),
        (BELOW, BELOW),
        ("0000000000000000000000000000000000000000000000000000000000000000000007", "7"),
    ]);
    let long = "123456789".repeat(500);
    round_trips::<Integer>(&[(&long, &long), (&format!("-000{long}"), &format!("-{long}"))]);
}

#[test]
fn integer_refusals() {
    refuses::<Integer>(
        "integer",
        &[
            ("", "expected digits"),
            (" ", "expected digits"),
            ("-", "expected digits"),
            ("+-1", "only digits"),
            ("--1", "only digits"),
            ("1.0", "only digits"),
            ("1e3", "only digits"),
            ("1 2", "only digits"),
            ("0x10", "only digits"),
            ("\u{a0}1", "only digits"),
            ("\u{661}", "only digits"),
            ("1_000", "only digits"),
        ],
    );
    survives_damage::<Integer>(&["-12345", BELOW]);
}

#[test]
fn integer_order() {
    let (huge, minus) = (format!("{BEYOND}0"), format!("{BELOW}0"));
    ascending::<Integer>(&[&minus, BELOW, I128_MIN, "-1", "0", "1", I128_MAX, BEYOND, &huge]);
    equal::<Integer>(&["7", "+7", "007"]);
    equal::<Integer>(&[BEYOND, "+00170141183460469231731687303715884105728"]);
}

#[test]
fn integer_conversions() {
    assert_eq!(i8::try_from(Integer::from(-128)).ok(), Some(-128));
    assert_eq!(u64::try_from(&Integer::from(u64::MAX)).ok(), Some(u64::MAX));
    assert_eq!(Integer::from(i128::MIN).to_i128(), Some(i128::MIN));
    assert_eq!(BEYOND.parse::<Integer>().unwrap().to_i128(), None);
    let error = u8::try_from(Integer::from(256)).unwrap_err();
    assert_eq!(error.to_string(), "not a value of type `u8`: the number is out of range");
    assert!(u32::try_from(Integer::from(-1)).is_err());
    assert!(i128::try_from(BELOW.parse::<Integer>().unwrap()).is_err());
    assert!(BELOW.parse::<Integer>().unwrap().is_negative());
    assert_eq!(Integer::default(), Integer::ZERO);
    assert_eq!(format!("{:?} {:>5}", Integer::from(42), Integer::from(7)), "Integer(42)     7");
}

#[test]
fn decimal_forms() {
    round_trips::<Decimal>(&[
        ("0", "0"),
        ("-0", "0"),
        ("0.00", "0.00"),
        ("-0.00", "0.00"),
        ("1234.5600", "1234.5600"),
        ("+1.5", "1.5"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("-005.50", "-5.50"),
        ("0.001", "0.001"),
        ("-0.001", "-0.001"),
        ("000.0010", "0.0010"),
        ("100", "100"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        ("-79228162514264337593543950335", "-79228162514264337593543950335"),
        ("0.1234567890123456789012345678901234567", "0.1234567890123456789012345678901234567"),
        ("170141183460469231731.687303715884105727", "170141183460469231731.687303715884105727"),
        ("170141183460469231731.687303715884105728", "170141183460469231731.687303715884105728"),
        ("-170141183460469231731.687303715884105729", "-170141183460469231731.687303715884105729"),
        ("1.00000000000000000000000000000000000000", "1.00000000000000000000000000000000000000"),
        ("1.00000000000000000000000000000000000000000000", "1.00000000000000000000000000000000000000000000"),
    ]);
    let (nines, zeros) = ("9".repeat(400), "0".repeat(400));
    for text in
        [format!("{nines}.{nines}"), format!("-0.{zeros}1"), format!("0.{zeros}"), format!("1{zeros}")]
    {
        round_trips::<Decimal>(&[(&text, &text)]);
    }
    round_trips::<Decimal>(&[(&format!("-0.{zeros}"), &format!("0.{zeros}"))]);
}

#[test]
fn decimal_refusals() {
    refuses::<Decimal>(
        "decimal",
        &[
            ("", "expected digits"),
            (".", "expected digits"),
            ("-.", "expected digits"),
            ("+", "expected digits"),
            ("1.2.3", "one decimal point"),
            ("1,5", "one decimal point"),
            ("1e5", "one decimal point"),
            ("1E5", "one decimal point"),
            ("INF", "one decimal point"),
            ("NaN", "one decimal point"),
            ("- 1", "one decimal point"),
            ("1\u{a0}", "one decimal point"),
        ],
    );
    survives_damage::<Decimal>(&["-1234.5600", "170141183460469231731.687303715884105728"]);
}

#[test]
fn decimal_order() {
    let tiny = format!("0.{}1", "0".repeat(300));
    ascending::<Decimal>(&[BELOW, I128_MIN, "-10.5", "-10.49", "-1", "-0.5", "-0.05", "-0.0"]);
    ascending::<Decimal>(&[
        "-0.05", "0.00", &tiny, "0.0499", "0.05", "0.5", "1", "9.99", "10", "100.0", I128_MAX, BEYOND,
    ]);
    equal::<Decimal>(&["1.0", "1.00", "+1", "01.", "1.00000000000000000000000000000000000000000000000"]);
    equal::<Decimal>(&["0", "-0", "0.00", "-.0", &format!("-0.{}", "0".repeat(300))]);
    equal::<Decimal>(&["-1.5", "-1.50", &format!("-1.5{}", "0".repeat(300))]);
    equal::<Decimal>(&["10", "10.0", "010"]);
    equal::<Decimal>(&[BEYOND, &format!("{BEYOND}.0")]);
}

#[test]
fn decimal_parts() {
    const PRICE: Decimal = Decimal::new(-1_250, 2);
    assert_eq!(PRICE.to_string(), "-12.50");
    assert_eq!(PRICE.parts(), Some((-1250, 2)));
    assert_eq!(PRICE.trimmed().parts(), Some((-125, 1)));
    assert_eq!(Decimal::new(100, 0).trimmed().parts(), Some((100, 0)));
    assert_eq!(Decimal::new(0, 9).trimmed().parts(), Some((0, 0)));
    assert_eq!(Decimal::new(1, 255).to_string().len(), 257);
    assert_eq!(Decimal::new(i128::MIN, 39).to_string(), "-0.170141183460469231731687303715884105728");
    assert!(PRICE.is_negative() && !PRICE.is_zero() && Decimal::new(0, 3).is_zero());
    assert_eq!(format!("{PRICE:?} {PRICE:>8}"), "Decimal(-12.50)   -12.50");
    let long = format!("1.5{}", "0".repeat(400)).parse::<Decimal>().unwrap();
    assert_eq!((long.scale(), long.parts()), (401, None));
    assert_eq!(long.trimmed().parts(), Some((15, 1)));
}

#[test]
fn decimal_conversions() {
    let parse = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(i64::try_from(parse("-7.000")).ok(), Some(-7));
    assert_eq!(i64::try_from(parse("-7.001")).unwrap_err().reason(), "the number has a fraction");
    assert_eq!(u8::try_from(parse("256")).unwrap_err().reason(), "the number is out of range");
    assert_eq!(Integer::try_from(parse(&format!("{BEYOND}.00"))).unwrap().to_string(), BEYOND);
    assert_eq!(Decimal::from(BELOW.parse::<Integer>().unwrap()).to_string(), BELOW);
    assert_eq!(Decimal::from(u64::MAX).to_string(), "18446744073709551615");
    for text in ["0.1", "1234.5600", "-0.3", "1e300", "123456789012345678901234567890.5", "5e-324"] {
        let number: f64 = text.parse().unwrap();
        assert_eq!(Decimal::try_from(number).unwrap().to_f64().to_bits(), number.to_bits(), "{text}");
    }
    assert!(parse(&"9".repeat(400)).to_f64().is_infinite());
    assert!(Decimal::try_from(f64::INFINITY).is_err() && Decimal::try_from(f64::NAN).is_err());
}

#[test]
fn numbers_of_every_length_round_trip() {
    let mut numbers = Numbers(42);
    for _ in 0..20_000 {
        let (whole, fraction) = (numbers.below(45), numbers.below(45));
        let lead = 1 + numbers.below::<u8>(9);
        let (whole, fraction) = (numbers.digits(whole), numbers.digits(fraction));
        let sign = if numbers.below::<u8>(2) == 0 { "-" } else { "" };
        let text = format!("{sign}{lead}{whole}{}{fraction}", if fraction.is_empty() { "" } else { "." });
        let value: Decimal = text.parse().unwrap();
        assert_eq!(value.to_string(), text);
        assert_eq!(value, format!("{sign}0{lead}{whole}.{fraction}000").parse().unwrap());
        let integer: Integer = format!("{sign}{lead}{whole}").parse().unwrap();
        assert_eq!(integer.to_string(), format!("{sign}{lead}{whole}"));
    }
}

#[test]
fn order_is_that_of_machine_numbers() {
    let mut numbers = Numbers(7);
    for _ in 0..20_000 {
        let (one, two) = (numbers.below::<i128>(20_000) - 10_000, numbers.below::<i128>(20_000) - 10_000);
        let (scale, other) = (numbers.below::<u8>(5), numbers.below::<u8>(5));
        let expected = (one * 10_i128.pow(other.into())).cmp(&(two * 10_i128.pow(scale.into())));
        let (one, two) = (Decimal::new(one, scale), Decimal::new(two, other));
        assert_eq!(one.cmp(&two), expected, "{one} {two}");
        assert_eq!(one == two, expected.is_eq(), "{one} {two}");
    }
}
