//! A request kept to be sent again, wiped if it is not.

use super::Request;
use crate::secret::wipe;

/// A request that may be sent again.
pub(super) struct Kept(Request);

impl Kept {
    pub(super) fn of(request: &Request) -> Self {
        Self(request.clone())
    }

    pub(super) fn take(mut self) -> Request {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        wipe(self.0.body_mut());
    }
}
