//! `[input.session.identity]`: which operations and members say on whose behalf a session acts.

use super::session::path;
use super::table::Table;
use super::{Cx, Said};

/// How a session stays on an identity.
#[derive(Debug)]
pub(crate) struct Identity {
    /// The operation that says which one is current.
    pub(crate) current: Said<String>,
    /// The operation that lists them.
    pub(crate) list: Said<String>,
    /// The operation that switches by id.
    pub(crate) set: Said<String>,
    /// The members from an identity down to its id.
    pub(crate) id: Said<Vec<String>>,
    /// The members from an identity down to the name of its client.
    pub(crate) client: Said<Vec<String>>,
}

pub(super) fn read(cx: &mut Cx<'_>, session: &Table<'_>) -> Option<Identity> {
    let table = session.table(cx, "identity", &["current", "list", "set", "id", "client"])?;
    let [current, list, set] = ["current", "list", "set"].map(|key| table.required(cx, key));
    let [id, client] = ["id", "client"].map(|key| table.required(cx, key).and_then(|said| path(cx, &said)));
    Some(Identity { current: current?, list: list?, set: set?, id: id?, client: client? })
}
