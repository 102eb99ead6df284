//! `ToXml` for structs: attributes first, then the content in the order of the fields.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::header::Header;
use super::{fields, item, name};
use crate::ast::{Field, Input};
use crate::attr::Role;

pub(super) fn strukt(input: &Input<'_>, header: &Header<'_>, fields: &[Field<'_>]) -> TokenStream {
    let name = name(input);
    let is_attribute = |it: &&Field<'_>| matches!(it.role(), Some(Role::Attribute | Role::AnyAttribute));
    let attributes = fields.iter().filter(is_attribute).map(attribute);
    let content: Vec<_> = fields.iter().filter(|it| !is_attribute(it)).collect();
    let fits = |it: &&Field<'_>| it.role().is_none() && is_short(&it.name);
    let together = |one: &&Field<'_>, next: &&Field<'_>| fits(one) && fits(next) && one.ns == next.ns;
    let content = content.chunk_by(together).map(run);
    let body = quote!(#(#attributes)* #(#content)*);
    let writer = if body.is_empty() { quote!(_) } else { quote!(__w) };
    let (write, group) = if input.attrs.group.is_some() {
        (quote!(__x::WriteGroup::write_group(self, __w);), Some(write_group(header, &writer, &body)))
    } else {
        (body, None)
    };
    let writer = if group.is_some() { quote!(__w) } else { writer };
    let to_xml = header.implement(
        &quote!(__x::ToXml),
        &quote! {
            #name
            #[inline]
            fn write(&self, #writer: &mut __x::Writer) { #write }
        },
    );
    quote!(#to_xml #group)
}

/// The impl for types that write elements without one around them.
pub(super) fn write_group(header: &Header<'_>, writer: &TokenStream, body: &TokenStream) -> TokenStream {
    header.implement(
        &quote!(__x::WriteGroup),
        &quote!(fn write_group(&self, #writer: &mut __x::Writer) { #body }),
    )
}

fn attribute(Field { member, ty, ns, name, attrs, .. }: &Field<'_>) -> TokenStream {
    if let Some(Role::AnyAttribute) = attrs.role() {
        return quote! {
            for __it in &self.#member {
                __w.attribute(__it.name().ns, __it.name().local, &__it.value);
            }
        };
    }
    let form = Literal::byte_string(&filled(&format!(" {name}=\"")));
    quote!(<#ty as __x::WriteAttribute>::write_attribute(&self.#member, __w, #ns, #name, #form);)
}

/// A run of plain elements in one namespace, or one member of whatever kind.
fn run(run: &[&Field<'_>]) -> TokenStream {
    match run {
        [first, _, ..] => fields::write(&first.ns, run),
        fields => fields.iter().copied().map(content).collect(),
    }
}

fn content(field: &Field<'_>) -> TokenStream {
    let Field { member, ty, ns, name, .. } = field;
    match field.role() {
        Some(Role::Text) => quote!(__w.text(&self.#member);),
        Some(Role::Flatten) => quote!(<#ty as __x::WriteGroup>::write_group(&self.#member, __w);),
        Some(Role::Item(item)) => items(field, item.as_str()),
        Some(Role::Any) => quote! {
            for __it in &self.#member {
                __w.element(__it.name(), __it);
            }
        },
        Some(Role::Skip) => TokenStream::new(),
        _ => {
            let tag = tag(ns, name);
            quote!(<#ty as __x::WriteMember>::write_member(&self.#member, __w, &#tag);)
        }
    }
}

/// The wrapping element, with the items in it.
fn items(field: &Field<'_>, item: &str) -> TokenStream {
    let Field { member, ty, ns, name, .. } = field;
    let (outer, inner) = (tag(ns, name), tag(field.item_ns(), item));
    let write = |list: &TokenStream| {
        quote! {
            __w.open(&#outer);
            __x::WriteMember::write_member(#list, __w, &#inner);
            __w.end();
        }
    };
    if item::is_optional(ty) {
        let write = write(&quote!(__it));
        return quote!(if let ::core::option::Option::Some(__it) = &self.#member { #write });
    }
    write(&quote!(&self.#member))
}

/// A tag with its form. As a literal of constants it is promoted to a `static` by the compiler.
pub(super) fn tag(ns: &str, local: &str) -> TokenStream {
    let form = Literal::byte_string(&form(local));
    quote!(__x::Tag { ns: #ns, local: #local, form: #form })
}

/// The two tags of a name, filled up to the length that the writer copies, and the length of the name; of a long name, how they
/// begin, and no length.
pub(super) fn form(local: &str) -> Vec<u8> {
    let length = u8::try_from(local.len()).unwrap_or_default();
    let mut form = [format!("<{local}>"), format!("</{local}>")].map(|tag| filled(&tag)).concat();
    form.push(if is_short(local) { length } else { 0 });
    form
}

/// Whether both tags of a name fit in a form.
pub(super) fn is_short(local: &str) -> bool {
    local.len() + "</>".len() <= FORM
}

fn filled(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(FORM, b' ');
    bytes
}

/// How long a tag that is ready made is (`castile::xml::shape`).
const FORM: usize = 32;
