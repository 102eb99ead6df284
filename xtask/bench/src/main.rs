//! Castile and its peers on the same payloads: `cargo xtask bench` runs this and draws what it prints.
//!
//! One operation a process under callgrind (`count`), so that only the function [`probe::measured`] is counted; all of
//! them in one process for wall time (`time`) and for memory (`weigh`, which needs the feature `memory`).

mod payload;
mod peers;
mod probe;

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
        ["time", payload] => each(payload, || Probe::Time),
        ["weigh", payload] => each(payload, || Probe::Weigh),
        ["print", payload] => Payload::named(payload).map(|it| print!("{}", it.text)),
        _ => None,
    };
    if done.is_none() {
        eprintln!("usage: list | count PEER OP PAYLOAD | time PAYLOAD | weigh PAYLOAD | print PAYLOAD");
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

fn each(payload: &str, probe: impl Fn() -> Probe) -> Option<()> {
    let payload = Payload::named(payload)?;
    for Peer { name, run } in PEERS {
        for op in Op::ALL {
            print!("{name}\t{}\t", op.name());
            if !run(op, &payload, &mut probe()) {
                println!("-");
            }
        }
    }
    Some(())
}
