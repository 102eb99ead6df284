//! Facets of a restriction narrow those of its base (XSD 1.0 Part 2 §4.3), and go with one another.
//!
//! Values are compared where their order is plain: numbers, and points in time of one form and zone. Durations are not.

use super::facets::{Family, family};
use super::order::compare;
use super::values;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Builtin, Facets, Model, SimpleType, TypeId, TypeKind, Variety};
use std::cmp::Ordering;

/// `<restriction base="t:UpTo10"><maxInclusive value="20"/></restriction>`.
pub(super) fn restrictions_narrow_their_base(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Simple(SimpleType { variety: Variety::Restriction(base), facets, .. }) = &ty.kind
        else {
            continue;
        };
        let step = Step { model, base: *base, facets, family: family(model, *base) };
        for (name, value) in facets.given() {
            if let Some(message) = step.wrong(name, value.trim()) {
                let error = Diagnostic::error(Code::InvalidFacet, facets.place(name), message);
                found.report(error.and(model[*base].span, "the base"));
            }
        }
    }
}

struct Step<'m> {
    model: &'m Model,
    base: TypeId,
    facets: &'m Facets,
    family: Family,
}

impl Step<'_> {
    /// What is wrong with a facet of this step.
    fn wrong(&self, name: &'static str, value: &str) -> Option<String> {
        let fixed = self.inherited(name).filter(|(_, fixed)| *fixed).map(|(fixed, _)| fixed);
        if let Some(fixed) = fixed.filter(|fixed| !self.is(name, value, fixed, Ordering::is_eq)) {
            return Some(format!("the base fixes `{name}` to {fixed}"));
        }
        self.beside(name, value).or_else(|| match name {
            "whiteSpace" => self.white_space(value),
            "length" | "minLength" | "maxLength" | "totalDigits" | "fractionDigits" => {
                self.count(name, value)
            }
            _ => self.limit(name, value),
        })
    }

    /// Facets of one step that exclude one another.
    fn beside(&self, name: &str, value: &str) -> Option<String> {
        let facets = self.facets;
        let (other, there) = match name {
            "minLength" | "maxLength" => ("length", &facets.length),
            "minExclusive" => ("minInclusive", &facets.min_inclusive),
            "maxExclusive" => ("maxInclusive", &facets.max_inclusive),
            "fractionDigits" => {
                let more = facets.total_digits.as_deref().filter(|total| number(value) > number(total))?;
                return Some(format!("`fractionDigits` is more than `totalDigits`, which is {more}"));
            }
            _ => return None,
        };
        there.as_ref().map(|_| format!("`{name}` may not stand beside `{other}`"))
    }

    fn white_space(&self, value: &str) -> Option<String> {
        let strength =
            |value: &str| ["preserve", "replace", "collapse"].iter().position(|word| *word == value);
        let builtin = match self.primitive() {
            Some(Builtin::String | Builtin::AnySimpleType) | None => "preserve",
            Some(Builtin::NormalizedString) => "replace",
            Some(_) => "collapse",
        };
        let base = self.inherited("whiteSpace").map_or(builtin, |(value, _)| value);
        (strength(value) < strength(base))
            .then(|| format!("the base has `whiteSpace` {base}, which is stronger"))
    }

    /// A count may not let through what the base does not.
    fn count(&self, name: &'static str, value: &str) -> Option<String> {
        let integer = self.family == Family::Number && self.primitive() != Some(Builtin::Decimal);
        let is_list =
            matches!(self.primitive(), Some(Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities));
        let builtin = match name {
            "fractionDigits" if integer => Some(("0", false)),
            "minLength" if is_list => Some(("1", false)),
            _ => None,
        };
        let (base, _) = self.inherited(name).or(builtin)?;
        let wrong = match name {
            "length" => number(value) != number(base),
            "minLength" => number(value) < number(base),
            _ => number(value) > number(base),
        };
        wrong.then(|| format!("`{name}` of the base is {base}"))
    }

    /// A limit is a value of the base; an exclusive one may be the base's own.
    fn limit(&self, name: &'static str, value: &str) -> Option<String> {
        let own = self.inherited(name).is_some_and(|(base, _)| self.is(name, value, base, Ordering::is_eq));
        if own {
            return None;
        }
        if let Err(outside) = values::valid(self.model, self.base, value) {
            return Some(format!("`{value}` is not a value of the base: {outside}"));
        }
        let least =
            self.inherited("minInclusive").map(|(least, _)| least).or_else(|| least(self.primitive()?));
        let excludes_all = name == "maxExclusive"
            && least.and_then(|least| compare(self.family, value, least)).is_some_and(Ordering::is_le);
        excludes_all.then(|| format!("no value is less than `{value}`, which is the least of the base"))
    }

    fn is(&self, name: &str, value: &str, other: &str, order: fn(Ordering) -> bool) -> bool {
        let counted = matches!(name, "length" | "minLength" | "maxLength" | "totalDigits" | "fractionDigits");
        match name {
            "whiteSpace" => value == other,
            _ if counted => number(value) == number(other),
            _ => compare(self.family, value, other).map_or(value == other, order),
        }
    }

    /// The nearest value of a facet among the bases, and whether it is fixed.
    fn inherited(&self, name: &str) -> Option<(&str, bool)> {
        let mut at = self.base;
        loop {
            let TypeKind::Simple(simple) = &self.model[at].kind else { return None };
            if let Some((_, value)) = simple.facets.given().find(|(given, _)| *given == name) {
                return Some((value.trim(), simple.facets.fixed.contains(&name)));
            }
            let Variety::Restriction(base) = simple.variety else { return None };
            at = base;
        }
    }

    fn primitive(&self) -> Option<Builtin> {
        let mut at = self.base;
        loop {
            match &self.model[at].kind {
                TypeKind::Builtin(builtin) => return Some(*builtin),
                TypeKind::Simple(SimpleType { variety: Variety::Restriction(base), .. }) => at = *base,
                _ => return None,
            }
        }
    }
}

/// The least value of a built-in type of whole numbers.
fn least(builtin: Builtin) -> Option<&'static str> {
    Some(match builtin {
        Builtin::NonNegativeInteger
        | Builtin::UnsignedLong
        | Builtin::UnsignedInt
        | Builtin::UnsignedShort
        | Builtin::UnsignedByte => "0",
        Builtin::PositiveInteger => "1",
        Builtin::Long => "-9223372036854775808",
        Builtin::Int => "-2147483648",
        Builtin::Short => "-32768",
        Builtin::Byte => "-128",
        _ => return None,
    })
}

/// A count; one that is too long to be one is very many.
fn number(text: &str) -> u64 {
    text.trim_start_matches('+').parse().unwrap_or(u64::MAX)
}
