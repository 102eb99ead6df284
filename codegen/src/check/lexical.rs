//! The lexical spaces of the built-in types (XSD 1.0 Part 2 §3).

use crate::model::Builtin;
use crate::xml::is_nc_name;

/// Whether a text is in the lexical space of a built-in type, or why not.
pub(super) fn valid(builtin: Builtin, text: &str) -> Result<(), String> {
    use Builtin as B;
    let collapsed = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let text = collapsed.as_str();
    let ok = match builtin {
        B::Boolean => matches!(text, "true" | "false" | "1" | "0"),
        B::Decimal => is_decimal(text),
        B::Float | B::Double => is_float(text),
        B::HexBinary => text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        B::Base64Binary => is_base64(text),
        B::QName | B::Notation => text.split(':').count() <= 2 && text.split(':').all(is_nc_name),
        B::NcName | B::Id | B::IdRef | B::Entity => is_nc_name(text),
        B::Name => is_nc_name(&text.replace(':', "_")),
        B::NmToken => is_nm_token(text),
        B::NmTokens => !text.is_empty() && text.split(' ').all(is_nm_token),
        B::IdRefs | B::Entities => !text.is_empty() && text.split(' ').all(is_nc_name),
        B::Language => is_language(text),
        B::Duration => is_duration(text),
        B::DateTime => {
            text.split_once('T').is_some_and(|(date, time)| is_date(date) && is_time(zoneless(time)))
        }
        B::Date => is_date(zoneless(text)),
        B::Time => is_time(zoneless(text)),
        B::GYear => is_year(zoneless(text)),
        B::GYearMonth => {
            zoneless(text).rsplit_once('-').is_some_and(|(year, month)| is_year(year) && two(month, 1, 12))
        }
        B::GMonthDay => month_day(zoneless(text)),
        // `--05--` is of the first edition; messages may still have it, schemas have had the time to change.
        B::GMonth => zoneless(text).strip_prefix("--").is_some_and(|month| two(month, 1, 12)),
        B::GDay => zoneless(text).strip_prefix("---").is_some_and(|day| two(day, 1, 31)),
        _ => return integer(builtin, text),
    };
    if ok { Ok(()) } else { Err(format!("not in the form of `xs:{}`", builtin.local())) }
}

/// Integers have ranges; what is left besides them has no form of its own.
fn integer(builtin: Builtin, text: &str) -> Result<(), String> {
    use Builtin as B;
    let range = match builtin {
        B::Long => (i128::from(i64::MIN), i128::from(i64::MAX)),
        B::Int => (i128::from(i32::MIN), i128::from(i32::MAX)),
        B::Short => (i128::from(i16::MIN), i128::from(i16::MAX)),
        B::Byte => (i128::from(i8::MIN), i128::from(i8::MAX)),
        B::UnsignedLong => (0, i128::from(u64::MAX)),
        B::UnsignedInt => (0, i128::from(u32::MAX)),
        B::UnsignedShort => (0, i128::from(u16::MAX)),
        B::UnsignedByte => (0, i128::from(u8::MAX)),
        B::Integer => (i128::MIN, i128::MAX),
        B::NonNegativeInteger => (0, i128::MAX),
        B::PositiveInteger => (1, i128::MAX),
        B::NonPositiveInteger => (i128::MIN, 0),
        B::NegativeInteger => (i128::MIN, -1),
        _ => return Ok(()),
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("not a whole number".to_owned());
    }
    // What exceeds 128 bits exceeds every bounded type, and is on the side of zero its sign says.
    let value = text.parse().unwrap_or(if text.starts_with('-') { i128::MIN } else { i128::MAX });
    if (range.0..=range.1).contains(&value) { Ok(()) } else { Err("out of range".to_owned()) }
}

fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    (!whole.is_empty() || !fraction.is_empty())
        && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
}

fn is_float(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    is_decimal(mantissa) && !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_base64(text: &str) -> bool {
    let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let body = bytes.iter().rev().skip_while(|byte| **byte == b'=').count();
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    // The bits of the last character that belong to no byte are zero (§3.2.16).
    let last = body.checked_sub(1).and_then(|at| bytes.get(at));
    let is_complete = match bytes.len() - body {
        0 => true,
        1 => last.is_some_and(|last| b"AEIMQUYcgkosw048".contains(last)),
        2 => last.is_some_and(|last| b"AQgw".contains(last)),
        _ => false,
    };
    bytes.len().is_multiple_of(4) && is_complete && bytes.iter().take(body).all(known)
}

fn is_nm_token(text: &str) -> bool {
    !text.is_empty() && is_nc_name(&format!("_{}", text.replace(':', "_")))
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let letters =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.next().is_some_and(letters)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// `-?PnYnMnDTnHnMnS`: units in order, at least one, seconds with a fraction.
fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else { return false };
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let parts = units(date, "YMD").zip(units(time.unwrap_or(""), "HMS"));
    parts.is_some_and(|(date, in_time)| if time.is_some() { in_time > 0 } else { date > 0 })
}

/// How many units there are, or `None` where something else is.
fn units(mut text: &str, order: &str) -> Option<usize> {
    let (mut count, mut left) = (0, order);
    while !text.is_empty() {
        let at = text.find(|c: char| c.is_ascii_uppercase())?;
        let (number, rest) = text.split_at(at);
        let unit = rest.chars().next()?;
        let place = left.find(unit)?;
        let fraction = unit == 'S' && is_decimal(number) && !number.starts_with(['+', '-']);
        if !fraction && (number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        left = left.get(place + 1..)?;
        text = rest.get(1..)?;
        count += 1;
    }
    Some(count)
}

fn is_date(text: &str) -> bool {
    let mut parts = text.rsplitn(3, '-');
    let (day, month, year) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    is_year(year) && two(month, 1, 12) && two(day, 1, 31)
}

fn is_year(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn month_day(text: &str) -> bool {
    let parts = text.strip_prefix("--").and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(month, day)| two(month, 1, 12) && two(day, 1, 31))
}

fn is_time(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let (hour, minute, second) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    two(hour, 0, 24) && two(minute, 0, 59) && two(whole, 0, 60) && fraction
}

/// Two digits in a range.
fn two(text: &str, low: u8, high: u8) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|n: u8| n >= low && n <= high)
}

/// A text without the time zone at its end.
pub(super) fn zoneless(text: &str) -> &str {
    if let Some(text) = text.strip_suffix('Z') {
        return text;
    }
    let at = text.len().saturating_sub(6);
    let zone = text.get(at..).unwrap_or("");
    let offset = zone.strip_prefix(['+', '-']).and_then(|zone| zone.split_once(':'));
    let is_zone = offset.is_some_and(|(hours, minutes)| two(hours, 0, 14) && two(minutes, 0, 59));
    if is_zone { text.get(..at).unwrap_or(text) } else { text }
}

#[cfg(test)]
mod tests {
    use super::valid;
    use crate::model::Builtin as B;

    #[test]
    fn forms_of_the_built_in_types() {
        let cases = [
            (B::Int, "-2147483648 +7", "2147483648 1.0 many"),
            (B::UnsignedByte, "255 0", "256 -1"),
            (B::Decimal, "-79228162514264337593543950335 .5 5. +1", "1e3 . NaN"),
            (B::Double, "-1.7976931348623157E+308 INF NaN 1", "inf 1e 1,5"),
            (
                B::DateTime,
                "0001-01-01T00:00:00 2024-02-29T24:00:00.000Z 2024-01-01T01:02:03-05:00",
                "2024-01-01 2024-1-1T0:0:0",
            ),
            (B::Date, "2024-12-31 2024-12-31+02:00 -0044-03-15", "2024-13-01 24-01-01"),
            (B::Time, "12:00:00 12:00:00.5Z", "12:00 25:00:00"),
            (B::Duration, "P1Y2M3DT4H5M6.7S -P1D PT0S", "P 1D P1S PT P1DT"),
            (B::Base64Binary, "QUJD QUI= QQ==", "QQ= QUJ* A=== QUJ= QR=="),
            (B::HexBinary, "00ff", "0ff 0g"),
            (B::GMonthDay, "--02-29 --02-29Z", "02-29 --13-01"),
            (B::GDay, "---31", "--31"),
            (B::GYearMonth, "2024-05", "2024"),
            (B::Language, "en-GB x-klingon", "englishlanguage-GB -en"),
            (B::QName, "a:b b", ":b a:b:c"),
        ];
        for (builtin, right, wrong) in cases {
            right.split(' ').for_each(|text| assert!(valid(builtin, text).is_ok(), "{builtin:?} {text}"));
            wrong.split(' ').for_each(|text| assert!(valid(builtin, text).is_err(), "{builtin:?} {text}"));
        }
    }
}
