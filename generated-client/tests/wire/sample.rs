//! The values that the sample messages hold.

use castile::Secret;
use castile::xml::Nillable;
use castile::xsd::Guid;
use generated_client::authenticate::{Client, Credential, Identity, Passport, Server, Token, User};

pub(crate) fn guid(text: &str) -> Guid {
    text.parse().unwrap()
}

/// A credential; the zero identity stands for the default one, as no identity does.
pub(crate) fn credential(identity: Option<Guid>) -> Credential {
    Credential {
        application_id: guid("11111111-2222-3333-4444-555555555555"),
        identity_id: identity,
        password: Some(Secret::from("p&ss<word")),
        username: Some("user@example.com".to_owned()),
    }
}

pub(crate) fn token() -> Token {
    Token {
        application_id: guid("11111111-2222-3333-4444-555555555555"),
        id: guid("bbbbbbbb-0000-4000-8000-00000000000b"),
    }
}

/// An identity with every member that messages give it.
pub(crate) fn full(id: &str, disabled: Option<bool>) -> Identity {
    Identity {
        id: guid(id),
        user: Some(User {
            contact_id: Some(17),
            id: Some(guid("dddddddd-0000-4000-8000-00000000000d")),
            name: Some("Ola Nordmann".to_owned()),
            employee_id: Some(42),
        }),
        client: Some(Client { id: 123_456_789_012, name: Some("Eksempel AS & Sønner".to_owned()) }),
        is_current: true,
        is_default: true,
        is_protected: false,
        servers: Some(vec![Nillable::Value(Server { id: 1, type_: 2 })]),
        is_disabled: disabled,
    }
}

/// An identity with the required members, an empty user and a client without a name.
pub(crate) fn sparse() -> Identity {
    Identity {
        id: guid("aaaaaaaa-0002-4000-8000-000000000002"),
        user: Some(User { contact_id: None, id: None, name: None, employee_id: None }),
        client: Some(Client { id: 9, name: None }),
        is_current: false,
        is_default: false,
        is_protected: false,
        servers: None,
        is_disabled: None,
    }
}

pub(crate) fn identities() -> Vec<Nillable<Identity>> {
    vec![Nillable::Value(full("aaaaaaaa-0001-4000-8000-000000000001", Some(true))), Nillable::Value(sparse())]
}

pub(crate) fn passport() -> Passport {
    Passport {
        id: guid("cccccccc-0000-4000-8000-00000000000c"),
        email: Some("user@example.com".to_owned()),
        identities: Some(identities()),
        session_id: Some(Secret::from("abcde12345fghij67890klmn")),
    }
}
