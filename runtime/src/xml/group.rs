//! Particles without an element of their own: choices, and sequences that occur as a whole.

use super::error::{ErrorKind, Result};
use super::read::Reader;
use super::shape::Shape;
use super::write::Writer;

/// A choice enum or group struct: its elements stand among its owner's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened",
    note = "`#[xml(flatten)]` takes a choice enum or a struct marked `#[xml(group)]`, in `Option` or `Vec` as it occurs"
)]
pub trait Group<'x>: Sized {
    /// Its elements.
    const SHAPE: &'static Shape;
    /// Where it is collected.
    type Slot: Default;
    /// Whether the element still belongs to the group being collected; if not, another occurrence begins.
    fn accepts(slot: &Self::Slot, leaf: usize) -> bool;
    /// Reads an element into the slot.
    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()>;
    /// The group, or `None` where none of its elements was there.
    fn take(slot: Self::Slot, reader: &Reader<'x>) -> Result<Option<Self>>;
}

impl<'x, G: Group<'x>> Group<'x> for Box<G> {
    const SHAPE: &'static Shape = G::SHAPE;
    type Slot = G::Slot;

    fn accepts(slot: &Self::Slot, leaf: usize) -> bool {
        G::accepts(slot, leaf)
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()> {
        G::put(slot, reader, leaf)
    }

    fn take(slot: Self::Slot, reader: &Reader<'x>) -> Result<Option<Self>> {
        Ok(G::take(slot, reader)?.map(Box::new))
    }
}

/// A type that can be a flattened member: a group, optional or repeated.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened",
    note = "`#[xml(flatten)]` takes a choice enum or a struct marked `#[xml(group)]`, in `Option` or `Vec` as it occurs"
)]
pub trait GroupMember<'x>: Sized {
    /// The elements of the group.
    const SHAPE: &'static Shape;
    /// Where it is collected.
    type Slot: Default;
    /// Whether the element still belongs to the member, in the schema's order.
    fn accepts(slot: &Self::Slot, leaf: usize) -> bool;
    /// Reads an element into the slot.
    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()>;
    /// The member, or `None` where it is missing.
    fn take(slot: Self::Slot, reader: &Reader<'x>) -> Result<Option<Self>>;
}

impl<'x, G: Group<'x>> GroupMember<'x> for G {
    const SHAPE: &'static Shape = G::SHAPE;
    type Slot = G::Slot;

    fn accepts(slot: &Self::Slot, leaf: usize) -> bool {
        G::accepts(slot, leaf)
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()> {
        put_one::<G>(slot, reader, leaf)
    }

    fn take(slot: Self::Slot, reader: &Reader<'x>) -> Result<Option<Self>> {
        G::take(slot, reader)
    }
}

impl<'x, G: Group<'x>> GroupMember<'x> for Option<G> {
    const SHAPE: &'static Shape = G::SHAPE;
    type Slot = G::Slot;

    fn accepts(slot: &Self::Slot, leaf: usize) -> bool {
        G::accepts(slot, leaf)
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()> {
        put_one::<G>(slot, reader, leaf)
    }

    fn take(slot: Self::Slot, reader: &Reader<'x>) -> Result<Option<Self>> {
        G::take(slot, reader).map(Some)
    }
}

/// A repeated group: the occurrences that are complete, and the one being collected.
#[derive(Debug)]
pub struct Repeated<G, S> {
    done: Vec<G>,
    current: S,
}

impl<G, S: Default> Default for Repeated<G, S> {
    fn default() -> Self {
        Self { done: Vec::new(), current: S::default() }
    }
}

impl<'x, G: Group<'x>> GroupMember<'x> for Vec<G> {
    const SHAPE: &'static Shape = G::SHAPE;
    type Slot = Repeated<G, G::Slot>;

    fn accepts(_: &Self::Slot, _: usize) -> bool {
        true
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()> {
        if !G::accepts(&slot.current, leaf) {
            slot.done.extend(G::take(std::mem::take(&mut slot.current), reader)?);
        }
        G::put(&mut slot.current, reader, leaf)
    }

    fn take(slot: Self::Slot, reader: &Reader<'x>) -> Result<Option<Self>> {
        let mut all = slot.done;
        all.extend(G::take(slot.current, reader)?);
        Ok(Some(all))
    }
}

fn put_one<'x, G: Group<'x>>(slot: &mut G::Slot, reader: &mut Reader<'x>, leaf: usize) -> Result<()> {
    if !G::accepts(slot, leaf) {
        let what = format!("element `{}`, after another alternative or a second time,", reader.name().local);
        return Err(reader.fail(ErrorKind::Unexpected(what)));
    }
    G::put(slot, reader, leaf)
}

/// A group, written: elements without one around them.
pub trait WriteGroup {
    /// Writes the elements into the one that is open.
    fn write_group(&self, writer: &mut Writer);
}

impl<G: WriteGroup> WriteGroup for Option<G> {
    fn write_group(&self, writer: &mut Writer) {
        if let Some(group) = self {
            group.write_group(writer);
        }
    }
}

impl<G: WriteGroup> WriteGroup for Vec<G> {
    fn write_group(&self, writer: &mut Writer) {
        for group in self {
            group.write_group(writer);
        }
    }
}

impl<G: WriteGroup> WriteGroup for Box<G> {
    fn write_group(&self, writer: &mut Writer) {
        (**self).write_group(writer);
    }
}
