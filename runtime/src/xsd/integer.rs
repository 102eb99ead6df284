//! `xs:integer`: whole numbers of any size. What `i128` holds is kept in it, the rest as digits.

use std::cmp::Ordering;

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::digits::to_u128;
use super::forms::lexical_forms;
use super::magnitude::{Magnitude, digits_of, kept_digits, to_i128};

/// A whole number of any size (XSD 1.0 Part 2 §3.3.13), also for the unbounded types derived from it, such as
/// `xs:nonNegativeInteger`.
///
/// Reads a sign and leading zeros, writes neither `+` nor leading zeros. Does not allocate for what `i128` holds.
///
/// ```
/// use castile::xsd::Integer;
/// let stars: Integer = "+00200000000000000000000000000000000000000000000".parse()?;
/// assert_eq!(stars.to_string(), "200000000000000000000000000000000000000000000");
/// assert!(stars > Integer::from(u64::MAX));
/// assert_eq!(u16::try_from(&Integer::from(7))?, 7);
/// assert!(u16::try_from(&stars).is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Integer(Repr);

/// One number has one representation, so equality and hashes can be derived.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i128),
    /// Beyond `i128`: ASCII digits without leading zeros.
    Big {
        negative: bool,
        digits: Box<str>,
    },
}

impl Integer {
    /// Zero.
    pub const ZERO: Self = Self::new(0);

    /// The number `value`, also in constants.
    ///
    /// ```
    /// use castile::xsd::Integer;
    /// const LIMIT: Integer = Integer::new(7_200);
    /// assert_eq!(LIMIT.to_string(), "7200");
    /// ```
    pub const fn new(value: i128) -> Self {
        Self(Repr::Small(value))
    }

    /// The value, if `i128` holds it.
    pub const fn to_i128(&self) -> Option<i128> {
        match self.0 {
            Repr::Small(value) => Some(value),
            Repr::Big { .. } => None,
        }
    }

    /// Below zero.
    pub const fn is_negative(&self) -> bool {
        match self.0 {
            Repr::Small(value) => value < 0,
            Repr::Big { negative, .. } => negative,
        }
    }

    /// The number that `negative` and ASCII digits say.
    pub(super) fn from_digits(negative: bool, digits: &[u8]) -> Self {
        match to_u128(digits).and_then(|magnitude| to_i128(negative, magnitude)) {
            Some(value) => Self::new(value),
            None => Self(Repr::Big { negative, digits: kept_digits(digits, &[]) }),
        }
    }

    /// Gives sign and digits to `then`.
    pub(super) fn with_digits<R>(&self, then: impl FnOnce(bool, &[u8]) -> R) -> R {
        match &self.0 {
            Repr::Small(value) => then(*value < 0, digits_of(*value).as_bytes()),
            Repr::Big { negative, digits } => then(*negative, digits.as_bytes()),
        }
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let negative = cursor.eat(b'-');
        if !negative {
            cursor.eat(b'+');
        }
        let digits = cursor.digits();
        cursor.finish("only digits may follow the sign")?;
        if digits.is_empty() {
            return Err("expected digits");
        }
        Ok(Self::from_digits(negative, digits))
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        match &self.0 {
            Repr::Small(value) => {
                let mut text = Ascii::<40>::new();
                if *value < 0 {
                    text.push(b'-');
                }
                text.push_bytes(digits_of(*value).as_bytes());
                then(text.as_str())
            }
            Repr::Big { negative: false, digits } => then(digits),
            Repr::Big { negative: true, digits } => then(&format!("-{digits}")),
        }
    }
}

lexical_forms!(Integer, "integer");

impl Default for Integer {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(one), Repr::Small(two)) = (&self.0, &other.0) {
            return one.cmp(two);
        }
        let magnitudes = self.with_digits(|_, one| {
            other.with_digits(|_, two| Magnitude::new(one, 0).cmp(&Magnitude::new(two, 0)))
        });
        match (self.is_negative(), other.is_negative()) {
            (false, false) => magnitudes,
            (true, true) => magnitudes.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
