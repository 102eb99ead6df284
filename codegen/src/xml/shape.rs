//! The shape of spec documents: which attributes and children an element of a known namespace may have, in what order.
//!
//! Shapes are tables, one a specification, checked in one walk before anything is read. So the readers proper look up
//! what they know and never ask whether something else is there too: nothing unknown can be skipped silently.

use super::{Cx, Node};
use crate::diagnostic::{Code, Diagnostic, nearest};

/// What an element may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Attributes without a prefix, separated by blanks; `!` after those that are required.
    pub(crate) attributes: &'static str,
    /// Children in the element's own namespace, in order, as in a DTD: `a? b|c* d+ e`.
    pub(crate) children: &'static str,
    /// Whether elements of other namespaces may stand between the children.
    pub(crate) open: bool,
}

/// The shape of elements whose content and attributes are free: documentation.
pub(crate) const ANYTHING: Shape = Shape { attributes: "*", children: "*", open: true };

/// The table of a specification: the shape of an element by the names of its parent and itself, `None` where it is
/// not known below that parent. An element without a parent has the parent `""`.
pub(crate) type Table = fn(parent: &str, local: &str) -> Option<Shape>;

impl Cx<'_> {
    /// Checks an element, known to be of this shape, and its descendants in the same namespace.
    pub(crate) fn check_shape(&mut self, root: Node<'_>, shape: Shape, table: Table) {
        let mut open = vec![(root, shape)];
        while let Some((node, shape)) = open.pop() {
            if shape.children == "*" {
                continue;
            }
            self.check_attributes(node, shape);
            let mut known = self.check_children(node, shape, table);
            known.reverse();
            open.append(&mut known);
        }
    }

    fn check_attributes(&mut self, node: Node<'_>, shape: Shape) {
        let known = || shape.attributes.split_ascii_whitespace();
        let own_ns = node.tag_name().namespace();
        for attribute in node.attributes() {
            let ns = attribute.namespace();
            // `wsdl:required` and `wsdl:arrayType` stand on elements of other namespaces; on WSDL's own they mean nothing.
            if ns.is_some() && ns != own_ns {
                continue;
            }
            if ns.is_some() || !known().any(|name| name.trim_end_matches('!') == attribute.name()) {
                let written = self.sources.slice(self.span(attribute.range_qname())).to_owned();
                let message = format!("`{}` has no attribute `{written}`", self.written(node));
                let near = nearest(attribute.name(), known().map(|name| name.trim_end_matches('!')));
                let found =
                    Diagnostic::error(Code::UnknownAttribute, self.span(attribute.range_qname()), message);
                self.report(found.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
            }
        }
        for name in known().filter_map(|name| name.strip_suffix('!')) {
            if self.attribute(node, name).is_none() {
                let message = format!("`{}` must have the attribute `{name}`", self.written(node));
                self.report(Diagnostic::error(Code::MissingAttribute, self.tag(node), message));
            }
        }
    }

    /// Checks order and number of the children; gives back the known ones with their shapes.
    fn check_children<'a>(&mut self, node: Node<'a>, shape: Shape, table: Table) -> Vec<(Node<'a>, Shape)> {
        let slots: Vec<Slot> = shape.children.split_ascii_whitespace().map(Slot::parse).collect();
        let mut seen: Vec<Option<Node<'a>>> = vec![None; slots.len()];
        let (mut at, mut known) = (0, Vec::new());
        for child in node.children() {
            if child.is_text() {
                self.check_text(node, child);
            }
            if !child.is_element()
                || (shape.open && child.tag_name().namespace() != node.tag_name().namespace())
            {
                continue;
            }
            let Some(child_shape) = self.known_child(node, child, &slots, table) else { continue };
            known.push((child, child_shape));
            let local = child.tag_name().name();
            let place =
                (at..slots.len()).find(|i| slots[*i].has(local) && (slots[*i].many || seen[*i].is_none()));
            match place {
                Some(place) => {
                    at = place;
                    seen[place] = Some(child);
                }
                None => self.misplaced(node, child, shape, seen.iter().flatten().last().copied()),
            }
        }
        for (slot, _) in slots.iter().zip(&seen).filter(|(slot, seen)| slot.required && seen.is_none()) {
            let message = format!("`{}` must hold {}", self.written(node), slot.describe());
            self.report(Diagnostic::error(Code::MissingElement, self.tag(node), message));
        }
        known
    }

    fn known_child(
        &mut self,
        node: Node<'_>,
        child: Node<'_>,
        slots: &[Slot],
        table: Table,
    ) -> Option<Shape> {
        let (parent, local) = (node.tag_name().name(), child.tag_name().name());
        let ours = child.tag_name().namespace() == node.tag_name().namespace();
        if ours && slots.iter().any(|slot| slot.has(local)) {
            return table(parent, local);
        }
        let message = format!("`{}` may not stand in `{}`", self.written(child), self.written(node));
        let found = Diagnostic::error(Code::UnknownElement, self.tag(child), message);
        let near = nearest(local, slots.iter().flat_map(|slot| slot.names.iter().copied()));
        let help = match near {
            Some(near) if ours => Some(format!("did you mean `{near}`?")),
            _ if ours => None,
            _ => Some(format!("it is in {}", namespace(child))),
        };
        self.report(found.maybe_help(help));
        None
    }

    fn misplaced(&mut self, node: Node<'_>, child: Node<'_>, shape: Shape, before: Option<Node<'_>>) {
        let message = format!("`{}` may not stand here in `{}`", self.written(child), self.written(node));
        let mut found = Diagnostic::error(Code::MisplacedElement, self.tag(child), message);
        if let Some(before) = before {
            found = found.and(self.tag(before), format!("after this `{}`", self.written(before)));
        }
        self.report(found.note(format!("the order is: {}", shape.children)));
    }

    fn check_text(&mut self, node: Node<'_>, text: Node<'_>) {
        let content = text.text().unwrap_or("");
        let Some(start) = content.find(|c: char| !c.is_ascii_whitespace()) else { return };
        let range = text.range();
        let verbatim = content.len() == range.len();
        let start = range.start + if verbatim { start } else { 0 };
        let message = format!("text may not stand in `{}`", self.written(node));
        self.report(Diagnostic::error(Code::UnexpectedText, self.span(start..range.end), message));
    }
}

fn namespace(node: Node<'_>) -> String {
    node.tag_name().namespace().map_or("no namespace".to_owned(), |ns| format!("the namespace `{ns}`"))
}

struct Slot {
    names: Vec<&'static str>,
    required: bool,
    many: bool,
}

impl Slot {
    fn parse(text: &'static str) -> Self {
        let names = text.trim_end_matches(['?', '*', '+']).split('|').collect();
        Self { names, required: !text.ends_with(['?', '*']), many: text.ends_with(['*', '+']) }
    }

    fn has(&self, local: &str) -> bool {
        self.names.contains(&local)
    }

    fn describe(&self) -> String {
        self.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
    }
}
