//! Elements of one name in one content are of one type (XSD 1.0 Part 1 §3.8.6, *Element Declarations Consistent*).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    ComplexType, Content, DerivationMethod, ElementDecl, ElementId, Model, Particle, QName, Term, TypeId,
    TypeKind, TypeName,
};
use std::collections::{HashMap, HashSet};

/// More elements than this are not compared: a hostile schema may multiply them.
const MANY: usize = 4096;

/// `<sequence><element name="a" type="xs:int"/><element name="a" type="xs:date"/></sequence>`.
pub(super) fn elements_of_one_name_are_of_one_type(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let Some((first, other)) = inconsistent(model, complex) else { continue };
        let message = format!("the elements `{}` of one content are of two types", first.name.local);
        let warning = Diagnostic::warning(Code::InconsistentElements, other.span, message);
        let note = "XSD 1.0 Part 1 §3.8.6, Element Declarations Consistent";
        let help = "declare both with one type that has a name";
        found.report(warning.label("the other one").and(first.span, "the first one").note(note).help(help));
    }
}

/// Two elements of one name and different types, in the content of a type or that of the types it extends.
fn inconsistent<'m>(model: &'m Model, ty: &'m ComplexType) -> Option<(&'m ElementDecl, &'m ElementDecl)> {
    let (mut parts, mut at, mut seen) = (Vec::new(), Some(ty), HashSet::new());
    while let Some(ty) = at.take().filter(|_| parts.len() < MANY) {
        parts.extend(match &ty.content {
            Content::Elements(particle) => Some(particle),
            _ => None,
        });
        let extended = ty.derivation.filter(|it| it.method == DerivationMethod::Extension);
        if let Some(base) = extended.map(|it| it.base).filter(|base| seen.insert(*base))
            && let TypeKind::Complex(base) = &model[base].kind
        {
            at = Some(base);
        }
    }
    let mut elements = Vec::new();
    parts.iter().rev().for_each(|part| collect(part, &mut elements));
    let mut known: HashMap<&QName, &ElementDecl> = HashMap::new();
    elements.iter().map(|id| &model[*id]).find_map(|element| {
        let first = *known.entry(&element.name).or_insert(element);
        (!is_one_type(model, first, element)).then_some((first, element))
    })
}

fn collect(particle: &Particle, elements: &mut Vec<ElementId>) {
    match &particle.term {
        Term::Element(id) if elements.len() < MANY => elements.push(*id),
        Term::Group(group) if elements.len() < MANY => {
            group.particles.iter().for_each(|inner| collect(inner, elements));
        }
        _ => {}
    }
}

/// Whether two declarations have one type. An anonymous type is that of its declaration, which groups bring to several places.
fn is_one_type(model: &Model, one: &ElementDecl, other: &ElementDecl) -> bool {
    let is_broken = |ty: TypeId| matches!(model[ty].kind, TypeKind::Error);
    let is_anonymous = |ty: TypeId| !matches!(model[ty].name, TypeName::Global(_));
    let is_same_place =
        is_anonymous(one.ty) && is_anonymous(other.ty) && model[one.ty].span == model[other.ty].span;
    one.ty == other.ty || is_same_place || is_broken(one.ty) || is_broken(other.ty)
}
