//! The members of a struct, sorted by what they are read from, and the `Shape` that describes them.

use proc_macro2::{Literal, TokenStream};
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

    pub(super) fn skipped(&self) -> impl Iterator<Item = Indexed<'a>> {
        self.with(|role| matches!(role, Some(Role::Skip)))
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

    /// Whether there are members, and each is read from elements by its type and nothing else.
    pub(super) fn are_elements(&self) -> bool {
        self.slots().next().is_some() && self.slots().all(|(_, field)| is_begun_by_member(field))
    }

    /// The description of the content in words, where there is nothing but elements in one namespace.
    pub(super) fn layout(&self) -> Option<Layout<'a>> {
        let fields: Vec<_> = self.slots().map(|(_, field)| field).collect();
        let ns = one_namespace(&fields).filter(|_| self.are_elements())?;
        let words: Vec<_> = fields.iter().map(|it| it.name.as_str()).collect();
        Some(Layout { ns, text: format!("{} {}", self.type_name, words.join(" ")) })
    }

    /// The description of the content.
    pub(super) fn shape(&self) -> TokenStream {
        let type_name = &self.type_name;
        let particles = self.particle_list();
        let attributes =
            self.attributes().map(|(_, Field { ns, name, .. })| quote!(__x::AttributeSlot::new(#ns, #name)));
        let attributes: Vec<_> = attributes.collect();
        let attributes = (!attributes.is_empty()).then(|| quote!(.attributes(&[#(#attributes),*])));
        let text = self.text().map(|_| quote!(.text()));
        let any = self.any().map(|_| quote!(.any()));
        let any_attribute = self.any_attribute().map(|_| quote!(.any_attribute()));
        let lazy = self.are_begun_by_members().then(|| quote!(.lazy()));
        quote!(__x::Shape::new(#type_name, &#particles) #attributes #text #any #any_attribute #lazy)
    }

    /// Whether each element is read by its member and nothing else, which begins it.
    fn are_begun_by_members(&self) -> bool {
        self.particles().next().is_some() && self.particles().all(|(_, field)| is_begun_by_member(field))
    }

    /// In short where they have one namespace, as almost always: each expression costs the compiler time.
    fn particle_list(&self) -> TokenStream {
        let fields: Vec<_> = self.particles().map(|(_, field)| field).collect();
        let Some(ns) = one_namespace(&fields).filter(|_| self.groups().next().is_none()) else {
            let particles = fields.iter().map(|it| particle(it, self.x));
            return quote!([#(#particles),*]);
        };
        let members = fields.iter().map(|it| {
            let (name, words, many) = (&it.name, words(&it.name), many(it, self.x));
            quote!((#name, #(#words,)* #many))
        });
        quote!(__x::particles(#ns, [#(#members),*]))
    }
}

/// What `castile::xml::layout` makes a description of.
pub(super) struct Layout<'a> {
    pub(super) ns: &'a str,
    /// The Rust type and the local names.
    pub(super) text: String,
}

/// Whether the field is an element that is read by its member and nothing else.
fn is_begun_by_member(field: &Field<'_>) -> bool {
    match field.role() {
        Some(Role::Item(_)) => true,
        None => field.attrs.default.is_none(),
        Some(_) => false,
    }
}

/// The namespace that all of them have.
pub(super) fn one_namespace<'f>(fields: &[&'f Field<'_>]) -> Option<&'f str> {
    let ns = fields.first()?.ns.as_str();
    fields.iter().all(|it| it.ns == ns).then_some(ns)
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
    let item = ["Option", "Vec"].into_iter().find_map(|wrapper| ty::inner(ty, wrapper));
    if ty::is_builtin(item.unwrap_or(ty)) {
        let many = ty::is(ty, "Vec");
        return quote!(#many);
    }
    quote!(<#ty as __x::Member<#x>>::MANY)
}

/// What a local name is compared by (`castile::xml::shape`): its first eight bytes as a little-endian number, which bits of that are the
/// name's, and the last eight bytes of a longer name.
fn words(name: &str) -> [Literal; 3] {
    let mut first = [0; 8];
    first.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
    let mask = if name.len() < 8 { (1 << (8 * name.len())) - 1 } else { u64::MAX };
    let last = name.as_bytes().last_chunk().filter(|_| name.len() > 8);
    [u64::from_le_bytes(first), mask, last.copied().map_or(0, u64::from_le_bytes)]
        .map(Literal::u64_unsuffixed)
}
