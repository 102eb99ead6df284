//! What a schema declares, as a comparison asks it: which type an element, an attribute or a child has.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use castile_codegen::diagnostic::Diagnostics;
use castile_codegen::load::{self, Disk};
use castile_codegen::model::{
    self, Builtin, ComplexType, Compositor, DerivationMethod, ElementDecl, ElementId, Model, Particle, QName,
    Term, TypeId, TypeKind, TypeName, ValueConstraint,
};
use castile_codegen::source::{SourceMap, Span};
use castile_codegen::{read, resolve};

/// The declarations of a schema, by name.
pub(in crate::suites) struct Schema {
    pub(super) model: Model,
    elements: BTreeMap<(String, String), ElementId>,
    types: BTreeMap<(String, String), TypeId>,
}

/// What is declared of an element; nothing where a wildcard let it in.
#[derive(Debug, Clone, Default)]
pub(super) struct Declaration {
    pub(super) ty: Option<TypeId>,
    /// The default or fixed value.
    pub(super) default: Option<String>,
}

/// What a type lets into an element.
pub(super) enum Content {
    /// Text of a simple type.
    Simple(TypeId),
    /// Elements, and text between them if it is mixed.
    Elements { mixed: bool },
    /// Anything.
    Open,
}

impl Schema {
    /// Loads a spec, of which no file is outside of `root`; `None` where it cannot be resolved.
    pub(in crate::suites) fn load(spec: &Path, root: &Path) -> Option<Self> {
        let (mut sources, mut found) = (SourceMap::default(), Diagnostics::forgiving());
        let specs = load::load(&Disk::new(root), &[], spec, Span::NONE, &mut sources, &mut found);
        let model = specs.map(|specs| {
            let ast = read::read(&sources, &specs, &mut found);
            resolve::resolve(&ast, &mut found)
        });
        // The process that generated the module has told of them.
        let _ = found.render(&sources);
        model.map(Self::new)
    }

    fn new(model: Model) -> Self {
        let key = |name: &QName| (name.ns().to_owned(), name.local.to_string());
        let global = model.elements.iter().filter(|(_, element)| element.global);
        let elements = global.map(|(id, element)| (key(&element.name), id)).collect();
        let named = model.types.iter().filter_map(|(id, ty)| match &ty.name {
            TypeName::Global(name) => Some((key(name), id)),
            _ => None,
        });
        let types = named.collect();
        Self { model, elements, types }
    }

    /// The global element of a name.
    pub(super) fn global(&self, (ns, local): (&str, &str)) -> Option<Declaration> {
        let id = self.elements.get(&(ns.to_owned(), local.to_owned()))?;
        Some(declaration(&self.model[*id]))
    }

    /// What is declared of an element in a message: of an operation's, or else of a global element.
    pub(super) fn message(&self, name: (&str, &str)) -> Declaration {
        let ports = self.model.services.iter().flat_map(|service| &service.ports);
        let operations = ports.flat_map(|port| &port.operations);
        let bodies = operations.flat_map(|it| {
            [it.input.body.element(), it.output.as_ref().and_then(|output| output.body.element())]
        });
        let body = bodies.flatten().find(|id| is_named(&self.model[*id].name, name));
        body.map(|id| declaration(&self.model[id])).or_else(|| self.global(name)).unwrap_or_default()
    }

    /// The type of a name.
    pub(super) fn ty(&self, ns: &str, local: &str) -> Option<TypeId> {
        self.types.get(&(ns.to_owned(), local.to_owned())).copied()
    }

    /// What is declared of a child: in the content of the type, or globally, where it stands for another or a wildcard lets it in.
    pub(super) fn child(&self, ty: Option<TypeId>, name: (&str, &str)) -> Declaration {
        let within = ty.and_then(|ty| self.steps(ty).find_map(|step| self.in_content(step, name)));
        within.map(|id| declaration(&self.model[id])).or_else(|| self.global(name)).unwrap_or_default()
    }

    fn in_content(&self, step: &ComplexType, name: (&str, &str)) -> Option<ElementId> {
        match &step.content {
            model::Content::Elements(particle) => self.in_particle(particle, name),
            _ => None,
        }
    }

    fn in_particle(&self, particle: &Particle, name: (&str, &str)) -> Option<ElementId> {
        match &particle.term {
            Term::Element(id) => is_named(&self.model[*id].name, name).then_some(*id),
            Term::Group(group) => group.particles.iter().find_map(|inner| self.in_particle(inner, name)),
            Term::Wildcard(_) => None,
        }
    }

    /// The type of an attribute; none where a wildcard let it in.
    pub(super) fn attribute(&self, ty: TypeId, ns: &str, local: &str) -> Option<TypeId> {
        let mut own = self.steps(ty).flat_map(|step| &step.attributes);
        own.find(|attribute| is_named(&attribute.name, (ns, local))).map(|attribute| attribute.ty)
    }

    /// Whether the children of the type have no order: `xs:all`.
    pub(super) fn is_all(&self, ty: TypeId) -> bool {
        self.steps(ty)
            .any(|step| matches!(&step.content, model::Content::Elements(particle) if is_all(particle)))
    }

    /// The complex type, then those it is derived from.
    fn steps(&self, ty: TypeId) -> impl Iterator<Item = &ComplexType> {
        let (mut next, mut seen) = (Some(ty), HashSet::new());
        std::iter::from_fn(move || {
            let id = next.take().filter(|id| seen.insert(*id))?;
            let TypeKind::Complex(complex) = &self.model[id].kind else { return None };
            next = complex.derivation.map(|derivation| derivation.base);
            Some(complex)
        })
    }

    /// What a type lets into an element.
    pub(super) fn content(&self, ty: TypeId) -> Content {
        match &self.model[ty].kind {
            TypeKind::Builtin(Builtin::AnyType) | TypeKind::Error => Content::Open,
            TypeKind::Builtin(_) | TypeKind::Simple(_) => Content::Simple(ty),
            TypeKind::Complex(complex) => match (&complex.content, complex.derivation) {
                (model::Content::Simple(text), _) => self.content(*text),
                // An extension that adds attributes alone has the content of its base.
                (model::Content::Empty, Some(it)) if it.method == DerivationMethod::Extension => {
                    match self.content(it.base) {
                        Content::Open => Content::Elements { mixed: true },
                        Content::Elements { mixed } => Content::Elements { mixed: mixed || complex.mixed },
                        simple @ Content::Simple(_) => simple,
                    }
                }
                _ => Content::Elements { mixed: complex.mixed },
            },
        }
    }
}

fn is_all(particle: &Particle) -> bool {
    let Term::Group(group) = &particle.term else { return false };
    group.compositor == Compositor::All || matches!(group.particles.as_slice(), [only] if is_all(only))
}

fn declaration(element: &ElementDecl) -> Declaration {
    let default = element.value.as_ref().map(|value| match value {
        ValueConstraint::Default(text) | ValueConstraint::Fixed(text) => text.clone(),
    });
    Declaration { ty: Some(element.ty), default }
}

fn is_named(name: &QName, (ns, local): (&str, &str)) -> bool {
    name.ns() == ns && *name.local == *local
}
