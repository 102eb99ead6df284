//! Cases that are known: those that are themselves wrong, each with the reason from the specification, and those that Castile misses,
//! each with what it lacks. The first are not counted; the second are, as missed, and no reason for a run to fail.

/// A list.
pub(super) struct Listed(Vec<[&'static str; 3]>);

impl Listed {
    /// The cases that are wrong.
    pub(super) fn disputed() -> Result<Self, String> {
        Self::read(include_str!("disputed.tsv"))
    }

    /// The cases that are missed.
    pub(super) fn known() -> Result<Self, String> {
        Self::read(include_str!("known.tsv"))
    }

    fn read(text: &'static str) -> Result<Self, String> {
        let lines = text.lines().skip(1);
        let cells = |line: &'static str| {
            let cells: Vec<_> = line.split('\t').collect();
            <[&str; 3]>::try_from(cells).map_err(|_| format!("not three cells: {line}"))
        };
        lines.map(cells).collect::<Result<_, _>>().map(Self)
    }

    /// What the list says of a case.
    pub(super) fn reason(&self, suite: &str, id: &str) -> Option<&'static str> {
        self.0
            .iter()
            .find(|[in_suite, case, _]| *in_suite == suite && *case == id)
            .map(|[_, _, reason]| *reason)
    }
}
