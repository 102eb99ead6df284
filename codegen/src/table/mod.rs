//! Model → the schema as a table in one text, by which `castile::schema` validates documents.
//!
//! The table says what the model says before any pass, component by component and step by step of each derivation: what a type has
//! in the end is put together where the table is read, so that a base with many extensions is written once. Being a text, it costs
//! the compiler of the generated module nothing, and serves as well where no module is generated.

mod particles;
mod types;
mod words;

use crate::model::{
    AttributeUse, Builtin, ElementDecl, ElementId, Forbidden, IdentityKind, Model, NameTest, Path, QName,
    Substitution, TypeId, TypeKind, Usage, ValueConstraint, XPath,
};
use std::collections::HashMap;
use std::fmt::Write as _;
use words::quoted;

/// The table of a model.
pub(crate) fn table(model: &Model) -> String {
    let mut table = Table { model, namespaces: Vec::new(), numbers: HashMap::new(), out: String::new() };
    table.number_types();
    for (id, _) in model.types.iter() {
        table.type_def(id);
    }
    for (id, _) in model.elements.iter() {
        table.element(id);
    }
    for attribute in &model.attributes {
        let line = table.attribute(attribute);
        let _ = writeln!(table.out, "globalAttribute {line}");
    }
    for notation in &model.notations {
        let name = table.name(&notation.name);
        let _ = writeln!(table.out, "notation {name}");
    }
    let mut text = String::from("castile-schema 1\n");
    for uri in &table.namespaces {
        let _ = writeln!(text, "ns {}", quoted(uri));
    }
    text + &table.out
}

/// A table that is being written.
struct Table<'m> {
    model: &'m Model,
    /// The namespaces in the order of their numbers, from 1.
    namespaces: Vec<String>,
    /// The numbers of the schema's own types.
    numbers: HashMap<TypeId, usize>,
    out: String,
}

impl Table<'_> {
    fn number_types(&mut self) {
        let own = self.model.types.iter().filter(|(_, ty)| is_own(&ty.kind));
        self.numbers = own.enumerate().map(|(number, (id, _))| (id, number)).collect();
    }

    /// The number of a namespace; 0 is none.
    fn ns(&mut self, uri: &str) -> usize {
        if uri.is_empty() {
            return 0;
        }
        let known = self.namespaces.iter().position(|known| known == uri);
        known.unwrap_or_else(|| {
            self.namespaces.push(uri.to_owned());
            self.namespaces.len() - 1
        }) + 1
    }

    fn name(&mut self, name: &QName) -> String {
        format!("{}:{}", self.ns(name.ns()), name.local)
    }

    /// A type as others refer to it. What could not be resolved may be anything.
    fn ty(&self, id: TypeId) -> String {
        match (&self.model[id].kind, self.numbers.get(&id)) {
            (TypeKind::Builtin(builtin), _) => format!("xs:{}", builtin.local()),
            (_, Some(number)) => number.to_string(),
            _ => format!("xs:{}", Builtin::AnyType.local()),
        }
    }

    fn element(&mut self, id: ElementId) {
        let model = self.model;
        let element = &model[id];
        let mut line = format!("element {} {}", self.name(&element.name), self.ty(element.ty));
        let flags =
            [(element.global, "global"), (element.nillable, "nillable"), (element.is_abstract, "abstract")];
        for (_, word) in flags.iter().filter(|(set, _)| *set) {
            line.push(' ');
            line.push_str(word);
        }
        line.push_str(&block(element.block));
        if let Some(head) = element.substitutes {
            let _ = write!(line, " head {}", head.index());
        }
        line.push_str(&value(element.value.as_ref()));
        let _ = writeln!(self.out, "{line}");
        self.constraints(element);
    }

    fn constraints(&mut self, element: &ElementDecl) {
        let model = self.model;
        for id in &element.constraints {
            let constraint = &model.constraints[*id];
            let name = self.name(&constraint.name);
            let kind = match constraint.kind {
                IdentityKind::Unique => format!("unique {name}"),
                IdentityKind::Key => format!("key {name}"),
                IdentityKind::KeyRef(Some(key)) => {
                    format!("keyref {name} refer {}", self.name(&model.constraints[key].name))
                }
                // That there is no such key has been reported.
                IdentityKind::KeyRef(None) => continue,
            };
            let mut line = format!("  {kind} selector {}", self.xpath(&constraint.selector));
            for field in &constraint.fields {
                let _ = write!(line, " field {}", self.xpath(field));
            }
            let _ = writeln!(self.out, "{line}");
        }
    }

    fn xpath(&mut self, xpath: &XPath) -> String {
        let paths: Vec<_> = xpath.paths.iter().map(|path| self.path(path)).collect();
        paths.join("|")
    }

    fn path(&mut self, path: &Path) -> String {
        let mut steps: Vec<_> = path.steps.iter().map(|step| self.name_test(step)).collect();
        steps.extend(path.attribute.iter().map(|test| format!("@{}", self.name_test(test))));
        if steps.is_empty() {
            steps.push(".".to_owned());
        }
        format!("{}{}", if path.anywhere { ".//" } else { "" }, steps.join("/"))
    }

    fn name_test(&mut self, test: &NameTest) -> String {
        match test {
            NameTest::Any => "*".to_owned(),
            NameTest::AnyIn(ns) => format!("{}:*", self.ns(ns)),
            NameTest::Name(name) => self.name(name),
        }
    }

    /// `NAME TYPE [required|prohibited] [default "x"|fixed "x"]`.
    fn attribute(&mut self, attribute: &AttributeUse) -> String {
        let usage = match attribute.usage {
            Usage::Optional => "",
            Usage::Required => " required",
            Usage::Prohibited => " prohibited",
        };
        let said = value(attribute.value.as_ref());
        format!("{} {}{usage}{said}", self.name(&attribute.name), self.ty(attribute.ty))
    }
}

fn value(value: Option<&ValueConstraint>) -> String {
    match value {
        None => String::new(),
        Some(ValueConstraint::Default(text)) => format!(" default {}", quoted(text)),
        Some(ValueConstraint::Fixed(text)) => format!(" fixed {}", quoted(text)),
    }
}

/// Whether a type is one of the schema's own: the others are known, or unknown.
fn is_own(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Simple(_) | TypeKind::Complex(_))
}

/// ` block ers`, or nothing.
fn block(block: Forbidden) -> String {
    let letters = block.iter().filter_map(|way| match way {
        Substitution::Extension => Some('e'),
        Substitution::Restriction => Some('r'),
        Substitution::Group => Some('s'),
        Substitution::List | Substitution::Union => None,
    });
    let letters: String = letters.collect();
    if letters.is_empty() { letters } else { format!(" block {letters}") }
}
