//! The least HTTP/1.1 server that a demonstration needs: requests with a `Content-Length`, connections kept alive.
//!
//! By hand, since a server library would be the largest thing in the demonstration, and only loopback speaks to it.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The longest body and head that are read.
const LIMIT: usize = 1 << 20;

/// A request as it came in.
#[derive(Debug, Default)]
pub(crate) struct Request {
    /// `GET`, `POST` …
    pub(crate) method: String,
    /// Path and query as written.
    pub(crate) target: String,
    /// Names in lower case, with values.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The path, without the query.
    pub(crate) fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// A query parameter, decoded.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.target.split_once('?')?;
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, v)| decode(v))
    }
}

/// An answer to be sent.
#[derive(Debug)]
pub(crate) struct Response {
    /// The status.
    pub(crate) status: u16,
    /// Its media type.
    pub(crate) content_type: &'static str,
    /// Its body.
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// A few words, such as those of an error.
    pub(crate) fn text(status: u16, words: String) -> Self {
        Self { status, content_type: "text/plain", body: words.into_bytes() }
    }
}

/// Answers requests on `listener` until the task is dropped.
pub(crate) async fn serve<S>(listener: TcpListener, service: Arc<S>)
where
    S: Fn(&Request) -> Response + Send + Sync + 'static,
{
    while let Ok((stream, _)) = listener.accept().await {
        let service = Arc::clone(&service);
        // A connection that breaks is the client's to notice; it gets no answer.
        tokio::spawn(async move { converse(stream, &*service).await.ok() });
    }
}

async fn converse(stream: TcpStream, service: &(impl Fn(&Request) -> Response + Sync)) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await? {
        let Response { status, content_type, body } = service(&request);
        let reason = if status == 200 { "OK" } else { "Error" };
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        // In one piece: a head that waits for its body waits for the client's acknowledgement (RFC 896).
        stream.write_all(&[head.as_bytes(), &body].concat()).await?;
    }
    Ok(())
}

/// The next request; `None` where the client has closed the connection.
async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Request>> {
    let mut stream = stream.take(LIMIT as u64);
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_ascii_whitespace();
    let mut word = || words.next().map(str::to_owned).ok_or_else(|| malformed("no request line"));
    let mut request = Request { method: word()?, target: word()?, ..Request::default() };
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(|| malformed("a header without a colon"))?;
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length =
        request.header("content-length").map_or(Ok(0), str::parse).map_err(|_| malformed("no length"))?;
    if length > LIMIT {
        return Err(malformed("a body beyond the limit"));
    }
    request.body.resize(length, 0);
    stream.read_exact(&mut request.body).await?;
    Ok(Some(request))
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Percent-decoding, with `+` for a blank (application/x-www-form-urlencoded).
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit =
            || rest.next().and_then(|b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        match byte {
            b'%' => bytes.extend(digit().zip(digit()).map(|(high, low)| high * 16 + low)),
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_parameters_are_decoded() {
        let request =
            Request { target: "/dealers/part?PartNumber=A%2D1+%C3%A6&x=y".to_owned(), ..Request::default() };
        assert_eq!(request.path(), "/dealers/part");
        assert_eq!(request.query("PartNumber").as_deref(), Some("A-1 æ"));
        assert_eq!(request.query("Other"), None);
    }
}
