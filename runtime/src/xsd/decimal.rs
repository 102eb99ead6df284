//! `xs:decimal`: exact numbers with the digits that were written. No arithmetic: the crates made for it do that, and sums of
//! money should not depend on an XML library's idea of rounding.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::forms::lexical_forms;
use super::magnitude::{self, Magnitude, digits_of, kept_digits};

/// A decimal number of any length that keeps the zeros it was written with (XSD 1.0 Part 2 §3.2.3).
///
/// Equality, order and hash are those of the number: `1.0 == 1.00`. A leading `+`, leading zeros and the sign of zero are not
/// kept. Does not allocate for numbers whose digits fit `i128` (any 38 of them) with up to 255 behind the point.
///
/// ```
/// use castile::xsd::Decimal;
/// const RATE: Decimal = Decimal::new(25_00, 2);
/// assert_eq!(RATE.to_string(), "25.00");
/// assert_eq!(RATE, Decimal::from(25));
///
/// let price: Decimal = "1234.5600".parse()?;
/// assert_eq!(price.to_string(), "1234.5600");
/// assert_eq!(price.trimmed().to_string(), "1234.56");
/// assert_eq!(price.scale(), 4);
/// assert!("1E5".parse::<Decimal>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Repr);

#[derive(Clone)]
enum Repr {
    Small {
        mantissa: i128,
        scale: u8,
    },
    /// Beyond `Small`: ASCII digits without leading zeros, the last `scale` of them behind the point. Zero is not negative.
    Big {
        negative: bool,
        digits: Box<str>,
        scale: usize,
    },
}

/// Texts with more digits, before or behind the point, are built on the heap.
const STACK_DIGITS: usize = 40;

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self::new(0, 0);

    /// `mantissa` with the decimal point `scale` places before its end, also in constants.
    ///
    /// ```
    /// use castile::xsd::Decimal;
    /// assert_eq!(Decimal::new(-5, 3).to_string(), "-0.005");
    /// ```
    pub const fn new(mantissa: i128, scale: u8) -> Self {
        Self(Repr::Small { mantissa, scale })
    }

    /// Mantissa and scale as [`new`](Self::new) takes them, if they fit.
    ///
    /// ```
    /// use castile::xsd::Decimal;
    /// assert_eq!("-12.50".parse::<Decimal>()?.parts(), Some((-1250, 2)));
    /// # Ok::<(), castile::xml::ValueError>(())
    /// ```
    pub const fn parts(&self) -> Option<(i128, u8)> {
        match self.0 {
            Repr::Small { mantissa, scale } => Some((mantissa, scale)),
            Repr::Big { .. } => None,
        }
    }

    /// How many digits stand behind the decimal point.
    pub fn scale(&self) -> usize {
        match self.0 {
            Repr::Small { scale, .. } => usize::from(scale),
            Repr::Big { scale, .. } => scale,
        }
    }

    /// Below zero.
    pub const fn is_negative(&self) -> bool {
        match self.0 {
            Repr::Small { mantissa, .. } => mantissa < 0,
            Repr::Big { negative, .. } => negative,
        }
    }

    /// Equal to zero.
    pub fn is_zero(&self) -> bool {
        self.with_digits(|digits, scale| Magnitude::new(digits, scale).is_zero())
    }

    /// The same number without zeros at the end of its fraction.
    pub fn trimmed(&self) -> Self {
        self.with_digits(|digits, scale| {
            let needed = magnitude::without_trailing_zeros(digits).len();
            let dropped = digits.len().saturating_sub(needed).min(scale);
            let kept = digits.get(..digits.len() - dropped).unwrap_or(digits);
            if needed == 0 {
                Self::ZERO
            } else {
                Self::from_parts(self.is_negative(), kept, &[], scale - dropped)
            }
        })
    }

    /// The nearest `f64`, infinite where the number is beyond its range.
    ///
    /// ```
    /// use castile::xsd::Decimal;
    /// assert_eq!(Decimal::new(1, 1).to_f64(), 0.1);
    /// ```
    pub fn to_f64(&self) -> f64 {
        // What `with_text` gives always parses.
        self.with_text(|text| text.parse().unwrap_or(f64::NAN))
    }

    /// `whole` and then `fraction`, with the decimal point `scale` places before the end of both.
    pub(super) fn from_parts(negative: bool, whole: &[u8], fraction: &[u8], scale: usize) -> Self {
        let small = magnitude::mantissa(whole, fraction)
            .and_then(|magnitude| magnitude::to_i128(negative, magnitude))
            .zip(u8::try_from(scale).ok());
        if let Some((mantissa, scale)) = small {
            return Self::new(mantissa, scale);
        }
        let digits = kept_digits(whole, fraction);
        Self(Repr::Big { negative: negative && !digits.is_empty(), digits, scale })
    }

    /// Gives the digits and how many of them stand behind the point to `then`.
    pub(super) fn with_digits<R>(&self, then: impl FnOnce(&[u8], usize) -> R) -> R {
        match &self.0 {
            Repr::Small { mantissa, scale } => then(digits_of(*mantissa).as_bytes(), usize::from(*scale)),
            Repr::Big { digits, scale, .. } => then(digits.as_bytes(), *scale),
        }
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let mut cursor = Cursor::new(text);
        let negative = cursor.eat(b'-');
        if !negative {
            cursor.eat(b'+');
        }
        let whole = cursor.digits();
        let fraction = if cursor.eat(b'.') { cursor.digits() } else { &[] };
        cursor.finish("expected a sign, digits and at most one decimal point")?;
        if whole.is_empty() && fraction.is_empty() {
            return Err("expected digits");
        }
        Ok(Self::from_parts(negative, whole, fraction, fraction.len()))
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let negative = self.is_negative();
        self.with_digits(|digits, scale| {
            if digits.len() <= STACK_DIGITS && scale <= STACK_DIGITS {
                let mut text = Ascii::<{ STACK_DIGITS + 3 }>::new();
                magnitude::write(negative, digits, scale, |part| text.push_bytes(part));
                return then(text.as_str());
            }
            let mut text = String::with_capacity(digits.len().max(scale) + 3);
            magnitude::write(negative, digits, scale, |part| {
                text.extend(part.iter().map(|byte| char::from(*byte)));
            });
            then(&text)
        })
    }

    fn magnitudes(&self, other: &Self) -> Ordering {
        self.with_digits(|one, scale| {
            other.with_digits(|two, other_scale| {
                Magnitude::new(one, scale).cmp(&Magnitude::new(two, other_scale))
            })
        })
    }
}

lexical_forms!(Decimal, "decimal");

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Some((one, scale)), Some((two, other_scale))) = (self.parts(), other.parts())
            && scale == other_scale
        {
            return one.cmp(&two);
        }
        match (self.is_negative(), other.is_negative()) {
            (false, false) => self.magnitudes(other),
            (true, true) => self.magnitudes(other).reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.is_negative().hash(state);
        self.with_digits(|digits, scale| Magnitude::new(digits, scale).hash(state));
    }
}
