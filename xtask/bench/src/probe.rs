//! Runs an operation and tells what it cost.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// What is wanted of an operation.
pub enum Probe {
    /// Nothing but to run it in [`measured`], for callgrind to count.
    Count,
    /// The median of many runs.
    Time,
    /// Allocations, and the most bytes that were allocated at a time.
    Weigh,
}

/// The one function that callgrind counts (`--toggle-collect`). What the operation returns is dropped outside.
#[inline(never)]
pub fn measured<T>(op: &mut dyn FnMut() -> T) -> T {
    black_box(op())
}

/// Long enough for a median, short enough for a table.
const BUDGET: Duration = Duration::from_millis(1500);

impl Probe {
    /// Runs the operation, and prints what it cost.
    pub fn run<T>(&mut self, mut op: impl FnMut() -> T) {
        match self {
            Self::Count => {
                // What is made on first use (detection of the processor's features) is not counted.
                drop(op());
                drop(measured(&mut op));
            }
            Self::Time => println!("{:.3}", median(&mut op).as_secs_f64() * 1e6),
            Self::Weigh => weigh(&mut op),
        }
    }
}

fn median<T>(op: &mut dyn FnMut() -> T) -> Duration {
    let (began, mut times) = (Instant::now(), Vec::new());
    while began.elapsed() < BUDGET || times.len() < 5 {
        // Short operations are timed in batches, since reading the clock takes a while.
        let batch = times.first().map_or(1, |first: &Duration| 1 + 20_000 / (1 + first.as_nanos()));
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
