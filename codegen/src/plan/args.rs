//! Values of a request → arguments of a method: scalars by value, text as `&str`, everything else by reference. What may be
//! left out is no argument, but a method of the call.

use super::Planner;
use super::client::{Arg, Filled, Given, Optional, Pass};
use super::docs::{Docs, code};
use super::item::{Field, Struct};
use super::names::{CALLS, Claim, Ident, Scope};
use super::session::wire_name;
use super::soap::is_element;
use super::ty::Ty;

/// More arguments than these are easier to name as fields of a struct.
const MOST: usize = 7;

/// What stands for a wrapper: arguments, what a call may be given besides, and how its fields are filled.
pub(super) struct Unwrapped {
    pub(super) args: Vec<Arg>,
    pub(super) optional: Vec<Optional>,
    pub(super) fields: Vec<Filled>,
}

impl Planner<'_> {
    /// What stands for a wrapper, if its fields can. The one thing that a log-in takes is an argument, though a schema may let it be
    /// absent: nobody logs in without it.
    pub(super) fn unwrapped_request(&self, wrapper: &Struct, logs_in: bool) -> Option<Unwrapped> {
        if !wrapper.fields.iter().all(is_element) {
            return None;
        }
        let needed = logs_in && wrapper.fields.len() == 1;
        let all = wrapper.fields.iter().map(|field| (field, self.arg(&field.name, &field.ty)));
        let all: Vec<_> = all.map(|(field, arg)| (field, arg.optional && !needed, arg)).collect();
        let filled = all
            .iter()
            .map(|(field, may_be_absent, _)| Filled { field: field.name.clone(), optional: *may_be_absent });
        let fields = filled.collect();
        let (given, args): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, may_be_absent, _)| *may_be_absent);
        let names = setters(given.iter().map(|(field, ..)| &field.name));
        let optional = given.into_iter().zip(names).map(|((field, _, arg), name)| Optional {
            docs: given_docs(field),
            name,
            arg,
            place: Given::Field(field.name.clone()),
        });
        let optional = optional.collect();
        let args: Vec<_> = args.into_iter().map(|(.., arg)| arg).collect();
        (args.len() <= MOST).then_some(Unwrapped { args, optional, fields })
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

/// The names of the methods that give what may be left out, clear of those that every call has.
pub(super) fn setters<'n>(names: impl Iterator<Item = &'n Ident>) -> Vec<Ident> {
    let claims: Vec<_> = names.map(|name| Claim::new(name.clone())).collect();
    Scope::without(CALLS).grant(&claims).into_iter().map(|granted| granted.ident).collect()
}

fn given_docs(field: &Field) -> Docs {
    if field.docs.lines().next().is_some() {
        return field.docs.clone();
    }
    Docs::sentence(format!("Gives {}.", code(wire_name(&field.wire).unwrap_or(field.name.as_str()))))
}
