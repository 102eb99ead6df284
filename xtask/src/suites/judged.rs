//! Messages that were written → what schema validators by others say of them.
//!
//! A document is judged by its schema, the payload of a message in document style by the schemas of its WSDL. In rpc style the body
//! holds an element that no schema declares: such messages are saved, and not judged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::child::output;
use super::run::Missed;
use super::schemas;

/// Where messages go, and who judges them.
pub(super) struct Judges {
    folder: PathBuf,
    script: Option<PathBuf>,
    next: AtomicUsize,
    judged: AtomicUsize,
}

/// Three validators, of which one starts a virtual machine.
const PATIENCE: Duration = Duration::from_secs(120);

impl Judges {
    /// Saves messages in a folder, and has each judged by the script `validate_xml.sh` beside it, if there is one.
    pub(super) fn new(folder: &Path, script: Option<&Path>) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let folder = folder.canonicalize().map_err(|error| error.to_string())?;
        let (next, judged) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Ok(Self { folder, script: script.map(Path::to_owned), next, judged })
    }

    /// How many messages were judged so far.
    pub(super) fn count(&self) -> usize {
        self.judged.load(Ordering::Relaxed)
    }

    /// Saves a document of a schema, and has it judged.
    pub(super) fn document(&self, schema: &Path, text: &str) -> Result<(), Missed> {
        let path = self.save(text)?;
        self.validate(schema, &path)
    }

    /// Saves a message in document style of a WSDL, and has what is in its body judged. Where they refuse what the suite itself
    /// `expects`, in whatever form, nothing that says the same can be valid, and the message is not counted.
    pub(super) fn message(&self, wsdl: &Path, text: &str, expects: &Path) -> Result<(), Missed> {
        let path = self.save(text)?;
        if self.script.is_none() {
            return Ok(());
        }
        let schema = schemas::extract(wsdl, &path.with_extension("schemas")).map_err(missed)?;
        let document = path.with_extension("payload.xml");
        payload(text, &document)?;
        let refused = self.validate(&schema, &document);
        let Err(why) = refused else { return Ok(()) };
        let bytes = fs::read(expects).map_err(|error| missed(format!("{}: {error}", expects.display())))?;
        let expected = castile::xml::decode(&bytes, None).map_err(|error| missed(error.to_string()))?;
        payload(&expected, &document)?;
        self.judged.fetch_sub(1, Ordering::Relaxed);
        if self.validate(&schema, &document).is_ok() {
            return Err(why);
        }
        self.judged.fetch_sub(1, Ordering::Relaxed);
        say!(
            "{}: the judges refuse it, and what is expected: {}",
            expects.display(),
            why.why.trim().replace('\n', "; ")
        );
        Ok(())
    }

    /// Saves a message that no schema describes.
    pub(super) fn save(&self, text: &str) -> Result<PathBuf, Missed> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{number}.xml"));
        fs::write(&path, text).map_err(|error| missed(format!("{}: {error}", path.display())))?;
        Ok(path)
    }

    fn validate(&self, schema: &Path, document: &Path) -> Result<(), Missed> {
        let Some(script) = &self.script else { return Ok(()) };
        let said = output(Command::new(script).args([schema, document]), PATIENCE).map_err(missed)?;
        self.judged.fetch_add(1, Ordering::Relaxed);
        if said.status.success() { Ok(()) } else { Err(missed(said.stdout)) }
    }
}

fn payload(envelope: &str, document: &Path) -> Result<(), Missed> {
    let payload = schemas::payload(envelope).map_err(missed)?;
    fs::write(document, payload).map_err(|error| missed(format!("{}: {error}", document.display())))
}

fn missed(why: String) -> Missed {
    Missed::at("judges", why)
}
