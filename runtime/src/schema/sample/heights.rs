//! A schema → how deep the least there is of each element goes, by which a choice is made that ends.

use crate::schema::builtin::Builtin;
use crate::schema::table::{ElementId, Particle, ParticleId, Tables, Term, Type, TypeId, TypeKind};

/// The depth of what has no end.
const ENDLESS: usize = usize::MAX;

/// The least depth of each element and type, and the types that may stand in another's place.
#[derive(Debug)]
pub(in crate::schema) struct Heights {
    elements: Vec<usize>,
    types: Vec<usize>,
    instances: Vec<Vec<TypeId>>,
}

impl Heights {
    /// Found by going over all of them until nothing changes: heights only ever fall.
    pub(super) fn of(tables: &Tables) -> Self {
        let mut heights = Self {
            elements: vec![ENDLESS; tables.elements.len()],
            types: vec![ENDLESS; tables.types.len()],
            instances: instances(tables),
        };
        while heights.fall(tables) {}
        heights
    }

    fn fall(&mut self, tables: &Tables) -> bool {
        let mut fell = false;
        for id in 0..tables.types.len() {
            let height = self.within(tables, id);
            fell |= lower(&mut self.types, id, height);
        }
        for (id, element) in tables.elements.iter().enumerate() {
            let own = if element.is_abstract { ENDLESS } else { self.least_instance(element.ty) };
            fell |= lower(&mut self.elements, id, own.saturating_add(1));
        }
        for (head, members) in &tables.members {
            let least = members.values().map(|member| self.element(*member)).min();
            fell |= lower(&mut self.elements, *head, least.unwrap_or(ENDLESS));
        }
        fell
    }

    pub(super) fn element(&self, id: ElementId) -> usize {
        self.elements.get(id).copied().unwrap_or(ENDLESS)
    }

    pub(super) fn ty(&self, id: TypeId) -> usize {
        self.types.get(id).copied().unwrap_or(ENDLESS)
    }

    /// The types that an element of a type may have: itself unless it is abstract, then those derived from it that have names.
    pub(super) fn instances(&self, ty: TypeId) -> &[TypeId] {
        self.instances.get(ty).map_or(&[], Vec::as_slice)
    }

    fn least_instance(&self, ty: TypeId) -> usize {
        self.instances(ty).iter().map(|ty| self.ty(*ty)).min().unwrap_or(ENDLESS)
    }

    fn within(&self, tables: &Tables, id: TypeId) -> usize {
        match tables.types.get(id).map(|ty| &ty.kind) {
            Some(TypeKind::Complex(complex)) => {
                complex.content.map_or(0, |content| self.particle(tables, content))
            }
            _ => 0,
        }
    }

    /// What a particle has to have.
    pub(super) fn particle(&self, tables: &Tables, id: ParticleId) -> usize {
        let Some(Particle { min, term, .. }) = tables.particles.get(id) else { return 0 };
        if *min == 0 {
            return 0;
        }
        let each = |members: &[ParticleId]| {
            members.iter().map(|member| self.particle(tables, *member)).collect::<Vec<_>>()
        };
        match term {
            Term::Element(element) => self.element(*element),
            Term::Any(_) => 1,
            Term::Sequence(members) | Term::All(members) => each(members).into_iter().max().unwrap_or(0),
            Term::Choice(members) => each(members).into_iter().min().unwrap_or(ENDLESS),
        }
    }
}

fn lower(heights: &mut [usize], at: usize, height: usize) -> bool {
    let lower = heights.get_mut(at).filter(|known| height < **known);
    lower.is_some_and(|known| {
        *known = height;
        true
    })
}

/// Of the built-in types only themselves: most of a schema is derived from one or another.
fn instances(tables: &Tables) -> Vec<Vec<TypeId>> {
    let itself = |id: TypeId, ty: &Type| if ty.is_abstract { Vec::new() } else { vec![id] };
    let mut instances: Vec<_> = tables.types.iter().enumerate().map(|(id, ty)| itself(id, ty)).collect();
    for (id, ty) in tables.types.iter().enumerate().skip(Builtin::ALL.len()) {
        let mut at = ty.base;
        // No chain of bases is longer than there are types.
        for _ in 0..tables.types.len() {
            let Some(base) = tables.types.get(at).filter(|_| at >= Builtin::ALL.len()) else { break };
            let stands = ty.name.is_some() && !ty.is_abstract && tables.is_derived(id, at, base.block);
            if let Some(instances) = instances.get_mut(at).filter(|_| stands) {
                instances.push(id);
            }
            at = base.base;
        }
    }
    instances
}
