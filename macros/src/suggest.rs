//! The "did you mean" of a misspelt word.

/// What to say after "unknown": the word that was probably meant, or all there are.
pub(crate) fn instead_of(word: &str, words: &[&str]) -> String {
    match similar(word, words) {
        Some(best) => format!("did you mean `{best}`?"),
        None => format!("expected one of `{}`", words.join("`, `")),
    }
}

/// The candidate that was probably meant: at most a third of its letters differ.
fn similar<'c>(word: &str, words: &[&'c str]) -> Option<&'c str> {
    let distances = words.iter().map(|it| (distance(word, it), *it));
    let (distance, best) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= (best.len() / 3).max(1)).then_some(best)
}

/// How many letters must be added, taken away, exchanged or swapped with their neighbour (optimal string alignment).
/// Case does not count: `Pascalcase` is no farther from `PascalCase` than itself.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut last = None;
    for (i, a) in left.to_lowercase().chars().enumerate() {
        let next = next_row(i, (last, a), &right, &before, &row);
        before = std::mem::replace(&mut row, next);
        last = Some(a);
    }
    row.last().copied().unwrap_or(0)
}

fn next_row(
    i: usize,
    (last, a): (Option<char>, char),
    right: &[char],
    before: &[usize],
    row: &[usize],
) -> Vec<usize> {
    let mut next = vec![i + 1];
    for (j, b) in right.iter().enumerate() {
        let mut best = (row[j] + usize::from(a != *b)).min(row[j + 1] + 1).min(next[j] + 1);
        if j > 0 && last == Some(*b) && right[j - 1] == a {
            best = best.min(before[j - 1] + 1);
        }
        next.push(best);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn a_misspelt_word_finds_its_neighbour() {
        let keys = ["name", "ns", "attribute", "any_attribute", "default"];
        for (word, expected) in [
            ("nmae", Some("name")),
            ("attribut", Some("attribute")),
            ("Default", Some("default")),
            ("any_atribute", Some("any_attribute")),
            ("nillable", None),
        ] {
            assert_eq!(similar(word, &keys), expected, "{word}");
        }
    }
}
