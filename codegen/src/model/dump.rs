//! The model as text, for tests and for people: one line a component, members indented below it.
//!
//! The form is stable and complete: two models that differ in anything a client could notice differ in it.

use super::{
    AttributeUse, ComplexType, Compositor, Content, DerivationMethod, ElementDecl, ElementId, Facets,
    Forbidden, Model, Particle, SimpleType, Term, TypeDef, TypeId, TypeKind, TypeName, Usage,
    ValueConstraint, Variety, Wildcard,
};
use super::{identity_dump, service_dump};
use std::fmt::Write as _;

/// Everything in the model but the built-in types, in the model's order.
pub fn dump(model: &Model) -> String {
    let mut printer = Printer::new(model, true);
    for (id, _) in model.types.iter() {
        printer.global_type(id);
    }
    for (id, _) in model.elements.iter() {
        printer.global_element(id);
    }
    model.notations.iter().for_each(|notation| identity_dump::notation(&mut printer, notation));
    service_dump::services(&mut printer, model.services.iter().collect());
    service_dump::apis(&mut printer, model.apis.iter().collect());
    printer.out
}

/// Text in the making.
pub(super) struct Printer<'m> {
    pub(super) model: &'m Model,
    /// Whether documentation is shown.
    pub(super) docs: bool,
    pub(super) out: String,
    depth: usize,
    /// The anonymous types around the place where the printer is: through groups, one may be met inside itself.
    open: Vec<TypeId>,
}

impl<'m> Printer<'m> {
    pub(super) fn new(model: &'m Model, docs: bool) -> Self {
        Self { model, docs, out: String::new(), depth: 0, open: Vec::new() }
    }

    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{:indent$}{text}", "", indent = 2 * self.depth);
    }

    pub(super) fn indented(&mut self, print: impl FnOnce(&mut Self)) {
        self.depth += 1;
        print(self);
        self.depth -= 1;
    }

    pub(super) fn doc(&mut self, doc: &str) {
        if self.docs {
            doc.lines().for_each(|line| self.line(format!("# {line}").trim_end()));
        }
    }

    pub(super) fn global_type(&mut self, id: TypeId) {
        let ty = &self.model[id];
        if let (TypeName::Global(name), false) = (&ty.name, ty.span.is_none()) {
            self.doc(&ty.doc);
            self.line(&format!("type {name}"));
            self.indented(|printer| printer.contents(ty));
        }
    }

    pub(super) fn global_element(&mut self, id: ElementId) {
        let element = &self.model[id];
        if element.global {
            self.doc(&element.doc);
            self.element(&format!("element {}", element.name), element);
        }
    }

    fn element(&mut self, what: &str, element: &ElementDecl) {
        let mut line = format!("{what}: {}", self.type_name(element.ty));
        for (set, word) in [(element.nillable, " nillable"), (element.is_abstract, " abstract")] {
            line.push_str(if set { word } else { "" });
        }
        line.push_str(&value(element.value.as_ref()));
        if let Some(head) = element.substitutes {
            let _ = write!(line, " substitutes {}", self.model[head].name);
        }
        line.push_str(&forbidden(element.block, element.is_final));
        self.line(&line);
        self.anonymous(element.ty);
        identity_dump::constraints(self, element);
    }

    /// How a type is referred to; anonymous ones are printed below.
    pub(super) fn type_name(&self, id: TypeId) -> String {
        let ty = &self.model[id];
        match (&ty.name, &ty.kind) {
            (_, TypeKind::Builtin(builtin)) => format!("xs:{}", builtin.local()),
            (TypeName::Global(name), _) => name.to_string(),
            _ if self.open.contains(&id) => "(as above)".to_owned(),
            _ => "(anonymous)".to_owned(),
        }
    }

    fn anonymous(&mut self, id: TypeId) {
        let ty = &self.model[id];
        if matches!(ty.name, TypeName::Global(_)) || self.open.contains(&id) {
            return;
        }
        self.open.push(id);
        self.indented(|printer| printer.contents(ty));
        self.open.pop();
    }

    fn contents(&mut self, ty: &TypeDef) {
        match &ty.kind {
            TypeKind::Builtin(_) => {}
            TypeKind::Error => self.line("error"),
            TypeKind::Simple(simple) => self.simple(simple),
            TypeKind::Complex(complex) => self.complex(complex),
        }
    }

    fn simple(&mut self, simple: &SimpleType) {
        let (word, types) = match &simple.variety {
            Variety::Restriction(base) => ("restricts", vec![*base]),
            Variety::List(item) => ("list of", vec![*item]),
            Variety::Union(members) => ("union of", members.clone()),
        };
        let names = types.iter().map(|ty| self.type_name(*ty)).collect::<Vec<_>>();
        self.line(&format!("{word} {}{}", names.join(" "), forbidden(Forbidden::default(), simple.is_final)));
        for ty in types {
            self.anonymous(ty);
        }
        self.facets(&simple.facets);
    }

    fn facets(&mut self, facets: &Facets) {
        for value in &facets.enumeration {
            self.doc(&value.doc);
            self.line(&format!("value {:?}", value.value));
        }
        facets.patterns.iter().for_each(|pattern| self.line(&format!("pattern {pattern:?}")));
        for (name, value) in facets.given() {
            let fixed = if facets.fixed.contains(&name) { " fixed" } else { "" };
            self.line(&format!("{name} {value:?}{fixed}"));
        }
    }

    fn complex(&mut self, complex: &ComplexType) {
        for (set, word) in [(complex.is_abstract, "abstract"), (complex.mixed, "mixed")] {
            if set {
                self.line(word);
            }
        }
        if !complex.block.is_empty() || !complex.is_final.is_empty() {
            self.line(forbidden(complex.block, complex.is_final).trim_start());
        }
        if let Some(derivation) = complex.derivation {
            let word = match derivation.method {
                DerivationMethod::Extension => "extends",
                DerivationMethod::Restriction => "restricts",
            };
            self.line(&format!("{word} {}", self.type_name(derivation.base)));
            self.anonymous(derivation.base);
        }
        match &complex.content {
            Content::Empty => {}
            Content::Simple(text) => {
                self.line(&format!("text: {}", self.type_name(*text)));
                self.anonymous(*text);
            }
            Content::Elements(particle) => self.particle(particle),
        }
        complex.attributes.iter().for_each(|attribute| self.attribute(attribute));
        if let Some(any) = &complex.any_attribute {
            self.line(&format!("any attribute{}", wildcard(any)));
        }
    }

    fn particle(&mut self, particle: &Particle) {
        let times = occurrence(particle);
        match &particle.term {
            Term::Wildcard(any) => self.line(&format!("any{times}{}", wildcard(any))),
            Term::Element(id) => {
                let element = &self.model[*id];
                if element.global {
                    self.line(&format!("ref {}{times}", element.name));
                } else {
                    self.doc(&element.doc);
                    self.element(&format!("{}{times}", element.name), element);
                }
            }
            Term::Group(group) => {
                let word = match group.compositor {
                    Compositor::Sequence => "sequence",
                    Compositor::Choice => "choice",
                    Compositor::All => "all",
                };
                let name = group.name.as_ref().filter(|_| self.docs).map(|name| format!(" of {name}"));
                self.line(&format!("{word}{times}{}", name.unwrap_or_default()));
                self.indented(|printer| group.particles.iter().for_each(|inner| printer.particle(inner)));
            }
        }
    }

    fn attribute(&mut self, attribute: &AttributeUse) {
        self.doc(&attribute.doc);
        let usage = match attribute.usage {
            Usage::Optional => "",
            Usage::Required => " required",
            Usage::Prohibited => " prohibited",
        };
        let (name, ty, value) =
            (&attribute.name, self.type_name(attribute.ty), value(attribute.value.as_ref()));
        self.line(&format!("@{name}: {ty}{usage}{value}"));
        self.anonymous(attribute.ty);
    }
}

/// Nothing for exactly once.
fn occurrence(particle: &Particle) -> String {
    match (particle.min, particle.max) {
        (1, Some(1)) => String::new(),
        (min, Some(max)) => format!(" {min}..{max}"),
        (min, None) => format!(" {min}..*"),
    }
}

fn forbidden(block: Forbidden, is_final: Forbidden) -> String {
    let mut out = String::new();
    for (word, set) in [("block", block), ("final", is_final)] {
        if !set.is_empty() {
            let _ = write!(out, " {word} {set}");
        }
    }
    out
}

fn value(value: Option<&ValueConstraint>) -> String {
    match value {
        None => String::new(),
        Some(ValueConstraint::Default(text)) => format!(" default {text:?}"),
        Some(ValueConstraint::Fixed(text)) => format!(" fixed {text:?}"),
    }
}

fn wildcard(any: &Wildcard) -> String {
    let target = any
        .target
        .as_deref()
        .filter(|_| any.namespace.contains("##other") || any.namespace.contains("##target"));
    let target = target.map(|target| format!(" (of {target})")).unwrap_or_default();
    format!(" {} {}{target}", any.namespace, any.process_contents)
}
