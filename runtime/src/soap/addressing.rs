//! What a request says of itself in header blocks where a service wants it: WS-Addressing 1.0 (Core §3, SOAP Binding §3).

use std::hash::{BuildHasher as _, RandomState};

use super::block::{Block, BlockAttributes};
use super::{HeaderBlock, Operation, Rules, Version};
use crate::Secret;
use crate::error::EncodeError;
use crate::xml::{self, Name, ToXml, Writer};
use crate::xsd::Guid;

const NS: &str = "http://www.w3.org/2005/08/addressing";

/// Where an answer goes that is to come back on the same connection (Core §2.1).
const ANONYMOUS: &str = "http://www.w3.org/2005/08/addressing/anonymous";

/// The header blocks that a client understands which sends such: those of the specification.
const UNDERSTOOD: [&str; 7] = ["Action", "To", "MessageID", "RelatesTo", "From", "ReplyTo", "FaultTo"];

/// The message addressing properties of a request.
pub(super) struct Addressed {
    action: &'static str,
    id: String,
}

impl Addressed {
    /// Those of a request of an operation, if it wants them.
    pub(super) fn of<O: Operation>() -> Option<Self> {
        Some(Self { action: O::ADDRESSING?, id: format!("urn:uuid:{}", unique()) })
    }

    /// They as header blocks, the address last. What says what is to be done, and by whom, has to be understood.
    pub(super) fn blocks(&self, version: Version, to: &str) -> Result<[Secret; 4], EncodeError> {
        let (needed, plain) = (BlockAttributes::new().must_understand(), BlockAttributes::new());
        Ok([
            block(version, &Property::Text("Action", self.action), &needed)?,
            block(version, &Property::Text("MessageID", &self.id), &plain)?,
            block(version, &Property::ReplyTo, &plain)?,
            Self::to(version, to)?,
        ])
    }

    /// The header block that says where the message goes.
    pub(super) fn to(version: Version, to: &str) -> Result<Secret, EncodeError> {
        block(version, &Property::Text("To", to), &BlockAttributes::new().must_understand())
    }

    /// The rules for the answer.
    pub(super) fn understood(rules: Rules) -> Rules {
        UNDERSTOOD.into_iter().fold(rules, |rules, local| rules.understanding(Name::new(NS, local)))
    }

    /// Whether an answer says that it is one to another request.
    pub(super) fn is_contradicted(&self, headers: &[HeaderBlock]) -> bool {
        let relations = headers.iter().filter(|it| it.element.name() == Name::new(NS, "RelatesTo"));
        // One of another type than a reply says something else (Core §3.1).
        let is_reply = |it: &&HeaderBlock| {
            let kind = it.element.attribute(Name::new("", "RelationshipType"));
            kind.is_none_or(|kind| kind.trim() == "http://www.w3.org/2005/08/addressing/reply")
        };
        let mut replies = relations.filter(is_reply);
        replies.any(|it| it.element.text().trim() != self.id)
    }
}

fn block(
    version: Version,
    value: &Property<'_>,
    attributes: &BlockAttributes,
) -> Result<Secret, EncodeError> {
    Ok(Secret::from(xml::to_string(&Block { value, attributes, version })?))
}

/// A property as the content of its header block.
enum Property<'p> {
    Text(&'static str, &'p str),
    ReplyTo,
}

impl ToXml for Property<'_> {
    fn own_name(&self) -> Option<Name<'_>> {
        match self {
            Self::Text(local, _) => Some(Name::new(NS, local)),
            Self::ReplyTo => Some(Name::new(NS, "ReplyTo")),
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text(_, text) => writer.text(*text),
            Self::ReplyTo => writer.element(Name::new(NS, "Address"), ANONYMOUS),
        }
    }
}

/// An id that nobody else gives: the keys of hashers are the system's random numbers (RFC 9562 §5.4).
fn unique() -> Guid {
    let random = || u128::from(RandomState::new().hash_one(std::process::id()));
    let bits = (random() << 64) | random();
    let version = 0x4 << 76;
    let variant = 0x2 << 62;
    Guid::from_u128((bits & !(0xf << 76) & !(0x3 << 62)) | version | variant)
}
