//! Messages as people read them: indented, and without the secrets in them.

use std::fmt::Write as _;

/// Local names of elements and parameters whose text is never shown.
const SECRETS: [&str; 4] = ["Password", "LoginResult", "SessionId", "SessionToken"];

/// A line for each element of `xml`, indented by its depth; what is no markup is shown as it is.
pub(crate) fn pretty(xml: &str) -> String {
    let mut out = String::new();
    let mut path: Vec<&str> = Vec::new();
    // Whether the last thing written was a start tag, so that its text and end tag stay on its line.
    let mut open = false;
    let mut rest = xml.trim();
    while let Some((markup, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let (closing, leaf) =
            (markup.starts_with('/'), markup.ends_with('/') || markup.starts_with(['?', '!']));
        if closing {
            path.pop();
        }
        let beside = closing && open;
        if !beside && !out.is_empty() {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", path.len()));
        }
        let _ = write!(out, "<{markup}>");
        open = !closing && !leaf;
        if open {
            path.push(local_name(markup));
        }
        let (text, next) = after.split_at(after.find('<').unwrap_or(after.len()));
        if !text.trim().is_empty() {
            out.push_str(if is_secret(&path) { "***" } else { text.trim() });
        }
        rest = next;
    }
    out + if is_secret(&path) { "" } else { rest }
}

/// Whether the text of an element is a secret; the id of a token is the token.
fn is_secret(path: &[&str]) -> bool {
    path.last().is_some_and(|name| SECRETS.contains(name)) || path.ends_with(&["token", "Id"])
}

/// The target of a request with the values of secret query parameters left out.
pub(crate) fn mask_query(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else { return target.to_owned() };
    let masked: Vec<_> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if SECRETS.contains(&name) => format!("{name}=***"),
            _ => pair.to_owned(),
        })
        .collect();
    format!("{path}?{}", masked.join("&"))
}

fn local_name(markup: &str) -> &str {
    let name = markup.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_on_lines_of_their_own_and_secrets_are_masked() {
        let xml = r#"<?xml version="1.0"?><a><s:Password x="1">p&amp;w</s:Password><b/><c>t</c><token><Id>7</Id></token><d></d></a>"#;
        let lines = r#"<?xml version="1.0"?>
<a>
  <s:Password x="1">***</s:Password>
  <b/>
  <c>t</c>
  <token>
    <Id>***</Id>
  </token>
  <d></d>
</a>"#;
        assert_eq!(pretty(xml), lines);
    }

    #[test]
    fn what_is_no_markup_stays() {
        assert_eq!(pretty("Bad gateway"), "Bad gateway");
        assert_eq!(pretty("<a>cut of"), "<a>cut of");
    }

    #[test]
    fn secret_parameters_are_masked() {
        assert_eq!(mask_query("/part?PartNumber=1&SessionToken=abc"), "/part?PartNumber=1&SessionToken=***");
        assert_eq!(mask_query("/part"), "/part");
    }
}
