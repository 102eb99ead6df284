//! The time of the processors that a process has had: on a machine that others use too, it says more than the clock.

use std::fs;
use std::time::Duration;

/// The time that `/proc` counts in, which Linux shows to programs as a hundredth of a second on every machine.
const TICK: Duration = Duration::from_millis(10);

/// What this process has had itself; nothing where the system does not say (it is Linux that does).
pub(super) fn own() -> Duration {
    times(11)
}

/// What the processes have had that this one started and that have ended, with those that they started.
pub(super) fn children() -> Duration {
    times(13)
}

/// The sum of two fields of `/proc/self/stat`, counted from the one after the name: user and system time.
fn times(field: usize) -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name is in parentheses, and may hold any character.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks =
        after.split_ascii_whitespace().skip(field).take(2).filter_map(|text| text.parse::<u32>().ok());
    TICK * ticks.sum::<u32>()
}
