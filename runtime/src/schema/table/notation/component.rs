//! The lines of components.

use super::super::{
    AttributeUse, Complex, Constraint, Element, Identity, IdentityKind, Method, Methods, NameId, NameTest,
    Path, Simple, Type, TypeId, TypeKind, Usage, Variety, WhiteSpace,
};
use super::line::Line;
use super::{Reader, Referred, Result};
use crate::schema::builtin::Builtin;
use crate::schema::facets::Facets;

/// What the newest line that is not indented declared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Last {
    Nothing,
    Type,
    Element,
}

impl Reader {
    pub(super) fn component(&mut self, line: &mut Line) -> Result<()> {
        let word = line.word("a component")?;
        match (word.as_str(), self.last) {
            ("ns", _) => {
                let uri = line.quoted()?;
                self.tables.names.ns(&uri);
                Ok(())
            }
            ("simple", _) => self.simple(line),
            ("complex", _) => self.complex(line),
            ("element", _) => self.element(line),
            ("globalAttribute", _) => {
                let attribute = self.attribute(line)?;
                self.tables.attributes.insert(attribute.name, attribute);
                Ok(())
            }
            ("notation", _) => {
                let name = line.name(&mut self.tables.names)?;
                self.tables.notations.insert(name);
                Ok(())
            }
            (word, Last::Type) => self.part_of_type(line, word),
            (word, Last::Element) => self.identity(line, word),
            (word, Last::Nothing) => line.fail(format!("`{word}` belongs to nothing")),
        }
    }

    /// `xs:string`, or the number of a type.
    fn ty(&mut self, line: &mut Line) -> Result<TypeId> {
        let word = line.word("a type")?;
        let id = if let Some(local) = word.strip_prefix("xs:") {
            let known = Builtin::ALL.iter().position(|(name, _)| *name == local);
            known.map_or_else(|| line.fail(format!("there is no built-in type `{local}`")), Ok)?
        } else {
            Builtin::ALL.len().saturating_add(line.number_in(&word)?)
        };
        self.referred.push((Referred::Type(id), line.number()));
        Ok(id)
    }

    fn simple_type(&mut self, line: &mut Line) -> Result<TypeId> {
        let id = self.ty(line)?;
        self.referred.push((Referred::Simple(id), line.number()));
        Ok(id)
    }

    fn type_name(&mut self, line: &mut Line) -> Result<Option<NameId>> {
        if line.eat("-") {
            return Ok(None);
        }
        let name = line.name(&mut self.tables.names)?;
        self.tables.global_types.insert(name, self.tables.types.len());
        Ok(Some(name))
    }

    fn simple(&mut self, line: &mut Line) -> Result<()> {
        let name = self.type_name(line)?;
        let (base, variety) = match line.word("a variety")?.as_str() {
            "restriction" => (self.ty(line)?, Variety::Inherited),
            "list" => (super::ANY_SIMPLE_TYPE, Variety::List(self.simple_type(line)?)),
            "union" => {
                let mut members = Vec::new();
                while !line.is_done() {
                    members.push(self.simple_type(line)?);
                }
                (super::ANY_SIMPLE_TYPE, Variety::Union(members))
            }
            other => return line.fail(format!("`{other}` is not a variety")),
        };
        let simple = Simple { variety, facets: Facets::default(), white_space: WhiteSpace::Collapse };
        let kind = TypeKind::Simple(simple);
        let method = Method::Restriction;
        let block = Methods::default();
        self.tables.types.push(Type { name, base, method, block, is_abstract: false, kind });
        self.last = Last::Type;
        Ok(())
    }

    fn complex(&mut self, line: &mut Line) -> Result<()> {
        let name = self.type_name(line)?;
        let method = match line.word("a derivation")?.as_str() {
            "extension" => Method::Extension,
            "restriction" => Method::Restriction,
            other => return line.fail(format!("`{other}` is not a derivation")),
        };
        let base = self.ty(line)?;
        let is_abstract = line.eat("abstract");
        let mixed = line.eat("mixed");
        let block = block(line)?;
        let kind = TypeKind::Complex(Complex { mixed, ..Complex::default() });
        self.tables.types.push(Type { name, base, method, block, is_abstract, kind });
        self.last = Last::Type;
        Ok(())
    }

    fn part_of_type(&mut self, line: &mut Line, word: &str) -> Result<()> {
        let part = match word {
            "text" => Part::Text(self.ty(line)?),
            "content" => Part::Content(self.particle(line, 0)?),
            "attribute" => Part::Attribute(self.attribute(line)?),
            "anyAttribute" => Part::AnyAttribute(line.wildcard(&self.tables.names)?),
            _ => Part::Facet,
        };
        let Some(ty) = self.tables.types.last_mut() else { return line.fail("there is no type") };
        match (&mut ty.kind, part) {
            (TypeKind::Simple(simple), Part::Facet) => {
                return simple.facets.read(word, line, &self.tables.names);
            }
            (TypeKind::Complex(complex), Part::Text(text)) => complex.text = Some(text),
            (TypeKind::Complex(complex), Part::Content(content)) => complex.content = Some(content),
            (TypeKind::Complex(complex), Part::Attribute(attribute)) => complex.attributes.push(attribute),
            (TypeKind::Complex(complex), Part::AnyAttribute(any)) => complex.any_attribute = Some(any),
            _ => return line.fail(format!("`{word}` has no place in this type")),
        }
        Ok(())
    }

    /// `NAME TYPE [required|prohibited] [default "x"|fixed "x"]`.
    fn attribute(&mut self, line: &mut Line) -> Result<AttributeUse> {
        let name = line.name(&mut self.tables.names)?;
        let ty = self.ty(line)?;
        let usage = if line.eat("required") {
            Usage::Required
        } else if line.eat("prohibited") {
            Usage::Prohibited
        } else {
            Usage::Optional
        };
        Ok(AttributeUse { name, ty, usage, value: constraint(line)? })
    }

    /// `NAME TYPE [global] [nillable] [abstract] [block ers] [head N] [default "x"|fixed "x"]`.
    fn element(&mut self, line: &mut Line) -> Result<()> {
        let name = line.name(&mut self.tables.names)?;
        let ty = self.ty(line)?;
        if line.eat("global") {
            self.tables.global_elements.insert(name, self.tables.elements.len());
        }
        let nillable = line.eat("nillable");
        let is_abstract = line.eat("abstract");
        let block = block(line)?;
        let head = if line.eat("head") {
            let word = line.word("an element")?;
            let head = line.number_in(&word)?;
            self.referred.push((Referred::Element(head), line.number()));
            Some(head)
        } else {
            None
        };
        let value = constraint(line)?;
        let constraints = Vec::new();
        let element = Element { name, ty, nillable, is_abstract, block, value, head, constraints };
        self.tables.elements.push(element);
        self.last = Last::Element;
        Ok(())
    }

    /// `key NAME selector PATH|PATH field PATH`, `unique …`, `keyref NAME refer NAME …`.
    fn identity(&mut self, line: &mut Line, word: &str) -> Result<()> {
        let name = line.name(&mut self.tables.names)?;
        let kind = match word {
            "unique" => IdentityKind::Unique,
            "key" => IdentityKind::Key,
            "keyref" if line.eat("refer") => IdentityKind::KeyRef(line.name(&mut self.tables.names)?),
            _ => return line.fail(format!("`{word}` has no place in an element")),
        };
        if !line.eat("selector") {
            return line.fail("expected `selector`");
        }
        let selector = self.paths(line)?;
        let mut fields = Vec::new();
        while line.eat("field") {
            fields.push(self.paths(line)?);
        }
        let Some(element) = self.tables.elements.last_mut() else { return line.fail("there is no element") };
        element.constraints.push(Identity { name, kind, selector, fields });
        Ok(())
    }

    fn paths(&mut self, line: &mut Line) -> Result<Vec<Path>> {
        let word = line.word("a path")?;
        word.split('|').map(|path| self.path(line, path)).collect()
    }

    /// `.//1:a/*/@0:b`, `.`.
    fn path(&mut self, line: &Line, text: &str) -> Result<Path> {
        let (anywhere, rest) = text.strip_prefix(".//").map_or((false, text), |rest| (true, rest));
        let mut path = Path { anywhere, steps: Vec::new(), attribute: None };
        for step in rest.split('/').filter(|step| *step != ".") {
            match step.strip_prefix('@') {
                Some(name) => path.attribute = Some(self.name_test(line, name)?),
                None => path.steps.push(self.name_test(line, step)?),
            }
        }
        Ok(path)
    }

    fn name_test(&mut self, line: &Line, text: &str) -> Result<NameTest> {
        let names = &mut self.tables.names;
        match text.strip_suffix(":*") {
            _ if text == "*" => Ok(NameTest::Any),
            Some(ns) => line.ns_in(ns, names).map(NameTest::AnyIn),
            None => line.name_in(text, names).map(NameTest::Name),
        }
    }
}

enum Part {
    Text(TypeId),
    Content(usize),
    Attribute(AttributeUse),
    AnyAttribute(super::super::Wildcard),
    Facet,
}

/// `block ers`: the first letters of the methods.
fn block(line: &mut Line) -> Result<Methods> {
    let mut block = Methods::default();
    if line.eat("block") {
        for letter in line.word("derivation methods")?.chars() {
            match letter {
                'e' => block.extension = true,
                'r' => block.restriction = true,
                's' => block.substitution = true,
                other => return line.fail(format!("`{other}` is not a derivation method")),
            }
        }
    }
    Ok(block)
}

/// `default "x"` or `fixed "x"`.
fn constraint(line: &mut Line) -> Result<Option<Constraint>> {
    let fixed = line.eat("fixed");
    if !fixed && !line.eat("default") {
        return Ok(None);
    }
    Ok(Some(Constraint { fixed, literal: line.quoted()? }))
}
