//! What a schema says about a member in ways other than words, as sentences: where the spec has no documentation they stand
//! in its place, and what a caller cannot see from the Rust type stands below it.

use super::docs::{Docs, code};
use super::members::Occurs;
use crate::model::{
    AttributeUse, DerivationMethod, ElementDecl, Facets, Model, SimpleType, TypeDef, TypeId, TypeKind,
    TypeName, Usage, ValueConstraint, Variety,
};

/// The documentation of a field that is an element; `shown` where the facets of its type are not its Rust type's own rules.
pub(super) fn element(
    model: &Model,
    element: &ElementDecl,
    occurs: Occurs,
    default: Option<&str>,
    shown: bool,
) -> Docs {
    let docs = Docs::of(&element.doc, || {
        let occurrence = match occurs {
            Occurs::Once => "The element",
            Occurs::Optional => "The optional element",
            Occurs::Repeated => "The repeated element",
        };
        format!("{occurrence} {}.", code(&element.name.local))
    });
    docs.maybe(constraint(element.value.as_ref(), default.is_some()))
        .maybe(simple(model, element.ty).filter(|_| shown))
}

/// The documentation of a field that is an attribute.
pub(super) fn attribute(model: &Model, attribute: &AttributeUse) -> Docs {
    let docs = Docs::of(&attribute.doc, || {
        let usage = if attribute.usage == Usage::Required { "The" } else { "The optional" };
        format!("{usage} attribute {}.", code(&attribute.name.local))
    });
    docs.maybe(constraint(attribute.value.as_ref(), true)).maybe(simple(model, attribute.ty))
}

/// The documentation of the text of a type with attributes.
pub(super) fn text(model: &Model, ty: TypeId) -> Docs {
    Docs::sentence("The text of the element.").maybe(simple(model, ty))
}

/// What a type is derived from.
pub(super) fn derived(model: &Model, ty: &TypeDef) -> Option<String> {
    let TypeKind::Complex(complex) = &ty.kind else { return None };
    let derivation =
        complex.derivation.filter(|derivation| derivation.method == DerivationMethod::Extension)?;
    let base = &model[derivation.base];
    match (&base.name, &base.kind) {
        (TypeName::Global(name), TypeKind::Complex(_)) => Some(format!("Extends {}.", code(&name.local))),
        _ => None,
    }
}

fn constraint(value: Option<&ValueConstraint>, read: bool) -> Option<String> {
    Some(match value? {
        ValueConstraint::Default(text) if read => format!("The schema's default is {}.", code(text)),
        ValueConstraint::Default(text) => {
            format!("The schema's default, which is not filled in, is {}.", code(text))
        }
        ValueConstraint::Fixed(text) => format!("The schema allows no other value than {}.", code(text)),
    })
}

/// What values of a simple type must be, where Rust's type allows more.
fn simple(model: &Model, id: TypeId) -> Option<String> {
    let TypeKind::Simple(simple) = &model[id].kind else { return None };
    let mut rules = Vec::new();
    collect(model, simple, &mut rules);
    (!rules.is_empty()).then(|| format!("The schema asks for {}.", rules.join(", ")))
}

fn collect(model: &Model, simple: &SimpleType, rules: &mut Vec<String>) {
    rules.extend(facets(&simple.facets));
    match &simple.variety {
        Variety::Restriction(base) => {
            if let TypeKind::Simple(base) = &model[*base].kind {
                collect(model, base, rules);
            }
        }
        Variety::Union(members) => rules.push(union(model, members)),
        Variety::List(_) => {}
    }
}

fn union(model: &Model, members: &[TypeId]) -> String {
    let names: Vec<_> = members.iter().map(|id| name(&model[*id])).collect();
    format!("a value of one of the types {}", names.join(", "))
}

fn name(ty: &TypeDef) -> String {
    match (&ty.name, &ty.kind) {
        (TypeName::Global(name), _) => code(&name.local),
        (_, TypeKind::Simple(simple)) if !simple.facets.enumeration.is_empty() => listed(&simple.facets),
        _ => "an anonymous one".to_owned(),
    }
}

fn listed(facets: &Facets) -> String {
    let values: Vec<_> = facets.enumeration.iter().take(20).map(|value| code(&value.value)).collect();
    let more = if facets.enumeration.len() > values.len() { " and others" } else { "" };
    format!("one of {}{more}", values.join(", "))
}

fn facets(facets: &Facets) -> Vec<String> {
    let valued = [
        ("a length of", &facets.length),
        ("a length of at least", &facets.min_length),
        ("a length of at most", &facets.max_length),
        ("a value from", &facets.min_inclusive),
        ("a value above", &facets.min_exclusive),
        ("a value up to", &facets.max_inclusive),
        ("a value below", &facets.max_exclusive),
        ("a number of digits up to", &facets.total_digits),
        ("decimal places up to", &facets.fraction_digits),
    ];
    let mut rules: Vec<_> = valued
        .iter()
        .filter_map(|(rule, facet)| Some(format!("{rule} {}", facet.as_ref()?)))
        .map(|rule| plain(&rule))
        .collect();
    rules.extend((!facets.patterns.is_empty()).then(|| patterns(&facets.patterns)));
    rules
}

fn patterns(patterns: &[String]) -> String {
    let patterns: Vec<_> = patterns.iter().map(|pattern| code(pattern)).collect();
    format!("the pattern {}", patterns.join(" or "))
}

/// A facet's value is a number or a date in a valid spec; in any other it must still not be Markdown.
fn plain(rule: &str) -> String {
    rule.chars().filter(|c| c.is_alphanumeric() || " .-+:".contains(*c)).collect()
}
