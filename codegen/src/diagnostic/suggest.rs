//! "Did you mean": the known name nearest to a wrong one, or those there are.

/// How many names one reads at a glance.
const GLANCE: usize = 8;

/// What to write in the place of a wrong name: the one that was meant or, where none is near, those there are; `None` where there are
/// none.
pub(crate) fn suggested<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<_> = known.into_iter().collect();
    if let Some(meant) = nearest(wrong, known.iter().copied()) {
        return Some(format!("did you mean `{meant}`?"));
    }
    let mut seen = std::collections::BTreeSet::new();
    known.retain(|name| seen.insert(*name));
    let names = known.iter().take(GLANCE).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match known.len() {
        0 => None,
        1 => Some(format!("there is {names}")),
        all if all <= GLANCE => Some(format!("there are {names}")),
        all => Some(format!("there are {names} and {} others", all - GLANCE)),
    }
}

/// The candidate nearest to `wrong`, if it is near enough to be what was meant: at most a third of its letters differ.
pub(crate) fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = wrong.chars().count().div_ceil(3);
    let near = candidates.into_iter().filter(|candidate| candidate.len().abs_diff(wrong.len()) <= 4 * limit);
    let ranked = near.map(|candidate| (distance(wrong, candidate), candidate));
    ranked.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour;
/// letters that differ by case only are equal, since that is the mistake made most often.
fn distance(left: &str, right: &str) -> usize {
    let fold = |text: &str| text.chars().flat_map(char::to_lowercase).take(64).collect::<Vec<_>>();
    let (left, right) = (fold(left), fold(right));
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, r) in right.iter().enumerate() {
            let changed = above[j] + usize::from(l != r);
            let mut best = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *l == right[j - 1] && left[i - 1] == *r {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{nearest, suggested};

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["GetRequest", "SetRequest", "Login", "minOccurs"];
        for (wrong, meant) in [
            ("GetReqest", Some("GetRequest")),
            ("minoccurs", Some("minOccurs")),
            ("Loign", Some("Login")),
            ("Unheard", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, known), meant, "{wrong}");
        }
    }

    #[test]
    fn where_no_name_is_near_those_there_are_are_said() {
        let digits: Vec<_> = (0..11).map(|n| n.to_string()).collect();
        let many = suggested("unheard", digits.iter().map(String::as_str));
        assert_eq!(many.as_deref(), Some("there are `0`, `1`, `2`, `3`, `4`, `5`, `6`, `7` and 3 others"));
        assert_eq!(suggested("unheard", ["a", "a"]).as_deref(), Some("there is `a`"));
        assert_eq!(suggested("Loign", ["a", "Login"]).as_deref(), Some("did you mean `Login`?"));
        assert_eq!(suggested("unheard", []), None);
    }
}
