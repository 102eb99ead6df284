//! Tables of lexical forms, and a source of numbers that is the same in each run.

use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, RandomState};
use std::str::FromStr;

use castile::xml::ValueError;

/// Each text reads, and is written as the one beside it, which reads back as an equal value and is written the same.
pub(crate) fn round_trips<T>(table: &[(&str, &str)])
where
    T: FromStr<Err = ValueError> + Display + Debug + PartialEq,
{
    for (text, written) in table {
        let value: T = text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(value.to_string(), *written, "{text:?}");
        let again: T = written.parse().unwrap_or_else(|error| panic!("{written:?}: {error}"));
        assert_eq!(again, value, "{text:?}");
        assert_eq!(again.to_string(), *written);
        let padded: T = format!("\t {text}\r\n").parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(padded, value, "white space around {text:?}");
    }
}

/// No text reads; each is refused for this reason, under the type's schema name.
pub(crate) fn refuses<T>(type_name: &str, table: &[(&str, &str)])
where
    T: FromStr<Err = ValueError> + Debug,
{
    for (text, reason) in table {
        let error = text.parse::<T>().expect_err(text);
        assert_eq!(error.type_name(), type_name);
        assert!(error.reason().contains(reason), "{text:?}: {}", error.reason());
    }
}

/// Each cut and each exchanged byte of a good text either reads or is refused; nothing else may happen.
pub(crate) fn survives_damage<T>(texts: &[&str])
where
    T: FromStr<Err = ValueError> + Display + Debug + PartialEq,
{
    for text in texts {
        for at in 0..text.len() {
            check_damaged::<T>(&text[..at]);
            for other in ['-', '+', '.', ':', 'T', 'Z', 'P', '0', '9', ' ', '\u{a0}', 'é'] {
                check_damaged::<T>(&format!("{}{other}{}", &text[..at], &text[at + 1..]));
                check_damaged::<T>(&format!("{}{other}{}", &text[..at], &text[at..]));
            }
        }
    }
}

fn check_damaged<T>(text: &str)
where
    T: FromStr<Err = ValueError> + Display + Debug + PartialEq,
{
    if let Ok(value) = text.parse::<T>() {
        assert_eq!(value.to_string().parse::<T>().as_ref(), Ok(&value), "{text:?}");
    }
}

/// All of these are one value, also for a hash map.
pub(crate) fn equal<T>(texts: &[&str])
where
    T: FromStr<Err = ValueError> + Debug + Eq + PartialOrd + std::hash::Hash,
{
    let state = RandomState::new();
    let values: Vec<T> = texts.iter().map(|text| text.parse().unwrap()).collect();
    for one in &values {
        for two in &values {
            assert_eq!(one, two);
            assert_eq!(one.partial_cmp(two), Some(std::cmp::Ordering::Equal));
            assert_eq!(state.hash_one(one), state.hash_one(two), "{one:?} {two:?}");
        }
    }
}

/// Each is less than all that follow.
pub(crate) fn ascending<T>(texts: &[&str])
where
    T: FromStr<Err = ValueError> + Debug + PartialOrd,
{
    let values: Vec<T> = texts.iter().map(|text| text.parse().unwrap()).collect();
    for (index, lesser) in values.iter().enumerate() {
        for greater in &values[index + 1..] {
            assert!(lesser < greater, "{lesser:?} < {greater:?}");
            assert!(greater > lesser, "{greater:?} > {lesser:?}");
        }
    }
}

/// None of the pairs has an order, and none is equal.
pub(crate) fn unordered<T>(pairs: &[(&str, &str)])
where
    T: FromStr<Err = ValueError> + Debug + PartialOrd,
{
    for (one, two) in pairs {
        let (one, two): (T, T) = (one.parse().unwrap(), two.parse().unwrap());
        assert_eq!(one.partial_cmp(&two), None, "{one:?} {two:?}");
        assert_eq!(two.partial_cmp(&one), None, "{one:?} {two:?}");
        assert_ne!(one, two);
    }
}

/// Xorshift: numbers without a pattern, the same in each run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// One of `0..limit`, which `T` must hold.
    pub(crate) fn below<T: TryFrom<u64>>(&mut self, limit: u64) -> T {
        T::try_from(self.next() % limit).unwrap_or_else(|_| panic!("{limit} is out of the type's range"))
    }

    pub(crate) fn digits(&mut self, count: u64) -> String {
        (0..count).map(|_| char::from(b'0' + self.below::<u8>(10))).collect()
    }
}
