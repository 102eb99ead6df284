//! Type definitions.

use super::words::quoted;
use super::{Table, block};
use crate::model::{
    Builtin, ComplexType, Content, DerivationMethod, Facets, SimpleType, TypeId, TypeKind, TypeName, Variety,
};
use crate::pattern;
use std::collections::BTreeSet;
use std::fmt::Write as _;

impl Table<'_> {
    pub(super) fn type_def(&mut self, id: TypeId) {
        let model = self.model;
        if !super::is_own(&model[id].kind) {
            return;
        }
        let name = match &model[id].name {
            TypeName::Global(name) => self.name(name),
            TypeName::OfElement(_) | TypeName::Inside(..) => "-".to_owned(),
        };
        match &model[id].kind {
            TypeKind::Simple(simple) => self.simple(id, &name, simple),
            TypeKind::Complex(complex) => self.complex(&name, complex),
            TypeKind::Builtin(_) | TypeKind::Error => {}
        }
    }

    fn simple(&mut self, id: TypeId, name: &str, simple: &SimpleType) {
        let variety = match &simple.variety {
            Variety::Restriction(base) => format!("restriction {}", self.simple_type(*base)),
            Variety::List(item) => format!("list {}", self.simple_type(*item)),
            Variety::Union(members) => {
                let members: Vec<_> = members.iter().map(|member| self.simple_type(*member)).collect();
                format!("union {}", members.join(" "))
            }
        };
        let _ = writeln!(self.out, "simple {name} {variety}");
        self.facets(id, &simple.facets);
    }

    /// A simple type; what could not be resolved may have any value.
    fn simple_type(&self, id: TypeId) -> String {
        match self.model[id].kind {
            TypeKind::Error => format!("xs:{}", Builtin::AnySimpleType.local()),
            _ => self.ty(id),
        }
    }

    fn facets(&mut self, id: TypeId, facets: &Facets) {
        self.patterns(facets);
        for values in facets.enumeration.chunks(16) {
            let words: Vec<_> = values.iter().map(|value| quoted(&value.value)).collect();
            let _ = writeln!(self.out, "  enumeration {}", words.join(" "));
        }
        if !facets.enumeration.is_empty() && self.is_of_names(id) {
            self.prefixes(facets);
        }
        for (name, value) in facets.given() {
            let value = value.trim();
            let _ = match name {
                "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive" => {
                    writeln!(self.out, "  {name} {}", quoted(value))
                }
                "whiteSpace" => writeln!(self.out, "  {name} {value}"),
                _ => writeln!(self.out, "  {name} {}", value.trim_start_matches('+')),
            };
        }
    }

    /// One that is no regular expression has been reported.
    fn patterns(&mut self, facets: &Facets) {
        let translated = facets.patterns.iter().filter_map(|pattern| pattern::translate(pattern).ok());
        let translated: Vec<_> = translated.collect();
        let words = |patterns: &[String]| patterns.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(" ");
        if !translated.is_empty() {
            let _ = writeln!(self.out, "  pattern {}", words(&translated));
        }
        if translated != facets.patterns {
            let _ = writeln!(self.out, "  written {}", words(&facets.patterns));
        }
    }

    /// What the prefixes stand for that the values of an enumeration have.
    fn prefixes(&mut self, facets: &Facets) {
        let words = facets.enumeration.iter().flat_map(|value| value.value.split_ascii_whitespace());
        let used: BTreeSet<_> =
            words.map(|word| word.split_once(':').map_or("", |(prefix, _)| prefix)).collect();
        for (prefix, ns) in facets.prefixes.iter().filter(|(prefix, _)| used.contains(&**prefix)) {
            let ns = self.ns(ns);
            let _ = writeln!(self.out, "  prefix {} {ns}", quoted(prefix));
        }
    }

    /// Whether values of a type may be of `xs:QName` or `xs:NOTATION`.
    fn is_of_names(&self, id: TypeId) -> bool {
        let mut open = vec![id];
        // `check` has made sure that no type is derived from itself.
        while let Some(id) = open.pop() {
            match &self.model[id].kind {
                TypeKind::Builtin(Builtin::QName | Builtin::Notation) => return true,
                TypeKind::Simple(simple) => match &simple.variety {
                    Variety::Restriction(base) | Variety::List(base) => open.push(*base),
                    Variety::Union(members) => open.extend(members),
                },
                TypeKind::Complex(ComplexType { content: Content::Simple(text), .. }) => open.push(*text),
                _ => {}
            }
        }
        false
    }

    fn complex(&mut self, name: &str, complex: &ComplexType) {
        let (method, base) = match complex.derivation {
            Some(derivation) => {
                let extends = derivation.method == DerivationMethod::Extension;
                (if extends { "extension" } else { "restriction" }, self.ty(derivation.base))
            }
            None => ("restriction", format!("xs:{}", Builtin::AnyType.local())),
        };
        let is_abstract = if complex.is_abstract { " abstract" } else { "" };
        let mixed = if complex.mixed { " mixed" } else { "" };
        let block = block(complex.block);
        let _ = writeln!(self.out, "complex {name} {method} {base}{is_abstract}{mixed}{block}");
        if let Content::Simple(text) = &complex.content {
            let _ = writeln!(self.out, "  text {}", self.simple_type(*text));
        }
        if let Some(content) = self.content(&complex.content) {
            let _ = writeln!(self.out, "  content {content}");
        }
        for attribute in &complex.attributes {
            let line = self.attribute(attribute);
            let _ = writeln!(self.out, "  attribute {line}");
        }
        if let Some(any) = &complex.any_attribute {
            let any = self.wildcard(any);
            let _ = writeln!(self.out, "  anyAttribute {any}");
        }
    }
}
