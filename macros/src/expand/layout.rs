//! The members of a struct → the literals that describe them (`castile::xml::layout`).
//!
//! The compiler checks literals for nothing, and the description as an expression for more than all else of the type. So nearly all types
//! have a layout; those with groups, with defaults, with elements in three namespaces or hundreds of members have
//! none, and a shape instead.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::member::Members;
use super::name;
use crate::ast::{Field, Input};
use crate::attr::Role;

/// How many members can be read together: tuples are nested, and the compiler follows no more than a hundred or so.
const MOST: usize = 360;

pub(super) struct Layout<'a> {
    /// The namespace of the first element, and of those in another.
    ns: &'a str,
    other_ns: Option<&'a str>,
    text: String,
    elements: usize,
    attributes: usize,
}

impl<'a> Layout<'a> {
    /// The layout of the members, if they can have one.
    pub(super) fn of(members: &Members<'a>) -> Option<Self> {
        let is_plain =
            |field: &Field<'_>| field.attrs.default.is_none() && !matches!(field.role(), Some(Role::Flatten));
        if !(1..=MOST).contains(&members.slots().count())
            || !members.slots().all(|(_, field)| is_plain(field))
        {
            return None;
        }
        let ns = members.particles().next().map_or("", |(_, field)| &field.ns);
        let mut others = members.particles().map(|(_, field)| field.ns.as_str()).filter(|it| *it != ns);
        let other_ns = others.next();
        let has_two = others.all(|it| Some(it) == other_ns);
        let can_be_words = members.attributes().all(|(_, field)| !field.ns.contains([' ', '|']));
        (has_two && can_be_words).then(|| Self {
            ns,
            other_ns,
            text: text(members, ns),
            elements: members.particles().count(),
            attributes: members.attributes().count(),
        })
    }

    /// The constants of the impl.
    pub(super) fn constants(&self, input: &Input<'_>, members: &Members<'_>) -> TokenStream {
        let Self { ns, other_ns, text, attributes, .. } = self;
        let name = (input.ns() != *ns || input.name() != members.type_name).then(|| name(input));
        let other_ns = other_ns.map(|ns| quote!(const OTHER_NS: &'static str = #ns;));
        let ns = (!ns.is_empty()).then(|| quote!(const NS: &'static str = #ns;));
        let others = [(members.text(), 1), (members.any(), 2), (members.any_attribute(), 4)];
        let others: u8 = others.into_iter().filter_map(|(member, bit)| member.map(|_| bit)).sum();
        let others = (others > 0).then(|| {
            let others = Literal::u8_unsuffixed(others);
            quote!(const OTHERS: u8 = #others;)
        });
        let attributes = Literal::usize_unsuffixed(*attributes);
        let expected = (self.attributes > 0).then(|| quote! {
            const EXPECTED: __x::Option<&'static [__x::AttributeSlot]> = __x::attributes::<Self, #attributes>();
        });
        quote!(#name #ns #other_ns const LAYOUT: &'static str = #text; #others #expected)
    }

    /// How many elements and attributes there are, as arguments.
    pub(super) fn counts(&self) -> [Literal; 2] {
        [self.elements, self.attributes].map(Literal::usize_unsuffixed)
    }
}

fn text(members: &Members<'_>, ns: &str) -> String {
    let mut text = members.type_name.clone();
    for (_, field) in members.particles().chain(members.attributes()) {
        let name = &field.name;
        text.push(' ');
        match field.role() {
            Some(Role::Attribute) if !field.ns.is_empty() => text.extend([name, "|", &field.ns]),
            Some(Role::Attribute) => text.push_str(name),
            _ if field.ns == ns => text.push_str(name),
            _ => text.extend(["+", name]),
        }
    }
    text
}
