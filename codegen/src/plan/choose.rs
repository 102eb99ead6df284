//! Which services and ports of an input are generated: the manifest's, or one port of each port type there is.
//!
//! Ports of one port type offer the same operations, at another address or in another version of SOAP, so the first stands for
//! all of them. A service that speaks SOAP is called by SOAP; its ports of plain HTTP are there for the asking.

use super::names::{Claim, Ident, Scope, TYPES, member, type_};
use super::settings::{Said, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::{Api, Model, Port, QName, Service};
use crate::source::Span;
use std::collections::HashSet;

/// What an input is about.
pub(super) enum Chosen<'m> {
    /// Clients, each of a port or an API.
    Clients(Vec<Endpoint<'m>>),
    /// Types alone.
    Types,
}

/// What a client calls.
#[derive(Clone, Copy)]
pub(super) enum Endpoint<'m> {
    /// A SOAP port of a service.
    Soap(&'m Service, &'m Port),
    /// An HTTP port of a service.
    Http(&'m Service, &'m Api),
    /// The routes of a WADL.
    Rest(&'m Api),
}

impl<'m> Endpoint<'m> {
    /// The documentation and the name of what is called.
    pub(super) fn about(self) -> (&'m str, &'m str) {
        match self {
            Self::Soap(service, _) | Self::Http(service, _) => (&service.doc, &service.name.local),
            Self::Rest(api) => (&api.doc, &api.name),
        }
    }

    /// Where the port is declared, or the resources.
    pub(super) fn span(self) -> Span {
        match self {
            Self::Soap(_, port) => port.span,
            Self::Http(_, api) | Self::Rest(api) => api.span,
        }
    }

    fn service(self) -> Option<&'m QName> {
        match self {
            Self::Soap(service, _) | Self::Http(service, _) => Some(&service.name),
            Self::Rest(_) => None,
        }
    }

    fn port(self) -> &'m str {
        match self {
            Self::Soap(_, port) => &port.name,
            Self::Http(_, api) | Self::Rest(api) => &api.name,
        }
    }
}

/// Chooses, or says why it cannot.
pub(super) fn choose<'m>(
    model: &'m Model,
    settings: &Settings,
    found: &mut Diagnostics,
) -> Option<Chosen<'m>> {
    if !model.apis.is_empty() {
        return Some(Chosen::Clients(model.apis.iter().map(Endpoint::Rest).collect()));
    }
    if model.services.is_empty() && settings.service.is_none() && settings.port.is_none() {
        return Some(Chosen::Types);
    }
    let services: Vec<&Service> = match &settings.service {
        Some(said) => vec![service(said, model, found)?],
        None => model.services.iter().collect(),
    };
    let endpoints = match &settings.port {
        Some(said) => vec![port(said, &services, found)?],
        None => one_of_each(&services, found),
    };
    check_single(settings, &endpoints, found)?;
    Some(Chosen::Clients(endpoints))
}

/// The first port of each port type; of plain HTTP, which has a binding for each of its verbs, the first of each binding.
fn one_of_each<'m>(services: &[&'m Service], found: &mut Diagnostics) -> Vec<Endpoint<'m>> {
    let mut seen = HashSet::new();
    let mut endpoints = Vec::new();
    for service in services {
        let soap = service.ports.iter().filter(|port| seen.insert(&port.port_type));
        endpoints.extend(soap.map(|port| Endpoint::Soap(service, port)));
        if service.ports.is_empty() {
            let http =
                service.http_ports.iter().filter(|api| api.binding.as_ref().is_none_or(|it| seen.insert(it)));
            endpoints.extend(http.map(|api| Endpoint::Http(service, api)));
        } else {
            service.http_ports.iter().for_each(|api| tell_of_http(api, found));
        }
    }
    endpoints
}

fn tell_of_http(api: &Api, found: &mut Diagnostics) {
    let message = format!("the port `{}` is left out: it speaks plain HTTP, and others speak SOAP", api.name);
    let problem = Diagnostic::warning(Code::IgnoredPort, api.span, message);
    found.report(problem.help(format!("choose it with `port = \"{}\"` in the manifest", api.name)));
}

/// What the manifest says of one client it cannot mean of several.
fn check_single(settings: &Settings, endpoints: &[Endpoint<'_>], found: &mut Diagnostics) -> Option<()> {
    let [_, _, ..] = endpoints else { return Some(()) };
    let span = match (&settings.session, &settings.client) {
        (Some(session), _) => session.login.span,
        (None, Some(_)) => settings.spans.get("client").copied().unwrap_or_default(),
        (None, None) => return Some(()),
    };
    let names: Vec<_> = endpoints.iter().map(|endpoint| endpoint.port()).collect();
    let message = format!("this is about one client, but there are several: the ports {}", listed(&names));
    let problem = Diagnostic::error(Code::ServiceNotChosen, span, message);
    found.report(problem.help("choose one with `port = \"…\"` in the manifest"));
    None
}

fn service<'m>(said: &Said<String>, model: &'m Model, found: &mut Diagnostics) -> Option<&'m Service> {
    let names: Vec<_> = model.services.iter().map(|service| &*service.name.local).collect();
    let at = position(said, "service", &names, found)?;
    model.services.get(at)
}

fn port<'m>(said: &Said<String>, services: &[&'m Service], found: &mut Diagnostics) -> Option<Endpoint<'m>> {
    let soap = services
        .iter()
        .flat_map(|service| service.ports.iter().map(move |port| Endpoint::Soap(service, port)));
    let http = services
        .iter()
        .flat_map(|service| service.http_ports.iter().map(move |api| Endpoint::Http(service, api)));
    let all: Vec<_> = soap.chain(http).collect();
    let names: Vec<_> = all.iter().map(|endpoint| endpoint.port()).collect();
    all.get(position(said, "port", &names, found)?).copied()
}

fn position(said: &Said<String>, what: &str, names: &[&str], found: &mut Diagnostics) -> Option<usize> {
    let at = names.iter().position(|name| *name == said.value);
    if at.is_none() {
        let message = format!("there is no {what} `{}`", said.value);
        let problem = Diagnostic::error(Code::ServiceNotChosen, said.span, message);
        let meant = nearest(&said.value, names.iter().copied()).map(|name| format!("did you mean `{name}`?"));
        found.report(problem.note(format!("there is {}", listed(names))).maybe_help(meant));
    }
    at
}

fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// The module of a client that is the only one.
pub(super) const CLIENT: &str = "client";

/// The names of the clients and of their modules: after their services or, where a service has several, after the ports.
pub(super) fn client_names(endpoints: &[Endpoint<'_>], settings: &Settings) -> Vec<(Ident, Ident)> {
    let alone = |endpoint: &Endpoint<'_>| {
        let same = endpoints.iter().filter(|other| other.service() == endpoint.service());
        same.count() == 1
    };
    let claims = endpoints.iter().map(|endpoint| {
        let name = if alone(endpoint) { endpoint.about().1 } else { endpoint.port() };
        Claim::new(settings.client.clone().unwrap_or_else(|| type_(&format!("{name} Client"))))
    });
    let granted = Scope::without(TYPES).grant(&claims.collect::<Vec<_>>());
    let names: Vec<_> = granted.into_iter().map(|granted| granted.ident).collect();
    if let [only] = names.as_slice() {
        return vec![(only.clone(), member(CLIENT))];
    }
    let modules: Vec<_> = names.iter().map(|name| Claim::new(member(name.as_str()))).collect();
    let modules = Scope::without(&["types"]).grant(&modules).into_iter().map(|granted| granted.ident);
    names.into_iter().zip(modules).collect()
}
