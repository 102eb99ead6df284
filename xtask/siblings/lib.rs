//! The clients of the vendor's ten services, as generated.

#![deny(warnings)]

pub mod generated;
