//! Schemas of well-known namespaces, which people import by the URL of their maker or by none.
//!
//! They are written here: what the specifications declare, without the documentation, and no more than clients meet. A file
//! that declares the namespace goes before.

/// A schema that this program has.
pub(super) struct Known {
    pub(super) namespace: &'static str,
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    /// The namespaces of other such schemas that it imports.
    pub(super) imports: &'static [&'static str],
}

const fn known(namespace: &'static str, name: &'static str, text: &'static str) -> Known {
    Known { namespace, name, text, imports: &[] }
}

/// All of them.
pub(super) const SCHEMAS: &[Known] = &[
    known("http://www.w3.org/2000/09/xmldsig#", "xmldsig.xsd", include_str!("known/xmldsig.xsd")),
    known("http://www.w3.org/2005/08/addressing", "addressing.xsd", include_str!("known/addressing.xsd")),
    known(
        "http://schemas.xmlsoap.org/ws/2004/08/addressing",
        "addressing-2004.xsd",
        include_str!("known/addressing-2004.xsd"),
    ),
    known(
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
        "wsu.xsd",
        include_str!("known/wsu.xsd"),
    ),
    Known {
        namespace: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
        name: "wsse.xsd",
        text: include_str!("known/wsse.xsd"),
        imports: &["http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"],
    },
    known("http://microsoft.com/wsdl/types/", "ms-types.xsd", include_str!("known/ms-types.xsd")),
    known("http://www.w3.org/2005/05/xmlmime", "xmlmime.xsd", include_str!("known/xmlmime.xsd")),
    known("http://www.w3.org/2004/08/xop/include", "xop.xsd", include_str!("known/xop.xsd")),
    known("http://www.w3.org/1999/xlink", "xlink.xsd", include_str!("known/xlink.xsd")),
    known(
        "http://schemas.microsoft.com/2003/10/Serialization/",
        "serialization.xsd",
        include_str!("known/serialization.xsd"),
    ),
    known(
        "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
        "arrays.xsd",
        include_str!("known/arrays.xsd"),
    ),
    known("http://schemas.xmlsoap.org/soap/envelope/", "envelope.xsd", include_str!("known/envelope.xsd")),
    known(
        "http://www.w3.org/2003/05/soap-envelope",
        "envelope-1.2.xsd",
        include_str!("known/envelope-1.2.xsd"),
    ),
    known(
        "http://www.w3.org/2003/05/soap-encoding",
        "encoding-1.2.xsd",
        include_str!("known/encoding-1.2.xsd"),
    ),
    known("http://schemas.xmlsoap.org/soap/encoding/", "encoding.xsd", include_str!("known/encoding.xsd")),
    // What Apache SOAP and Axis take maps, lists and XML for, and PHP after them.
    known("http://xml.apache.org/xml-soap", "xml-soap.xsd", include_str!("known/xml-soap.xsd")),
    known("http://ws-i.org/profiles/basic/1.1/xsd", "swaref.xsd", include_str!("known/swaref.xsd")),
];

/// A namespace of these, as this program has it.
pub(super) fn namespace(namespace: &str) -> Option<&'static str> {
    SCHEMAS.iter().map(|schema| schema.namespace).find(|known| *known == namespace)
}

#[cfg(test)]
mod tests {
    use super::SCHEMAS;
    use crate::diagnostic::Diagnostics;
    use crate::load::{Memory, load};
    use crate::read::read;
    use crate::resolve::resolve;
    use crate::source::{SourceMap, Span};

    #[test]
    fn each_is_a_schema_of_its_namespace_without_a_mistake() {
        for schema in SCHEMAS {
            assert!(schema.text.contains(&format!("targetNamespace=\"{}\"", schema.namespace)));
            // What it imports is had as by anybody who imports it: with its own file in its place.
            let files = Memory::from([(schema.name, schema.text)]);
            let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
            let specs = load(&files, &[], schema.name.as_ref(), Span::NONE, &mut sources, &mut found);
            if let Some(specs) = specs {
                let model = resolve(&read(&sources, &specs, &mut found), &mut found);
                crate::check::check(&model, &mut found);
            }
            assert!(found.is_empty(), "{}", found.render(&sources));
        }
    }
}
