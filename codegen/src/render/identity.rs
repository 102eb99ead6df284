//! How sessions of a client stay on an identity: the client as `castile::session::Identities`.

use super::option::{flattened, opened};
use super::tokens::{Scope, ident};
use crate::plan::client::{IdFrom, Identities, Listed, Pass, Switch};
use crate::plan::names::Ident;
use crate::plan::ty::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// The implementation.
pub(super) fn identities(client: &Ident, found: &Identities, scope: Scope<'_>) -> TokenStream {
    let client = ident(client);
    let (identity, id) = (scope.ty(&found.identity), scope.ty(&found.id_type));
    let current = ident(&found.current.0);
    let current = match &found.current.1 {
        Ty::Item(_) => quote!(self.#current().await.map(Some)),
        Ty::Option(inner) if **inner == found.identity => quote!(self.#current().await),
        ty => {
            let opened = opened(ty, quote!(self.#current().await?));
            quote!(Ok(#opened))
        }
    };
    let (all, set) = (all(&found.list), set(&found.set, &found.id_type));
    let whole = || quote!(identity);
    let (id_of, client_of) = (member(whole(), &found.id, false), member(whole(), &found.client, true));
    quote! {
        impl castile::session::Identities for #client {
            type Identity = #identity;
            type Id = #id;
            fn in_session(&self, session: &castile::session::Session) -> Self {
                self.clone().with_session(session)
            }
            async fn current(&self) -> Result<Option<Self::Identity>, castile::Error> {
                #current
            }
            async fn all(&self) -> Result<Vec<Self::Identity>, castile::Error> {
                #all
            }
            async fn set(&self, id: &Self::Id) -> Result<bool, castile::Error> {
                #set
            }
            fn id_of(identity: &Self::Identity) -> Option<Self::Id> {
                #id_of
            }
            fn client_of(identity: &Self::Identity) -> Option<String> {
                #client_of
            }
        }
    }
}

fn all(list: &Listed) -> TokenStream {
    let method = ident(&list.method);
    let output = quote!(self.#method().await?);
    let (found, ty) = match &list.member {
        None => (output, &list.output),
        Some((member, ty)) => {
            let member = ident(member);
            match &list.output {
                Ty::Item(_) => (quote!(#output.#member), ty),
                outer => {
                    let output = opened(outer, output);
                    return listed(&flattened(ty, quote!(#output.map(|it| it.#member))), false, &list.item);
                }
            }
        }
    };
    let certain = matches!(ty, Ty::Vec(_));
    let found = if certain { found } else { opened(ty, found) };
    listed(&found, certain, &list.item)
}

/// The items of a list that is there for certain, or may be.
fn listed(found: &TokenStream, certain: bool, item: &Ty) -> TokenStream {
    let flatten = (!certain).then(|| quote!(.flatten()));
    // An item that is nil says that there is no identity.
    let there = match item {
        Ty::Item(_) => quote!(),
        Ty::Nillable(inner) if matches!(**inner, Ty::Item(_)) => {
            quote!(.filter_map(castile::Nillable::into_option))
        }
        item => {
            let item = opened(item, quote!(it));
            quote!(.filter_map(|it| #item))
        }
    };
    quote! {
        let found = #found;
        Ok(found.into_iter() #flatten #there .collect())
    }
}

fn set(switch: &Switch, id: &Ty) -> TokenStream {
    let method = ident(&switch.method);
    let id = match switch.pass {
        Pass::Value if id.is_copy() => quote!(*id),
        Pass::Value => quote!(id.clone()),
        Pass::Str | Pass::Ref | Pass::Slice => quote!(id),
    };
    let call = match &switch.from {
        IdFrom::Argument => quote!(self.#method(#id)),
        IdFrom::Setter(setter) => {
            let setter = ident(setter);
            quote!(self.#method().#setter(#id))
        }
    };
    match &switch.output {
        Ty::Unit => quote!(#call.await?; Ok(true)),
        ty if ty.is("bool") => quote!(#call.await),
        ty => {
            let said = opened(ty, quote!(#call.await?));
            quote!(Ok(#said.unwrap_or_default()))
        }
    }
}

/// The last of these members of a value by way of the others, as its own value or as text.
pub(super) fn member(of: TokenStream, steps: &[(Ident, Ty)], as_text: bool) -> TokenStream {
    let Some(((name, ty), before)) = steps.split_last() else { return quote!(None) };
    let before = before.iter().fold(of, |value, (name, ty)| {
        let name = ident(name);
        present(&quote!(#value.#name), ty)
    });
    let name = ident(name);
    let value = quote!(#before.#name);
    match ty {
        Ty::Option(leaf) if matches!(**leaf, Ty::Path(_)) => match taken(leaf, as_text) {
            Taken::Copied => value,
            Taken::Cloned => quote!(#value.clone()),
            Taken::Printed => quote!(#value.as_ref().map(ToString::to_string)),
        },
        ty => {
            let value = present(&value, ty);
            match taken(ty.innermost(), as_text) {
                Taken::Copied if matches!(ty, Ty::Path(_)) => quote!(Some(#value)),
                Taken::Copied | Taken::Cloned => quote!(Some(#value.clone())),
                Taken::Printed => quote!(Some(#value.to_string())),
            }
        }
    }
}

/// How a value is taken from where it stands.
enum Taken {
    Copied,
    Cloned,
    Printed,
}

fn taken(ty: &Ty, as_text: bool) -> Taken {
    match ty {
        ty if as_text && !ty.is("String") => Taken::Printed,
        ty if ty.is_copy() => Taken::Copied,
        _ => Taken::Cloned,
    }
}

/// A reference to what is inside the wrappers of a member, or `None` returned.
pub(super) fn present(value: &TokenStream, ty: &Ty) -> TokenStream {
    match ty {
        Ty::Option(inner) => present(&quote!(#value.as_ref()?), inner),
        Ty::Nillable(inner) | Ty::NilOr(inner) => present(&quote!(#value.as_option()?), inner),
        Ty::Typed(inner) => present(&quote!(#value.value), inner),
        Ty::Boxed(inner) => present(value, inner),
        _ => value.clone(),
    }
}
