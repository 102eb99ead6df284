//! References: qualified names in attribute values, with their prefix resolved where they stand.

use super::{Cx, Node, Value, is_nc_name};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::QName;
use crate::source::Span;
use std::rc::Rc;

/// A name another component is referred to by.
#[derive(Debug, Clone)]
pub(crate) struct Ref {
    /// What it means.
    pub(crate) name: QName,
    /// How it is written, for messages.
    pub(crate) written: Rc<str>,
    /// Where it stands.
    pub(crate) span: Span,
}

impl Cx<'_> {
    /// The meaning of a qualified name in an attribute value; reported and `None` where it has none.
    pub(crate) fn reference(&mut self, node: Node<'_>, value: Value<'_>) -> Option<Ref> {
        let text = value.text.trim_matches([' ', '\t', '\r', '\n']);
        let (prefix, local) =
            text.split_once(':').map_or((None, text), |(prefix, local)| (Some(prefix), local));
        if !is_nc_name(local) || prefix.is_some_and(|prefix| !is_nc_name(prefix)) {
            let message = format!("`{text}` is not a qualified name");
            self.report(Diagnostic::error(Code::InvalidAttribute, value.span, message));
            return None;
        }
        let ns = self.namespace_of(node, prefix, value.span)?;
        let ns = (!ns.is_empty()).then(|| self.intern(ns));
        Some(Ref {
            name: QName { ns, local: self.intern(local) },
            written: self.intern(text),
            span: value.span,
        })
    }

    /// The namespace a prefix is bound to where it stands; reported and `None` where it is bound to none.
    pub(crate) fn namespace_of<'a>(
        &mut self,
        node: Node<'a>,
        prefix: Option<&str>,
        span: Span,
    ) -> Option<&'a str> {
        if prefix == Some("xml") {
            return Some(crate::read::ns::XML);
        }
        let bound = node.lookup_namespace_uri(prefix);
        let Some(prefix) = prefix else { return Some(bound.unwrap_or("")) };
        if bound.is_none() {
            let message = format!("the prefix `{prefix}` is not bound to a namespace here");
            let near = nearest(prefix, node.namespaces().filter_map(roxmltree::Namespace::name));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let help = help.unwrap_or_else(|| format!("declare it: `xmlns:{prefix}=\"…\"`"));
            let found = Diagnostic::error(Code::UnknownPrefix, span, message).label("used here").help(help);
            self.report(found.consequence("what needs it is left out"));
        }
        bound
    }
}
