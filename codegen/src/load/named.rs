//! A file → the files that it names, and the namespaces that it declares and refers to. It is parsed once for all of them.

use super::locations::{self, Location};
use super::{Loader, known, namespaces, versions};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, SourceMap};
use crate::xml;
use roxmltree::Document;

/// What is looked for in a file.
struct Named {
    locations: Vec<Location>,
    declared: Vec<String>,
    /// Tools that have such a schema within them write no import of it.
    referred: Vec<&'static str>,
}

fn named(sources: &SourceMap, file: FileId, document: &Document<'_>) -> Named {
    let root = document.root();
    Named {
        locations: locations::find(sources, file, root),
        declared: locations::declared(root).map(str::to_owned).collect(),
        referred: locations::referred(root).filter_map(known::namespace).collect(),
    }
}

impl Loader<'_> {
    /// Notes what a file names. Where a run keeps going, what it lacks of declarations of namespaces is added first.
    pub(super) fn look_into(&mut self, file: FileId) {
        let document = xml::parse(self.sources, file, &mut Diagnostics::silent());
        let whole = document.as_ref().filter(|document| namespaces::unsaid(document).is_none());
        let found = match (whole, self.found.keeps_going()) {
            (None, true) => {
                drop(document);
                self.complete(file);
                // Once more, to tell of what is wrong beside.
                xml::parse(self.sources, file, self.found)
                    .map(|document| named(self.sources, file, &document))
            }
            (None, false) if document.is_none() => {
                drop(xml::parse(self.sources, file, self.found));
                None
            }
            _ => document.map(|document| named(self.sources, file, &document)),
        };
        if let Some(Named { locations, declared, referred }) = found {
            self.declared.extend(declared);
            self.wanted.extend(referred);
            self.named.insert(file, locations);
        }
    }

    /// Adds declarations of namespaces to the file that was read last.
    fn complete(&mut self, file: FileId) {
        let (text, added, guesses) = namespaces::guessed(self.sources.text(file).to_owned());
        if guesses.is_empty() || !self.sources.amend(file, versions::for_this_version(text), added) {
            return;
        }
        for guess in guesses {
            self.found.report(guess.diagnostic(self.sources, file));
        }
    }
}
