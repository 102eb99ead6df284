//! Which operations are generated: those that `include` names, all where it names none, without those that `exclude` names.
//! It comes before the passes, so that nothing is made of what only other operations need.

use super::settings::{Said, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggested};
use crate::model::Model;
use std::collections::BTreeSet;

/// Takes operations out of the model; gives their names.
pub(crate) fn select(model: &mut Model, settings: &Settings, found: &mut Diagnostics) -> BTreeSet<String> {
    let names = names(model);
    for pattern in settings.include.iter().chain(&settings.exclude) {
        report_idle(pattern, &names, found);
    }
    let among = |list: &[Said<String>], name: &str| list.iter().any(|it| matches(&it.value, name));
    let wanted = |name: &str| {
        (settings.include.is_empty() || among(&settings.include, name)) && !among(&settings.exclude, name)
    };
    for port in model.services.iter_mut().flat_map(|service| &mut service.ports) {
        port.operations.retain(|operation| wanted(&operation.name));
    }
    let http_ports = model.services.iter_mut().flat_map(|service| &mut service.http_ports);
    for api in http_ports.chain(&mut model.apis) {
        api.routes.retain(|route| wanted(&route.name));
    }
    names.into_iter().filter(|name| !wanted(name)).collect()
}

fn names(model: &Model) -> BTreeSet<String> {
    let ports = model.services.iter().flat_map(|service| &service.ports);
    let operations = ports.flat_map(|port| port.operations.iter().map(|operation| operation.name.clone()));
    let http_ports = model.services.iter().flat_map(|service| &service.http_ports);
    let routes =
        http_ports.chain(&model.apis).flat_map(|api| api.routes.iter().map(|route| route.name.clone()));
    operations.chain(routes).collect()
}

/// A misspelt name would silently leave out what was wanted.
fn report_idle(pattern: &Said<String>, names: &BTreeSet<String>, found: &mut Diagnostics) {
    if names.iter().any(|name| matches(&pattern.value, name)) {
        return;
    }
    let message = format!("no operation has the name `{}`", pattern.value);
    let help = suggested(&pattern.value, names.iter().map(String::as_str));
    found.report(Diagnostic::error(Code::UnknownMember, pattern.span, message).maybe_help(help));
}

/// Whether a name fits a pattern, in which `*` stands for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            name.char_indices().map(|(at, _)| at).chain([name.len()]).any(|at| matches(rest, &name[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, name, fits) in [
            ("Get", "Get", true),
            ("Get", "GetOrder", false),
            ("Get*", "GetOrder", true),
            ("*Order", "GetOrder", true),
            ("G*t*r", "GetOrder", true),
            ("*", "", true),
            ("*é", "Café", true),
            ("Get*x", "GetOrder", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }
}
