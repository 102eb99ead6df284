//! `crate`: where the runtime is, for crates that re-export it.

use castile_macros::{FromXml, ToXml};

use super::both;

mod vendored {
    pub(super) mod deep {
        pub(crate) use ::castile as xml_runtime;
    }
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(crate = "vendored::deep::xml_runtime")]
struct Ping {
    id: u32,
}

#[test]
fn elsewhere() {
    both("<Ping><id>1</id></Ping>", Ping { id: 1 });
}

/// Names in scope do not reach into the expansion.
mod hygiene {
    #![expect(dead_code, non_camel_case_types, reason = "names that a careless expansion would meet")]

    use castile_macros::{FromXml, ToXml};

    struct Option;
    struct Result;
    struct Vec;
    struct String;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct castile;
    mod core {}
    mod std {}

    #[derive(Debug, PartialEq, FromXml, ToXml)]
    pub(super) struct Ping {
        pub(super) __r: u32,
        pub(super) __slot: ::std::option::Option<u32>,
        #[xml(item = "x")]
        pub(super) __w: ::std::option::Option<::std::vec::Vec<u32>>,
        #[xml(attribute)]
        pub(super) core: ::std::option::Option<::std::string::String>,
    }

    #[derive(Debug, PartialEq, FromXml, ToXml)]
    pub(super) enum Value {
        Ok,
        None,
    }
}

#[test]
fn names_in_scope_do_not_matter() {
    both("<Ping><__r>1</__r></Ping>", hygiene::Ping { __r: 1, __slot: None, __w: None, core: None });
    super::reads("<x>None</x>", &hygiene::Value::None);
}
