//! WADL, read.
