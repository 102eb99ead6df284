#![doc = include_str!("../../README.md")]

mod dealer;
mod generated;
mod office;

pub use dealer::Dealer;
pub use generated::{authenticate, two_service};
pub use office::{Choice, Office, Wanted};
