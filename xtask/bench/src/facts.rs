//! Values → what they say, as text, whatever their types: how what the peers read is compared.
//!
//! Nil, absent and empty say the same, since some of the peers cannot tell them apart.

use std::borrow::Cow;

use castile::xml::Nillable;

/// Something that was read.
pub trait Facts {
    /// Says what it is.
    fn tell(&self, out: &mut String);
}

/// What a value says.
pub fn told(value: &impl Facts) -> String {
    let mut out = String::new();
    value.tell(&mut out);
    out
}

impl Facts for str {
    fn tell(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Facts for String {
    fn tell(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Facts for Cow<'_, str> {
    fn tell(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Facts> Facts for Option<T> {
    fn tell(&self, out: &mut String) {
        if let Some(it) = self {
            it.tell(out);
        }
    }
}

impl<T: Facts> Facts for Nillable<T> {
    fn tell(&self, out: &mut String) {
        if let Self::Value(it) = self {
            it.tell(out);
        }
    }
}

impl<T: Facts> Facts for Vec<T> {
    fn tell(&self, out: &mut String) {
        for it in self {
            out.push('\n');
            it.tell(out);
        }
    }
}

macro_rules! shown {
    ($($type:ty)+) => {$(
        impl Facts for $type {
            fn tell(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        }
    )+};
}

shown! { bool i32 u32 f64 }

/// A struct says what its members say, in this order.
macro_rules! facts {
    ($($(@$text:ident)? $type:ty { $($member:ident)+ })+) => {$(
        impl $(<$text: $crate::facts::Facts>)? $crate::facts::Facts for $type {
            fn tell(&self, out: &mut String) {
                $(
                    $crate::facts::Facts::tell(&self.$member, out);
                    out.push('|');
                )+
            }
        }
    )+};
}

/// A struct around a member says what that does.
macro_rules! through {
    ($($type:ty { $member:ident })+) => {$(
        impl $crate::facts::Facts for $type {
            fn tell(&self, out: &mut String) {
                self.$member.tell(out);
            }
        }
    )+};
}

/// An enum of unit variants says their names.
macro_rules! named {
    ($type:ty) => {
        impl $crate::facts::Facts for $type {
            fn tell(&self, out: &mut String) {
                out.push_str(&format!("{self:?}").to_lowercase());
            }
        }
    };
}

pub(crate) use {facts, named, through};
