//! The steps with servers by others: each is started, walked through, and stopped; what it was sent goes before the judges.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Run, cargo, judge, root, succeeds};

/// A server by others, and the walks through it.
struct Peer {
    /// Its folder in `peers`.
    name: &'static str,
    /// The arguments of its `start.sh`.
    start: &'static [&'static str],
    /// The arguments of `cargo xtask interop`, a line a walk; `URL`, `BASE` and `LOG` stand for the server's
    /// address, its folder, and the server's log.
    walks: &'static [&'static str],
}

const PEERS: [Peer; 4] = [
    Peer { name: "mono-asmx", start: &[], walks: &["--url URL --log LOG", "--url URL --log LOG --soap12"] },
    Peer { name: "php", start: &[], walks: &["--url URL", "--url URL --soap12"] },
    // This one lacks the operations without a session, and has an address for each version.
    Peer {
        name: "spyne",
        start: &[],
        walks: &[
            "--url URL --skip GetIdentitiesWithCredential --skip GetIdentitiesWithCredentialByService",
            "--url BASE/soap12 --soap12 --skip GetIdentitiesWithCredential --skip GetIdentitiesWithCredentialByService",
        ],
    },
    // Its tokens live for two seconds, so that one can be seen to expire.
    Peer { name: "two-service", start: &["18090", "2"], walks: &["--two-service URL --idle 2"] },
];

/// Walks through all of them.
pub(crate) fn all(run: &mut Run, shared: &Path) {
    let saved = root().join("target/ci/messages");
    // Messages of an earlier run are no evidence.
    fs::remove_dir_all(&saved).ok();
    let wanted: Vec<_> = PEERS.iter().filter(|peer| run.wants(peer.name)).collect();
    for peer in wanted {
        match start(shared, peer) {
            Ok(url) => visit(run, shared, peer, &url, &saved),
            Err(why) => run.step(format!("{}: start", peer.name), || Err(why)),
        }
        let stopped = Command::new(script(shared, peer, "stop.sh")).status();
        run.step(format!("{}: stop", peer.name), || stopped.map(drop).map_err(|error| error.to_string()));
    }
    run.step("judges: every saved request is valid", || judge::requests(shared, &saved));
}

fn visit(run: &mut Run, shared: &Path, peer: &Peer, url: &str, saved: &Path) {
    for walk in peer.walks {
        let spoken = match (walk.contains("--soap12"), walk.contains("--url")) {
            (true, _) => "SOAP 1.2",
            (false, true) => "SOAP 1.1",
            (false, false) => "routes",
        };
        let folder = saved.join(format!("{} {spoken}", peer.name));
        run.step(format!("{}: interop, {spoken}", peer.name), || {
            fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
            let base = url.rsplit_once('/').map_or(url, |(base, _)| base);
            let line =
                walk.replace("URL", url).replace("BASE", base).replace("LOG", &log(peer).to_string_lossy());
            let mut command = cargo(&format!("xtask interop {line}"));
            command.arg("--save").arg(&folder);
            succeeds(command)
        });
    }
    if peer.name == "mono-asmx" {
        let mut command = cargo(&format!("xtask siblings --url {url} --wsdls"));
        command.arg(shared.join("peers/common"));
        run.step("mono-asmx: the nine sibling services", || succeeds(command));
    }
}

/// Starts a server; it prints its address as its last line.
fn start(shared: &Path, peer: &Peer) -> Result<String, String> {
    let output = Command::new(script(shared, peer, "start.sh"))
        .args(peer.start)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{}: {error}", peer.name))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let url = said.lines().last().filter(|line| output.status.success() && line.starts_with("http"));
    url.map(str::to_owned).ok_or_else(|| format!("{} did not start: {said}", peer.name))
}

fn script(shared: &Path, peer: &Peer, name: &str) -> PathBuf {
    shared.join("peers").join(peer.name).join(name)
}

/// Where the server's scripts keep their state, and the log in it.
fn log(peer: &Peer) -> PathBuf {
    let state =
        std::env::var_os("PEER_STATE").map_or_else(|| PathBuf::from("/tmp/castile-peers"), PathBuf::from);
    state.join(peer.name).join("log")
}
