//! The steps of the demonstration with running servers, so that what others understand of our messages is seen.

mod offered;
mod redis;
mod sessions;
mod understood;

use std::path::PathBuf;
use std::time::Duration;

use castile::soap::Version;

use crate::walk::{self, Options, Walk};
pub(crate) use sessions::{Once, once};
pub(crate) use understood::Log;

/// Which servers, and what to do with the messages.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address of an `AuthenticateService`
    #[arg(long, required_unless_present = "two_service")]
    url: Option<String>,
    /// The base address of 2Service's routes
    #[arg(long)]
    two_service: Option<String>,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, clap::Args)]
struct How {
    /// Speak SOAP 1.2
    #[arg(long, requires = "url")]
    soap12: bool,
    /// Seconds without a call after which a token of 2Service expires there: wait for it, instead of using an unknown token
    #[arg(long, value_parser = crate::seconds, requires = "two_service")]
    idle: Option<Duration>,
    /// Save each message in this folder, passwords and all: use test accounts
    #[arg(long)]
    save: Option<PathBuf>,
    /// Compare each SOAP request with what the server wrote into this folder: a file a call
    #[arg(long, requires = "url")]
    log: Option<PathBuf>,
    /// An operation to leave out, besides those that the WSDL of the server does not have; may be repeated
    #[arg(long)]
    skip: Vec<String>,
    /// Print the messages, without the secrets in them
    #[arg(long)]
    wire: bool,
}

/// Operations beside the vendor's main road, which a server may do without.
const OPTIONAL: [&str; 2] = ["GetIdentitiesWithCredential", "GetIdentitiesWithCredentialByService"];

/// Takes the steps; `false` where one was missed.
pub(crate) async fn run(arguments: Arguments) -> bool {
    match try_run(arguments).await {
        Ok(passed) => passed,
        Err(error) => {
            say!("interop: {error}");
            false
        }
    }
}

async fn try_run(Arguments { url, two_service, mut how }: Arguments) -> Result<bool, String> {
    if let Some(url) = &url {
        how.skip.extend(offered::lacking(url, &OPTIONAL).await);
    }
    let log = how.log.as_deref().map(Log::open).transpose()?;
    let mut walk = Walk::new(Options { quiet: false, wire: how.wire, save: how.save, log, skip: how.skip })?;
    if let Some(url) = url {
        let version = if how.soap12 { Version::V12 } else { Version::V11 };
        walk.title("AuthenticateService", &url);
        walk::authenticate(&mut walk, &url, version).await;
    }
    if let Some(url) = two_service {
        walk.without_log();
        walk.title("2Service", &url);
        walk::two_service(&mut walk, &url, how.idle).await;
        walk.title("2Service, sessions", &url);
        sessions::sessions(&mut walk, &url, how.idle).await;
    }
    let (done, steps, _) = walk.tally();
    say!("\ninterop: {done}/{steps} steps");
    Ok(done == steps)
}
