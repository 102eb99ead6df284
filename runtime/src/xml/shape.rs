//! What the derives expand to: one `static` description a type, read by one loop that is compiled once.
//!
//! Leaves are numbered through a type's particles in order, groups expanded, so that a number says which member an
//! element belongs to; the numbers from [`ATTRIBUTE`] on stand for the other kinds of member.

use super::read::scan;

/// The number of the first attribute.
pub const ATTRIBUTE: usize = 1 << 16;
/// The number of the member that holds the element's text.
pub const TEXT: usize = 2 << 16;
/// The number of the member that takes the elements no other member takes.
pub const ANY: usize = 3 << 16;
/// The number of the member that takes the attributes no other member takes.
pub const ANY_ATTRIBUTE: usize = 4 << 16;

/// The description of a type's content.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about a type")]
pub struct Shape {
    pub(crate) type_name: &'static str,
    pub(crate) particles: &'static [Particle],
    pub(crate) attributes: &'static [AttributeSlot],
    pub(crate) text: bool,
    pub(crate) any: bool,
    pub(crate) any_attribute: bool,
    /// Every element is read by its member, which begins it: see [`Reader::begin`](super::Reader::begin).
    pub(crate) lazy: bool,
    /// No groups among the particles: a particle's index is its number.
    pub(super) flat: bool,
    /// The number of the first leaf that takes any element.
    pub(crate) wildcard: Option<usize>,
    /// The number of the first leaf that takes text between elements.
    pub(crate) mixed: Option<usize>,
}

/// A member that is read from elements.
#[derive(Debug)]
pub enum Particle {
    /// One element.
    Element(ElementSlot),
    /// The particles of a choice or of a group, in line.
    Group(&'static Shape),
    /// Any element that none of the others takes.
    Any,
    /// Text between elements.
    Text,
}

/// An element that a type expects.
#[derive(Debug)]
pub struct ElementSlot {
    /// Its namespace.
    pub ns: &'static str,
    /// Its local name.
    pub local: LocalName,
    /// Whether it may follow itself.
    pub many: bool,
}

/// A local name that is looked for. Names are short: as words they are compared faster than by a call.
#[derive(Debug)]
pub struct LocalName {
    pub(crate) text: &'static str,
    /// Its first eight bytes, as a number; of a shorter one, all.
    pub(crate) head: u64,
    /// Which bits of `head` are the name's.
    pub(crate) mask: u64,
    /// The last eight bytes of a longer name.
    pub(crate) tail: u64,
}

impl LocalName {
    const fn new(text: &'static str) -> Self {
        Self::beginning(text, text)
    }

    /// The name `text`, with which `longer` begins: the more of it there is, the less there is to do.
    const fn beginning(longer: &str, text: &'static str) -> Self {
        let mask = if text.len() < 8 { (1 << (8 * text.len())) - 1 } else { u64::MAX };
        let head = match longer.as_bytes().first_chunk() {
            Some(first) => u64::from_le_bytes(*first) & mask,
            None => short(text),
        };
        let tail = match text.as_bytes().last_chunk() {
            Some(last) if text.len() > 8 => u64::from_le_bytes(*last),
            _ => 0,
        };
        Self { text, head, mask, tail }
    }

    /// Whether eight bytes begin with the name or its first eight bytes.
    #[inline]
    pub(crate) fn begins(&self, word: u64) -> bool {
        (word ^ self.head) & self.mask == 0
    }

    /// Whether the bytes before `end`, which [begin](Self::begins) as the name does, are all of it.
    #[inline]
    pub(crate) fn ends_at(&self, text: &[u8], end: usize) -> bool {
        let length = self.text.len();
        length <= 8 || scan::word(text, end - 8) == Some(self.tail) && (length <= 16 || self.is_at(text, end))
    }

    /// Where it ends, if it stands here; so much is known, that the text [begins](Self::begins) as it does.
    #[inline]
    pub(crate) fn end_in(&self, window: &[u8; scan::WINDOW], start: usize) -> Option<usize> {
        let length = self.text.len();
        if length <= 8 {
            return Some(start + length % 16);
        }
        let end = start + length;
        (scan::word(window, end - 8) == Some(self.tail) && (length <= 16 || self.is_at(window, end)))
            .then_some(end)
    }

    /// Whether it stands from `start` to `end`.
    #[inline]
    pub(crate) fn stands_in(&self, text: &[u8], start: usize, end: usize) -> bool {
        end - start == self.text.len()
            && match scan::word(text, start) {
                Some(word) => self.begins(word) && self.ends_at(text, end),
                None => self.is_at(text, end),
            }
    }

    #[inline(never)]
    fn is_at(&self, text: &[u8], end: usize) -> bool {
        text.get(end - self.text.len()..end) == Some(self.text.as_bytes())
    }
}

/// The bytes, fewer than eight, as a little-endian number.
const fn short(text: &str) -> u64 {
    let (bytes, mut word, mut at) = (text.as_bytes(), 0, text.len());
    while at > 0 {
        at -= 1;
        word = word << 8 | bytes[at] as u64;
    }
    word
}

/// An attribute that a type expects.
#[derive(Debug)]
pub struct AttributeSlot {
    /// Its namespace; empty for unprefixed ones.
    pub ns: &'static str,
    /// Its local name.
    pub local: LocalName,
}

impl AttributeSlot {
    /// An attribute; `ns` is empty for unprefixed ones.
    pub const fn new(ns: &'static str, local: &'static str) -> Self {
        Self { ns, local: LocalName::new(local) }
    }

    /// Where its name ends, if ` name="` stands at the beginning: of one without a prefix, and not a long one.
    #[inline]
    pub(crate) fn name_in(&self, window: &[u8; scan::WINDOW]) -> Option<usize> {
        let begins = window[0] == b' '
            && self.ns.is_empty()
            && scan::word(window, 1).is_some_and(|word| self.local.begins(word));
        let end = if begins { self.local.end_in(window, 1)? } else { return None };
        (window.get(end..end + 2) == Some(b"=\"")).then_some(end)
    }
}

impl Particle {
    /// A child element of a member type `M`.
    pub const fn element(ns: &'static str, local: &'static str, many: bool) -> Self {
        Self::Element(ElementSlot { ns, local: LocalName::new(local), many })
    }

    /// The same of a name with which a longer text begins.
    pub(super) const fn element_beginning(
        longer: &str,
        ns: &'static str,
        local: &'static str,
        many: bool,
    ) -> Self {
        Self::Element(ElementSlot { ns, local: LocalName::beginning(longer, local), many })
    }

    /// The members of a flattened group or choice.
    pub const fn group(shape: &'static Shape) -> Self {
        Self::Group(shape)
    }

    const fn leaves(&self) -> usize {
        match self {
            Self::Element(_) | Self::Any | Self::Text => 1,
            Self::Group(shape) => shape.leaves(),
        }
    }

    /// The first leaf within the particle that takes any element, and the first that takes text.
    const fn open(&self) -> (Option<usize>, Option<usize>) {
        match self {
            Self::Element(_) => (None, None),
            Self::Any => (Some(0), None),
            Self::Text => (None, Some(0)),
            Self::Group(shape) => (shape.wildcard, shape.mixed),
        }
    }
}

/// The first of two, the second counted from `leaf` on.
const fn first(before: Option<usize>, leaf: usize, within: Option<usize>) -> Option<usize> {
    match (before, within) {
        (None, Some(within)) => Some(leaf + within),
        _ => before,
    }
}

impl Shape {
    /// A type with these child elements, in schema order. `type_name` is the Rust type, for messages.
    pub const fn new(type_name: &'static str, particles: &'static [Particle]) -> Self {
        let mut flat = true;
        let (mut wildcard, mut mixed) = (None, None);
        let (mut at, mut leaf) = (0, 0);
        while at < particles.len() {
            if let Particle::Element(_) = particles[at] {
                leaf += 1;
            } else {
                let (any, text) = particles[at].open();
                (wildcard, mixed) = (first(wildcard, leaf, any), first(mixed, leaf, text));
                flat &= !matches!(particles[at], Particle::Group(_));
                leaf += particles[at].leaves();
            }
            at += 1;
        }
        Self {
            type_name,
            particles,
            attributes: &[],
            text: false,
            any: false,
            any_attribute: false,
            lazy: false,
            flat,
            wildcard,
            mixed,
        }
    }

    /// With these attributes.
    pub const fn attributes(self, attributes: &'static [AttributeSlot]) -> Self {
        Self { attributes, ..self }
    }

    /// With members that begin their elements themselves: each is read by [`Member::put`](super::member::Member::put) and nothing else.
    pub const fn lazy(self) -> Self {
        Self { lazy: true, ..self }
    }

    /// With text for content.
    pub const fn text(self) -> Self {
        Self { text: true, ..self }
    }

    /// With a member that takes the elements no other member takes.
    pub const fn any(self) -> Self {
        Self { any: true, ..self }
    }

    /// With a member that takes the attributes no other member takes.
    pub const fn any_attribute(self) -> Self {
        Self { any_attribute: true, ..self }
    }

    /// How many elements the type can tell apart: the width of its numbering.
    pub const fn leaves(&self) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.particles.len() {
            sum += self.particles[at].leaves();
            at += 1;
        }
        sum
    }

    /// The number of the first leaf of a particle.
    #[inline]
    pub(crate) fn leaf_of(&self, particle: usize) -> usize {
        if self.flat { particle } else { self.leaves_before(particle) }
    }

    fn leaves_before(&self, particle: usize) -> usize {
        self.particles.iter().take(particle).map(Particle::leaves).sum()
    }

    /// The number of the element, searched from the particle `from` on and then around.
    pub(crate) fn find(&self, from: usize, ns: &str, local: &str) -> Option<Place> {
        let from = from.min(self.particles.len());
        self.find_in(from, self.particles.len(), ns, local).or_else(|| self.find_in(0, from, ns, local))
    }

    /// The namespace of the first element of this local name.
    pub(crate) fn ns_of(&self, local: &str) -> Option<&'static str> {
        self.particles.iter().find_map(|particle| match particle {
            Particle::Element(it) => (it.local.text == local).then_some(it.ns),
            Particle::Group(shape) => shape.ns_of(local),
            Particle::Any | Particle::Text => None,
        })
    }

    fn find_in(&self, from: usize, to: usize, ns: &str, local: &str) -> Option<Place> {
        let particles = self.particles.get(from..to)?;
        let mut leaf = self.leaf_of(from);
        for (particle, slot) in (from..).zip(particles) {
            match slot {
                Particle::Element(it) if it.local.text == local && it.ns == ns => {
                    return Some(Place { particle, leaf, many: it.many });
                }
                Particle::Element(_) | Particle::Any | Particle::Text => leaf += 1,
                Particle::Group(shape) => {
                    if let Some(inner) = shape.find(0, ns, local) {
                        return Some(Place { particle, leaf: leaf + inner.leaf, many: true });
                    }
                    leaf += shape.leaves();
                }
            }
        }
        None
    }
}

/// Where an element belongs.
pub(crate) struct Place {
    /// The index of the particle.
    pub(crate) particle: usize,
    /// The number of the leaf.
    pub(crate) leaf: usize,
    /// Whether the same particle may come next.
    pub(crate) many: bool,
}
