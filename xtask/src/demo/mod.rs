//! The main job for a newcomer: generate both clients, serve both services on this machine, and walk through them.
//!
//! The servers decode requests and encode answers by the same generated types as the client, the other way round.

mod authenticate;
mod dispatch;
mod http;
mod identities;
mod two_service;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use castile::soap::Version;
use castile_codegen::output::Mode;
use tokio::net::TcpListener;

use crate::regen;
use crate::walk::{self, Options, Walk};
use authenticate::AuthenticateService;
use two_service::TwoService;

/// How long a token of 2Service lives here: short, so that one can be seen to expire.
const IDLE: Duration = Duration::from_millis(500);

/// Runs the demonstration; `false` where a step was missed.
pub(crate) async fn run(wire: bool) -> bool {
    say!("Castile: from a spec to a typed call. Everything below happens on this machine.");
    let started = Instant::now();
    let Some(changes) = regen::apply(&regen::manifest(), Mode::Write) else { return false };
    let told = if changes.is_empty() { "generated, and no file changed," } else { "generated" };
    say!(
        "\nspecs/ → generated-client/src/generated/  {told} in {:.0} ms",
        started.elapsed().as_secs_f64() * 1000.0
    );
    match take(Version::V11, Options { wire, ..Options::default() }).await {
        Ok((done, steps, seconds)) => {
            say!("\n{done} of {steps} steps in {seconds:.1} s. Next: {}.", next(wire));
            done == steps
        }
        Err(error) => {
            say!("demo: {error}");
            false
        }
    }
}

fn next(wire: bool) -> &'static str {
    if wire {
        "README.md says how to use your own WSDL"
    } else {
        "`cargo xtask demo --wire` shows the messages, README.md how to use your own WSDL"
    }
}

/// Walks through both services; gives the steps done, the steps there are, and the seconds.
async fn take(version: Version, options: Options) -> Result<(usize, usize, f64), String> {
    let (soap, rest) = servers().await.map_err(|error| format!("cannot serve on loopback: {error}"))?;
    let mut walk = Walk::new(options)?;
    let spoken = if version == Version::V11 { "SOAP 1.1" } else { "SOAP 1.2" };
    walk.title(&format!("24SevenOffice AuthenticateService, {spoken}"), &soap);
    walk::authenticate(&mut walk, &soap, version).await;
    walk.title("2Service, plain HTTP and XML", &rest);
    walk::two_service(&mut walk, &rest, Some(IDLE)).await;
    Ok(walk.tally())
}

/// Starts both services and gives their addresses.
async fn servers() -> io::Result<(String, String)> {
    let soap = TcpListener::bind("127.0.0.1:0").await?;
    let rest = TcpListener::bind("127.0.0.1:0").await?;
    let addresses = (
        format!("http://{}/authenticate/v001/authenticate.asmx", soap.local_addr()?),
        format!("http://{}", rest.local_addr()?),
    );
    let (authenticate, two_service) = (AuthenticateService::default(), TwoService::new(IDLE));
    tokio::spawn(http::serve(soap, Arc::new(move |request: &http::Request| authenticate.answer(request))));
    tokio::spawn(http::serve(rest, Arc::new(move |request: &http::Request| two_service.answer(request))));
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_step_is_done_in_both_versions_of_soap() {
        for version in [Version::V11, Version::V12] {
            let tally = take(version, Options { quiet: true, ..Options::default() }).await;
            assert!(matches!(tally, Ok((18, 18, _))), "{tally:?}");
        }
    }
}
