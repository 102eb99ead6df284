//! What components have in the end: the types of the built-in hierarchy before the schema's own, then content, attributes,
//! variety and white space put together along the derivations, and the members of substitution groups.

use super::{
    ANY_SIMPLE_TYPE, ANY_TYPE, Allowed, AttributeUse, Complex, ElementId, IdentityKind, Method, Methods,
    Particle, ParticleId, Process, Simple, Tables, Term, Type, TypeId, TypeKind, Usage, Variety, WhiteSpace,
    Wildcard,
};
use crate::schema::builtin::Builtin;
use crate::schema::facets::Facets;
use std::collections::{HashMap, HashSet};

/// The namespace of the built-in types.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// Tables with the built-in types and nothing else.
pub(super) fn builtins() -> Tables {
    let mut tables = Tables::default();
    for (_, builtin) in Builtin::ALL {
        let kind = if *builtin == Builtin::AnyType { any_type(&mut tables) } else { simple(*builtin) };
        let (base, method) = (builtin.base().place(), Method::Restriction);
        let block = Methods::default();
        tables.types.push(Type { name: None, base, method, block, is_abstract: false, kind });
    }
    tables
}

/// XSD 1.0 Part 1 §3.4.7.
fn any_type(tables: &mut Tables) -> TypeKind {
    let any = Wildcard { process: Process::Lax, allowed: Allowed::Any };
    let (min, max) = (0, None);
    tables.particles.push(Particle { min, max, term: Term::Any(any.clone()), emptiable: false });
    let content = tables.particles.len() - 1;
    TypeKind::Complex(Complex {
        mixed: true,
        content: Some(content),
        parts: vec![content],
        any_attribute: Some(any),
        ..Complex::default()
    })
}

fn simple(builtin: Builtin) -> TypeKind {
    let white_space = match builtin {
        Builtin::AnySimpleType | Builtin::String => WhiteSpace::Preserve,
        Builtin::NormalizedString => WhiteSpace::Replace,
        _ => WhiteSpace::Collapse,
    };
    TypeKind::Simple(match builtin.item() {
        Some(item) => {
            Simple { variety: Variety::List(item.place()), facets: Facets::min_length(1), white_space }
        }
        None => Simple { variety: Variety::Atomic(builtin), facets: Facets::default(), white_space },
    })
}

/// Puts together what the lines said one by one.
pub(super) fn finish(tables: &mut Tables) {
    let xsd = tables.names.ns(XSD);
    for (id, (local, _)) in Builtin::ALL.iter().enumerate() {
        let name = tables.names.name(xsd, local);
        tables.global_types.entry(name).or_insert(id);
        if let Some(ty) = tables.types.get_mut(id) {
            ty.name = Some(name);
        }
    }
    for id in bases_first(tables) {
        inherit(tables, id);
    }
    find_emptiable(&mut tables.particles);
    find_referred(tables);
    tables.members = members(tables);
}

/// The schema's own types, each after its base; one that is its own base is left where it stands.
fn bases_first(tables: &Tables) -> Vec<TypeId> {
    let mut done: HashSet<_> = (0..Builtin::ALL.len()).collect();
    let mut order = Vec::new();
    for id in Builtin::ALL.len()..tables.types.len() {
        let (mut chain, mut at) = (Vec::new(), id);
        while done.insert(at) {
            chain.push(at);
            at = tables.types.get(at).map_or(ANY_TYPE, |ty| ty.base);
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

fn inherit(tables: &mut Tables, id: TypeId) {
    let Some(Type { base, method, kind, .. }) = tables.types.get(id) else { return };
    let (base, method) = (*base, *method);
    match kind {
        TypeKind::Simple(_) => inherit_simple(tables, id, base),
        TypeKind::Complex(_) => inherit_complex(tables, id, base, method),
    }
}

fn inherit_simple(tables: &mut Tables, id: TypeId, base: TypeId) {
    let (variety, white_space) = match tables.types.get(base).map(|ty| &ty.kind) {
        Some(TypeKind::Simple(base)) => (base.variety.clone(), base.white_space),
        _ => (Variety::Atomic(Builtin::AnySimpleType), WhiteSpace::Preserve),
    };
    let Some(Type { kind: TypeKind::Simple(simple), .. }) = tables.types.get_mut(id) else { return };
    simple.white_space = match &simple.variety {
        Variety::Inherited => simple.facets.white_space.unwrap_or(white_space),
        _ => WhiteSpace::Collapse,
    };
    if simple.variety == Variety::Inherited {
        simple.variety = variety;
    }
}

fn inherit_complex(tables: &mut Tables, id: TypeId, base: TypeId, method: Method) {
    let inherited = match tables.types.get(base).map(|ty| &ty.kind) {
        Some(TypeKind::Complex(complex)) => Inherited::of(complex),
        Some(TypeKind::Simple(_)) => Inherited { text: Some(base), ..Inherited::default() },
        None => return,
    };
    let Some(Type { kind: TypeKind::Complex(own), .. }) = tables.types.get_mut(id) else { return };
    if method == Method::Extension {
        // Only a restriction can take an attribute away.
        own.attributes.retain(|attribute| attribute.usage != Usage::Prohibited);
    }
    own.attributes = all_attributes(std::mem::take(&mut own.attributes), inherited.attributes);
    if method == Method::Restriction {
        own.parts = own.content.into_iter().collect();
        return;
    }
    own.any_attribute = match (own.any_attribute.take(), inherited.any_attribute) {
        (Some(own), Some(base)) => {
            Some(Wildcard { allowed: own.allowed.union(&base.allowed), process: own.process })
        }
        (own, base) => own.or(base),
    };
    own.text = own.text.or(inherited.text);
    own.mixed = own.mixed || (inherited.mixed && own.text.is_none());
    own.parts = inherited.parts.into_iter().chain(own.content).collect();
    if own.parts.len() > 1 {
        let term = Term::Sequence(own.parts.clone());
        own.content = Some(tables.particles.len());
        tables.particles.push(Particle { min: 1, max: Some(1), term, emptiable: false });
    } else {
        own.content = own.parts.first().copied();
    }
}

#[derive(Default)]
struct Inherited {
    mixed: bool,
    text: Option<TypeId>,
    parts: Vec<ParticleId>,
    attributes: Vec<AttributeUse>,
    any_attribute: Option<Wildcard>,
}

impl Inherited {
    fn of(base: &Complex) -> Self {
        Self {
            mixed: base.mixed,
            text: base.text,
            parts: base.parts.clone(),
            attributes: base.attributes.clone(),
            any_attribute: base.any_attribute.clone(),
        }
    }
}

/// A type's own attributes, and those of its base that it says nothing about. What it prohibits is left out.
fn all_attributes(own: Vec<AttributeUse>, base: Vec<AttributeUse>) -> Vec<AttributeUse> {
    let more =
        base.into_iter().filter(|base| own.iter().all(|own| own.name != base.name)).collect::<Vec<_>>();
    own.into_iter().chain(more).filter(|attribute| attribute.usage != Usage::Prohibited).collect()
}

/// Which terms may be nothing at all (XSD 1.0 Part 1 §3.9.6, particle emptiable). Members stand before their groups.
fn find_emptiable(particles: &mut [Particle]) {
    for id in 0..particles.len() {
        let empty = |id: &ParticleId| particles.get(*id).is_none_or(|it| it.min == 0 || it.emptiable);
        let emptiable = match particles.get(id).map(|it| &it.term) {
            Some(Term::Sequence(members) | Term::All(members)) => members.iter().all(empty),
            Some(Term::Choice(members)) => members.iter().any(empty),
            Some(Term::Element(_) | Term::Any(_)) | None => false,
        };
        if let Some(particle) = particles.get_mut(id) {
            particle.emptiable = emptiable;
        }
    }
}

fn find_referred(tables: &mut Tables) {
    for identity in tables.elements.iter().flat_map(|element| &element.constraints) {
        if let IdentityKind::KeyRef(key) = identity.kind {
            tables.referred.insert(key);
        }
    }
}

/// For each head, the elements that may stand in its place (XSD 1.0 Part 1 §3.3.6, substitution group OK (transitive)).
fn members(tables: &Tables) -> HashMap<ElementId, HashMap<super::NameId, ElementId>> {
    let mut members: HashMap<ElementId, HashMap<_, _>> = HashMap::new();
    for (id, element) in tables.elements.iter().enumerate() {
        let (mut at, mut seen) = (element.head, HashSet::from([id]));
        while let Some(head_id) = at.filter(|head| seen.insert(*head)) {
            let Some(head) = tables.elements.get(head_id) else { break };
            if substitutes(tables, element.ty, head.ty, head.block) {
                members.entry(head_id).or_default().insert(element.name, id);
            }
            at = head.head;
        }
    }
    members
}

/// Whether the type's derivation from the head's type uses nothing that the head, its type or one between them blocks.
fn substitutes(tables: &Tables, ty: TypeId, head: TypeId, block: Methods) -> bool {
    if block.substitution {
        return false;
    }
    let block = tables.types.get(head).map_or(block, |ty| block.and(ty.block));
    tables.is_derived(ty, head, block)
}

impl Tables {
    /// Whether a type is derived from another without these methods (XSD 1.0 Part 1 §3.4.6, §3.14.6).
    pub(in crate::schema) fn is_derived(&self, ty: TypeId, from: TypeId, without: Methods) -> bool {
        let mut at = ty;
        // A table that is its own base is no schema's; the walk ends all the same.
        for _ in 0..=self.types.len() {
            if at == from || self.is_member_of(at, from) {
                return true;
            }
            let Some(step) = self.types.get(at) else { return false };
            if at == ANY_TYPE || without.has(step.method) {
                return false;
            }
            at = if at == ANY_SIMPLE_TYPE { ANY_TYPE } else { step.base };
        }
        false
    }

    /// A member of a union is derived from the union.
    fn is_member_of(&self, ty: TypeId, union: TypeId) -> bool {
        let Some(Type { kind: TypeKind::Simple(simple), .. }) = self.types.get(union) else { return false };
        let Variety::Union(members) = &simple.variety else { return false };
        members.iter().any(|member| *member != union && self.is_derived(ty, *member, Methods::default()))
    }
}
