//! Typed XML, SOAP and sessions.
