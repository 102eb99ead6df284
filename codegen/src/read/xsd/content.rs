//! Complex types, particles and groups.

use super::array::array_type;
use super::ast::{ComplexType, Content, Group, Occurs, Particle};
use super::declaration::{attributes, element};
use super::simple::{facets, simple_type};
use super::wildcard::wildcard;
use super::{DERIVED, child, components, doc, forbidden};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Compositor, DerivationMethod, Facets};
use crate::xml::{Cx, Node, Value};

pub(super) fn complex_type(cx: &mut Cx<'_>, node: Node<'_>) -> ComplexType {
    let derived = child(node, &["simpleContent", "complexContent"]);
    let (content, attributes_of) = match derived {
        Some(derived) => {
            refuse_attributes_beside(cx, node, derived);
            derived_content(cx, derived)
        }
        None => (Content::Direct(particle_in(cx, node)), Some(node)),
    };
    let own_mixed = derived.filter(|derived| cx.attribute(*derived, "mixed").is_some());
    ComplexType {
        is_abstract: cx.boolean(node, "abstract"),
        block: forbidden(cx, node, "block", DERIVED),
        is_final: forbidden(cx, node, "final", DERIVED),
        mixed: cx.boolean(own_mixed.unwrap_or(node), "mixed"),
        content,
        attributes: attributes_of.map(|node| attributes(cx, node)).unwrap_or_default(),
        array: derived.and_then(|derived| array_type(cx, derived)).map(Box::new),
        doc: doc(node),
        span: cx.tag(node),
    }
}

/// `xs:group` at the top level.
pub(super) fn group(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Group> {
    let name = cx.name(node, "name");
    match particle_in(cx, node)? {
        Particle::Group(compositor, particles, _, _) => Some(Group { name: name?, compositor, particles }),
        _ => None,
    }
}

/// The content and the element that holds the attributes. An element whose shape was wrong has been reported.
fn derived_content<'a>(cx: &mut Cx<'_>, node: Node<'a>) -> (Content, Option<Node<'a>>) {
    let Some(derivation) = child(node, &["restriction", "extension"]) else {
        return (Content::Direct(None), None);
    };
    let method = match derivation.tag_name().name() {
        "extension" => DerivationMethod::Extension,
        _ => DerivationMethod::Restriction,
    };
    let base = cx.reference_in(derivation, "base").flatten();
    let content = if node.tag_name().name() == "complexContent" {
        Content::Complex { method, base, particle: particle_in(cx, derivation) }
    } else {
        let inline = child(derivation, &["simpleType"]).map(|inline| Box::new(simple_type(cx, inline)));
        let facets =
            if method == DerivationMethod::Restriction { facets(cx, derivation) } else { Facets::default() };
        Content::Simple { method, base, inline, facets: Box::new(facets) }
    };
    (content, Some(derivation))
}

/// With `simpleContent` or `complexContent`, attributes stand inside it.
fn refuse_attributes_beside(cx: &mut Cx<'_>, node: Node<'_>, derived: Node<'_>) {
    for stray in
        components(node).filter(|child| child.tag_name().name().to_ascii_lowercase().contains("attribute"))
    {
        let message = format!("`{}` may not stand beside `{}`", cx.written(stray), cx.written(derived));
        let found = Diagnostic::error(Code::MisplacedElement, cx.tag(stray), message);
        let help = "move it into the `extension` or `restriction`";
        cx.report(found.and(cx.tag(derived), "the content is defined here").help(help));
    }
}

fn particle_in(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Particle> {
    let node = child(node, &["group", "all", "choice", "sequence"])?;
    particle(cx, node)
}

fn particle(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Particle> {
    let compositor = match node.tag_name().name() {
        "element" => return Some(Particle::Element(Box::new(element(cx, node)))),
        "any" => return Some(Particle::Any(wildcard(cx, node), occurs(cx, node))),
        "group" => {
            let occurs = occurs(cx, node);
            let reference = cx.reference_in(node, "ref").flatten()?;
            return Some(Particle::GroupRef(reference, occurs));
        }
        "all" => Compositor::All,
        "choice" => Compositor::Choice,
        "sequence" => Compositor::Sequence,
        _ => return None,
    };
    let members = components(node).filter_map(|child| particle(cx, child)).collect::<Vec<_>>();
    let occurs = occurs(cx, node);
    if compositor == Compositor::All && occurs.max == Some(0) {
        let message = "an `all` group occurs at most once, and `maxOccurs` says so";
        let found = Diagnostic::error(Code::InvalidOccurrence, cx.tag(node), message);
        cx.report(found.note("XSD 1.0 Part 1 §3.8.2").help("remove the group"));
    }
    Some(Particle::Group(compositor, members, occurs, cx.tag(node)))
}

/// `minOccurs` and `maxOccurs`; counts beyond 32 bits mean "very many" and are kept as the most there is.
pub(super) fn occurs(cx: &mut Cx<'_>, node: Node<'_>) -> Occurs {
    let min = cx.attribute(node, "minOccurs");
    let max = cx.attribute(node, "maxOccurs");
    let occurs = Occurs {
        min: min.map_or(1, |value| count(cx, "minOccurs", value)),
        max: match max {
            Some(value) if value.text.trim() == "unbounded" => None,
            Some(value) => Some(count(cx, "maxOccurs", value)),
            None => Some(1),
        },
    };
    let (Some(most), Some(at)) = (occurs.max, max.or(min)) else { return occurs };
    if occurs.min <= most {
        return occurs;
    }
    let message = format!("`minOccurs` is {}, more than `maxOccurs`, which is {most}", occurs.min);
    let mut found = Diagnostic::error(Code::InvalidOccurrence, at.span, message);
    match (min, max) {
        (Some(min), Some(_)) => found = found.and(min.span, "at least so many"),
        (Some(_), None) => found = found.help("write `maxOccurs` too: it is 1 where it is absent"),
        _ => found = found.help("write `minOccurs` too: it is 1 where it is absent"),
    }
    cx.report(found);
    Occurs { min: most, ..occurs }
}

fn count(cx: &mut Cx<'_>, attribute: &str, value: Value<'_>) -> u32 {
    let text = value.text.trim();
    let digits = text.strip_prefix('+').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().unwrap_or(u32::MAX);
    }
    let message = format!("`{text}` is not a value of `{attribute}`");
    let help = if attribute == "maxOccurs" { "write a number or `unbounded`" } else { "write a number" };
    cx.report(Diagnostic::error(Code::InvalidAttribute, value.span, message).help(help));
    1
}
