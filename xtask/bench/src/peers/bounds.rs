//! What reading costs that makes no structs: a tree that borrows, a look for every `<`, a check of the encoding.

use super::Op;
use crate::payload::Payload;
use crate::probe::Probe;

pub fn tree(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    decode(op, || {
        probe.run(|| roxmltree::Document::parse(&payload.text).expect("the payloads are well-formed"))
    })
}

pub fn brackets(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    decode(op, || probe.run(|| memchr::memchr_iter(b'<', payload.text.as_bytes()).count()))
}

pub fn utf8(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    decode(op, || probe.run(|| simdutf8::basic::from_utf8(payload.text.as_bytes()).is_ok()))
}

fn decode(op: Op, run: impl FnOnce()) -> bool {
    let can = op == Op::Decode;
    if can {
        run();
    }
    can
}
