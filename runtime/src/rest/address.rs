//! The address of a call: the endpoint, the route's path with its parameters, the query.

use ::http::Uri;
use ::http::uri::PathAndQuery;

use super::call::pair;
use crate::Secret;
use crate::error::EncodeError;
use crate::http::{FormatBy, percent::encoded};
use crate::xml::Name;
use crate::xml::{Reader, Result, ToText, Writer};

/// The parameters of one call, as text.
#[derive(Clone, Default)]
pub(super) struct Parameters {
    path: Vec<(&'static str, Secret)>,
    query: Vec<(&'static str, Secret)>,
}

impl Parameters {
    pub(super) fn add_path(&mut self, name: &'static str, value: Secret) {
        self.path.push((name, value));
    }

    pub(super) fn add_query(&mut self, name: &'static str, value: Secret) {
        self.query.push((name, value));
    }

    /// The address below an endpoint.
    pub(super) fn address(&self, base: Uri, path: &str, format: FormatBy) -> Result<Uri, EncodeError> {
        let mut address = base.path().trim_end_matches('/').to_owned();
        self.push_path(&mut address, path)?;
        if format == FormatBy::Suffix {
            address.push_str(".xml");
        }
        let ours = self.query.iter().map(|(name, value)| pair(name, value));
        let format = (format == FormatBy::Query).then(|| "format=xml".to_owned());
        let given = base.query().map(str::to_owned);
        for (at, pair) in given.into_iter().chain(ours).chain(format).enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(&pair);
        }
        let unusable = || EncodeError::new("endpoint, path and parameters make no address");
        let mut parts = base.into_parts();
        parts.path_and_query = Some(PathAndQuery::try_from(address).map_err(|_| unusable())?);
        Uri::from_parts(parts).map_err(|_| unusable())
    }

    /// The path with its parameters in the place of their names.
    fn push_path(&self, out: &mut String, path: &str) -> Result<(), EncodeError> {
        if !path.starts_with('/') {
            out.push('/');
        }
        let mut rest = path;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?)))
        {
            out.push_str(before);
            out.push_str(&self.segment(name)?);
            rest = after;
        }
        out.push_str(rest);
        Ok(())
    }

    /// One parameter of the path. What would lead to another route is refused: an empty one, and the dots that a client or a
    /// server resolves (RFC 3986 §5.2.4), encoded or not.
    fn segment(&self, name: &str) -> Result<String, EncodeError> {
        match self.path.iter().find(|(it, _)| *it == name).map(|(_, value)| value.expose()) {
            None => Err(EncodeError::new(format!("the path parameter `{name}` is not given"))),
            Some("" | "." | "..") => Err(EncodeError::new(format!(
                "the path parameter `{name}` is empty or dots, which is another path"
            ))),
            Some(value) => Ok(encoded(value).to_string()),
        }
    }
}

/// The lexical form of a value without escapes, by way of XML, which says what may not be written at all.
pub(super) fn lexical<T: ToText + ?Sized>(value: &T) -> Result<Secret> {
    let mut writer = Writer::new();
    writer.start(Name::new("", "value"));
    writer.text(value);
    writer.end();
    let text = Secret::from(writer.finish()?);
    let mut reader = Reader::new(text.expose());
    reader.root()?;
    Ok(Secret::from(reader.text()?.into_owned()))
}
