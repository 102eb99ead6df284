//! Cases that are themselves wrong, each with the reason from the specification.

/// The list.
pub(super) struct Disputed(Vec<[&'static str; 3]>);

impl Disputed {
    pub(super) fn read() -> Result<Self, String> {
        let lines = include_str!("disputed.tsv").lines().skip(1);
        let cells = |line: &'static str| {
            let cells: Vec<_> = line.split('\t').collect();
            <[&str; 3]>::try_from(cells).map_err(|_| format!("disputed.tsv: not three cells: {line}"))
        };
        lines.map(cells).collect::<Result<_, _>>().map(Self)
    }

    /// Why the case is not counted.
    pub(super) fn reason(&self, suite: &str, id: &str) -> Option<&'static str> {
        self.0
            .iter()
            .find(|[in_suite, case, _]| *in_suite == suite && *case == id)
            .map(|[_, _, reason]| *reason)
    }
}
