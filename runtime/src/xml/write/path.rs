//! Where in the document the writer is, for errors: found by reading what was written, which costs those that have none nothing.

use super::Writer;

impl Writer {
    /// The path of the element that is being written.
    #[cold]
    pub(super) fn path(&self) -> String {
        let handed_over = self.open.all().filter(|it| it.end <= self.begin);
        let name = |start, end| String::from_utf8_lossy(self.out.get(start..end)).into_owned();
        let mut open: Vec<String> = handed_over.map(|it| name(it.start, it.end)).collect();
        // Neither text nor an attribute has a `<` of its own.
        let written = name(self.begin, self.out.len());
        for tag in written.split('<').skip(1) {
            if tag.starts_with('/') {
                open.pop();
            } else if !tag.starts_with('?') && !is_empty(tag) {
                open.push(tag.split([' ', '>']).next().unwrap_or_default().to_owned());
            }
        }
        open.iter().flat_map(|name| ["/", name.rsplit(':').next().unwrap_or_default()]).collect()
    }
}

/// Whether a tag ends with `/>`, whatever follows it.
fn is_empty(tag: &str) -> bool {
    // Outside of the values of its attributes.
    let end = tag.split('"').step_by(2).find_map(|it| it.split_once('>'));
    end.is_some_and(|(before, _)| before.ends_with('/'))
}
