//! Defaults of the schema as Rust values, for the methods that give them.
//!
//! A default whose Rust value cannot be told for certain here, such as a time with a zone, gets no method: the field's
//! documentation still names it.

use super::item::{DefaultValue, Field, Getter, Item, ItemId, Items, Made};
use super::names::{Ident, Scope, member};
use super::ty::Ty;

/// Fills in the getter of every optional field with a default.
pub(super) fn give_getters(items: &mut Items) {
    for id in items.order() {
        let getters = match items.item(id) {
            Some(Item::Struct(found)) => getters(items, &found.fields),
            _ => continue,
        };
        if let Some(Item::Struct(found)) = items.item_mut(id) {
            for (field, getter) in found.fields.iter_mut().zip(getters) {
                field.getter = getter;
            }
        }
    }
}

fn getters(items: &Items, fields: &[Field]) -> Vec<Option<Getter>> {
    let mut scope = Scope::default();
    let values = fields.iter().map(|field| {
        let (Ty::Option(inner), Some(default)) = (&field.ty, &field.default) else { return None };
        let value = value(items, inner, default)?;
        Some(Getter { name: scope.claim(&named(&field.name)), value })
    });
    values.collect()
}

fn named(field: &Ident) -> Ident {
    member(&format!("{} or default", field.as_str().trim_end_matches('_')))
}

fn value(items: &Items, ty: &Ty, text: &str) -> Option<DefaultValue> {
    match ty {
        Ty::Item(id) => variant(items, *id, text),
        Ty::Path(path) => match path.as_str() {
            "String" => Some(DefaultValue::Str(text.to_owned())),
            "castile::xsd::Guid" => made("castile::xsd::Guid::from_u128", guid(text), false),
            "castile::xsd::Integer" => made("castile::xsd::Integer::new", integer(text), false),
            "castile::xsd::Decimal" => made("castile::xsd::Decimal::new", decimal(text), false),
            "castile::xsd::Date" => made("castile::xsd::Date::new", date(text), true),
            "castile::xsd::DateTime" => made("castile::xsd::DateTime::new", date_time(text), true),
            primitive => literal(primitive, text.trim()).map(DefaultValue::Literal),
        },
        _ => None,
    }
}

fn made(function: &'static str, arguments: Option<Vec<String>>, checked: bool) -> Option<DefaultValue> {
    Some(DefaultValue::Made(Made { function, arguments: arguments?, checked }))
}

fn variant(items: &Items, id: ItemId, text: &str) -> Option<DefaultValue> {
    let Some(Item::Values(values)) = items.item(id) else { return None };
    let found = values.variants.iter().find(|value| value.text == text)?;
    Some(DefaultValue::Variant(id, found.name.clone()))
}

/// The literal of a primitive type; `None` where the text is none of its values.
fn literal(ty: &str, text: &str) -> Option<String> {
    macro_rules! numbers {
        ($($number:ident),*) => { match ty { $(stringify!($number) => text.parse::<$number>().ok().map(|n| n.to_string()),)* _ => None } };
    }
    match (ty, text) {
        ("bool", "true" | "1") => Some("true".to_owned()),
        ("bool", "false" | "0") => Some("false".to_owned()),
        ("f32", _) => text.parse::<f32>().ok().filter(|n| n.is_finite()).map(|n| format!("{n:?}")),
        ("f64", _) => text.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| format!("{n:?}")),
        _ => numbers!(i8, i16, i32, i64, u8, u16, u32, u64),
    }
}

fn guid(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let grouped = text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let digits = text.replace('-', "");
    let value = u128::from_str_radix(&digits, 16).ok().filter(|_| grouped && !digits.contains('+'))?;
    Some(vec![if value == 0 { "0".to_owned() } else { format!("0x{value:032x}") }])
}

fn integer(text: &str) -> Option<Vec<String>> {
    Some(vec![text.trim().parse::<i128>().ok()?.to_string()])
}

fn decimal(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let scale = u8::try_from(fraction.len()).ok()?;
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = format!("{whole}{fraction}").parse::<i128>().ok().filter(|_| digits)?;
    Some(vec![mantissa.to_string(), scale.to_string()])
}

fn date(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let shaped = text.split('-').map(str::len).eq([4, 2, 2]);
    let numbers: Vec<u32> = text.split('-').map(digits).collect::<Option<_>>()?;
    let [year, month, day] = numbers.as_slice() else { return None };
    let valid = shaped && *year > 0 && (1..=12).contains(month) && (1..=28).contains(day);
    valid.then(|| numbers.iter().map(u32::to_string).collect())
}

fn date_time(text: &str) -> Option<Vec<String>> {
    let (day, time) = text.trim().split_once('T')?;
    let shaped = time.split(':').map(str::len).eq([2, 2, 2]);
    let numbers: Vec<u32> = time.split(':').map(digits).collect::<Option<_>>()?;
    let [hour, minute, second] = numbers.as_slice() else { return None };
    let valid = shaped && *hour < 24 && *minute < 60 && *second < 60;
    let mut arguments = date(day).filter(|_| valid)?;
    arguments.extend(numbers.iter().map(u32::to_string));
    Some(arguments)
}

fn digits(part: &str) -> Option<u32> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ty: &'static str, text: &str) -> String {
        match value(&Items::default(), &Ty::known(ty), text) {
            Some(DefaultValue::Str(text)) => format!("{text:?}"),
            Some(DefaultValue::Literal(text)) => text,
            Some(DefaultValue::Made(made)) => made.arguments.join(","),
            Some(DefaultValue::Variant(..)) | None => "none".to_owned(),
        }
    }

    #[test]
    fn defaults_of_vendors() {
        for (ty, text, rust) in [
            ("i32", "-2147483648", "-2147483648"),
            ("i32", "2147483648", "none"),
            ("bool", "1", "true"),
            ("String", "", "\"\""),
            ("f64", "-1.7976931348623157E+308", "-1.7976931348623157e308"),
            ("f64", "INF", "none"),
            ("castile::xsd::Decimal", "-79228162514264337593543950335", "-79228162514264337593543950335,0"),
            ("castile::xsd::Decimal", "-0.50", "-50,2"),
            ("castile::xsd::Decimal", "1.+5", "none"),
            ("castile::xsd::DateTime", "0001-01-01T00:00:00", "1,1,1,0,0,0"),
            ("castile::xsd::DateTime", "0001-01-01T00:00:00Z", "none"),
            ("castile::xsd::Date", "2024-02-30", "none"),
            ("castile::xsd::Guid", "00000000-0000-0000-0000-000000000000", "0"),
            ("castile::xsd::Guid", "zero", "none"),
        ] {
            assert_eq!(shown(ty, text), rust, "{ty} {text}");
        }
    }
}
