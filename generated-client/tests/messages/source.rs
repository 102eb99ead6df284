//! Choices → values: what a value may be is in the types, which one it is comes from here.
//!
//! A source that has run out chooses the smallest, so a shorter list of choices gives a smaller value: that is how proptest shrinks.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a choice is bits, of which any part will do"
)]

use castile::xsd::{DateTime, Decimal, Guid};
use castile::{Nillable, Secret};

/// How large a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Nothing that may be absent, texts empty, numbers zero.
    Minimal,
    /// All members once, with ordinary values.
    Typical,
    /// All members, lists of several items with nil among them, values at their limits, and texts that need escaping.
    Maximal,
    /// As the choices say.
    Chosen,
}

/// Where values come from.
#[derive(Debug)]
pub(crate) struct Source {
    size: Size,
    choices: std::vec::IntoIter<u64>,
}

impl Source {
    pub(crate) fn of(size: Size) -> Self {
        Self { size, choices: Vec::new().into_iter() }
    }

    pub(crate) fn chosen(choices: Vec<u64>) -> Self {
        Self { size: Size::Chosen, choices: choices.into_iter() }
    }

    fn next(&mut self) -> u64 {
        self.choices.next().unwrap_or_default()
    }

    /// One of as many as there are sizes, or as many as there are choices.
    fn pick<T>(&mut self, minimal: T, typical: T, maximal: T, chosen: impl FnOnce(u64) -> T) -> T {
        match self.size {
            Size::Minimal => minimal,
            Size::Typical => typical,
            Size::Maximal => maximal,
            Size::Chosen => chosen(self.next()),
        }
    }
}

/// A type of which a source gives values.
pub(crate) trait Sample: Sized {
    fn sample(source: &mut Source) -> Self;
}

impl Sample for bool {
    fn sample(source: &mut Source) -> Self {
        source.pick(false, true, true, |choice| choice % 2 == 1)
    }
}

impl Sample for i32 {
    fn sample(source: &mut Source) -> Self {
        source.pick(0, 42, Self::MIN, |choice| choice as Self)
    }
}

impl Sample for i64 {
    fn sample(source: &mut Source) -> Self {
        source.pick(0, 123_456_789_012, Self::MAX, |choice| choice as Self)
    }
}

impl Sample for Decimal {
    fn sample(source: &mut Source) -> Self {
        let largest = Self::new(-999_999_999_999_999_999, 4);
        source.pick(Self::new(0, 0), Self::new(12_450, 2), largest, |choice| {
            Self::new(i128::from(choice as i64), (choice % 7) as u8)
        })
    }
}

impl Sample for Guid {
    fn sample(source: &mut Source) -> Self {
        let typical = 0x1111_1111_2222_3333_4444_5555_5555_5555;
        source.pick(Self::from_u128(0), Self::from_u128(typical), Self::from_u128(u128::MAX), |choice| {
            Self::from_u128(u128::from(choice) << 64 | u128::from(choice.rotate_left(17)))
        })
    }
}

impl Sample for DateTime {
    fn sample(source: &mut Source) -> Self {
        let [minimal, typical, maximal] =
            ["0001-01-01T00:00:00", "2024-02-29T12:30:00.5+01:00", "9999-12-31T23:59:59.9999999Z"];
        let parsed = |text: &str| text.parse().unwrap();
        source.pick(parsed(minimal), parsed(typical), parsed(maximal), |choice| {
            Self::from_unix((choice >> 26) as i64).unwrap()
        })
    }
}

/// Characters that readers and writers get wrong, and some that they do not.
const CHARACTERS: [char; 20] = [
    'a', 'Z', '0', ' ', '&', '<', '>', '"', '\'', ']', '\t', '\n', '\r', 'é', 'ø', '€', '漢', '😀', '\u{a0}',
    '\u{fffd}',
];

impl Sample for String {
    fn sample(source: &mut Source) -> Self {
        let maximal = format!(" {}]]>&amp; ", CHARACTERS.iter().collect::<Self>());
        let (minimal, typical) = (Self::new(), "Eksempel AS & Sønner".to_owned());
        let mut text = source.pick(minimal, typical, maximal, |length| "?".repeat(length as usize % 12));
        if source.size == Size::Chosen {
            text = text.chars().map(|_| CHARACTERS[source.next() as usize % CHARACTERS.len()]).collect();
        }
        text
    }
}

impl Sample for Secret {
    fn sample(source: &mut Source) -> Self {
        Self::from(String::sample(source))
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(source: &mut Source) -> Self {
        source.pick(false, true, true, |choice| choice % 4 != 0).then(|| T::sample(source))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(source: &mut Source) -> Self {
        let length = source.pick(0, 1, 3, |choice| choice as usize % 4);
        (0..length).map(|_| T::sample(source)).collect()
    }
}

impl<T: Sample> Sample for Nillable<T> {
    fn sample(source: &mut Source) -> Self {
        let nil = source.pick(true, false, false, |choice| choice % 4 == 0);
        if nil { Self::Nil } else { Self::Value(T::sample(source)) }
    }
}
