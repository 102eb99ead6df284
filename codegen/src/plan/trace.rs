//! What the plan made of the types and elements it met, by their places in the spec: what the ledger is written from.

use super::Planner;
use super::choose::Endpoint;
use super::client::Client;
use super::item::{Item, ItemId, Items, Wire, WireName};
use super::ty::Ty;
use crate::model::{Model, TypeId, TypeKind, Variety};
use crate::source::Span;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// What became of what a spec declares.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// Of types, by the place of their declaration.
    pub(crate) types: HashMap<Span, Made>,
    /// Of elements that are types of their own or are met as members, by the place of their declaration.
    pub(crate) elements: HashMap<Span, Fate>,
    /// The namespaces, by local names, of elements in whose place others stand, or nothing.
    pub(crate) heads: HashMap<String, Vec<String>>,
    /// The operations that the manifest leaves out.
    pub(crate) excluded: BTreeSet<String>,
    /// The clients.
    pub(crate) clients: Vec<Caller>,
}

/// A client, as far as the ledger tells of it.
#[derive(Debug)]
pub(crate) struct Caller {
    /// Its port, or the resources it calls.
    pub(crate) port: Span,
    /// Its name.
    pub(crate) name: String,
    /// Its methods, by the name of the operation in the spec.
    pub(crate) methods: HashMap<String, String>,
}

/// What a declaration became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A Rust item of this path.
    Emitted(String),
    /// A part of something else.
    Folded(String),
}

/// What became of a type.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) fate: Fate,
    /// Its members; none where it is a value.
    pub(crate) members: Option<Rc<Members>>,
    /// Whether members may be missing, because another type restricts it.
    pub(crate) restricted: bool,
}

/// The members of an item, with those of the groups and choices in it.
#[derive(Debug, Default)]
pub(crate) struct Members {
    pub(crate) elements: Named,
    pub(crate) attributes: Named,
    pub(crate) any: Option<String>,
    pub(crate) any_attribute: Option<String>,
}

/// What members are called, by their local names and namespaces.
#[derive(Debug, Default)]
pub(crate) struct Named(HashMap<String, Vec<(String, String)>>);

impl Named {
    /// The first one holds.
    fn add(&mut self, wire: &WireName, name: &str) {
        let all = self.0.entry(wire.local.clone()).or_default();
        if !all.iter().any(|(ns, _)| *ns == wire.ns) {
            all.push((wire.ns.clone(), name.to_owned()));
        }
    }

    /// The member of a local name whose namespace will do.
    pub(crate) fn find(&self, local: &str, will_do: impl Fn(&str) -> bool) -> Option<&str> {
        self.0.get(local)?.iter().find(|(ns, _)| will_do(ns)).map(|(_, name)| name.as_str())
    }

    /// Any member.
    pub(crate) fn any(&self) -> Option<&str> {
        self.0.values().flatten().next().map(|(_, name)| name.as_str())
    }
}

impl Planner<'_> {
    /// Tells what became of all that has been met.
    pub(super) fn trace(&mut self, endpoints: &[Endpoint<'_>], clients: &[Client]) -> Trace {
        let clients = endpoints.iter().zip(clients).map(|(endpoint, client)| caller(*endpoint, client));
        let mut trace = Trace { clients: clients.collect(), ..Trace::default() };
        let mut seen: Vec<_> = self.seen.iter().copied().collect();
        seen.sort_unstable();
        // What is unknown became nothing.
        for id in seen.into_iter().filter(|id| !matches!(self.model[*id].kind, TypeKind::Error)) {
            self.trace_type(id, &mut trace);
        }
        for id in self.met.iter().copied() {
            let element = &self.model[id];
            let fate = match self.elements.get(&id) {
                Some(item) => Fate::Emitted(path(&self.items, *item)),
                None => match trace.types.get(&self.model[element.ty].span) {
                    Some(made) if self.carries_name(id) => made.fate.clone(),
                    Some(Made { fate: Fate::Emitted(name) | Fate::Folded(name), .. }) => {
                        Fate::Folded(name.clone())
                    }
                    None => Fate::Folded("its uses".to_owned()),
                },
            };
            trace.elements.insert(element.span, fate);
        }
        // An abstract element is never met itself, and one without members not at all.
        let replaced = |id, is_abstract| is_abstract || self.facts.members.contains_key(&id);
        let heads = self.model.elements.iter().filter(|(id, element)| replaced(*id, element.is_abstract));
        for (_, element) in heads {
            let spaces = trace.heads.entry(element.name.local.to_string()).or_default();
            spaces.push(element.name.ns().to_owned());
        }
        trace
    }

    fn trace_type(&mut self, id: TypeId, trace: &mut Trace) {
        let (fate, members) = if let Some(item) = self.by_type.get(&id).copied() {
            (Fate::Emitted(path(&self.items, item)), Some(Rc::new(members(&self.items, item))))
        } else {
            let ty = self.value_type(id);
            (Fate::Folded(show(&self.items, &ty)), None)
        };
        for base in bases(self.model, id) {
            let (Fate::Emitted(name) | Fate::Folded(name)) = &fate;
            let made = Made { fate: Fate::Folded(name.clone()), members: members.clone(), restricted: true };
            trace.types.entry(self.model[base].span).or_insert(made);
        }
        trace.types.insert(self.model[id].span, Made { fate, members, restricted: false });
    }
}

fn caller(endpoint: Endpoint<'_>, client: &Client) -> Caller {
    let name = client.name.to_string();
    let methods = client.operations.iter().filter_map(|operation| {
        let method = client.methods.iter().find(|method| method.operation == operation.ident)?;
        Some((operation.name.clone(), format!("{name}::{}", method.name)))
    });
    let methods = methods.collect();
    Caller { port: endpoint.span(), name, methods }
}

/// The types that a type is made of without naming them in Rust: bases, items of lists and members of unions.
fn bases(model: &Model, id: TypeId) -> Vec<TypeId> {
    let (mut found, mut open) = (Vec::new(), vec![id]);
    while let Some(id) = open.pop() {
        let next = match &model[id].kind {
            TypeKind::Complex(complex) => complex.derivation.map(|it| it.base).into_iter().collect(),
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Restriction(base) | Variety::List(base) => vec![*base],
                Variety::Union(members) => members.clone(),
            },
            TypeKind::Builtin(_) | TypeKind::Error => Vec::new(),
        };
        let new: Vec<_> = next.into_iter().filter(|id| !found.contains(id)).collect();
        found.extend(&new);
        open.extend(new);
    }
    found
}

fn path(items: &Items, id: ItemId) -> String {
    format!("types::{}", items.name(id))
}

fn members(items: &Items, id: ItemId) -> Members {
    let (mut all, mut met) = (Members::default(), HashSet::new());
    collect(items, id, &mut all, &mut met);
    all
}

fn collect(items: &Items, id: ItemId, all: &mut Members, met: &mut HashSet<ItemId>) {
    if !met.insert(id) {
        return;
    }
    let owner = path(items, id);
    match items.item(id) {
        Some(Item::Struct(found)) => {
            for field in &found.fields {
                member(items, &format!("{owner}.{}", field.name), &field.wire, &field.ty, (all, met));
            }
        }
        Some(Item::Choice(found)) => {
            for variant in &found.variants {
                member(items, &format!("{owner}::{}", variant.name), &variant.wire, &variant.ty, (all, met));
            }
        }
        _ => {}
    }
}

fn member(items: &Items, name: &str, wire: &Wire, ty: &Ty, (all, met): (&mut Members, &mut HashSet<ItemId>)) {
    match wire {
        Wire::Element(wire) => all.elements.add(wire, name),
        Wire::Items(wire, item) => {
            all.elements.add(item, name);
            all.elements.add(wire, name);
        }
        Wire::Attribute(wire) => all.attributes.add(wire, name),
        Wire::Any => all.any = all.any.take().or_else(|| Some(name.to_owned())),
        Wire::AnyAttribute => all.any_attribute = all.any_attribute.take().or_else(|| Some(name.to_owned())),
        Wire::Flatten => {
            if let Ty::Item(item) = ty.innermost() {
                collect(items, *item, all, met);
            }
        }
        Wire::Text | Wire::Type(..) => {}
    }
}

fn show(items: &Items, ty: &Ty) -> String {
    let of = |name: &str, inner: &Ty| format!("{name}<{}>", show(items, inner));
    match ty {
        Ty::Unit => "()".to_owned(),
        Ty::Path(path) => path.as_str().to_owned(),
        Ty::Item(item) => path(items, *item),
        Ty::Option(inner) => of("Option", inner),
        Ty::Vec(inner) => of("Vec", inner),
        Ty::Boxed(inner) => of("Box", inner),
        Ty::Nillable(inner) => of("castile::Nillable", inner),
        Ty::NilOr(inner) => of("castile::xml::NilOr", inner),
        Ty::Typed(inner) => of("castile::xml::Typed", inner),
        Ty::List(inner) => of("castile::xsd::List", inner),
    }
}
