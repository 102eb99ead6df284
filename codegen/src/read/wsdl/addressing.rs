//! Whether a binding or port wants its messages addressed (WS-Addressing 1.0 Metadata §3): by an element of its own, or by an assertion
//! in a policy that stands in it or that it names (WS-PolicyAttachment §4).

use crate::read::ns;
use crate::xml::{Cx, Node};

/// Whether a binding or port says that what is sent to it has the header blocks of WS-Addressing.
pub(super) fn wants(cx: &Cx<'_>, node: Node<'_>) -> bool {
    let mut own = node.children().filter(Node::is_element);
    own.any(|child| says(child) || named_by(cx, child).is_some_and(|policy| asserts(policy)))
}

/// Whether an element is the extension, or a policy that has it.
fn says(node: Node<'_>) -> bool {
    is_extension(node) || (is_policy(node, "Policy") && asserts(node))
}

/// The extension element, in the namespaces that it has had.
pub(super) fn is_extension(node: Node<'_>) -> bool {
    let space = node.tag_name().namespace().unwrap_or("");
    match node.tag_name().name() {
        "UsingAddressing" => ns::is_addressing_binding(space),
        "Addressing" => space == ns::ADDRESSING_METADATA,
        _ => false,
    }
}

/// Whether a policy has the assertion and does not leave it to the client.
fn asserts(policy: Node<'_>) -> bool {
    let optional = |node: Node<'_>| {
        let of_policy = |it: &roxmltree::Attribute<'_, '_>| ns::is_policy(it.namespace().unwrap_or(""));
        let mut said = node.attributes().filter(of_policy);
        said.any(|it| it.name() == "Optional" && matches!(it.value().trim(), "true" | "1"))
    };
    policy.descendants().any(|it| is_extension(it) && !optional(it))
}

/// The policy of this document that a `PolicyReference` names by its id.
fn named_by<'a>(cx: &Cx<'_>, reference: Node<'a>) -> Option<Node<'a>> {
    if !is_policy(reference, "PolicyReference") {
        return None;
    }
    let id = cx.attribute(reference, "URI")?.text.trim().strip_prefix('#')?.to_owned();
    let mut policies = reference.document().root().descendants().filter(|it| is_policy(*it, "Policy"));
    policies.find(|it| it.attributes().any(|it| matches!(it.name(), "Id" | "id") && it.value() == id))
}

fn is_policy(node: Node<'_>, local: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == local
        && ns::is_policy(node.tag_name().namespace().unwrap_or(""))
}

/// What an input of a port type says is its action (Metadata §4.4.1).
pub(super) fn action(node: Node<'_>) -> Option<String> {
    let said = node.attributes().find(|it| {
        let space = it.namespace().unwrap_or("");
        it.name() == "Action" && (space == ns::ADDRESSING_METADATA || ns::is_addressing_binding(space))
    });
    said.map(|it| it.value().trim().to_owned()).filter(|action| !action.is_empty())
}
