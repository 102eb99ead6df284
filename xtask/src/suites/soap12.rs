//! The SOAP 1.2 test collection, as PHP's server answers it: faults, header blocks and bodies as they are to be understood.
//!
//! What is there is read a second time by a reader that knows no SOAP, and both readings have to agree.

use castile::Error;
use castile::soap::{Client, Fault, Operation, Rules, envelope};
use castile::xml::{Element, Name};
use roxmltree::{Document, Node};

use super::{Row, Suite};

pub(super) const SUITE: Suite = Suite {
    name: "php-soap12",
    folder: "php-soap",
    asks: |row| row.id().starts_with("php-soap12/"),
    judge: super::Judge::Each(judge),
};

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";

fn judge(row: &Row<'_>) -> Result<(), String> {
    let bytes = row.file("response")?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    // The recordings go on with what the server's script prints.
    let end = text.rfind('>').map_or(0, |at| at + 1);
    let text = &text[..end];
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let root = document.root_element();
    let body = part(root, "Body").and_then(|body| body.children().find(Node::is_element));
    let verdict = match body {
        None => nothing(text),
        Some(body) if body.has_tag_name((SOAP, "Fault")) => fault(text, body),
        Some(body) => message(text, root, body),
    };
    let is_fault = body.is_some_and(|body| body.has_tag_name((SOAP, "Fault")));
    let asked = row.cell("expected");
    if is_fault == (asked == "fault") { verdict } else { Err(format!("the suite asks for a {asked}")) }
}

fn part<'d, 'i>(node: Node<'d, 'i>, local: &str) -> Option<Node<'d, 'i>> {
    node.children().find(|child| child.has_tag_name((SOAP, local)))
}

/// An operation whose answer has nothing in its body.
struct Nothing;

impl Operation for Nothing {
    type Request = Element;
    type Response = Element;
    type Output = ();
    const SERVICE: &'static str = "Tests";
    const NAME: &'static str = "Nothing";
    const ACTION: &'static str = "";
    const REQUEST: Name<'static> = Name::new("urn:tests", "Nothing");
    const RESPONSE: Option<Name<'static>> = None;
    fn output(_: Element) -> Result<(), castile::OperationError> {
        Ok(())
    }
}

fn nothing(text: &str) -> Result<(), String> {
    let script = castile::http::Script::new().answer(200, "application/soap+xml", text);
    let client = Client::new("http://localhost/", castile::soap::Version::V12).with_transport(script);
    client.call::<Nothing>(&Element::new(Nothing::REQUEST)).wait().map_err(|error| error.to_string())
}

fn message(text: &str, root: Node<'_, '_>, body: Node<'_, '_>) -> Result<(), String> {
    let name = Name::new(body.tag_name().namespace().unwrap_or(""), body.tag_name().name());
    let read = envelope::read_by::<Element>(text.as_bytes(), name, &Rules::default());
    let read = read.map_err(|error| error.to_string())?;
    let blocks: Vec<_> =
        part(root, "Header").into_iter().flat_map(|it| it.children().filter(Node::is_element)).collect();
    if blocks.len() != read.headers.len() {
        return Err(format!("{} header blocks are read of {}", read.headers.len(), blocks.len()));
    }
    let same = blocks.iter().zip(&read.headers).all(|(block, read)| is_same(*block, &read.element));
    if same && is_same(body, &read.body) {
        Ok(())
    } else {
        Err("what is read is not what is there".to_owned())
    }
}

/// Names, attributes and texts, all the way down.
fn is_same(node: Node<'_, '_>, read: &Element) -> bool {
    let name = |node: Node<'_, '_>| {
        (node.tag_name().namespace().unwrap_or("").to_owned(), node.tag_name().name().to_owned())
    };
    let children: Vec<_> = node.children().filter(Node::is_element).collect();
    let attributes = node
        .attributes()
        .all(|it| read.attribute(Name::new(it.namespace().unwrap_or(""), it.name())) == Some(it.value()));
    let text: String = node.children().filter_map(|it| it.is_text().then(|| it.text()).flatten()).collect();
    name(node) == (read.name().ns.to_owned(), read.name().local.to_owned())
        && attributes
        && (!children.is_empty() || text == read.text())
        && children.len() == read.elements().count()
        && children.iter().zip(read.elements()).all(|(child, read)| is_same(*child, read))
}

fn fault(text: &str, body: Node<'_, '_>) -> Result<(), String> {
    let fault = match envelope::read::<Element>(text.as_bytes(), Name::new("urn:any", "any")) {
        Err(Error::Fault(fault)) => fault,
        other => return Err(format!("no fault is read, but {other:?}")),
    };
    let (wanted, got) = (stated(body), understood(&fault));
    if wanted == got { Ok(()) } else { Err(format!("wanted {wanted:?}, got {got:?}")) }
}

/// Code, subcodes, reason, role and node of a fault.
type Parts = (String, Vec<String>, String, Option<String>, Option<String>);

fn stated(fault: Node<'_, '_>) -> Parts {
    let value = |code: Node<'_, '_>| {
        let value = part(code, "Value").and_then(|value| value.text()).unwrap_or_default().trim();
        let (prefix, local) =
            value.split_once(':').map_or((None, value), |(prefix, local)| (Some(prefix), local));
        Name::new(code.lookup_namespace_uri(prefix).unwrap_or(""), local).to_string()
    };
    let code = part(fault, "Code");
    let subcodes = std::iter::successors(code.and_then(|it| part(it, "Subcode")), |it| part(*it, "Subcode"));
    let text = |local| part(fault, local).and_then(|node| node.text()).map(str::to_owned);
    let reason = part(fault, "Reason").and_then(|it| part(it, "Text")).and_then(|it| it.text());
    (
        code.map(value).unwrap_or_default(),
        subcodes.map(value).collect(),
        reason.unwrap_or_default().to_owned(),
        text("Role"),
        text("Node"),
    )
}

fn understood(fault: &Fault) -> Parts {
    (
        fault.code().to_string(),
        fault.subcodes().map(|code| code.to_string()).collect(),
        fault.reason().to_owned(),
        fault.role().map(str::to_owned),
        fault.node().map(str::to_owned),
    )
}
