//! A store in a file: for programs that start, call and end, as a cron job does, and for several on one machine.
//!
//! The file is written beside its place and moved there, so that a reader finds the old one or the new one. The lock is on a
//! file beside it, `NAME.lock`, since the file itself is replaced; the system gives it back when a process ends, however it
//! ends.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::future::ready;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use zeroize::Zeroizing;

use super::{Lease, Record, Store, StoreError};
use crate::http::BoxFuture;

/// The longest pause between two looks at a lock that another process holds.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// Keeps a session in a file that its owner alone can read (mode 0600), shared by all processes that name it.
///
/// One file keeps one session: give each account and each system of a service a file of its own. A session of another account
/// found there is not used.
///
/// ```no_run
/// # fn run(session: castile::session::Session) {
/// use castile::session::FileStore;
/// let session = session.stored_in(FileStore::new("/var/lib/invoices/office.session"));
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// A store in the file of this name. It is made, and its folder too, when there is something to keep.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(ending);
        self.path.with_file_name(name)
    }

    fn open_lock(&self) -> Result<File, StoreError> {
        self.make_folder()?;
        let path = self.beside(".lock");
        private().create(true).truncate(false).write(true).open(&path).map_err(cannot("open", &path))
    }

    fn make_folder(&self) -> Result<(), StoreError> {
        match self.path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            Some(folder) => private_folder().create(folder).map_err(cannot("make", folder)),
            None => Ok(()),
        }
    }

    fn read(&self) -> Result<Option<Record>, StoreError> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(cannot("open", &self.path))?,
        };
        self.check_owner_alone_reads(&file)?;
        let mut text = Zeroizing::new(String::new());
        file.read_to_string(&mut text).map_err(cannot("read", &self.path))?;
        Record::parse(&text).map(Some)
    }

    #[cfg(unix)]
    fn check_owner_alone_reads(&self, file: &File) -> Result<(), StoreError> {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = file.metadata().map_err(cannot("look at", &self.path))?.permissions().mode();
        let of_others = mode & 0o077;
        if of_others == 0 {
            return Ok(());
        }
        let path = self.path.display();
        Err(StoreError::new(format!("others can read the session in `{path}`: `chmod 600` it, or delete it")))
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "as on unix")]
    fn check_owner_alone_reads(&self, _: &File) -> Result<(), StoreError> {
        Ok(())
    }

    fn write(&self, record: &Record) -> Result<(), StoreError> {
        self.make_folder()?;
        let draft = self.beside(&format!(".{}.new", std::process::id()));
        let written = write_new(&draft, record.to_text().expose().as_bytes())
            .and_then(|()| fs::rename(&draft, &self.path));
        written.map_err(|error| {
            // Half a session is of no use; that it cannot be deleted either says no more than the error does.
            let _ = fs::remove_file(&draft);
            cannot("write", &self.path)(error)
        })
    }
}

fn write_new(path: &Path, text: &[u8]) -> io::Result<()> {
    // What a process of the same number left behind.
    if path.exists() {
        fs::remove_file(path)?;
    }
    let mut file = private().create_new(true).write(true).open(path)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Files that their owner alone can read, from the moment they are there.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn private_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn cannot<'p>(what: &'p str, path: &'p Path) -> impl FnOnce(io::Error) -> StoreError + 'p {
    move |error| StoreError::new(format!("cannot {what} `{}`", path.display())).with_source(error)
}

/// The system gives the lock back when the file is closed.
struct Locked(#[expect(dead_code, reason = "held, and closed on drop")] File);

impl Lease for Locked {
    fn release(self: Box<Self>) -> BoxFuture<'static, Result<(), StoreError>> {
        drop(self);
        Box::pin(ready(Ok(())))
    }
}

/// The file is small and local, so it is read and written where the call runs; only the lock is waited for.
impl Store for FileStore {
    fn lock(&self) -> BoxFuture<'_, Result<Box<dyn Lease>, StoreError>> {
        Box::pin(async move {
            let file = self.open_lock()?;
            let mut pause = Duration::from_millis(5);
            loop {
                match file.try_lock() {
                    Ok(()) => return Ok(Box::new(Locked(file)) as Box<dyn Lease>),
                    Err(TryLockError::WouldBlock) => tokio::time::sleep(pause).await,
                    Err(TryLockError::Error(error)) => {
                        return Err(cannot("lock", &self.beside(".lock"))(error));
                    }
                }
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        })
    }

    fn load(&self) -> BoxFuture<'_, Result<Option<Record>, StoreError>> {
        Box::pin(ready(self.read()))
    }

    fn save<'a>(&'a self, record: &'a Record) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(ready(self.write(record)))
    }
}
