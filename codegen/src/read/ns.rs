//! The namespaces that specs are written in.

/// WSDL 1.1.
pub(crate) const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
/// WSDL 1.1 binding for SOAP 1.1.
pub(crate) const SOAP11: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
/// WSDL 1.1 binding for SOAP 1.2.
pub(crate) const SOAP12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";
/// WSDL 1.1 binding for HTTP GET and POST.
pub(crate) const HTTP: &str = "http://schemas.xmlsoap.org/wsdl/http/";
/// WSDL 1.1 binding for MIME.
pub(crate) const MIME: &str = "http://schemas.xmlsoap.org/wsdl/mime/";
/// The metadata of WS-Addressing 1.0.
pub(crate) const ADDRESSING_METADATA: &str = "http://www.w3.org/2007/05/addressing/metadata";
/// WADL of 2 February 2009.
pub(crate) const WADL: &str = "http://wadl.dev.java.net/2009/02";
/// XML Schema 1.0.
pub(crate) const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// `xsi:type` and its kin.
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// `xml:lang` and its kin.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Whether a namespace is that of WSDL 2.0: the recommendation's, or that of a draft.
pub(crate) fn is_wsdl2(ns: &str) -> bool {
    matches!(ns, "http://www.w3.org/ns/wsdl" | "http://www.w3.org/2006/01/wsdl")
}

/// Whether a namespace is that of the binding of WS-Addressing 1.0 to WSDL, before it was called its metadata.
pub(crate) fn is_addressing_binding(ns: &str) -> bool {
    matches!(ns, "http://www.w3.org/2006/05/addressing/wsdl" | "http://www.w3.org/2006/02/addressing/wsdl")
}

/// Whether a namespace is that of WS-Policy: the recommendation's, or that of a submission.
pub(crate) fn is_policy(ns: &str) -> bool {
    matches!(
        ns,
        "http://www.w3.org/ns/ws-policy"
            | "http://schemas.xmlsoap.org/ws/2004/09/policy"
            | "http://schemas.xmlsoap.org/ws/2002/12/policy"
    )
}

/// Whether a namespace is that of SOAP encoding: SOAP 1.1 §5, SOAP 1.2 Part 2 §3.
pub(crate) fn is_encoding(ns: &str) -> bool {
    matches!(ns, "http://schemas.xmlsoap.org/soap/encoding/" | "http://www.w3.org/2003/05/soap-encoding")
}

/// Whether a namespace is that of XML Schema: the recommendation's, or that of a draft (which are taken to mean the same
/// as far as they use what the recommendation kept).
pub(crate) fn is_xsd(ns: &str) -> bool {
    matches!(ns, XSD | "http://www.w3.org/2000/10/XMLSchema" | "http://www.w3.org/1999/XMLSchema")
}

/// Whether a namespace is that of a binding for SOAP.
pub(crate) fn is_soap_binding(ns: &str) -> bool {
    matches!(ns, SOAP11 | SOAP12)
}
