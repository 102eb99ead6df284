//! Runs an operation and tells what it cost.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::facts::{Facts, told};
use crate::peers::Op;

/// What is wanted of an operation.
pub enum Probe {
    /// Nothing but to run it in [`measured`], for callgrind to count.
    Count,
    /// The median of many runs, on a document of so many bytes.
    Time(usize),
    /// Allocations, and the most bytes that were allocated at a time.
    Weigh,
    /// What the values say that it reads, or that can be read out of what it writes.
    Check(String),
}

/// The one function that callgrind counts (`--toggle-collect`). What the operation returns is dropped outside.
#[inline(never)]
pub fn measured<T>(op: &mut dyn FnMut() -> T) -> T {
    black_box(op())
}

/// Long enough for a median, short enough for a table.
const BUDGET: Duration = Duration::from_millis(1500);

/// What a peer writes into.
pub trait Buffer: Default {
    /// What was written.
    fn text(&self) -> &str;
    /// Makes room for more.
    fn empty(&mut self);
}

impl Buffer for String {
    fn text(&self) -> &str {
        self
    }

    fn empty(&mut self) {
        self.clear();
    }
}

impl Buffer for Vec<u8> {
    fn text(&self) -> &str {
        str::from_utf8(self).expect("what is written is UTF-8")
    }

    fn empty(&mut self) {
        self.clear();
    }
}

impl Probe {
    /// Reads values.
    pub fn decode<T: Facts>(&mut self, mut read: impl FnMut() -> T) {
        match self {
            Self::Check(said) => *said = told(&read()),
            _ => self.run(read),
        }
    }

    /// Writes into a buffer: a new one each time, or the same. `read` tells what is read out of what was written.
    pub fn encode<B: Buffer>(
        &mut self,
        op: Op,
        mut write: impl FnMut(B) -> B,
        read: impl Fn(&str) -> String,
    ) {
        if let Self::Check(said) = self {
            *said = read(write(B::default()).text());
            return;
        }
        let mut buffer = B::default();
        self.run(|| {
            if op == Op::Encode {
                buffer = B::default();
            }
            buffer = write(std::mem::take(&mut buffer));
            buffer.empty();
        });
    }

    /// Runs an operation that makes no values, and prints what it cost.
    pub fn run<T>(&mut self, mut op: impl FnMut() -> T) {
        match self {
            Self::Count => {
                // What is made on first use (detection of the processor's features) is not counted.
                drop(op());
                drop(measured(&mut op));
            }
            Self::Time(bytes) => {
                let microseconds = median(&mut op).as_secs_f64() * 1e6;
                println!("{microseconds:.3}\t{:.0}", *bytes as f64 / microseconds);
            }
            Self::Weigh => weigh(&mut op),
            Self::Check(_) => {}
        }
    }
}

fn median<T>(op: &mut dyn FnMut() -> T) -> Duration {
    // Short operations are timed in batches, since reading the clock takes a while.
    let batch = 1 + 20_000 / (1 + quickest(op).as_nanos());
    let (began, mut times) = (Instant::now(), Vec::new());
    while began.elapsed() < BUDGET || times.len() < 5 {
        let mut kept = Vec::with_capacity(batch as usize);
        let start = Instant::now();
        for _ in 0..batch {
            kept.push(black_box(op()));
        }
        times.push(start.elapsed() / batch as u32);
    }
    times.sort();
    times[times.len() / 2]
}

/// The shortest of a few runs: the first ones find nothing in the caches.
fn quickest<T>(op: &mut dyn FnMut() -> T) -> Duration {
    let began = Instant::now();
    let mut quickest = Duration::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        drop(black_box(op()));
        quickest = quickest.min(start.elapsed());
        if began.elapsed() > BUDGET / 10 {
            break;
        }
    }
    quickest
}

#[cfg(not(feature = "memory"))]
fn weigh<T>(_: &mut dyn FnMut() -> T) {
    println!("built without the feature `memory`");
}

#[cfg(feature = "memory")]
fn weigh<T>(op: &mut dyn FnMut() -> T) {
    drop(op());
    let profiler = dhat::Profiler::builder().testing().build();
    let value = op();
    let stats = dhat::HeapStats::get();
    drop(value);
    drop(profiler);
    println!("{}\t{}\t{}", stats.total_blocks, stats.max_bytes, stats.curr_bytes);
}
