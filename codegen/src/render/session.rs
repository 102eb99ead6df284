//! The session policy as a constant, and the method that makes a session.

use super::identity::{member, present};
use super::option::{flattened, opened};
use super::tokens::{Scope, ident, name};
use crate::plan::client::{Arg, Carried, Pass, Session};
use crate::plan::settings::Signs;
use proc_macro2::TokenStream;
use quote::quote;
use std::time::Duration;

/// The constant.
pub(super) fn policy(session: &Session) -> TokenStream {
    let carry = match &session.carry {
        Carried::Cookie(name) => quote!(Cookie(#name)),
        Carried::Query(name) => quote!(Query(#name)),
        Carried::Header(name) => quote!(Header(#name)),
        Carried::HeaderBlock(names) => {
            let names = names.iter().map(name);
            quote!(HeaderBlock(&[#(#names),*]))
        }
    };
    let idle = session.idle.map(duration).map(|idle| quote!(.idle(#idle)));
    let margin = session.margin.map(duration).map(|margin| quote!(.margin(#margin)));
    let budget = session.budget.map(|(logins, within)| {
        let within = duration(within);
        quote!(.budget(castile::session::Budget::new(#logins, #within)))
    });
    let hosts = list(&session.hosts, "hosts");
    let Signs { status, fault, message, value } = &session.expired;
    let value: Vec<_> = value.iter().map(|(name, text)| quote!((#name, #text))).collect();
    let signs =
        [list(status, "status"), list(fault, "fault"), list(message, "message"), list(&value, "value")];
    let expired = signs.iter().any(|sign| !sign.is_empty());
    let expired = expired.then(|| quote!(.expired(castile::session::Expired::new() #(#signs)*)));
    quote! {
        /// How sessions of the service work: where the token travels, where it may go, how long it lives.
        pub const SESSION: castile::session::Policy =
            castile::session::Policy::new(castile::session::Carry::#carry) #idle #margin #hosts #expired #budget;
    }
}

fn duration(time: Duration) -> TokenStream {
    let (seconds, millis) = (time.as_secs(), u64::from(time.subsec_millis()));
    if millis == 0 {
        quote!(std::time::Duration::from_secs(#seconds))
    } else {
        let millis = seconds.saturating_mul(1000).saturating_add(millis);
        quote!(std::time::Duration::from_millis(#millis))
    }
}

fn list(values: &[impl quote::ToTokens], method: &str) -> TokenStream {
    let method = proc_macro2::Ident::new(method, proc_macro2::Span::call_site());
    if values.is_empty() { TokenStream::new() } else { quote!(.#method(&[#(#values),*])) }
}

/// The method.
pub(super) fn method(session: &Session, scope: Scope<'_>) -> TokenStream {
    let doc =
        format!(" A session that logs in by [`{0}`](Self::{0}) when a call first needs it.", session.login);
    let moves = session.address.is_some().then(|| {
        let doc = " Its calls go to the address that the log-in gives, on the hosts that `SESSION` names or `allow_host` adds.";
        quote!(#[doc = ""] #[doc = #doc])
    });
    let kept = kept(session, scope);
    let [client, asking, provider, known_by] =
        ["client", "asking", "provider", "known_by"].map(|name| free(name, session));
    let login = login(session, &client);
    let inner = session.own_calls.then(|| quote!(.into_inner()));
    let made = made(session, scope, &quote!(move || #login));
    let optional = session.optional.iter().map(|(arg, _)| {
        let (name, ty) = (ident(&arg.name), owned_type(arg, scope));
        quote!(let #name: Option<#ty> = #name.into();)
    });
    let asked = asked(session, scope, &asking, &provider);
    quote! {
        #[doc = #doc]
        ///
        /// Attach it to clients with `with_session`; they share it, and renew it where it is lost.
        #moves
        pub fn session(&self, #(#kept),*) -> castile::session::Session {
            #(#optional)*
            let #client = Self::from_client(self.inner.clone().without_session());
            let #known_by = #login #inner.credential();
            let #provider = #made.known_by(#known_by);
            #asked
            castile::session::Session::new(SESSION, #provider).allow_endpoint(self.inner.endpoint())
        }
    }
}

/// What logs in by a call.
fn made(session: &Session, scope: Scope<'_>, call: &TokenStream) -> TokenStream {
    let (output, token) = (scope.ty(&session.output), token(session));
    let token = quote!(|output: #output| #token);
    match &session.address {
        None => quote!(castile::session::LoginWith::new(#call, #token)),
        Some(steps) => {
            let output_inside = present(&quote!(output), &session.output);
            let address = match steps.as_slice() {
                [] => quote!(Some(#output_inside.clone())),
                steps => member(output_inside, steps, false),
            };
            quote!(castile::session::LoginWith::moving(#call, |output: &#output| #address, #token))
        }
    }
}

/// What the session keeps, as parameters.
fn kept(session: &Session, scope: Scope<'_>) -> Vec<TokenStream> {
    let args = session.args.iter().map(|arg| {
        let (name, ty) = (ident(&arg.name), owned_type(arg, scope));
        quote!(#name: #ty)
    });
    let optional = session.optional.iter().map(|(arg, _)| {
        let (name, ty) = (ident(&arg.name), owned_type(arg, scope));
        quote!(#name: impl Into<Option<#ty>>)
    });
    args.chain(optional).collect()
}

/// The call that logs in, with what the session keeps.
fn login(session: &Session, client: &proc_macro2::Ident) -> TokenStream {
    let (login, lent) = (ident(&session.login), session.args.iter().map(lent));
    let call = quote!(#client.#login(#(#lent),*));
    session.optional.iter().fold(call, |call, (arg, setter)| {
        let (name, setter) = (ident(&arg.name), ident(setter));
        let value = if arg.pass == Pass::Value { quote!(value.clone()) } else { quote!(value) };
        quote!(#call.given(#name.as_ref(), |call, value| call.#setter(#value)))
    })
}

/// The calls that ask about a session and end it, where there are such.
fn asked(
    session: &Session,
    scope: Scope<'_>,
    asking: &proc_macro2::Ident,
    provider: &proc_macro2::Ident,
) -> TokenStream {
    let check = session.check.as_ref().map(|(check, ty)| {
        let (check, ty) = (ident(check), scope.ty(ty));
        quote! {
            let #asking = self.inner.clone();
            let #provider = #provider.check(
                move |session| Self::from_client(#asking.clone().with_session(session)).#check(),
                |alive: #ty| alive,
            );
        }
    });
    let logout = session.logout.as_ref().map(|logout| {
        let logout = ident(logout);
        quote! {
            let #asking = self.inner.clone();
            let #provider = #provider.log_out(
                move |session| Self::from_client(#asking.clone().with_session(session)).#logout(),
            );
        }
    });
    quote!(#check #logout)
}

/// A name for a local variable that no argument has.
fn free(name: &str, session: &Session) -> proc_macro2::Ident {
    let mut name = name.to_owned();
    let args = || session.args.iter().chain(session.optional.iter().map(|(arg, _)| arg));
    while args().any(|arg| arg.name.as_str() == name) {
        name.push('_');
    }
    proc_macro2::Ident::new(&name, proc_macro2::Span::call_site())
}

/// The type of the value that the session keeps.
fn owned_type(arg: &Arg, scope: Scope<'_>) -> TokenStream {
    let ty = scope.ty(&arg.ty);
    if arg.pass == Pass::Slice { quote!(Vec<#ty>) } else { ty }
}

/// A value that the session keeps, as an argument of the login.
fn lent(arg: &Arg) -> TokenStream {
    let name = ident(&arg.name);
    if arg.pass == Pass::Value { quote!(#name.clone()) } else { quote!(&#name) }
}

/// From the output to `Option<Secret>`.
fn token(session: &Session) -> TokenStream {
    if session.token.is_empty() && matches!(&session.output, ty if ty.without_option().is("castile::Secret"))
    {
        return quote!(output);
    }
    let mut value = opened(&session.output, quote!(output));
    let mut last = &session.output;
    for (field, ty) in &session.token {
        let field = ident(field);
        value = quote!(#value.map(|it| it.#field));
        value = flattened(ty, value);
        last = ty;
    }
    if last.innermost().is("String") { quote!(#value.map(castile::Secret::from)) } else { value }
}
