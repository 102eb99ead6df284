//! Which service and port of an input is generated: the manifest's, or the only ones there are.

use super::settings::{Said, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::{Api, Model, Port, Service};
use crate::source::Span;

/// What an input is about.
pub(super) enum Chosen<'m> {
    /// A port of a service.
    Soap(&'m Service, &'m Port),
    /// The routes of an API.
    Rest(&'m Api),
    /// Types alone.
    Types,
}

/// Chooses, or says why it cannot.
pub(super) fn choose<'m>(
    model: &'m Model,
    settings: &Settings,
    found: &mut Diagnostics,
) -> Option<Chosen<'m>> {
    if let Some(api) = model.apis.first() {
        return Some(Chosen::Rest(api));
    }
    if model.services.is_empty() && settings.service.is_none() && settings.port.is_none() {
        return Some(Chosen::Types);
    }
    let service = service(model, settings, found)?;
    let port = port(service, settings, found)?;
    Some(Chosen::Soap(service, port))
}

fn service<'m>(model: &'m Model, settings: &Settings, found: &mut Diagnostics) -> Option<&'m Service> {
    let names: Vec<_> = model.services.iter().map(|service| &*service.name.local).collect();
    match (&settings.service, model.services.as_slice()) {
        (Some(said), services) => named(said, "service", &names, services, found),
        (None, [only]) => Some(only),
        (None, services) => {
            let with_ports: Vec<_> = services.iter().filter(|service| !service.ports.is_empty()).collect();
            if let [only] = with_ports.as_slice() {
                return Some(only);
            }
            let message = format!("the spec has several services: {}", listed(&names));
            let span = services.get(1).map_or(Span::NONE, |service| service.span);
            let problem = Diagnostic::error(Code::ServiceNotChosen, span, message);
            found.report(problem.help("choose one with `service = \"…\"` in the manifest"));
            with_ports.first().copied()
        }
    }
}

fn port<'m>(service: &'m Service, settings: &Settings, found: &mut Diagnostics) -> Option<&'m Port> {
    let names: Vec<_> = service.ports.iter().map(|port| port.name.as_str()).collect();
    if let Some(said) = &settings.port {
        return named(said, "port", &names, &service.ports, found);
    }
    let first = service.ports.first();
    if first.is_none() {
        let message = format!("the service `{}` has no port that speaks SOAP", service.name.local);
        found.report(Diagnostic::error(Code::ServiceNotChosen, service.span, message));
    }
    first
}

fn named<'m, T>(
    said: &Said<String>,
    what: &str,
    names: &[&str],
    all: &'m [T],
    found: &mut Diagnostics,
) -> Option<&'m T> {
    let at = names.iter().position(|name| *name == said.value);
    if at.is_none() {
        let message = format!("there is no {what} `{}`", said.value);
        let problem = Diagnostic::error(Code::ServiceNotChosen, said.span, message);
        let meant = nearest(&said.value, names.iter().copied()).map(|name| format!("did you mean `{name}`?"));
        found.report(problem.note(format!("there is {}", listed(names))).maybe_help(meant));
    }
    all.get(at?)
}

fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
