//! What the manifest says about names that the spec does not have: a misspelt rename would silently rename nothing.

use super::Planner;
use super::client::Client;
use super::names::Ident;
use super::session::wire_name;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::TypeName;

impl Planner<'_> {
    /// Reports keys of `[input.rename]` and `[input.types]` that nothing in the spec answers to.
    pub(super) fn report_unused(&mut self, client: Option<&Client>) {
        let keys: Vec<_> = self.settings.types.keys().map(|key| (key, true)).collect();
        let keys: Vec<_> =
            keys.into_iter().chain(self.settings.renames.keys().map(|key| (key, false))).collect();
        for (key, types_only) in keys {
            let known =
                if key.starts_with('{') { self.qualified(types_only) } else { self.named_members(client) };
            if !known.iter().any(|name| name == key) {
                let span = self.settings.spans.get(key).copied().unwrap_or_default();
                let meant = nearest(key, known.iter().map(String::as_str))
                    .map(|name| format!("did you mean `{name}`?"));
                let message = format!("nothing in the spec has the name `{key}`");
                self.found.report(Diagnostic::error(Code::UnknownMember, span, message).maybe_help(meant));
            }
        }
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
    fn named_members(&self, client: Option<&Client>) -> Vec<String> {
        let of = |name: &Ident, found: &super::item::Item| match found {
            super::item::Item::Struct(found) => {
                let members = found.fields.iter().filter_map(|field| wire_name(&field.wire));
                members.map(|member| format!("{name}.{member}")).collect()
            }
            _ => Vec::new(),
        };
        let operations =
            client.into_iter().flat_map(|client| client.operations.iter().map(|it| it.name.clone()));
        self.items.iter().flat_map(|(name, found)| of(name, found)).chain(operations).collect()
    }
}
