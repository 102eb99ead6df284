//! The manifest's operations about identities, checked: one gives an identity, one a list of the same, one takes its id.

use super::Planner;
use super::client::{Client, IdFrom, Identities, Listed, Method, Operation, Switch};
use super::names::Ident;
use super::session::output_type;
use super::settings::{IdentitySettings, Said};
use super::ty::Ty;
use crate::diagnostic::{Code, Diagnostic};

impl Planner<'_> {
    /// Plans how sessions of a client stay on an identity, and says what is wrong with it.
    pub(super) fn identities(&mut self, client: &Client, settings: &IdentitySettings) -> Option<Identities> {
        let current = self.current_identity(client, &settings.current);
        let list = self.operation(client, &settings.list);
        let set = self.operation(client, &settings.set);
        let (current, identity) = current?;
        let list = list.and_then(|(method, operation)| {
            let listed = self.listed(method, operation, &identity);
            listed.or_else(|| {
                let why =
                    format!("such an operation takes nothing and gives a list of what `{}` gives", current.1);
                self.unsuitable(&settings.list, "list identities", &why)
            })
        });
        let id = self.walk("an identity", &identity, &settings.id);
        let id = id.and_then(|steps| self.leaf(steps, &settings.id, "an id"));
        let owner = self.walk("an identity", &identity, &settings.client);
        let owner = owner.and_then(|steps| self.leaf(steps, &settings.client, "a client's name"));
        let (id, id_type) = id?;
        let set = set.and_then(|(method, operation)| {
            switch(method, operation, &id_type).or_else(|| {
                let why = "such an operation takes an id and nothing else, and gives a boolean or nothing";
                self.unsuitable(&settings.set, "switch to an identity", why)
            })
        });
        let current = (current.0, current.2);
        Some(Identities { identity, id_type, current, list: list?, set: set?, id, client: owner?.0 })
    }

    /// The method, the operation's name and what it gives; and the identity in that.
    fn current_identity(
        &mut self,
        client: &Client,
        name: &Said<String>,
    ) -> Option<((Ident, String, Ty), Ty)> {
        let (method, operation) = self.operation(client, name)?;
        let output = output_type(operation);
        let identity = output.opened();
        if method.args.is_empty() && self.is_struct(identity) {
            return Some(((method.name.clone(), name.value.clone(), output.clone()), identity.clone()));
        }
        let why = "such an operation takes nothing and gives an identity";
        self.unsuitable(name, "say which identity is current", why)
    }

    fn is_struct(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Item(item) if self.items.structure(*item).is_some())
    }

    /// A list of identities in what an operation gives: all of it, or its only member.
    fn listed(&self, method: &Method, operation: &Operation, identity: &Ty) -> Option<Listed> {
        let output = output_type(operation);
        let member = match output.opened() {
            Ty::Item(item) => match self.items.structure(*item)?.fields.as_slice() {
                [only] => Some((only.name.clone(), only.ty.clone())),
                _ => return None,
            },
            _ => None,
        };
        let Ty::Vec(item) = member.as_ref().map_or(&output, |(_, ty)| ty).opened() else { return None };
        let item = (**item).clone();
        let fits = method.args.is_empty() && item.opened() == identity;
        fits.then(|| Listed { method: method.name.clone(), output, member, item })
    }

    /// Where the last of these members is one simple value, they and its type.
    fn leaf(
        &mut self,
        steps: Vec<(Ident, Ty)>,
        path: &Said<Vec<String>>,
        what: &str,
    ) -> Option<(Vec<(Ident, Ty)>, Ty)> {
        let ty = steps.last().map(|(_, ty)| ty.opened().clone());
        if let Some(ty @ Ty::Path(_)) = ty.filter(|ty| !ty.is_any()) {
            return Some((steps, ty));
        }
        let message = format!("`{}` is not one simple value, so it is not {what}", path.value.join("."));
        self.found.report(Diagnostic::error(Code::UnsuitableOperation, path.span, message));
        None
    }

    fn unsuitable<T>(&mut self, name: &Said<String>, what: &str, why: &str) -> Option<T> {
        let message = format!("`{}` cannot {what}", name.value);
        self.found.report(Diagnostic::error(Code::UnsuitableOperation, name.span, message).note(why));
        None
    }
}

fn switch(method: &Method, operation: &Operation, id: &Ty) -> Option<Switch> {
    let (arg, from) = match (method.args.as_slice(), method.optional.as_slice()) {
        ([arg], []) => (arg, IdFrom::Argument),
        ([], [only]) => (&only.arg, IdFrom::Setter(only.name.clone())),
        _ => return None,
    };
    let output = output_type(operation);
    let fits = arg.ty == *id && (output == Ty::Unit || output.opened().is("bool"));
    fits.then(|| Switch { method: method.name.clone(), from, pass: arg.pass, output })
}
