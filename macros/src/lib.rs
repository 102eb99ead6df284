//! The derives of `castile`.
