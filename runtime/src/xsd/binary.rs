//! `xs:base64Binary` and `xs:hexBinary`. Both are written in pieces: an attachment is not encoded into a second copy of itself.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::cursor::{Reason, is_space, trim};
use super::hex;
use crate::xml::{FromText, Scope, TextSink, ToText, ValueError};

/// Bytes that travel as base64 (XSD 1.0 Part 2 §3.2.16).
///
/// Reads with white space anywhere, as line-wrapping encoders write it; padding is required. Writes without white space.
///
/// ```
/// use castile::xsd::Base64;
/// let file: Base64 = "aGVs\n  bG8=".parse()?;
/// assert_eq!(*file, *b"hello");
/// assert_eq!(file.to_string(), "aGVsbG8=");
/// assert_eq!(Base64::from(b"hello").0, b"hello".to_vec());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Vec<u8>);

/// Bytes that travel as hexadecimal digits (XSD 1.0 Part 2 §3.2.15). Reads both cases, writes upper case, the canonical form.
///
/// ```
/// use castile::xsd::Hex;
/// let digest: Hex = " 0fb7 ".parse()?;
/// assert_eq!(*digest, [0x0f, 0xb7]);
/// assert_eq!(digest.to_string(), "0FB7");
/// assert!("0f b7".parse::<Hex>().is_err());
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex(pub Vec<u8>);

/// Bytes encoded at a time: whole groups of three, so that only the last piece is padded.
const PIECE: usize = 192;

const UPPER: [[u8; 2]; 256] = hex::pairs(b"0123456789ABCDEF");

impl Base64 {
    fn parse(text: &str) -> Result<Vec<u8>, Reason> {
        let compact =
            if text.contains(is_space) { Cow::from(text.replace(is_space, "")) } else { Cow::from(text) };
        BASE64_STANDARD.decode(compact.as_bytes()).map_err(|error| match error {
            base64::DecodeError::InvalidByte(_, b'=') | base64::DecodeError::InvalidPadding => {
                "expected `=` padding to a group of four at the end"
            }
            base64::DecodeError::InvalidByte(..) => "a character is not of the base64 alphabet",
            base64::DecodeError::InvalidLength(_) => "the last group of four characters is incomplete",
            base64::DecodeError::InvalidLastSymbol { .. } => {
                "the last character has bits beyond the last byte"
            }
        })
    }

    fn encode(bytes: &[u8], mut push: impl FnMut(&str) -> fmt::Result) -> fmt::Result {
        let mut text = [0; PIECE / 3 * 4];
        bytes.chunks(PIECE).try_for_each(|piece| {
            let written = BASE64_STANDARD.encode_slice(piece, &mut text).map_err(|_| fmt::Error)?;
            push(std::str::from_utf8(text.get(..written).unwrap_or_default()).unwrap_or_default())
        })
    }
}

impl Hex {
    fn parse(text: &str) -> Result<Vec<u8>, Reason> {
        let (pairs, odd) = trim(text).as_bytes().as_chunks::<2>();
        if !odd.is_empty() {
            return Err("expected an even number of digits");
        }
        let byte = |[high, low]: &[u8; 2]| match (hex::value(*high), hex::value(*low)) {
            (high @ ..=15, low @ ..=15) => Ok(high << 4 | low),
            _ => Err("expected hexadecimal digits"),
        };
        pairs.iter().map(byte).collect()
    }

    fn encode(bytes: &[u8], mut push: impl FnMut(&str) -> fmt::Result) -> fmt::Result {
        let mut text = super::ascii::Ascii::<{ PIECE * 2 }>::new();
        bytes.chunks(PIECE).try_for_each(|piece| {
            text.clear();
            for byte in piece {
                text.push_bytes(&UPPER[usize::from(*byte)]);
            }
            push(text.as_str())
        })
    }
}

macro_rules! binary {
    ($type:ident, $name:literal) => {
        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::parse(text).map(Self).map_err(|reason| ValueError::new($name, reason))
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Self::encode(&self.0, |piece| f.write_str(piece))
            }
        }

        /// The first bytes as text, and how many there are: attachments would flood a log.
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($type), "("))?;
                match self.0.get(..DEBUG_BYTES).filter(|_| self.0.len() > DEBUG_BYTES) {
                    Some(start) => {
                        Self::encode(start, |piece| f.write_str(piece))?;
                        write!(f, "… {} bytes)", self.0.len())
                    }
                    None => write!(f, "{self})"),
                }
            }
        }

        impl<'x> FromText<'x> for $type {
            fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
                text.parse()
            }
        }

        impl ToText for $type {
            fn to_text(&self, out: &mut TextSink<'_>) {
                // The sink takes all; `encode` fails only where the piece and its text were of different sizes.
                let _ = Self::encode(&self.0, |piece| {
                    out.push_plain(piece);
                    Ok(())
                });
            }
        }

        crate::xml::value::value!($type);

        impl Deref for $type {
            type Target = Vec<u8>;

            fn deref(&self) -> &Vec<u8> {
                &self.0
            }
        }

        impl DerefMut for $type {
            fn deref_mut(&mut self) -> &mut Vec<u8> {
                &mut self.0
            }
        }

        impl AsRef<[u8]> for $type {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }

        impl From<&[u8]> for $type {
            fn from(bytes: &[u8]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl<const N: usize> From<&[u8; N]> for $type {
            fn from(bytes: &[u8; N]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(value: $type) -> Self {
                value.0
            }
        }
    };
}

/// How many bytes `Debug` shows.
const DEBUG_BYTES: usize = 48;

binary!(Base64, "base64Binary");
binary!(Hex, "hexBinary");
