//! Compares what a server says it understood with what was sent.
//!
//! The server writes a file for each call, `NNNNN-SERVICE-OPERATION.xml`, with its arguments as its own serializer sees them.
//! Both sides become lists of leaves, by path and text. A leaf that holds the schema's default is left out of both: a
//! .NET server fills defaults in on reading and leaves them out on writing.

use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The defaults of `authenticate.wsdl`, by the end of the path.
const DEFAULTS: [(&str, &str); 6] = [
    ("/IdentityId", "00000000-0000-0000-0000-000000000000"),
    ("/User/ContactId", "-2147483648"),
    ("/User/EmployeeId", "-2147483648"),
    ("/User/Id", "00000000-0000-0000-0000-000000000000"),
    ("/User/Name", ""),
    ("/IsDisabled", "false"),
];

/// The log of a server: a folder that grows by a file a call.
#[derive(Debug)]
pub(crate) struct Log {
    folder: PathBuf,
    seen: usize,
}

impl Log {
    /// Starts after what is there by now.
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let log = Self { folder: folder.to_owned(), seen: 0 };
        Ok(Self { seen: log.files()?.len(), ..log })
    }

    /// Compares the next call of the log with the envelope that was sent.
    pub(crate) fn next_is(&mut self, envelope: &str) -> Result<(), String> {
        let file = self.files()?.into_iter().nth(self.seen).ok_or("the server has no record of the call")?;
        self.seen += 1;
        let understood = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        compare(envelope, &understood)
            .map_err(|difference| format!("the server understood otherwise: {difference}"))
    }

    fn files(&self) -> Result<Vec<PathBuf>, String> {
        let entries =
            fs::read_dir(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let mut files: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        files.sort();
        Ok(files)
    }
}

/// Compares the payload of an envelope with the record of a call, argument by argument.
fn compare(envelope: &str, record: &str) -> Result<(), String> {
    let parse = |xml| Document::parse(xml).map_err(|error| error.to_string());
    let (envelope, record) = (parse(envelope)?, parse(record)?);
    let wrapper = envelope
        .descendants()
        .find(|node| node.tag_name().name() == "Body")
        .and_then(|body| body.first_element_child())
        .ok_or("the envelope is empty")?;
    let call = record.root_element();
    same(wrapper.tag_name().name(), call.attribute("method").unwrap_or_default())?;

    let mut sent = Vec::new();
    for argument in wrapper.children().filter(Node::is_element) {
        leaves(argument, argument.tag_name().name(), &mut sent);
    }
    let mut understood = Vec::new();
    for argument in call.children().filter(Node::is_element) {
        let name = argument.attribute("name").unwrap_or_default();
        if let Some(value) = argument.first_element_child() {
            leaves(value, name, &mut understood);
        }
    }
    same(&sent.join("\n"), &understood.join("\n"))
}

fn leaves(node: Node<'_, '_>, path: &str, out: &mut Vec<String>) {
    let mut children = node.children().filter(Node::is_element).peekable();
    if children.peek().is_none() {
        let nil = node.attribute((XSI, "nil")) == Some("true");
        let text = node.text().unwrap_or_default();
        if !DEFAULTS.iter().any(|(end, default)| path.ends_with(end) && text == *default) {
            out.push(format!("{path} = {}", if nil { "nil" } else { text }));
        }
        return;
    }
    let before = out.len();
    for child in children {
        leaves(child, &format!("{path}/{}", child.tag_name().name()), out);
    }
    // An element whose members all hold their defaults is as good as an empty one.
    if out.len() == before {
        out.push(format!("{path} = "));
    }
}

/// The first line in which the two differ, without its value where that is a secret.
fn same(sent: &str, understood: &str) -> Result<(), String> {
    if sent == understood {
        return Ok(());
    }
    let differ = sent.lines().zip(understood.lines()).find(|(a, b)| a != b);
    let (a, b) = differ.unwrap_or(("a different number of members", "another"));
    let masked = |line: &str| match line.split_once(" = ") {
        Some((path, _)) if path.ends_with("/Password") => format!("{path} = ***"),
        _ => line.to_owned(),
    };
    Err(format!("sent `{}`, understood `{}`", masked(a), masked(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = r#"<e:Envelope xmlns:e="urn:e"><e:Body><Login xmlns="urn:s"><credential><ApplicationId>1</ApplicationId>
        <Password>p&amp;w</Password></credential></Login></e:Body></e:Envelope>"#;

    fn record(password: &str) -> String {
        format!(
            r#"<call service="Authenticate" method="Login"><arg name="credential"><Credential>
              <ApplicationId xmlns="urn:s">1</ApplicationId>
              <IdentityId xmlns="urn:s">00000000-0000-0000-0000-000000000000</IdentityId>
              <Password xmlns="urn:s">{password}</Password></Credential></arg></call>"#
        )
    }

    #[test]
    fn defaults_filled_in_by_the_server_are_no_difference() {
        assert_eq!(compare(SENT, &record("p&amp;w")), Ok(()));
    }

    #[test]
    fn another_value_is_a_difference_and_a_password_is_not_shown() {
        let difference = compare(SENT, &record("other")).err();
        assert_eq!(
            difference.as_deref(),
            Some("sent `credential/Password = ***`, understood `credential/Password = ***`")
        );
    }
}
