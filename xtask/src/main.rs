//! The project's own commands: `cargo xtask COMMAND`.

/// Prints a line. Where nobody reads any more, as behind `| head`, the command ends.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        if writeln!(std::io::stdout(), $($words)*).is_err() {
            std::process::exit(1);
        }
    }};
}

mod bench;
mod ci;
mod corpus;
mod demo;
mod examples;
mod interop;
mod regen;
mod siblings;
mod suites;
mod walk;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Rewrite the checked-in output from specs/
    Regen {
        /// Change nothing; fail where a file is stale, missing or orphaned
        #[arg(long)]
        check: bool,
    },
    /// Generate both clients and walk through their services, on this machine
    Demo {
        /// Print the messages, without the secrets in them
        #[arg(long)]
        wire: bool,
    },
    /// Take the steps of the demonstration with running servers
    Interop(interop::Arguments),
    /// One of the processes that `interop` starts to share a session
    #[command(hide = true)]
    Once(interop::Once),
    /// Generate and compile clients for the vendor's ten WSDLs, and call a service of each with and without a session
    Siblings {
        /// The folder of the WSDLs
        #[arg(long)]
        wsdls: PathBuf,
        /// The address of `AuthenticateService`; the others are beside it
        #[arg(long)]
        url: String,
    },
    /// Generate and compile a folder of services and schemas by others
    Corpus(corpus::Arguments),
    /// Compile and run the examples with clients of services by others
    Examples {
        /// The folder of the services' WSDLs: `shared/corpus/open` beside the repository, unless said otherwise
        #[arg(long)]
        corpus: Option<PathBuf>,
    },
    /// Run suites that others wrote
    Suites(suites::Arguments),
    /// Judge schemas and documents of the W3C XML Schema Test Suite by schema tables
    Validity(suites::validity::Arguments),
    /// Measure reading and writing beside peers
    Bench(bench::Arguments),
    /// Run all that a change must pass
    Ci {
        /// Only the steps with these words in their names
        #[arg(long, value_delimiter = ',', value_name = "WORDS")]
        only: Vec<String>,
        /// Compile the whole corpus and run the whole schema suite in place of a sample, which takes hours
        #[arg(long)]
        all: bool,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let passed = match Arguments::parse().command {
        Command::Regen { check } => regen::run(check),
        Command::Demo { wire } => demo::run(wire).await,
        Command::Interop(arguments) => interop::run(arguments).await,
        Command::Once(arguments) => interop::once(arguments).await,
        Command::Siblings { wsdls, url } => siblings::run(&wsdls, &url),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Examples { corpus } => examples::run(corpus.or_else(ci::open_corpus).as_deref()),
        Command::Suites(arguments) => suites::run(&arguments),
        Command::Validity(arguments) => suites::validity::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Ci { only, all } => ci::run(only, all),
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Seconds of the command line.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("`{text}` is not a number of seconds"))?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
