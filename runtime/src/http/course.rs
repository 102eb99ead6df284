//! How a call goes: what it counts on its way, and who is told at its end. A call that is dropped before it has one ends too.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::channel::Named;
use super::trace::Span;
use super::{Attempt, Finished, Hook};
use crate::Error;

/// How a call has gone so far.
pub(super) struct Course {
    pub(super) named: Named,
    begun: Instant,
    deadline: Option<Instant>,
    pub(super) attempts: u32,
    sent: usize,
    received: usize,
    status: Option<u16>,
}

impl Course {
    pub(super) fn new(named: Named, total: Option<Duration>) -> Self {
        let begun = Instant::now();
        let deadline = total.and_then(|total| begun.checked_add(total));
        Self { named, begun, deadline, attempts: 0, sent: 0, received: 0, status: None }
    }

    pub(super) fn next_attempt(&mut self) -> Attempt {
        self.attempts += 1;
        Attempt { service: self.named.service, operation: self.named.operation, number: self.attempts }
    }

    /// So many bytes are about to be sent.
    pub(super) fn sends(&mut self, bytes: usize) {
        self.sent += bytes;
        self.status = None;
    }

    /// An answer came.
    pub(super) fn answered(&mut self, status: u16, bytes: usize) {
        self.status = Some(status);
        self.received += bytes;
    }

    /// Whether a pause ends before the call does.
    pub(super) fn has_time_for(&self, pause: Duration) -> bool {
        self.deadline.is_none_or(|deadline| Instant::now() + pause < deadline)
    }

    fn finished<'c>(&self, error: Option<&'c Error>, dropped: bool) -> Finished<'c> {
        Finished {
            service: self.named.service,
            operation: self.named.operation,
            attempts: self.attempts,
            sent: self.sent,
            received: self.received,
            took: self.begun.elapsed(),
            status: self.status,
            error,
            dropped,
        }
    }
}

/// A call whose end the hooks and its span are told of, once.
pub(super) struct Told<'c> {
    hooks: &'c [Arc<dyn Hook>],
    span: &'c Span,
    course: Course,
    over: bool,
}

impl<'c> Told<'c> {
    pub(super) fn new(hooks: &'c [Arc<dyn Hook>], span: &'c Span, course: Course) -> Self {
        Self { hooks, span, course, over: false }
    }

    pub(super) fn course(&mut self) -> &mut Course {
        &mut self.course
    }

    /// It ended so.
    pub(super) fn end(mut self, error: Option<&Error>) {
        self.tell(error, false);
    }

    fn tell(&mut self, error: Option<&Error>, dropped: bool) {
        self.over = true;
        let finished = self.course.finished(error, dropped);
        self.span.finished(&finished);
        self.hooks.iter().for_each(|hook| hook.finished(&finished));
    }
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.tell(None, true);
        }
    }
}
