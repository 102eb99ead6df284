//! A URL → a folder with the spec and all that it names, to be compiled from there and checked in.
//!
//! This is the only way to the network, and it is a command of its own: compiling stays the same on every machine. What is
//! fetched names what is fetched next, so it stays at the origin of the URL and within limits. The locations in the saved
//! files name the saved files, so that the folder needs no catalog.

use castile_codegen::load::locations;
use reqwest::Url;
use reqwest::blocking::Client;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// More files than any service has.
const FILES: usize = 1_000;

/// What to fetch, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The URL of a WSDL, WADL or schema, such as `https://example.com/Orders.asmx?wsdl`
    url: Url,
    /// The folder to save to
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// A header of the requests, such as `Authorization: Basic …`
    #[arg(long, value_name = "NAME: VALUE", value_parser = header)]
    header: Vec<(HeaderName, HeaderValue)>,
    /// The most a file may have
    #[arg(long, value_name = "MIB", default_value_t = 16)]
    limit: u64,
}

fn header(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) = text.split_once(':').ok_or("a header is a name, a colon and a value")?;
    let name = name.trim().parse().map_err(|_| "this is no name of a header")?;
    let mut value: HeaderValue = value.trim().parse().map_err(|_| "this is no value of a header")?;
    value.set_sensitive(true);
    Ok((name, value))
}

/// What came of it.
pub(crate) struct Fetched {
    /// The files, the spec first.
    pub(crate) files: Vec<PathBuf>,
    /// The locations in them that still name what was not fetched, each with the file and the line that it stands in.
    pub(crate) left: Vec<String>,
}

/// Fetches and saves.
pub(crate) fn fetch(arguments: Arguments) -> Result<Fetched, String> {
    let Arguments { url, output, header, limit } = arguments;
    let mut fetcher = Fetcher {
        client: client(url.clone(), header)?,
        origin: url.clone(),
        limit: limit.saturating_mul(1 << 20),
        names: BTreeMap::new(),
        open: VecDeque::new(),
        left: Vec::new(),
    };
    fetcher.name(&url);
    let mut files = Vec::new();
    while let Some((url, name)) = fetcher.open.pop_front() {
        let text = fetcher.file(&url, &name)?;
        files.push((name, text));
    }
    // Nothing is written before all is there.
    std::fs::create_dir_all(&output).map_err(|error| format!("{}: {error}", output.display()))?;
    let files = files.into_iter().map(|(name, text)| save(&output.join(name), &text));
    Ok(Fetched { files: files.collect::<Result<_, _>>()?, left: fetcher.left })
}

fn save(path: &Path, text: &str) -> Result<PathBuf, String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path.to_owned())
}

/// Whoever answers for the origin may send on only to places of the same origin.
fn client(origin: Url, header: Vec<(HeaderName, HeaderValue)>) -> Result<Client, String> {
    let redirects = reqwest::redirect::Policy::custom(move |attempt| {
        if attempt.url().origin() == origin.origin() && attempt.previous().len() < 5 {
            attempt.follow()
        } else {
            attempt.stop()
        }
    });
    let client = Client::builder().redirect(redirects).timeout(Duration::from_secs(60));
    let client = client.default_headers(HeaderMap::from_iter(header));
    client.build().map_err(|error| error.to_string())
}

struct Fetcher {
    client: Client,
    origin: Url,
    /// Of bytes a file.
    limit: u64,
    /// The names of files by URL.
    names: BTreeMap<Url, String>,
    open: VecDeque<(Url, String)>,
    left: Vec<String>,
}

impl Fetcher {
    /// A file, with its locations naming files; those of another origin are left as they are.
    fn file(&mut self, url: &Url, name: &str) -> Result<String, String> {
        let mut text = self.text(url).map_err(|why| format!("{url}: {why}"))?;
        let (mut here, mut left) = (Vec::new(), Vec::new());
        for location in locations(&text) {
            match url.join(&location.text.replace('\\', "/")) {
                Ok(target) if target.origin() == self.origin.origin() => here.push((location.range, target)),
                _ => {
                    let line =
                        text.get(..location.range.start).map_or(0, |before| before.matches('\n').count());
                    left.push(format!("{name}:{}: `{}`", line + 1, location.text));
                }
            }
        }
        self.left.extend(left);
        let names: Vec<_> = here.iter().map(|(_, target)| self.name(target)).collect();
        for ((range, _), name) in here.into_iter().zip(names).rev() {
            text.replace_range(range, &name);
        }
        if self.names.len() > FILES {
            return Err(format!("{url}: it and what it names are more than {FILES} files"));
        }
        Ok(text)
    }

    fn text(&self, url: &Url) -> Result<String, String> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err("only http and https are fetched".to_owned());
        }
        let answer = self.client.get(url.clone()).send().map_err(|error| chain(&error.without_url()))?;
        if !answer.status().is_success() {
            return Err(format!("the answer is {}", answer.status()));
        }
        let mut bytes = Vec::new();
        answer.take(self.limit + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() as u64 > self.limit {
            return Err(format!("it is larger than {} MiB; `--limit` allows more", self.limit >> 20));
        }
        String::from_utf8(bytes).map_err(|_| "it is not in UTF-8; save it by hand".to_owned())
    }

    /// The name of the file that a URL is saved as; a URL that is new is to be fetched.
    fn name(&mut self, url: &Url) -> String {
        let mut url = url.clone();
        url.set_fragment(None);
        if let Some(name) = self.names.get(&url) {
            return name.clone();
        }
        let wanted = file_name(&url);
        let (stem, ending) = wanted.rsplit_once('.').unwrap_or((&wanted, "xml"));
        let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
        let is_free = |name: &String| !self.names.values().any(|taken| taken.eq_ignore_ascii_case(name));
        let name = std::iter::once(wanted.clone()).chain(numbered).find(is_free).unwrap_or_default();
        self.names.insert(url.clone(), name.clone());
        self.open.push_back((url, name.clone()));
        name
    }
}

/// `https://example.com/a/Orders.asmx?xsd=xsd0` → `Orders-xsd0.xsd`.
fn file_name(url: &Url) -> String {
    let last =
        url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty())).unwrap_or("spec");
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let query = url.query().unwrap_or("");
    let (kind, value) = query.split_once('=').unwrap_or((query, ""));
    let kind = kind.to_ascii_lowercase();
    let plain = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c), "_");
    let stem = if value.is_empty() { plain(stem) } else { format!("{}-{}", plain(stem), plain(value)) };
    let known = ["wsdl", "wadl", "xsd"];
    let asked = known.into_iter().find(|known| kind.contains(known));
    let written = known.into_iter().find(|known| ending.eq_ignore_ascii_case(known));
    match asked.or(written) {
        Some(ending) => format!("{}.{ending}", stem.trim_end_matches(&format!(".{ending}"))),
        None => format!("{stem}.wsdl"),
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_are_named_by_what_they_are() -> Result<(), Box<dyn std::error::Error>> {
        for (url, name) in [
            ("https://h/a/Orders.asmx?wsdl", "Orders.wsdl"),
            ("https://h/a/Orders.svc?singleWsdl", "Orders.wsdl"),
            ("https://h/a/Orders.svc?xsd=xsd0", "Orders-xsd0.xsd"),
            ("https://h/a/Orders.svc?wsdl=wsdl0", "Orders-wsdl0.wsdl"),
            ("https://h/orders.wsdl", "orders.wsdl"),
            ("https://h/sub/types.xsd?v=1/2", "types-1_2.xsd"),
            ("https://h/services/orders", "orders.wsdl"),
            ("https://h/", "spec.wsdl"),
        ] {
            assert_eq!(file_name(&url.parse()?), name, "{url}");
        }
        Ok(())
    }
}
