//! The types of encoded messages → the table by which the runtime adds and removes what SOAP encoding puts into a message.

use super::Planner;
use super::client::{EncodedContent, EncodedType};
use super::structs::wire;
use crate::model::{
    Builtin, Content, ElementId, Message, Particle, SoapArray, Term, TypeId, TypeKind, TypeName,
};
use std::collections::HashMap;

/// The types of a client's encoded messages, each once.
#[derive(Debug, Default)]
pub(super) struct EncodedTypes {
    places: HashMap<TypeId, usize>,
    pub(super) types: Vec<EncodedType>,
}

impl Planner<'_> {
    /// The place in the table of the type of a message's element, where the message is encoded.
    pub(super) fn encoded(&self, table: &mut EncodedTypes, message: Option<&Message>) -> Option<usize> {
        let message = message.filter(|message| message.encoded)?;
        let element = message.body.element()?;
        Some(self.encoded_type(table, self.model[element].ty))
    }

    fn encoded_type(&self, table: &mut EncodedTypes, id: TypeId) -> usize {
        if let Some(place) = table.places.get(&id) {
            return *place;
        }
        let place = table.types.len();
        table.places.insert(id, place);
        let name = match &self.model[id].name {
            TypeName::Global(name) => Some(wire(name)),
            _ => None,
        };
        table.types.push(EncodedType { name, content: EncodedContent::Simple });
        let content = match self.model.soap_arrays.get(&id) {
            Some(array) => self.encoded_array(table, array),
            None => self.encoded_content(table, id),
        };
        if let Some(ty) = table.types.get_mut(place) {
            ty.content = content;
        }
        // A value may be of any type that is derived from the declared one, and says so.
        for (derived, _) in self.facts.derived.get(&id).into_iter().flatten() {
            self.encoded_type(table, *derived);
        }
        place
    }

    /// The items of an array; those of one of several dimensions are behind as many rows.
    fn encoded_array(&self, table: &mut EncodedTypes, array: &SoapArray) -> EncodedContent {
        let mut item = array.item;
        for _ in 1..array.rank {
            item = self.facts.arrays.get(&self.model[item].ty).copied().unwrap_or(item);
        }
        let ty = self.encoded_type(table, self.model[item].ty);
        EncodedContent::Array(wire(&self.model[item].name), ty, array.rank)
    }

    fn encoded_content(&self, table: &mut EncodedTypes, id: TypeId) -> EncodedContent {
        match &self.model[id].kind {
            TypeKind::Builtin(Builtin::AnyType) => EncodedContent::Any,
            TypeKind::Builtin(_) | TypeKind::Simple(_) | TypeKind::Error => EncodedContent::Simple,
            TypeKind::Complex(complex) => match &complex.content {
                Content::Simple(_) => EncodedContent::Simple,
                Content::Empty => EncodedContent::Struct(Vec::new()),
                Content::Elements(_) if super::types::is_raw(complex) => EncodedContent::Any,
                Content::Elements(particle) => {
                    let mut elements = Vec::new();
                    elements_of(particle, &mut elements);
                    let mut members: Vec<(super::item::WireName, usize)> = Vec::new();
                    for element in elements {
                        let name = wire(&self.model[element].name);
                        if members.iter().all(|(known, _)| *known != name) {
                            members.push((name, self.encoded_type(table, self.model[element].ty)));
                        }
                    }
                    EncodedContent::Struct(members)
                }
            },
        }
    }
}

fn elements_of(particle: &Particle, out: &mut Vec<ElementId>) {
    match &particle.term {
        Term::Element(element) => out.push(*element),
        Term::Group(group) => group.particles.iter().for_each(|inner| elements_of(inner, out)),
        Term::Wildcard(_) => {}
    }
}
