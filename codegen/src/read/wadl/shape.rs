//! The shape of WADL documents (WADL 2009-02-02 appendix) as a table. Elements of other namespaces may stand anywhere.

use crate::xml::{ANYTHING, Shape};

pub(super) fn table(_parent: &str, local: &str) -> Option<Shape> {
    let (attributes, children) = match local {
        "doc" => return Some(ANYTHING),
        "application" => ("", "doc* grammars? resources* resource_type|method|representation|param*"),
        "grammars" => ("", "doc* include*"),
        "include" => ("href!", "doc*"),
        "resources" => ("base!", "doc* resource*"),
        "resource" => ("id type queryType path", "doc* param* method|resource*"),
        "resource_type" => ("id", "doc* param* method|resource*"),
        "method" => ("id name href", "doc* request? response*"),
        "request" => ("", "doc* param* representation*"),
        "response" => ("status", "doc* param* representation*"),
        "representation" => ("id element mediaType href profile", "doc* param*"),
        "param" => ("href name style id type default required repeating fixed path", "doc* option* link?"),
        "option" => ("value! mediaType", "doc*"),
        "link" => ("resource_type rel rev", "doc*"),
        _ => return None,
    };
    Some(Shape { attributes, children, open: true })
}
