//! `Integer` and `Decimal` from and to Rust's own numbers. Towards a narrower type only what it holds exactly.

use super::decimal::Decimal;
use super::integer::Integer;
use crate::xml::ValueError;

macro_rules! from_and_to {
    ($($number:ident)*) => {$(
        impl From<$number> for Integer {
            fn from(value: $number) -> Self {
                Self::new(value.into())
            }
        }

        impl From<$number> for Decimal {
            fn from(value: $number) -> Self {
                Self::new(value.into(), 0)
            }
        }

        impl TryFrom<&Integer> for $number {
            type Error = ValueError;

            fn try_from(value: &Integer) -> Result<Self, ValueError> {
                value
                    .to_i128()
                    .and_then(|small| Self::try_from(small).ok())
                    .ok_or_else(|| ValueError::new(stringify!($number), "the number is out of range"))
            }
        }

        impl TryFrom<Integer> for $number {
            type Error = ValueError;

            fn try_from(value: Integer) -> Result<Self, ValueError> {
                Self::try_from(&value)
            }
        }

        impl TryFrom<&Decimal> for $number {
            type Error = ValueError;

            fn try_from(value: &Decimal) -> Result<Self, ValueError> {
                whole(value, stringify!($number)).and_then(|whole| Self::try_from(&whole))
            }
        }

        impl TryFrom<Decimal> for $number {
            type Error = ValueError;

            fn try_from(value: Decimal) -> Result<Self, ValueError> {
                Self::try_from(&value)
            }
        }
    )*};
}

from_and_to! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }

impl From<Integer> for Decimal {
    fn from(value: Integer) -> Self {
        value.with_digits(|negative, digits| Self::from_parts(negative, digits, &[], 0))
    }
}

/// Only of a number without a fraction; zeros behind the point are none.
impl TryFrom<&Decimal> for Integer {
    type Error = ValueError;

    fn try_from(value: &Decimal) -> Result<Self, ValueError> {
        whole(value, "integer")
    }
}

/// Only of a number without a fraction; zeros behind the point are none.
impl TryFrom<Decimal> for Integer {
    type Error = ValueError;

    fn try_from(value: Decimal) -> Result<Self, ValueError> {
        whole(&value, "integer")
    }
}

/// The number that `f64` writes in its shortest form: `0.1` is one tenth, not the binary fraction next to it.
///
/// ```
/// use castile::xsd::Decimal;
/// assert_eq!(Decimal::try_from(0.1)?.to_string(), "0.1");
/// assert!(Decimal::try_from(f64::NAN).is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
impl TryFrom<f64> for Decimal {
    type Error = ValueError;

    fn try_from(value: f64) -> Result<Self, ValueError> {
        if value.is_finite() {
            value.to_string().parse()
        } else {
            Err(ValueError::new("decimal", "neither infinite nor NaN has a decimal form"))
        }
    }
}

fn whole(value: &Decimal, target: &'static str) -> Result<Integer, ValueError> {
    let trimmed = value.trimmed();
    if trimmed.scale() > 0 {
        return Err(ValueError::new(target, "the number has a fraction"));
    }
    Ok(trimmed.with_digits(|digits, _| Integer::from_digits(value.is_negative(), digits)))
}
