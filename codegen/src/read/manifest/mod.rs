//! The manifest, read.
