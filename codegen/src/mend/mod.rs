//! Model → model, where a run keeps going: what the specs lack and what `check` refused is taken out, with all that needs it.
//!
//! What was refused is known by its place, so each rule stands in one place, in `check`. Afterwards the model breaks none of
//! them, and the stages that follow need not know that the specs did.

mod leave_out;
mod refused;

use crate::check::check;
use crate::diagnostic::Diagnostics;
use crate::model::Model;

/// Takes out what cannot stand.
pub(crate) fn mend(model: &mut Model, found: &mut Diagnostics) {
    // Where something is derived from itself nothing else has been checked.
    if refused::cycles(model, found) {
        check(model, found);
    }
    refused::types(model, found);
    refused::values(model, found);
    leave_out::leave_out(model, found);
}
