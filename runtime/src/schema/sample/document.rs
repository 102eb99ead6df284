//! Choices → a document of a schema.

use super::choices::Choices;
use super::heights::Heights;
use super::text::{Lexical, Texts};
use crate::schema::assess::XSI;
use crate::schema::table::{
    Allowed, AttributeUse, Complex, Element, ElementId, Particle, ParticleId, Process, Tables, Term, TypeId,
    TypeKind, Usage, Wildcard,
};
use crate::xml::{Name, Writer};

/// How deep a document goes before only the least is taken.
const DEPTH: usize = 12;

/// How deep it may go at all.
const MOST_DEPTH: usize = 100;

/// How many more than the least there are of what may occur often.
const MORE: u32 = 3;

/// A namespace that no schema declares.
const OTHER: &str = "urn:other";

/// A document in the making.
pub(super) struct Draft<'d> {
    tables: &'d Tables,
    heights: &'d Heights,
    choices: Choices<'d>,
    texts: Texts<'d>,
    writer: Writer,
    depth: usize,
    /// What cannot be chosen.
    failed: Option<String>,
}

impl<'d> Draft<'d> {
    pub(super) fn new(tables: &'d Tables, heights: &'d Heights, choices: Choices<'d>) -> Self {
        let (texts, writer) = (Texts::new(tables), Writer::new());
        Self { tables, heights, choices, texts, writer, depth: 0, failed: None }
    }

    /// The document, or why there is none.
    pub(super) fn finish(self) -> Result<String, String> {
        match self.failed {
            Some(why) => Err(why),
            None => self.writer.finish().map_err(|error| error.to_string()),
        }
    }

    /// A root that is declared.
    pub(super) fn root(&mut self, id: ElementId) {
        if let Some(element) = self.tables.elements.get(id) {
            self.writer.start(self.tables.names.get(element.name));
            self.declared(element);
        }
    }

    /// A root of this type.
    pub(super) fn root_of(&mut self, name: Name<'_>, ty: TypeId) {
        self.writer.start(name);
        self.typed(ty, false);
        self.writer.end();
    }

    fn fail(&mut self, why: impl FnOnce() -> String) {
        if self.failed.is_none() {
            self.failed = Some(why());
        }
    }

    /// Whether more than the least is wanted here.
    fn is_generous(&self) -> bool {
        self.choices.has_more() && self.depth < DEPTH
    }

    /// An element, or one that may stand in its place.
    fn element(&mut self, head: ElementId) {
        let members = self.tables.members.get(&head);
        let mut all: Vec<_> = members.into_iter().flat_map(|members| members.values().copied()).collect();
        all.push(head);
        all.retain(|id| self.tables.elements.get(*id).is_some_and(|it| !it.is_abstract));
        all.sort_unstable_by_key(|id| (*id != head, *id));
        let least = all.iter().copied().min_by_key(|id| self.heights.element(*id));
        let chosen = if self.is_generous() { self.choices.one(&all).copied() } else { least };
        let Some(element) = chosen.and_then(|id| self.tables.elements.get(id)) else {
            return self.fail(|| "an abstract element has no member".to_owned());
        };
        self.writer.start(self.tables.names.get(element.name));
        self.declared(element);
    }

    /// What is in an element whose tag is open, and its end.
    fn declared(&mut self, element: &Element) {
        self.depth += 1;
        let fixed = element.value.as_ref().filter(|value| value.fixed);
        if self.depth > MOST_DEPTH {
            self.fail(|| "what is required has no end".to_owned());
        } else if let Some(fixed) = fixed {
            self.attributes_of(element.ty);
            self.writer.text(fixed.literal.as_str());
        } else {
            let nil = element.nillable && self.choices.once_in(5);
            self.typed(element.ty, nil);
        }
        self.depth -= 1;
        self.writer.end();
    }

    /// What an element of a type has: `xsi:type` where another stands in its place, attributes, content.
    fn typed(&mut self, declared: TypeId, nil: bool) {
        let instances = self.heights.instances(declared);
        let least = instances.iter().copied().min_by_key(|ty| self.heights.ty(*ty));
        let chosen = if self.is_generous() { self.choices.one(instances).copied() } else { least };
        let Some(ty) = chosen else {
            return self.fail(|| "an abstract type has none derived from it".to_owned());
        };
        if let Some(name) = self.tables.types.get(ty).and_then(|it| it.name).filter(|_| ty != declared) {
            self.writer.xsi_type(self.tables.names.get(name));
        }
        if nil {
            self.writer.attribute(XSI, "nil", "true");
        }
        self.attributes_of(ty);
        match self.tables.types.get(ty).map(|ty| &ty.kind) {
            _ if nil => {}
            Some(TypeKind::Complex(complex)) => self.content(complex),
            _ => self.text(ty),
        }
    }

    fn attributes_of(&mut self, ty: TypeId) {
        if let Some(TypeKind::Complex(complex)) = self.tables.types.get(ty).map(|ty| &ty.kind) {
            complex.attributes.iter().for_each(|attribute| self.attribute(attribute));
        }
    }

    fn attribute(&mut self, attribute: &AttributeUse) {
        if attribute.usage != Usage::Required && !self.choices.once_in(2) {
            return;
        }
        let name = self.tables.names.get(attribute.name);
        match &attribute.value {
            Some(value) if value.fixed => self.writer.attribute(name.ns, name.local, value.literal.as_str()),
            _ => match self.texts.sample(attribute.ty, &mut self.choices) {
                Some(Lexical::Text(text)) => self.writer.attribute(name.ns, name.local, text.as_str()),
                Some(Lexical::Name(value)) => self.writer.attribute(name.ns, name.local, &value),
                None => self.fail(|| format!("no value of the attribute `{name}` is found")),
            },
        }
    }

    fn content(&mut self, complex: &Complex) {
        if let Some(text) = complex.text {
            return self.text(text);
        }
        if complex.mixed {
            self.between();
        }
        if let Some(content) = complex.content {
            self.particle(content, complex.mixed);
        }
    }

    /// Text of mixed content.
    fn between(&mut self) {
        if self.choices.once_in(2) {
            let words = ["and", " or ", "a < b & c", "\n  "];
            let word = self.choices.one(&words).copied().unwrap_or_default();
            self.writer.text(word);
        }
    }

    fn text(&mut self, ty: TypeId) {
        match self.texts.sample(ty, &mut self.choices) {
            Some(Lexical::Text(text)) => self.writer.text(text.as_str()),
            Some(Lexical::Name(name)) => self.writer.text(&name),
            None => {
                let tables = self.tables;
                let name = tables.types.get(ty).and_then(|ty| ty.name).map(|name| tables.names.get(name));
                self.fail(|| match name {
                    Some(name) => format!("no value of the type `{name}` is found"),
                    None => "no value of a simple type is found".to_owned(),
                });
            }
        }
    }

    fn particle(&mut self, id: ParticleId, mixed: bool) {
        let Some(particle) = self.tables.particles.get(id) else { return };
        for _ in 0..self.rounds(particle) {
            if self.failed.is_some() {
                return;
            }
            self.term(&particle.term, mixed);
        }
    }

    /// How often a particle occurs.
    fn rounds(&mut self, Particle { min, max, .. }: &Particle) -> u32 {
        if !self.is_generous() {
            return *min;
        }
        let most = max.unwrap_or(u32::MAX).min(min.saturating_add(MORE));
        let more = usize::try_from(most.saturating_sub(*min)).unwrap_or_default();
        min.saturating_add(u32::try_from(self.choices.below(more.saturating_add(1))).unwrap_or_default())
    }

    fn term(&mut self, term: &Term, mixed: bool) {
        match term {
            Term::Element(element) => {
                self.element(*element);
                if mixed {
                    self.between();
                }
            }
            Term::Any(wildcard) => self.anything(wildcard),
            Term::Sequence(members) => members.iter().for_each(|member| self.particle(*member, mixed)),
            Term::All(members) => {
                let first = if self.is_generous() { self.choices.below(members.len()) } else { 0 };
                let (before, after) = members.split_at(first.min(members.len()));
                after.iter().chain(before).for_each(|member| self.particle(*member, mixed));
            }
            Term::Choice(members) => {
                let height = |id: &ParticleId| self.heights.particle(self.tables, *id);
                let least = members.iter().copied().min_by_key(height);
                let chosen = if self.is_generous() { self.choices.one(members).copied() } else { least };
                if let Some(member) = chosen {
                    self.particle(member, mixed);
                }
            }
        }
    }

    /// What a wildcard lets in: an element that nobody declares, unless it has to be declared.
    fn anything(&mut self, wildcard: &Wildcard) {
        let tables = self.tables;
        if wildcard.process == Process::Strict {
            let lets = |id: &ElementId| {
                let name = tables.elements.get(*id).map(|element| tables.names.get(element.name));
                name.is_some_and(|name| wildcard.allowed.lets(tables.names.seen(name).ns))
            };
            let declared = tables.global_elements.values().copied().filter(lets);
            return match declared.min_by_key(|id| (self.heights.element(*id), *id)) {
                Some(element) => self.element(element),
                None => self.fail(|| "no element is declared that a wildcard lets in".to_owned()),
            };
        }
        let ns = match &wildcard.allowed {
            Allowed::Only(list) => list.first().map_or(OTHER, |ns| tables.names.uri(*ns)),
            Allowed::Any | Allowed::Not(_) => OTHER,
        };
        self.writer.start(Name::new(ns, "anything"));
        self.writer.text("else");
        self.writer.end();
    }
}
