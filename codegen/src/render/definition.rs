//! Structs and enums of the spec, as text with the attributes of the derives: a large spec is little else.

use super::text::{WIDTH, docs, string, ty};
use super::tokens::Scope;
use crate::plan::docs::Docs;
use crate::plan::item::{Alternative, Choice, Field, Struct, Value, Values, Wire, WireName};
use crate::plan::names::Ident;
use crate::plan::ty::RustPath;

/// How far from the left members stand.
const INSIDE: &str = "    ";

/// A struct.
pub(super) fn structure(name: &Ident, found: &Struct, scope: Scope<'_>) -> String {
    let mut keys: Vec<_> = found.root.iter().map(|root| key("name", &root.local)).collect();
    keys.extend(namespace(&found.ns));
    keys.extend(found.group.then(|| "group".to_owned()));
    let fields = found.fields.iter().map(|field| self::field(field, &found.ns, scope));
    definition(&found.docs, &found.derives, &keys, &format!("struct {name}"), fields)
}

/// An enumeration of values.
pub(super) fn values(name: &Ident, found: &Values) -> String {
    let variants = found.variants.iter().map(|Value { docs, name, text }| {
        format!("{}{}{INSIDE}{name},\n", self::docs(docs, INSIDE), xml(&[key("name", text)], INSIDE))
    });
    definition(&found.docs, &found.derives, &[], &format!("enum {name}"), variants)
}

/// A choice of elements and groups.
pub(super) fn choice(name: &Ident, found: &Choice, scope: Scope<'_>) -> String {
    let mut keys: Vec<_> = found.types.then(|| "types".to_owned()).into_iter().collect();
    keys.extend(namespace(&found.ns));
    let variants = found.variants.iter().map(|Alternative { docs, name, wire, ty, default }| {
        let mut keys = self::wire(wire, &found.ns);
        keys.extend(default.as_ref().map(|default| key("default", default)));
        let (docs, xml, ty) = (self::docs(docs, INSIDE), xml(&keys, INSIDE), self::ty(scope, ty));
        format!("{docs}{xml}{INSIDE}{name}({ty}),\n")
    });
    definition(&found.docs, &found.derives, &keys, &format!("enum {name}"), variants)
}

fn definition(
    docs: &Docs,
    derives: &[RustPath],
    keys: &[String],
    what: &str,
    members: impl Iterator<Item = String>,
) -> String {
    let paths: Vec<_> = derives.iter().map(RustPath::as_str).collect();
    let derives = if paths.is_empty() { String::new() } else { format!("#[derive({})]\n", paths.join(", ")) };
    let members: String = members.collect();
    let open = if members.is_empty() { "" } else { "\n" };
    format!("{}{derives}{}pub {what} {{{open}{members}}}\n", self::docs(docs, ""), xml(keys, ""))
}

fn field(field: &Field, ns: &str, scope: Scope<'_>) -> String {
    let mut keys = wire(&field.wire, ns);
    keys.extend(field.default.as_ref().map(|default| key("default", default)));
    let (docs, xml) = (docs(&field.docs, INSIDE), xml(&keys, INSIDE));
    format!("{docs}{xml}{INSIDE}pub {}: {},\n", field.name, ty(scope, &field.ty))
}

/// `#[xml(..)]`, or nothing where there is nothing to say; a key a line where a line has no room for all.
fn xml(keys: &[String], left: &str) -> String {
    let line = format!("{left}#[xml({})]\n", keys.join(", "));
    match keys {
        [] => String::new(),
        [_, _, ..] if line.len() > WIDTH + "\n".len() => {
            let between = format!(",\n{left}{INSIDE}");
            format!("{left}#[xml(\n{left}{INSIDE}{}\n{left})]\n", keys.join(&between))
        }
        _ => line,
    }
}

/// `key = "value"`.
fn key(name: &str, value: &str) -> String {
    format!("{name} = {}", string(value))
}

fn namespace(ns: &str) -> Option<String> {
    (!ns.is_empty()).then(|| key("ns", ns))
}

fn wire(wire: &Wire, ns: &str) -> Vec<String> {
    let word = |word: &str| vec![word.to_owned()];
    match wire {
        Wire::Element(name) => named(name, ns, "name", "ns"),
        Wire::Items(name, item) => {
            [named(name, ns, "name", "ns"), named(item, &name.ns, "item", "item_ns")].concat()
        }
        Wire::Attribute(name) => [word("attribute"), named(name, "", "name", "ns")].concat(),
        Wire::Text => word("text"),
        Wire::Flatten => word("flatten"),
        Wire::Any => word("any"),
        Wire::AnyAttribute => word("any_attribute"),
        Wire::Type(name, declared) => {
            let mut keys = named(name, ns, "name", "ns");
            keys.extend(declared.then(|| "declared".to_owned()));
            keys
        }
    }
}

/// The name, and the namespace where it is not the one that holds anyway.
fn named(name: &WireName, inherited: &str, local: &str, ns: &str) -> Vec<String> {
    let mut keys = vec![key(local, &name.local)];
    keys.extend((name.ns != inherited).then(|| key(ns, &name.ns)));
    keys
}
