//! The members of a struct, sorted by what they are read from, and the `Shape` that describes them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Lifetime;

use crate::ast::Field;
use crate::attr::Role;
use crate::ty;

/// The fields of a struct that is read in the lifetime `x`.
pub(super) struct Members<'a> {
    pub(super) fields: &'a [Field<'a>],
    pub(super) x: &'a Lifetime,
    /// The Rust type, for messages.
    pub(super) type_name: String,
}

/// A field and its index, which names its slot.
pub(super) type Indexed<'a> = (usize, &'a Field<'a>);

impl<'a> Members<'a> {
    fn with(&self, wanted: impl Fn(Option<&Role>) -> bool) -> impl Iterator<Item = Indexed<'a>> {
        self.fields.iter().enumerate().filter(move |(_, field)| wanted(field.role()))
    }

    /// Everything but `skip` fields.
    pub(super) fn slots(&self) -> impl Iterator<Item = Indexed<'a>> {
        self.with(|role| !matches!(role, Some(Role::Skip)))
    }

    /// Those that are read from elements, in schema order.
    pub(super) fn particles(&self) -> impl Iterator<Item = Indexed<'a>> {
        self.with(|role| matches!(role, None | Some(Role::Flatten | Role::Item(_))))
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = Indexed<'a>> {
        self.with(|role| matches!(role, Some(Role::Flatten)))
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = Indexed<'a>> {
        self.with(|role| matches!(role, Some(Role::Attribute)))
    }

    pub(super) fn text(&self) -> Option<Indexed<'a>> {
        self.with(|role| matches!(role, Some(Role::Text))).next()
    }

    pub(super) fn any(&self) -> Option<Indexed<'a>> {
        self.with(|role| matches!(role, Some(Role::Any))).next()
    }

    pub(super) fn any_attribute(&self) -> Option<Indexed<'a>> {
        self.with(|role| matches!(role, Some(Role::AnyAttribute))).next()
    }

    /// Whether there is nothing but elements, each of a name of its own.
    pub(super) fn are_elements(&self) -> bool {
        self.slots().count() == self.particles().count()
    }

    /// The description of the content.
    pub(super) fn shape(&self) -> TokenStream {
        let type_name = &self.type_name;
        let particles = self.particles().map(|(_, field)| particle(field, self.x));
        let attributes =
            self.attributes().map(|(_, Field { ns, name, .. })| quote!(__x::AttributeSlot::new(#ns, #name)));
        let attributes: Vec<_> = attributes.collect();
        let attributes = (!attributes.is_empty()).then(|| quote!(.attributes(&[#(#attributes),*])));
        let text = self.text().map(|_| quote!(.text()));
        let any = self.any().map(|_| quote!(.any()));
        let any_attribute = self.any_attribute().map(|_| quote!(.any_attribute()));
        let lazy = self.are_begun_by_members().then(|| quote!(.lazy()));
        quote!(__x::Shape::new(#type_name, &[#(#particles),*]) #attributes #text #any #any_attribute #lazy)
    }

    /// Whether each element is read by its member and nothing else, which begins it.
    fn are_begun_by_members(&self) -> bool {
        let is_begun = |field: &Field<'_>| match field.role() {
            Some(Role::Item(_)) => true,
            None => field.attrs.default.is_none(),
            Some(_) => false,
        };
        self.particles().next().is_some() && self.particles().all(|(_, field)| is_begun(field))
    }
}

fn particle(field: &Field<'_>, x: &Lifetime) -> TokenStream {
    let Field { ty, ns, name, .. } = field;
    if let Some(Role::Flatten) = field.role() {
        return quote!(__x::Particle::group(<#ty as __x::GroupMember<#x>>::SHAPE));
    }
    let many = many(field, x);
    quote!(__x::Particle::element(#ns, #name, #many))
}

/// Whether the element may follow itself: known for the types that everybody has, and a question to the trait for others,
/// among which aliases may be.
fn many(field: &Field<'_>, x: &Lifetime) -> TokenStream {
    let ty = field.ty;
    if let Some(Role::Item(_)) = field.role() {
        return quote!(false);
    }
    if ty::is_of_builtin(ty) {
        let many = ty::is(ty, "Vec");
        return quote!(#many);
    }
    quote!(<#ty as __x::Member<#x>>::MANY)
}
