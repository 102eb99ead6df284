//! Castile and its peers on the same payloads: `cargo xtask bench` runs this and draws what it prints.
//!
//! One operation a process under callgrind (`count`), so that only the function [`probe::measured`] is counted; all of
//! them in one process for wall time (`time`) and for memory (`weigh`, which needs the feature `memory`). `check` compares what the
//! peers read and write with what castile does: those that say something else would be no peers.

mod facts;
mod payload;
mod peers;
mod probe;

use std::panic::{AssertUnwindSafe, catch_unwind};

use payload::Payload;
use peers::{Op, PEERS, Peer};
use probe::Probe;

#[cfg(feature = "memory")]
#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["list"] => list(),
        ["count", peer, op, payload] => count(peer, op, payload),
        ["time", payload] => each(payload, |it| Probe::Time(it.text.len())),
        ["weigh", payload] => each(payload, |_| Probe::Weigh),
        ["check", payload] => check(payload),
        ["print", payload] => Payload::named(payload).map(|it| print!("{}", it.text)),
        _ => None,
    };
    if done.is_none() {
        eprintln!(
            "usage: list | count PEER OP PAYLOAD | time PAYLOAD | weigh PAYLOAD | check PAYLOAD | print PAYLOAD"
        );
        std::process::exit(2);
    }
}

fn list() -> Option<()> {
    for peer in PEERS {
        println!("{}", peer.name);
    }
    Some(())
}

fn count(peer: &str, op: &str, payload: &str) -> Option<()> {
    let payload = Payload::named(payload)?;
    let peer = PEERS.iter().find(|it| it.name == peer)?;
    (peer.run)(Op::named(op)?, &payload, &mut Probe::Count).then_some(())
}

fn each(payload: &str, probe: impl Fn(&Payload) -> Probe) -> Option<()> {
    let payload = Payload::named(payload)?;
    for Peer { name, run } in PEERS {
        for op in Op::ALL {
            print!("{name}\t{}\t", op.name());
            if !run(op, &payload, &mut probe(&payload)) {
                println!("-");
            }
        }
    }
    Some(())
}

/// Whether all peers read the same, and whether the same can be read out of what they write. One that fails to do so says why.
fn check(payload: &str) -> Option<()> {
    let payload = Payload::named(payload)?;
    let said = |peer: &Peer, op: Op| {
        let mut probe = Probe::Check(String::new());
        let can = catch_unwind(AssertUnwindSafe(|| (peer.run)(op, &payload, &mut probe)));
        match (can, probe) {
            (Ok(true), Probe::Check(said)) => Some(said),
            (Err(_), _) => Some("it failed".to_owned()),
            _ => None,
        }
    };
    let expected = said(PEERS.first()?, Op::Decode)?;
    let mut agree = true;
    for (peer, op) in PEERS.iter().flat_map(|peer| Op::ALL.map(|op| (peer, op))) {
        // Bounds make nothing that says something.
        if said(peer, op).is_some_and(|said| !said.is_empty() && said != expected) {
            println!("{} {}: not what {} reads", peer.name, op.name(), PEERS[0].name);
            agree = false;
        }
    }
    std::process::exit(i32::from(!agree));
}
