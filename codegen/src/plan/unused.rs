//! What the manifest says about names that the spec does not have: a misspelt rename would silently rename nothing.

use super::Planner;
use super::choose::Endpoint;
use super::client::Client;
use super::names::Ident;
use super::session::wire_name;
use crate::diagnostic::{Code, Diagnostic, suggested};
use crate::model::{TypeKind, TypeName};

impl Planner<'_> {
    /// Reports keys of `[input.rename]` and `[input.types]`, and names of `secret`, that nothing in the spec answers to.
    pub(super) fn report_unused(&mut self, endpoints: &[Endpoint<'_>], clients: &[Client]) {
        let settings = self.settings;
        if settings.spans.is_empty() {
            return;
        }
        let (types, names, members) =
            (self.qualified(true), self.qualified(false), self.named_members(clients));
        for key in settings.types.keys() {
            self.expect(key, &types);
        }
        for key in settings.renames.keys() {
            self.expect(key, if key.starts_with('{') { &names } else { &members });
        }
        let locals = self.locals(endpoints);
        // The token of the session is secret too, and has been looked for where it is used.
        for name in settings.secrets.listed().filter(|name| settings.spans.contains_key(*name)) {
            self.expect(name, &locals);
        }
    }

    fn expect(&mut self, key: &str, known: &[String]) {
        if !known.iter().any(|name| name == key) {
            let span = self.settings.spans.get(key).copied().unwrap_or_default();
            let help = suggested(key, known.iter().map(String::as_str));
            let message = format!("nothing in the spec has the name `{key}`");
            self.found.report(Diagnostic::error(Code::UnknownMember, span, message).maybe_help(help));
        }
    }

    /// The local names of elements, attributes and parameters.
    fn locals(&self, endpoints: &[Endpoint<'_>]) -> Vec<String> {
        let elements = self.model.elements.iter().map(|(_, element)| element.name.local.to_string());
        let attributes = self.model.types.iter().flat_map(|(_, ty)| match &ty.kind {
            TypeKind::Complex(complex) => complex.attributes.as_slice(),
            _ => &[],
        });
        let attributes = attributes.map(|attribute| attribute.name.local.to_string());
        let routes = endpoints.iter().flat_map(|endpoint| match endpoint {
            Endpoint::Http(_, api) | Endpoint::Rest(api) => api.routes.as_slice(),
            Endpoint::Soap(..) => &[],
        });
        let params = routes.flat_map(|route| route.params.iter().map(|param| param.name.clone()));
        elements.chain(attributes).chain(params).collect()
    }

    /// The qualified names of types and, unless only those are wanted, of global elements.
    fn qualified(&self, types_only: bool) -> Vec<String> {
        let types = self.model.types.iter().filter_map(|(_, ty)| match &ty.name {
            TypeName::Global(name) => Some(name.to_string()),
            _ => None,
        });
        let elements = self.model.elements.iter().filter(|(_, element)| element.global && !types_only);
        types.chain(elements.map(|(_, element)| element.name.to_string())).collect()
    }

    /// `Type.member`, and the operations.
    fn named_members(&self, clients: &[Client]) -> Vec<String> {
        let of = |name: &Ident, found: &super::item::Item| match found {
            super::item::Item::Struct(found) => {
                let members = found.fields.iter().filter_map(|field| wire_name(&field.wire));
                members.map(|member| format!("{name}.{member}")).collect()
            }
            _ => Vec::new(),
        };
        let operations = clients.iter().flat_map(|client| client.operations.iter().map(|it| it.name.clone()));
        self.items.iter().flat_map(|(id, found)| of(self.items.name(id), found)).chain(operations).collect()
    }
}
