//! The generics of an impl: the document's lifetime, and bounds on the type parameters that members use.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Type, WherePredicate, parse_quote};

use crate::ast::{Data, Input};
use crate::attr::Role;

/// How a type parameter is used, and so what it must be able to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Content,
    Text,
    Group,
    Default,
}

pub(crate) struct Header<'a> {
    ident: &'a Ident,
    own: &'a Generics,
    extended: Generics,
    /// The lifetime of the document that is read.
    pub(crate) x: Lifetime,
}

impl<'a> Header<'a> {
    /// A type that borrows has the document's lifetime for its parameter; for others, one is added.
    pub(crate) fn reading(input: &'a Input<'_>) -> Self {
        let mut extended = input.generics.clone();
        let own = input.generics.lifetimes().next().map(|it| it.lifetime.clone());
        let x = own.unwrap_or_else(|| {
            let x: Lifetime = parse_quote!('__x);
            extended.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(x.clone())));
            x
        });
        let bound = |ident: &Ident, it: Use| -> WherePredicate {
            match it {
                Use::Content => parse_quote!(#ident: __x::FromXml<#x>),
                Use::Text => parse_quote!(#ident: __x::FromText<#x>),
                Use::Group => parse_quote!(#ident: __x::Group<#x>),
                Use::Default => parse_quote!(#ident: ::core::default::Default),
            }
        };
        extend(&mut extended, input, bound);
        Self { ident: input.ident, own: input.generics, extended, x }
    }

    pub(crate) fn writing(input: &'a Input<'_>) -> Self {
        let mut extended = input.generics.clone();
        let bound = |ident: &Ident, it: Use| -> WherePredicate {
            match it {
                Use::Content => parse_quote!(#ident: __x::ToXml),
                Use::Text => parse_quote!(#ident: __x::ToText),
                Use::Group => parse_quote!(#ident: __x::WriteGroup),
                Use::Default => parse_quote!(#ident: ::core::marker::Sized),
            }
        };
        extend(&mut extended, input, bound);
        Self { ident: input.ident, own: input.generics, extended, x: parse_quote!('_) }
    }

    /// `impl<..> trait for Type<..> where .. { items }`
    pub(crate) fn implement(&self, trait_: &TokenStream, items: &TokenStream) -> TokenStream {
        let (impl_generics, _, where_clause) = self.extended.split_for_impl();
        let (_, ty_generics, _) = self.own.split_for_impl();
        let ident = self.ident;
        quote! {
            #[automatically_derived]
            impl #impl_generics #trait_ for #ident #ty_generics #where_clause {
                #items
            }
        }
    }
}

fn extend(generics: &mut Generics, input: &Input<'_>, bound: impl Fn(&Ident, Use) -> WherePredicate) {
    for param in input.generics.type_params() {
        let mut uses: Vec<Use> = Vec::new();
        for it in members(input).into_iter().filter(|(ty, _)| mentions(ty.to_token_stream(), &param.ident)) {
            if !uses.contains(&it.1) {
                uses.push(it.1);
            }
        }
        let predicates = uses.into_iter().map(|it| bound(&param.ident, it));
        generics.make_where_clause().predicates.extend(predicates);
    }
}

/// The types of the members, and how each is used.
fn members<'t>(input: &'t Input<'_>) -> Vec<(&'t Type, Use)> {
    let of_field = |role: Option<&Role>| match role {
        None | Some(Role::Item(_) | Role::Any | Role::AnyAttribute) => Use::Content,
        Some(Role::Attribute | Role::Text) => Use::Text,
        Some(Role::Flatten) => Use::Group,
        Some(Role::Skip) => Use::Default,
    };
    match &input.data {
        Data::Struct(strukt) if input.attrs.transparent.is_some() => {
            strukt.fields.iter().map(|it| (it.ty, Use::Text)).collect()
        }
        Data::Struct(strukt) => strukt.fields.iter().map(|it| (it.ty, of_field(it.role()))).collect(),
        Data::Enum(variants) => {
            let of_variant = |role: Option<&Role>| match role {
                Some(Role::Flatten) => Use::Group,
                Some(Role::Text) => Use::Text,
                _ => Use::Content,
            };
            variants.iter().filter_map(|it| Some((it.payload()?, of_variant(it.role())))).collect()
        }
        Data::Union(_) => Vec::new(),
    }
}

/// Whether the type parameter occurs anywhere in a type.
fn mentions(tokens: TokenStream, param: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *param,
        TokenTree::Group(group) => mentions(group.stream(), param),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
