//! Where the manifest says that a token travels, with the names that a header block has on the wire.

use super::Planner;
use super::choose::Endpoint;
use super::client::Carried;
use super::item::{Wire, WireName};
use super::settings::{Carry, Said};
use super::structs::wire;
use crate::diagnostic::{Code, Diagnostic, suggested};
use crate::model::ElementId;

impl Planner<'_> {
    /// Where the token travels in requests to an endpoint.
    pub(super) fn carried(&mut self, endpoint: &Endpoint<'_>, carry: &Carry) -> Option<Carried> {
        match carry {
            Carry::Cookie(name) => Some(Carried::Cookie(name.clone())),
            Carry::Query(name) => Some(Carried::Query(name.clone())),
            Carry::Header(name) => Some(Carried::Header(name.clone())),
            Carry::HeaderBlock(path) => self.header_block(endpoint, path).map(Carried::HeaderBlock),
        }
    }

    /// The names from a declared header block down to the text that is the token.
    fn header_block(&mut self, endpoint: &Endpoint<'_>, path: &Said<Vec<String>>) -> Option<Vec<WireName>> {
        let (block, members) = path.value.split_first()?;
        let element = self.declared_block(endpoint, block, path)?;
        let mut names = vec![wire(&self.model[element].name)];
        let mut at = self.root_type(element);
        for name in members {
            let field = self.field(&at, name).map(|field| (&field.wire, field.ty.clone()));
            let Some((Wire::Element(name), ty)) = field else {
                self.unknown_member(&format!("the header block `{block}`"), path, name, &at);
                return None;
            };
            names.push(name.clone());
            at = ty;
        }
        self.expect_text(&at, path, "token")?;
        Some(names)
    }

    fn declared_block(
        &mut self,
        endpoint: &Endpoint<'_>,
        block: &str,
        path: &Said<Vec<String>>,
    ) -> Option<ElementId> {
        let operations = match endpoint {
            Endpoint::Soap(_, port) => port.operations.as_slice(),
            Endpoint::Http(..) | Endpoint::Rest(_) => &[],
        };
        let blocks = operations.iter().flat_map(|operation| &operation.input.headers);
        let blocks: Vec<_> =
            blocks.map(|header| (header.element, &self.model[header.element].name)).collect();
        let found = blocks.iter().find(|(_, name)| *name.local == *block).map(|(element, _)| *element);
        if found.is_none() {
            let names = blocks.iter().map(|(_, name)| &*name.local);
            let help = suggested(block, names);
            let message = format!("no operation has a header block `{block}`");
            self.found.report(Diagnostic::error(Code::UnknownMember, path.span, message).maybe_help(help));
        }
        found
    }

    /// Whether the session adds the header block.
    pub(super) fn is_of_session(&self, block: ElementId) -> bool {
        let carry = self.settings.session.as_ref().map(|session| &session.carry);
        match carry {
            Some(Carry::HeaderBlock(path)) => {
                path.value.first().is_some_and(|name| **name == *self.model[block].name.local)
            }
            _ => false,
        }
    }
}
