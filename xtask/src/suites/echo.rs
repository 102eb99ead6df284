//! A request → the answer of PHP's SOAP server, which knows the WSDL alone and sends back the value that it understood.

use std::error::Error;
use std::fmt::Display;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use castile::http::{Request, Reqwest, Transport};
use tokio::runtime::Handle;

use super::run::Missed;

const PROGRAM: &str = include_str!("echo.php");

/// How often the server is looked for, 50 ms apart, before it counts as not started.
const TRIES: usize = 100;

/// The server, until it is dropped.
pub(super) struct Echo {
    server: Child,
    port: u16,
    transport: Reqwest,
    runtime: Handle,
}

impl Echo {
    /// Starts it on a free port of this machine; its program and its words go into the folder.
    pub(super) fn start(folder: &Path) -> Result<Self, String> {
        let said = |error: std::io::Error| format!("php: {error}");
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(folder.join("echo.php"), PROGRAM))
            .map_err(said)?;
        let log = fs::File::create(folder.join("echo.log")).map_err(said)?;
        let port = free_port().map_err(said)?;
        let mut command = Command::new("php");
        command.args(["-S", &format!("127.0.0.1:{port}"), "echo.php"]).current_dir(folder);
        let server = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().map_err(said)?;
        let runtime = Handle::try_current().map_err(|error| error.to_string())?;
        let transport = Reqwest::builder().no_proxy().build().map_err(|error| error.to_string())?;
        let echo = Self { server, port, transport, runtime };
        if echo.is_up() { Ok(echo) } else { Err("php: its server does not start".to_owned()) }
    }

    fn is_up(&self) -> bool {
        let mut tries = (0..TRIES).inspect(|_| thread::sleep(Duration::from_millis(50)));
        tries.any(|_| TcpStream::connect(("127.0.0.1", self.port)).is_ok())
    }

    /// The answer to an envelope of SOAP 1.1.
    pub(super) fn call(&self, wsdl: &Path, envelope: &str) -> Result<String, Missed> {
        let missed = |why: &dyn Display| Missed::at("echo", why);
        let request = self.request(wsdl, envelope).map_err(|why| missed(&why))?;
        let answer = self.runtime.block_on(self.transport.send(request)).map_err(|error| missed(&error))?;
        let text = castile::xml::decode(answer.body(), None).map_err(|error| missed(&error))?;
        if answer.status().is_success() { Ok(text.into_owned()) } else { Err(missed(&text)) }
    }

    fn request(&self, wsdl: &Path, envelope: &str) -> Result<Request, Box<dyn Error>> {
        let mut request = Request::new(envelope.as_bytes().to_owned());
        *request.method_mut() = "POST".parse()?;
        *request.uri_mut() = format!("http://127.0.0.1:{}/", self.port).parse()?;
        request.headers_mut().insert("content-type", "text/xml; charset=utf-8".parse()?);
        request.headers_mut().insert("soapaction", "\"\"".parse()?);
        request.headers_mut().insert("x-wsdl", wsdl.to_string_lossy().parse()?);
        Ok(request)
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
