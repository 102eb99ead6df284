//! Values of a request → arguments of a method: scalars by value, text as `&str`, everything else by reference, and what
//! may be absent as `impl Into<Option<_>>`, so that a caller writes `None` or the value.

use super::Planner;
use super::client::{Arg, Pass};
use super::item::Struct;
use super::names::Ident;
use super::soap::is_element;
use super::ty::Ty;

/// More arguments than these are easier to name as fields of a struct.
const MOST: usize = 7;

impl Planner<'_> {
    /// The arguments for the fields of a wrapper, if they can stand for it.
    pub(super) fn wrapper_args(&self, wrapper: &Struct) -> Option<Vec<Arg>> {
        let fits = wrapper.fields.len() <= MOST && wrapper.fields.iter().all(is_element);
        fits.then(|| wrapper.fields.iter().map(|field| self.arg(&field.name, &field.ty)).collect())
    }

    /// The argument for a value of this type.
    pub(super) fn arg(&self, name: &Ident, ty: &Ty) -> Arg {
        let (ty, optional) = match ty {
            Ty::Option(inner) => (&**inner, true),
            other => (other, false),
        };
        let (ty, boxed) = match ty {
            Ty::Boxed(inner) => (&**inner, true),
            other => (other, false),
        };
        let (pass, ty) = match ty {
            ty if self.is_copy(ty) => (Pass::Value, ty),
            _ if !self.settings.clones() => (Pass::Value, ty),
            Ty::Vec(item) => (Pass::Slice, &**item),
            ty if ty.is("String") => (Pass::Str, ty),
            ty => (Pass::Ref, ty),
        };
        Arg { name: name.clone(), pass, ty: ty.clone(), optional, boxed }
    }
}
