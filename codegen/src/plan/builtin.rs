//! The built-in types of XML Schema in Rust.

use super::ty::Ty;
use crate::model::Builtin;

/// The types of other schemas that the runtime has a type for: `(namespace, name, Rust path)`.
pub(crate) const KNOWN: &[(&str, &str, &str)] =
    &[("http://microsoft.com/wsdl/types/", "guid", "castile::xsd::Guid")];

/// The Rust type of a built-in type. Numbers of limited range are Rust's; all others keep every value the schema allows.
pub(crate) fn builtin(builtin: Builtin) -> Ty {
    use Builtin as B;
    let path = match builtin {
        B::AnyType => "castile::xml::Element",
        B::Boolean => "bool",
        B::Byte => "i8",
        B::Short => "i16",
        B::Int => "i32",
        B::Long => "i64",
        B::UnsignedByte => "u8",
        B::UnsignedShort => "u16",
        B::UnsignedInt => "u32",
        B::UnsignedLong => "u64",
        B::Float => "f32",
        B::Double => "f64",
        B::Decimal => "castile::xsd::Decimal",
        B::Integer
        | B::NonPositiveInteger
        | B::NegativeInteger
        | B::NonNegativeInteger
        | B::PositiveInteger => "castile::xsd::Integer",
        B::Duration => "castile::xsd::Duration",
        B::DateTime => "castile::xsd::DateTime",
        B::Time => "castile::xsd::Time",
        B::Date => "castile::xsd::Date",
        B::GYearMonth => "castile::xsd::GYearMonth",
        B::GYear => "castile::xsd::GYear",
        B::GMonthDay => "castile::xsd::GMonthDay",
        B::GDay => "castile::xsd::GDay",
        B::GMonth => "castile::xsd::GMonth",
        B::HexBinary => "castile::xsd::Hex",
        B::Base64Binary => "castile::xsd::Base64",
        B::QName | B::Notation => "castile::xsd::QName",
        B::NmTokens | B::IdRefs | B::Entities => return Ty::List(Box::new(Ty::string())),
        _ => "String",
    };
    Ty::known(path)
}

/// Whether values of the type are text that stands for itself, so that an enumeration of it is an enumeration of texts.
/// Of numbers and names with prefixes, one value has many spellings.
pub(crate) fn is_text(builtin: Builtin) -> bool {
    use Builtin as B;
    matches!(
        builtin,
        B::AnySimpleType
            | B::String
            | B::NormalizedString
            | B::Token
            | B::Language
            | B::Name
            | B::NcName
            | B::NmToken
            | B::Id
            | B::IdRef
            | B::Entity
            | B::AnyUri
    )
}
