//! Complex types → structs.

use super::Planner;
use super::builtin::builtin;
use super::docs::{Docs, code};
use super::facts;
use super::item::{Field, Item, ItemId, Struct, Wire, WireName};
use super::members::{Member, Occurs, sequence};
use super::names::{Claim, Ident, Scope, member, type_};
use super::ty::{RustPath, Ty};
use crate::model::{
    AttributeUse, Builtin, ElementDecl, ElementId, ModelGroup, QName, TypeDef, TypeId, TypeKind, TypeName,
    Usage, ValueConstraint,
};

/// What a member is called before names are given out.
struct Draft {
    wanted: Ident,
    suffix: &'static str,
    field: Field,
}

impl<'p> Planner<'p> {
    /// Plans the struct of a complex type.
    pub(super) fn structure(&mut self, id: TypeId, item: ItemId) {
        let ty = &self.model[id];
        let root = self.root_of(id).map(|element| wire(&self.model[element].name));
        let drafts: Vec<_> = self.members(ty).iter().map(|member| self.draft(member, id, item)).collect();
        let ns = root.as_ref().map_or_else(|| common_ns(&drafts), |root| root.ns.clone());
        let fields = self.named(drafts, item);
        let derives = self.struct_derives(&fields);
        let docs = self.struct_docs(ty);
        let group = false;
        self.items.fill(item, (ty.span, 0), Item::Struct(Struct { docs, derives, ns, root, group, fields }));
    }

    /// Plans the struct of a sequence that occurs as a whole, in the type `owner`.
    /// Its name is the group's, or made of the name of the item `after` that holds it.
    pub(super) fn group(
        &mut self,
        group: &'p ModelGroup,
        (after, words): (ItemId, &str),
        owner: TypeId,
    ) -> ItemId {
        let item = self.reserve_after(after, |holder| {
            Claim::new(match &group.name {
                Some(name) => type_(&name.local),
                None => type_(&format!("{holder} {words}")),
            })
        });
        let drafts: Vec<_> = sequence(group).iter().map(|member| self.draft(member, owner, item)).collect();
        let ns = common_ns(&drafts);
        let fields = self.named(drafts, item);
        let derives = self.struct_derives(&fields);
        let docs = Docs::sentence("Elements that occur together.");
        let content = Struct { docs, derives, ns, root: None, group: true, fields };
        self.items.fill(item, (self.model[owner].span, 1), Item::Struct(content));
        item
    }

    fn draft(&mut self, member: &Member<'p>, id: TypeId, item: ItemId) -> Draft {
        match member {
            Member::Element(element, occurs) => self.element_field(*element, *occurs),
            Member::Choice(group, occurs) => self.choice_field(group, *occurs, (id, item)),
            Member::Group(group, occurs) => self.group_field(group, *occurs, (id, item)),
            Member::Mixed(group) => self.mixed_field(*group, (id, item)),
            Member::Attribute(attribute) => self.attribute_field(attribute),
            Member::Text(text) => self.text_field(*text),
            Member::Any => {
                any("any", Wire::Any, "castile::xml::Element", "Elements that the schema leaves open.")
            }
            Member::AnyAttribute => {
                let docs = "Attributes that the schema leaves open.";
                any("any_attributes", Wire::AnyAttribute, "castile::xml::Attribute", docs)
            }
        }
    }

    fn element_field(&mut self, id: ElementId, occurs: Occurs) -> Draft {
        let element = &self.model[id];
        let name = wire(&element.name);
        let (ty, place) = match self.item_of(element, occurs) {
            Some(item) => {
                self.seen.insert(element.ty);
                let content = self.element_type(item).repeated();
                let item_name = wire(&self.model[item].name);
                (content, Wire::Items(name, item_name))
            }
            None => (self.element_type(id), Wire::Element(name)),
        };
        let default = self.default_of(element.value.as_ref(), &ty).filter(|_| occurs != Occurs::Repeated);
        let docs =
            facts::element(self.model, element, occurs, default.as_deref(), !self.is_mapped(element.ty));
        draft(&element.name.local, "", docs, occurring(ty, occurs), place, default)
    }

    /// The item of an element that is nothing but a list, where the list can be the field itself.
    fn item_of(&self, element: &ElementDecl, occurs: Occurs) -> Option<ElementId> {
        let plain = occurs != Occurs::Repeated
            && !element.nillable
            && !self.is_mapped(element.ty)
            && !self.is_family(element);
        self.facts.arrays.get(&element.ty).copied().filter(|_| plain)
    }

    /// The type of one occurrence of an element.
    pub(super) fn element_type(&mut self, id: ElementId) -> Ty {
        self.met.insert(id);
        let element = &self.model[id];
        let ty = match self.model[element.ty].kind {
            // A document names the type of such a value by `xsi:type`, which is a part of it.
            TypeKind::Builtin(Builtin::AnySimpleType) => builtin(Builtin::AnyType),
            // So it does where the other type has attributes.
            TypeKind::Simple(_) if self.says_attributes(element) => builtin(Builtin::AnyType),
            // The prefixes of the names among its values are bound around them.
            TypeKind::Simple(_) if self.model.may_be_name(element.ty) => builtin(Builtin::AnyType),
            _ => self.any_of(element).unwrap_or_else(|| self.value_type(element.ty)),
        };
        let ty = self.settings.secrets.hide(&element.name.local, ty);
        let ty = if self.says_type(element) && !ty.is_any() { Ty::Typed(Box::new(ty)) } else { ty };
        match element.nillable {
            // An element of any content says by itself that it is nil, and what else its attributes say.
            true if ty.is_any() => ty,
            true if self.says_more(element) => Ty::NilOr(Box::new(ty)),
            true => Ty::Nillable(Box::new(ty)),
            false => ty,
        }
    }

    fn attribute_field(&mut self, attribute: &AttributeUse) -> Draft {
        let ty = self.value_type(attribute.ty);
        let ty = self.settings.secrets.hide(&attribute.name.local, ty);
        let occurs = if attribute.usage == Usage::Required { Occurs::Once } else { Occurs::Optional };
        let docs = facts::attribute(self.model, attribute);
        let default = self.default_of(attribute.value.as_ref(), &ty).filter(|_| occurs == Occurs::Optional);
        let wire = Wire::Attribute(wire(&attribute.name));
        draft(&attribute.name.local, "_attribute", docs, occurring(ty, occurs), wire, default)
    }

    fn text_field(&mut self, text: TypeId) -> Draft {
        let docs = facts::text(self.model, text);
        let ty = self.value_type(text);
        draft("value", "_text", docs, ty, Wire::Text, None)
    }

    fn choice_field(&mut self, group: &'p ModelGroup, occurs: Occurs, owner: (TypeId, ItemId)) -> Draft {
        let (choice, docs) = self.choice(group, owner);
        let name = group.name.as_ref().map_or("choice", |name| &name.local);
        draft(name, "", docs, occurring(Ty::Item(choice), occurs), Wire::Flatten, None)
    }

    fn group_field(&mut self, group: &'p ModelGroup, occurs: Occurs, (id, item): (TypeId, ItemId)) -> Draft {
        let found = self.group(group, (item, "Group"), id);
        let name = group.name.as_ref().map_or("group", |name| &name.local);
        let docs = Docs::sentence("Elements that occur together, in this order.");
        draft(name, "", docs, occurring(Ty::Item(found), occurs), Wire::Flatten, None)
    }

    fn mixed_field(&mut self, group: Option<&'p ModelGroup>, owner: (TypeId, ItemId)) -> Draft {
        let (content, docs) = self.mixed_content(group, owner);
        draft("content", "_mixed", docs, Ty::Item(content).repeated(), Wire::Flatten, None)
    }

    /// The default in lexical form, where the member's type can be read from text.
    pub(super) fn default_of(&self, value: Option<&ValueConstraint>, ty: &Ty) -> Option<String> {
        let (ValueConstraint::Default(text) | ValueConstraint::Fixed(text)) = value?;
        let simple = match ty {
            Ty::Typed(inner) => return self.default_of(value, inner),
            Ty::Item(item) => self.values.contains(item),
            Ty::Path(_) => !ty.is_any(),
            Ty::List(_) => true,
            _ => false,
        };
        simple.then(|| text.clone())
    }

    /// Names the fields: in document order, the manifest's choices first.
    fn named(&mut self, drafts: Vec<Draft>, item: ItemId) -> Vec<Field> {
        let owner = self.items.name(item).clone();
        let mut scope = Scope::default();
        let chosen: Vec<_> = drafts.iter().map(|draft| self.chosen(&owner, &draft.field.wire)).collect();
        for name in chosen.iter().flatten() {
            scope.claim(name);
        }
        let open = drafts.iter().zip(&chosen).filter(|(_, chosen)| chosen.is_none());
        let claims: Vec<_> =
            open.map(|(draft, _)| Claim { wanted: draft.wanted.clone(), suffix: draft.suffix }).collect();
        let mut granted = scope.grant(&claims).into_iter();
        let fields = drafts.into_iter().zip(chosen).map(|(draft, chosen)| {
            let name = chosen.or_else(|| granted.next().map(|granted| granted.ident));
            Field { name: name.unwrap_or(draft.wanted), ..draft.field }
        });
        fields.collect()
    }

    fn chosen(&self, owner: &Ident, wire: &Wire) -> Option<Ident> {
        match wire {
            Wire::Element(name) | Wire::Items(name, _) | Wire::Attribute(name) => {
                self.settings.renamed_member(owner, &name.local)
            }
            _ => None,
        }
    }

    /// The manifest's derives, and `Default` where every member may be absent.
    fn struct_derives(&self, fields: &[Field]) -> Vec<RustPath> {
        let mut derives = self.settings.derives.clone();
        let absent = |field: &Field| matches!(field.ty, Ty::Option(_) | Ty::Vec(_));
        let said = derives.iter().any(|derive| derive.as_str() == "Default");
        if fields.iter().all(absent) && !said {
            derives.push(RustPath::known("Default"));
        }
        derives.extend(["castile::ToXml", "castile::FromXml"].map(RustPath::known));
        derives
    }

    fn struct_docs(&self, ty: &TypeDef) -> Docs {
        let docs = match &ty.name {
            TypeName::OfElement(element) if ty.doc.is_empty() => {
                let element = &self.model[*element];
                Docs::of(&element.doc, || {
                    format!("The content of the element {}.", code(&element.name.local))
                })
            }
            TypeName::Global(name) => Docs::of(&ty.doc, || format!("The type {}.", code(&name.local))),
            _ => Docs::of(&ty.doc, || "An anonymous type of the schema.".to_owned()),
        };
        docs.maybe(facts::derived(self.model, ty))
    }

    /// Whether the program has a type of its own for a type of the spec.
    pub(super) fn is_mapped(&self, id: TypeId) -> bool {
        matches!(&self.model[id].name, TypeName::Global(name) if self.settings.mapped(name).is_some())
    }

    /// The global element whose name the struct of a type carries: that of its own element, the one of its own name, or the
    /// only one of this type.
    pub(super) fn root_of(&self, id: TypeId) -> Option<ElementId> {
        let ty = &self.model[id];
        if !matches!(ty.kind, TypeKind::Complex(_)) {
            return None;
        }
        let name = match &ty.name {
            TypeName::OfElement(element) => {
                return Some(*element).filter(|element| self.model[*element].global);
            }
            TypeName::Global(name) => name,
            TypeName::Inside(..) => return None,
        };
        let all = self.globals.get(&id).map_or(&[][..], Vec::as_slice);
        let same = all.iter().find(|element| self.model[**element].name == *name).copied();
        same.or(match all {
            [only] => Some(*only),
            _ => None,
        })
    }
}

fn draft(name: &str, suffix: &'static str, docs: Docs, ty: Ty, wire: Wire, default: Option<String>) -> Draft {
    let wanted = member(name);
    let field = Field { docs, name: wanted.clone(), ty, wire, default, getter: None };
    Draft { wanted, suffix, field }
}

fn any(name: &str, wire: Wire, path: &'static str, docs: &str) -> Draft {
    draft(name, "_wildcard", Docs::sentence(docs), Ty::known(path).repeated(), wire, None)
}

fn occurring(ty: Ty, occurs: Occurs) -> Ty {
    match occurs {
        Occurs::Once => ty,
        Occurs::Optional => ty.optional(),
        Occurs::Repeated => ty.repeated(),
    }
}

/// The expanded name of an element or attribute.
pub(super) fn wire(name: &QName) -> WireName {
    WireName { ns: name.ns().to_owned(), local: name.local.to_string() }
}

/// The namespace that most elements have; the first of those that are equally frequent.
fn common_ns(drafts: &[Draft]) -> String {
    let ns = |draft: &Draft| match &draft.field.wire {
        Wire::Element(name) | Wire::Items(name, _) => Some(name.ns.clone()),
        _ => None,
    };
    let all: Vec<_> = drafts.iter().filter_map(ns).collect();
    let count = |ns: &String| all.iter().filter(|other| *other == ns).count();
    all.iter().rev().max_by_key(|ns| count(ns)).cloned().unwrap_or_default()
}
