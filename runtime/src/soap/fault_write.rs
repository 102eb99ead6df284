//! Writes a fault in the form of either version.

use super::Version;
use super::fault::{Code, Fault, XML};
use crate::xml::{Name, Writer};

impl Fault {
    /// Writes the element `Fault` in a version's form.
    pub(super) fn write_in(&self, version: Version, writer: &mut Writer) {
        writer.start(Name::new(version.namespace(), "Fault"));
        match version {
            Version::V11 => self.write_v11(writer),
            Version::V12 => self.write_v12(writer),
        }
        writer.end();
    }

    fn write_v11(&self, writer: &mut Writer) {
        self.code.write(writer, Name::new("", "faultcode"), Version::V11);
        writer.element(Name::new("", "faultstring"), self.reason());
        if let Some(role) = &self.role {
            writer.element(Name::new("", "faultactor"), role);
        }
        if let Some(detail) = &self.detail {
            writer.element(Name::new("", "detail"), detail);
        }
    }

    fn write_v12(&self, writer: &mut Writer) {
        let named = |local| Name::new(Version::V12.namespace(), local);
        writer.start(named("Code"));
        self.code.write(writer, named("Value"), Version::V12);
        for subcode in &self.subcodes {
            writer.start(named("Subcode"));
            subcode.write(writer, named("Value"), Version::V12);
        }
        self.subcodes.iter().for_each(|_| writer.end());
        writer.end();
        writer.start(named("Reason"));
        for reason in &self.reasons {
            writer.start(named("Text"));
            writer.attribute(XML, "lang", reason.lang().unwrap_or("en"));
            writer.text(reason.text());
            writer.end();
        }
        writer.end();
        let optional = [("Node", &self.node), ("Role", &self.role)];
        for (local, text) in optional.into_iter().filter_map(|(local, text)| Some((local, text.as_ref()?))) {
            writer.element(named(local), text);
        }
        if let Some(detail) = &self.detail {
            writer.element(named("Detail"), detail);
        }
    }
}

impl Code {
    /// Writes an element with the code in it, under the version's own name for it.
    fn write(&self, writer: &mut Writer, element: Name<'_>, version: Version) {
        if Version::of(&self.ns).is_some() {
            let local = match (version, self.local.as_str()) {
                (Version::V12, "Client") => "Sender",
                (Version::V12, "Server") => "Receiver",
                (Version::V11, "Sender") => "Client",
                (Version::V11, "Receiver") => "Server",
                (_, other) => other,
            };
            return writer.element(element, &format!("soap:{local}"));
        }
        if self.ns.is_empty() {
            return writer.element(element, &self.local);
        }
        writer.declare("code", &self.ns);
        writer.element(element, &format!("code:{}", self.local));
    }
}
