//! The shape of WSDL documents (WSDL 1.1 appendix A.4.1) and of the elements of SOAP, HTTP and MIME in them (§3 to §5), as
//! tables.

use crate::xml::{ANYTHING, Shape};

/// WSDL's own elements. All are open: extensions of other namespaces may stand anywhere (§2.1.3), and documentation,
/// which the appendix wants first, stands anywhere in practice.
pub(super) fn wsdl(_parent: &str, local: &str) -> Option<Shape> {
    let (attributes, children) = match local {
        "documentation" => return Some(ANYTHING),
        "definitions" => {
            ("name targetNamespace", "import|documentation|types|message|portType|binding|service*")
        }
        "import" => ("namespace! location!", "documentation*"),
        "types" => ("", "documentation*"),
        "message" => ("name!", "documentation|part*"),
        "part" => ("name! element type", "documentation*"),
        "portType" => ("name!", "documentation|operation*"),
        "operation" => ("name! parameterOrder", "documentation|input|output|fault*"),
        "input" | "output" | "fault" => ("name message", "documentation*"),
        "binding" => ("name! type!", "documentation|operation*"),
        "service" => ("name!", "documentation|port*"),
        "port" => ("name! binding!", "documentation*"),
        _ => return None,
    };
    Some(Shape { attributes, children, open: true })
}

/// The elements of the SOAP bindings; both versions have the same.
pub(super) fn soap(parent: &str, local: &str) -> Option<Shape> {
    let (attributes, children) = match (parent, local) {
        (_, "binding") => ("style transport", ""),
        (_, "operation") => ("soapAction style soapActionRequired", ""),
        (_, "body") => ("parts use encodingStyle namespace", ""),
        (_, "header") => ("message! part! use encodingStyle namespace", "headerfault*"),
        ("header", "headerfault") => ("message! part! use encodingStyle namespace", ""),
        (_, "fault") => ("name use encodingStyle namespace", ""),
        (_, "address") => ("location!", ""),
        _ => return None,
    };
    Some(Shape { attributes, children, open: false })
}

/// The elements of the HTTP binding.
pub(super) fn http(_parent: &str, local: &str) -> Option<Shape> {
    let attributes = match local {
        "binding" => "verb!",
        "operation" | "address" => "location!",
        "urlEncoded" | "urlReplacement" => "",
        _ => return None,
    };
    Some(Shape { attributes, children: "", open: false })
}

/// The elements of the MIME binding. Elements of SOAP stand in its parts.
pub(super) fn mime(_parent: &str, local: &str) -> Option<Shape> {
    let (attributes, children, open) = match local {
        "multipartRelated" => ("name", "part*", false),
        "part" => ("name", "content|mimeXml*", true),
        "content" => ("part type", "", false),
        "mimeXml" => ("part", "", false),
        _ => return None,
    };
    Some(Shape { attributes, children, open })
}
