//! The identities of the demonstration's user: two made-up companies.

use castile::Nillable;
use castile::xsd::Guid;
use generated_client::authenticate::{Client, Identity, Server, User};

/// How many there are.
pub(crate) const COUNT: usize = 2;

/// All of them, with the one at `current` marked.
pub(crate) fn all(current: usize) -> Vec<Nillable<Identity>> {
    (0..COUNT).map(|index| Nillable::Value(one(index, current))).collect()
}

/// The one at `index`.
pub(crate) fn one(index: usize, current: usize) -> Identity {
    let (number, company) = match index {
        0 => (9_007_199_254_740_991, "Nordlys Regnskap AS"),
        _ => (9_007_199_254_740_992, "Fjell & Fjord ANS"),
    };
    Identity {
        id: id(index),
        user: Some(User {
            contact_id: None,
            id: None,
            name: Some("Kari Nordmann".to_owned()),
            employee_id: None,
        }),
        client: Some(Client { id: number, name: Some(company.to_owned()) }),
        is_current: index == current,
        is_default: index == 0,
        is_protected: false,
        servers: Some(vec![Nillable::Value(Server { id: 1, type_: 2 }), Nillable::Nil]),
        is_disabled: None,
    }
}

/// Which one has this id.
pub(crate) fn position(wanted: Guid) -> Option<usize> {
    (0..COUNT).find(|index| id(*index) == wanted)
}

fn id(index: usize) -> Guid {
    let text = ["aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"];
    text.get(index).and_then(|text| text.parse().ok()).unwrap_or_default()
}
