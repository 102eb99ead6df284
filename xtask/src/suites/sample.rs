//! A sample of cases by the hash of their names: the same on every machine, and no part of a suite preferred.

/// Keeps `size` of them, in their order.
pub(super) fn sample<T>(cases: &mut Vec<T>, size: usize, id: impl Fn(&T) -> &str) {
    let mut hashes: Vec<_> = cases.iter().map(|case| hash(id(case))).collect();
    hashes.sort_unstable();
    if let Some(bound) = hashes.get(size) {
        cases.retain(|case| hash(id(case)) < *bound);
    }
}

/// FNV-1a of 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn a_sample_is_of_its_size_and_in_order() {
        let all: Vec<String> = (0..1000).map(|number| format!("case{number:04}")).collect();
        let mut some = all.clone();
        sample(&mut some, 50, |case| case);
        assert!(some.len() == 50 && some.is_sorted(), "{some:?}");
        let mut more = all.clone();
        sample(&mut more, 2000, |case| case);
        assert_eq!(more, all);
    }
}
