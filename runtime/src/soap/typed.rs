//! Hooks on the typed level: what a client does with the requests and results of one operation.

use std::any::{Any, TypeId};
use std::sync::Arc;

use super::Operation;
use crate::Error;

/// The typed hooks of a client, by the type of their operation.
#[derive(Clone, Default)]
pub(super) struct Typed {
    hooks: Vec<(TypeId, Arc<dyn Any + Send + Sync>)>,
}

/// As they are kept, so that they can be found again by their types.
struct Before<O: Operation>(Box<Change<O>>);
struct After<O: Operation>(Box<Look<O>>);

type Change<O> = dyn Fn(&mut <O as Operation>::Request) + Send + Sync;
type Look<O> = dyn Fn(Result<&<O as Operation>::Output, &Error>) + Send + Sync;

impl Typed {
    pub(super) fn before<O: Operation>(&mut self, hook: impl Fn(&mut O::Request) + Send + Sync + 'static) {
        self.hooks.push((TypeId::of::<O>(), Arc::new(Before::<O>(Box::new(hook)))));
    }

    pub(super) fn after<O: Operation>(
        &mut self,
        hook: impl Fn(Result<&O::Output, &Error>) + Send + Sync + 'static,
    ) {
        self.hooks.push((TypeId::of::<O>(), Arc::new(After::<O>(Box::new(hook)))));
    }

    pub(super) fn change<O: Operation>(&self, request: &mut O::Request) {
        self.of::<O, Before<O>>().for_each(|hook| (hook.0)(request));
    }

    pub(super) fn look_at<O: Operation>(&self, result: Result<&O::Output, &Error>) {
        self.of::<O, After<O>>().for_each(|hook| (hook.0)(result));
    }

    fn of<O: Operation, H: 'static>(&self) -> impl Iterator<Item = &H> {
        let ours = self.hooks.iter().filter(|(id, _)| *id == TypeId::of::<O>());
        ours.filter_map(|(_, hook)| hook.downcast_ref())
    }
}
