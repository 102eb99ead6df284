//! Identity constraints while a document goes by (XSD 1.0 Part 1 §3.11.4).
//!
//! Selectors and fields are paths of names, so whether one matches is told by the names of the open elements: nothing is kept of
//! the document but the values of fields.

use super::table::{Identity, IdentityKind, NameId, NameTest, Path, Seen, Tables};
use super::value::Value;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Absent,
    Known(Value),
    /// Its element or attribute is not valid, or nil, or has no simple value.
    None(&'static str),
}

/// What an identity constraint has to say.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) rule: &'static str,
    /// The byte at which the element stands that it is about.
    pub(super) at: usize,
    pub(super) path: String,
    pub(super) message: String,
}

/// A constraint whose element is open.
#[derive(Debug)]
struct Scope<'t> {
    identity: &'t Identity,
    depth: usize,
    targets: Vec<Target>,
    rows: Vec<Row>,
}

/// An element that a selector found, while it is open.
#[derive(Debug)]
struct Target {
    depth: usize,
    at: usize,
    path: String,
    fields: Vec<Field>,
    /// Fields that are elements still open, with their depth.
    open: Vec<(usize, usize)>,
}

/// The fields of an element that a selector found.
#[derive(Debug)]
struct Row {
    at: usize,
    path: String,
    values: Vec<Value>,
}

/// The elements that have a key: the place of each, or none where two have the same.
type Table = HashMap<Vec<Value>, Option<usize>>;

/// All constraints that are open, and the keys found so far.
#[derive(Debug, Default)]
pub(super) struct Identities<'t> {
    scopes: Vec<Scope<'t>>,
    /// The names of the open elements.
    names: Vec<Seen>,
    /// The tables of keys of each open element.
    tables: Vec<HashMap<NameId, Table>>,
    pub(super) broken: Vec<Broken>,
}

impl<'t> Identities<'t> {
    /// An element begins. `attribute` gives the values of its attributes that one of the tests takes.
    pub(super) fn open(
        &mut self,
        seen: Seen,
        (at, path): (usize, &str),
        constraints: &'t [Identity],
        attribute: &dyn Fn(&[NameTest]) -> Vec<Field>,
    ) {
        let depth = self.names.len();
        self.names.push(seen);
        self.tables.push(HashMap::new());
        for identity in constraints {
            self.scopes.push(Scope { identity, depth, targets: Vec::new(), rows: Vec::new() });
        }
        for scope in &mut self.scopes {
            let identity = scope.identity;
            if any_matches(&identity.selector, self.names.get(scope.depth + 1..).unwrap_or_default()) {
                let fields = vec![Field::Absent; identity.fields.len()];
                let path = path.to_owned();
                scope.targets.push(Target { depth, at, path, fields, open: Vec::new() });
            }
            for target in &mut scope.targets {
                let below = self.names.get(target.depth + 1..).unwrap_or_default();
                for (number, paths) in identity.fields.iter().enumerate() {
                    // A node that several alternatives find is one node.
                    let found = || paths.iter().filter(|path| matches(path, below));
                    if found().any(|path| path.attribute.is_none()) {
                        target.open.push((number, depth));
                    }
                    let tests: Vec<_> = found().filter_map(|path| path.attribute).collect();
                    for value in attribute(&tests) {
                        target.set(number, value);
                    }
                }
            }
        }
    }

    /// An element ends, with the value that it has as a field.
    pub(super) fn close(&mut self, tables: &Tables, value: &Field) {
        let depth = self.names.len().saturating_sub(1);
        for scope in &mut self.scopes {
            for target in &mut scope.targets {
                let ended: Vec<_> = target.open.iter().filter(|(_, at)| *at == depth).copied().collect();
                target.open.retain(|(_, at)| *at != depth);
                for (number, _) in ended {
                    target.set(number, value.clone());
                }
            }
            while scope.targets.last().is_some_and(|target| target.depth == depth) {
                let Some(target) = scope.targets.pop() else { break };
                scope.end_target(tables, target, &mut self.broken);
            }
        }
        self.close_scopes(tables, depth);
        self.hand_up(depth);
        self.names.pop();
    }

    /// The constraints of an element that ends: keys before the references to them.
    fn close_scopes(&mut self, tables: &Tables, depth: usize) {
        let mut ended = Vec::new();
        while self.scopes.last().is_some_and(|scope| scope.depth == depth) {
            ended.extend(self.scopes.pop());
        }
        ended.sort_by_key(|scope| matches!(scope.identity.kind, IdentityKind::KeyRef(_)));
        for scope in ended {
            match scope.identity.kind {
                IdentityKind::KeyRef(key) => self.check_references(tables, &scope, key, depth),
                kind => self.check_unique(tables, scope, kind, depth),
            }
        }
    }

    fn check_unique(&mut self, tables: &Tables, scope: Scope<'_>, kind: IdentityKind, depth: usize) {
        let name = scope.identity.name;
        let mut own = Table::new();
        for Row { at, path, values } in scope.rows {
            match own.entry(values) {
                Entry::Vacant(free) => {
                    free.insert(Some(at));
                }
                Entry::Occupied(taken) => {
                    let rule = if kind == IdentityKind::Key {
                        "cvc-identity-constraint.4.2.2"
                    } else {
                        "cvc-identity-constraint.4.1"
                    };
                    let name = tables.names.get(name).local;
                    let message = format!("{} is there already, and `{name}` says once", shown(taken.key()));
                    self.broken.push(Broken { rule, at, path, message });
                }
            }
        }
        if tables.referred.contains(&name)
            && let Some(known) = self.tables.get_mut(depth)
        {
            // What the element itself has found stands before what elements below it have.
            known.entry(name).or_default().extend(own);
        }
    }

    fn check_references(&mut self, tables: &Tables, scope: &Scope<'_>, key: NameId, depth: usize) {
        let known = self.tables.get(depth).and_then(|known| known.get(&key));
        for Row { at, path, values } in &scope.rows {
            if known.is_some_and(|known| matches!(known.get(values), Some(Some(_)))) {
                continue;
            }
            let (name, key) = (tables.names.get(scope.identity.name).local, tables.names.get(key).local);
            let message = format!("{} is not in the key `{key}`, which `{name}` refers to", shown(values));
            let (rule, path) = ("cvc-identity-constraint.4.3", path.clone());
            self.broken.push(Broken { rule, at: *at, path, message });
        }
    }

    /// Gives the keys of an element that ends to the one around it; what two of its children have, neither has.
    fn hand_up(&mut self, depth: usize) {
        let Some(ended) = self.tables.pop() else { return };
        let Some(outer) = depth.checked_sub(1).and_then(|outer| self.tables.get_mut(outer)) else { return };
        for (name, table) in ended {
            match outer.entry(name) {
                Entry::Vacant(free) => {
                    free.insert(table);
                }
                Entry::Occupied(mut known) => {
                    for (values, at) in table {
                        let of_both = known.get_mut().entry(values).or_insert(at);
                        if *of_both != at {
                            *of_both = None;
                        }
                    }
                }
            }
        }
    }
}

impl Target {
    fn set(&mut self, number: usize, value: Field) {
        if let Some(field) = self.fields.get_mut(number) {
            *field = if *field == Field::Absent { value } else { Field::None("more than one value") };
        }
    }
}

impl Scope<'_> {
    fn end_target(&mut self, tables: &Tables, target: Target, broken: &mut Vec<Broken>) {
        let name = tables.names.get(self.identity.name).local;
        let mut values = Vec::new();
        let mut absent = 0;
        for (field, number) in target.fields.into_iter().zip(1..) {
            match field {
                Field::Known(value) => values.push(value),
                Field::Absent => absent += 1,
                // That the value is not valid has been reported where it stands.
                Field::None("") => return,
                Field::None(why) => {
                    let message = format!("field {number} of `{name}` has {why}");
                    let rule = "cvc-identity-constraint.3";
                    broken.push(Broken { rule, at: target.at, path: target.path, message });
                    return;
                }
            }
        }
        if absent == 0 {
            self.rows.push(Row { at: target.at, path: target.path, values });
        } else if self.identity.kind == IdentityKind::Key {
            let what = if absent == 1 { "a field has" } else { "fields have" };
            let message = format!("{what} no value that the key `{name}` needs");
            let rule = "cvc-identity-constraint.4.2.1";
            broken.push(Broken { rule, at: target.at, path: target.path, message });
        }
    }
}

fn any_matches(paths: &[Path], names: &[Seen]) -> bool {
    paths.iter().any(|path| matches(path, names))
}

/// Whether the names from the context to an element are those of the path.
fn matches(path: &Path, names: &[Seen]) -> bool {
    let extra = match names.len().checked_sub(path.steps.len()) {
        Some(0) => 0,
        Some(extra) if path.anywhere => extra,
        _ => return false,
    };
    path.steps.iter().zip(names.iter().skip(extra)).all(|(test, name)| test.takes(*name))
}

/// The values of a key for a message.
fn shown(values: &[Value]) -> String {
    let each: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    each.join(", ")
}
