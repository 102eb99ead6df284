//! The items of a `types.rs`, as data.

use super::docs::Docs;
use super::item_name::ItemName;
use super::modules::Module;
use super::names::Ident;
use super::ty::{RustPath, Ty};
use crate::source::Span;
use std::collections::HashMap;

/// The place of an item in [`Items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ItemId(usize);

/// The items of an input: ids first, contents second.
#[derive(Debug, Default)]
pub(crate) struct Items {
    names: Vec<ItemName>,
    contents: Vec<Option<Item>>,
    order: Vec<(Place, ItemId)>,
    /// The modules that they are divided into, if they are.
    modules: Vec<Module>,
    /// The places of items among these.
    homes: HashMap<ItemId, usize>,
}

/// Where an item stands in the file: by the place of its type in the spec; choices follow the struct they are in.
pub(crate) type Place = (Span, usize);

impl Items {
    /// Hands out the id of an item that will be filled in later.
    pub(crate) fn reserve(&mut self, name: ItemName) -> ItemId {
        self.names.push(name);
        self.contents.push(None);
        ItemId(self.names.len() - 1)
    }

    /// Fills in an item, once.
    pub(crate) fn fill(&mut self, id: ItemId, place: Place, item: Item) {
        if let Some(slot @ None) = self.contents.get_mut(id.0) {
            *slot = Some(item);
            self.order.push((place, id));
        }
    }

    /// Puts the items in the order of the spec.
    pub(crate) fn sort(&mut self) {
        self.order.sort_unstable();
    }

    /// Divides them into modules.
    pub(crate) fn divide(&mut self, modules: Vec<Module>) {
        let homes = modules
            .iter()
            .enumerate()
            .flat_map(|(at, module)| module.items.iter().map(move |item| (*item, at)));
        self.homes = homes.collect();
        self.modules = modules;
    }

    /// The modules that they are divided into; none where all are in one.
    pub(crate) fn modules(&self) -> &[Module] {
        &self.modules
    }

    /// The module of an item, by its place; none where it is in none, or all are in one.
    pub(crate) fn home(&self, id: ItemId) -> Option<usize> {
        self.homes.get(&id).copied()
    }

    /// The name of an item among all of the input.
    pub(crate) fn name(&self, id: ItemId) -> &Ident {
        &self.called(id).flat
    }

    /// The name of an item in the module that it is in.
    pub(crate) fn own_name(&self, id: ItemId) -> &Ident {
        let called = self.called(id);
        if self.homes.contains_key(&id) { &called.own } else { &called.flat }
    }

    /// Both names of an item.
    pub(crate) fn called(&self, id: ItemId) -> &ItemName {
        &self.names[id.0]
    }

    /// An item, once it is filled in.
    pub(crate) fn item(&self, id: ItemId) -> Option<&Item> {
        self.contents.get(id.0)?.as_ref()
    }

    /// An item to change.
    pub(crate) fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.contents.get_mut(id.0)?.as_mut()
    }

    /// The struct of an id, where it is one.
    pub(crate) fn structure(&self, id: ItemId) -> Option<&Struct> {
        match self.item(id)? {
            Item::Struct(found) => Some(found),
            _ => None,
        }
    }

    /// The ids in the order of the file.
    pub(crate) fn order(&self) -> Vec<ItemId> {
        self.order.iter().map(|(_, id)| *id).collect()
    }

    /// The items in the order of the spec.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.order.iter().filter_map(|(_, id)| Some((*id, self.item(*id)?)))
    }
}

/// An item of a `types.rs`.
#[derive(Debug)]
pub(crate) enum Item {
    /// A complex type.
    Struct(Struct),
    /// A simple type with an enumeration.
    Values(Values),
    /// A simple type with a very long enumeration.
    Codes(Codes),
    /// A choice of elements.
    Choice(Choice),
    /// An element whose type goes by another name.
    Element(Element),
}

/// The name of an element on the wire. An empty one stands for the body of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WireName {
    /// The namespace; empty for none.
    pub(crate) ns: String,
    /// The local name.
    pub(crate) local: String,
}

impl WireName {
    /// What stands for the body of an envelope in place of an element in it.
    pub(crate) fn body() -> Self {
        Self { ns: String::new(), local: String::new() }
    }

    /// Whether it stands for the body of an envelope.
    pub(crate) fn is_body(&self) -> bool {
        self.local.is_empty()
    }
}

/// A struct.
#[derive(Debug)]
pub(crate) struct Struct {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its derives, in order.
    pub(crate) derives: Vec<RustPath>,
    /// The namespace of its members, where they do not say otherwise.
    pub(crate) ns: String,
    /// The element it is, where it is one.
    pub(crate) root: Option<WireName>,
    /// Whether it is a sequence without an element of its own.
    pub(crate) group: bool,
    /// Its fields in schema order.
    pub(crate) fields: Vec<Field>,
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its name.
    pub(crate) name: Ident,
    /// Its type.
    pub(crate) ty: Ty,
    /// What it is on the wire.
    pub(crate) wire: Wire,
    /// The default in lexical form.
    pub(crate) default: Option<String>,
    /// What the schema's default is in Rust, for fields that may be absent.
    pub(crate) getter: Option<Getter>,
}

/// What a field is on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wire {
    /// A child element.
    Element(WireName),
    /// A child element with nothing but repeated children.
    Items(WireName, WireName),
    /// An attribute.
    Attribute(WireName),
    /// The text.
    Text,
    /// The elements of a choice or group.
    Flatten,
    /// Elements no other field takes.
    Any,
    /// Attributes no other field takes.
    AnyAttribute,
    /// The type of this name, and whether it is the declared one.
    Type(WireName, bool),
}

/// A method that gives a field's value, or the schema's default where it is absent.
#[derive(Debug)]
pub(crate) struct Getter {
    /// Its name: `identity_id_or_default`.
    pub(crate) name: Ident,
    /// How it gets at the value.
    pub(crate) value: DefaultValue,
}

/// A default as a Rust expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DefaultValue {
    /// `&str`: the getter borrows.
    Str(String),
    /// `true`, `-5`, `1.5`: a literal of the field's primitive type.
    Literal(String),
    /// A value of an enumeration of this plan.
    Variant(ItemId, Ident),
    /// A value of the runtime, made by a constant function.
    Made(Made),
}

/// A call of a constant function.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Made {
    /// The function: `castile::xsd::Date::new`.
    pub(crate) function: &'static str,
    /// Its arguments, integer literals.
    pub(crate) arguments: Vec<String>,
    /// Whether it gives an `Option`, here always `Some`.
    pub(crate) checked: bool,
}

/// An enumeration of values.
#[derive(Debug)]
pub(crate) struct Values {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its derives.
    pub(crate) derives: Vec<RustPath>,
    /// Its values in document order.
    pub(crate) variants: Vec<Value>,
}

/// An enumeration of more values than an enum should have: a text, with the list of the values.
#[derive(Debug)]
pub(crate) struct Codes {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its derives.
    pub(crate) derives: Vec<RustPath>,
    /// Its values in document order.
    pub(crate) values: Vec<String>,
}

/// A value of an enumeration.
#[derive(Debug)]
pub(crate) struct Value {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its name.
    pub(crate) name: Ident,
    /// The value on the wire.
    pub(crate) text: String,
}

/// A choice of elements and groups.
#[derive(Debug)]
pub(crate) struct Choice {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its derives.
    pub(crate) derives: Vec<RustPath>,
    /// The namespace of its elements, where they do not say otherwise.
    pub(crate) ns: String,
    /// Whether its alternatives are types of one element rather than elements.
    pub(crate) types: bool,
    /// Its alternatives in document order.
    pub(crate) variants: Vec<Alternative>,
}

/// An alternative of a choice.
#[derive(Debug)]
pub(crate) struct Alternative {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its name.
    pub(crate) name: Ident,
    /// What it is on the wire: an element, a group, any element or text.
    pub(crate) wire: Wire,
    /// The type of its content.
    pub(crate) ty: Ty,
    /// What an empty element means, in lexical form.
    pub(crate) default: Option<String>,
}

/// A global element as a type of its own: it has the element's name, and the content of another type.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// Its derives, those of `ToXml` and `FromXml` left out: both are written out.
    pub(crate) derives: Vec<RustPath>,
    /// Whether it can be written.
    pub(crate) written: bool,
    /// Whether it can be read.
    pub(crate) read: bool,
    /// The element.
    pub(crate) root: WireName,
    /// The type of its content.
    pub(crate) ty: Ty,
}
