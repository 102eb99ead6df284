//! GUIDs as Microsoft's services write them: `xs:string` with a pattern, in `http://microsoft.com/wsdl/types/`.

use super::ascii::Ascii;
use super::cursor::Reason;
use super::forms::lexical_forms;
use super::hex;

/// A GUID: 32 hexadecimal digits in groups of 8-4-4-4-12.
///
/// Reads both cases, writes lower case; no braces. Its order is that of the text, which is not .NET's `Guid.CompareTo`
/// for negative parts nor SQL Server's.
///
/// ```
/// use castile::xsd::Guid;
/// const APPLICATION: Guid = Guid::from_u128(0x6f9619ff_8b86_d011_b42d_00c04fc964ff);
/// let read: Guid = "6F9619FF-8B86-D011-B42D-00C04FC964FF".parse()?;
/// assert_eq!(read, APPLICATION);
/// assert_eq!(read.to_string(), "6f9619ff-8b86-d011-b42d-00c04fc964ff");
/// assert_eq!(Guid::default(), Guid::NIL);
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid([u8; 16]);

impl Guid {
    /// `00000000-0000-0000-0000-000000000000`, which services use for *none*.
    pub const NIL: Self = Self([0; 16]);

    /// The GUID whose digits are those of `value` in hexadecimal.
    pub const fn from_u128(value: u128) -> Self {
        Self(value.to_be_bytes())
    }

    /// The digits as one number.
    pub const fn to_u128(self) -> u128 {
        u128::from_be_bytes(self.0)
    }

    /// The GUID whose digits are `bytes`, two a byte, in the order of the text (not in .NET's mixed order of `ToByteArray`).
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The digits, two a byte, in the order of the text.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }

    /// All zeros.
    pub const fn is_nil(self) -> bool {
        self.to_u128() == 0
    }

    fn parse(text: &[u8]) -> Result<Self, Reason> {
        let text: &[u8; 36] =
            text.try_into().map_err(|_| "expected 36 characters: 8-4-4-4-12 hexadecimal digits")?;
        if [text[8], text[13], text[18], text[23]] != [b'-'; 4] {
            return Err("expected hyphens between groups of 8-4-4-4-12 digits");
        }
        let mut bytes = [0; 16];
        let mut seen = 0;
        for (byte, at) in bytes.iter_mut().zip(PAIRS_AT) {
            let (high, low) = (hex::value(text[at]), hex::value(text[at + 1]));
            seen |= high | low;
            *byte = high << 4 | low;
        }
        if seen > 15 { Err("expected hexadecimal digits") } else { Ok(Self(bytes)) }
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        let mut text = Ascii::<36>::new();
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push(b'-');
            }
            text.push_bytes(&LOWER[usize::from(*byte)]);
        }
        then(text.as_str())
    }
}

lexical_forms!(Guid, "guid");

impl From<[u8; 16]> for Guid {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl From<Guid> for [u8; 16] {
    fn from(guid: Guid) -> Self {
        guid.0
    }
}

/// Where the pairs of digits start in the text.
const PAIRS_AT: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

const LOWER: [[u8; 2]; 256] = hex::pairs(b"0123456789abcdef");
