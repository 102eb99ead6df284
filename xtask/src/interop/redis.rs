//! A Redis server on loopback, for as long as a step takes.

use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// A server of its own, stopped on drop.
pub(super) struct Redis {
    port: u16,
    /// Held, since the server is stopped with it.
    _server: Child,
}

impl Redis {
    pub(super) async fn start() -> Result<Self, String> {
        let port = free_port().map_err(|error| error.to_string())?;
        let mut command = Command::new("redis-server");
        command
            .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"])
            .arg(port.to_string());
        command.stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
        let server = command
            .spawn()
            .map_err(|error| format!("redis-server (Debian has it) cannot be run: {error}"))?;
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(Self { port, _server: server });
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("redis-server does not listen".to_owned())
    }

    pub(super) fn address(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}

/// A port that nobody listens at, as far as can be known before the server does.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
