//! The peers, one file each, with the same structs as far as each can say them.

mod bounds;
mod hard_xml;
mod inlined;
mod instant_xml;
mod ours;
mod quick_xml_raw;
mod quick_xml_serde;
mod xsd_parser;
mod yaserde;

use crate::payload::Payload;
use crate::probe::Probe;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Text to structs with `String`s.
    Decode,
    /// Text to structs that borrow from it.
    Borrow,
    /// Structs to text, in a new buffer.
    Encode,
    /// Structs to text, in a buffer that was used before.
    Reuse,
}

impl Op {
    pub const ALL: [Self; 4] = [Self::Decode, Self::Borrow, Self::Encode, Self::Reuse];

    pub fn name(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Borrow => "borrow",
            Self::Encode => "encode",
            Self::Reuse => "reuse",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// A library, as its users use it.
pub struct Peer {
    pub name: &'static str,
    /// Does an operation on a payload; `false` where the library cannot.
    pub run: fn(Op, &Payload, &mut Probe) -> bool,
}

pub const PEERS: &[Peer] = &[
    Peer { name: "castile", run: ours::run },
    Peer { name: "castile inlined", run: inlined::run },
    Peer { name: "quick-xml+serde", run: quick_xml_serde::run },
    Peer { name: "quick-xml by hand", run: quick_xml_raw::run },
    Peer { name: "instant-xml", run: instant_xml::run },
    Peer { name: "hard-xml", run: hard_xml::run },
    Peer { name: "yaserde", run: yaserde::run },
    Peer { name: "xsd-parser", run: xsd_parser::run },
    Peer { name: "roxmltree", run: bounds::tree },
    Peer { name: "memchr", run: bounds::brackets },
    Peer { name: "simdutf8", run: bounds::utf8 },
];
