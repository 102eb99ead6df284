//! An input of the manifest → [`Settings`]: names and paths for Rust must be such.

use super::names::Ident;
use super::secrets::Secrets;
use super::settings::{Carry, IdentitySettings, OutcomeSettings, Said, SessionSettings, Settings, Signs};
use super::ty::RustPath;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::manifest;
use std::collections::BTreeMap;

/// The settings of an input. What is no Rust is reported and left out.
pub(crate) fn configure(
    input: &manifest::Input,
    source: String,
    command: &str,
    found: &mut Diagnostics,
) -> Option<Settings> {
    let module = ident(&input.module, found)?;
    let plain = Settings::plain(module, source, command.to_owned());
    let derives = input
        .derive
        .as_ref()
        .map(|derives| derives.iter().filter_map(|path| rust_path(path, found)).collect());
    let types =
        input.types.iter().filter_map(|(name, path)| Some((name.value.clone(), rust_path(path, found)?)));
    let types: BTreeMap<_, _> = types.collect();
    let renames =
        input.rename.iter().filter_map(|(name, chosen)| Some((name.value.clone(), ident(chosen, found)?)));
    let renames: BTreeMap<_, _> = renames.collect();
    let client = input.client.iter().map(|name| ("client".to_owned(), name.span));
    let secret = input.secret.iter().map(|name| (name.value.trim_start_matches('!').to_owned(), name.span));
    let spans = input
        .types
        .iter()
        .chain(&input.rename)
        .map(|(name, _)| (name.value.clone(), name.span))
        .chain(secret)
        .chain(client)
        .collect();
    Some(Settings {
        service: input.service.as_ref().map(said),
        port: input.port.as_ref().map(said),
        client: input.client.as_ref().and_then(|name| ident(name, found)),
        documents: input.documents,
        validate: input.validate,
        include: input.include.iter().map(said).collect(),
        exclude: input.exclude.iter().map(said).collect(),
        modules: input.modules,
        symmetric: input.symmetric,
        derives: derives.unwrap_or(plain.derives),
        secrets: secrets(input),
        types,
        renames,
        spans,
        session: input.session.as_ref().map(session),
        outcome: input.outcome.as_ref().map(outcome),
        safe: input.safe.iter().map(said).collect(),
        throttled: input.throttled.as_ref().map(|throttled| {
            (throttled.reset.as_ref().map(|reset| reset.value.clone()), values(&throttled.text))
        }),
        ..plain
    })
}

/// The manifest's list, and the token of the session, whatever it is called in the answer and in a header block.
fn secrets(input: &manifest::Input) -> Secrets {
    let token = input.session.as_ref().and_then(|session| session.token.value.last());
    let carried = input.session.as_ref().and_then(|session| match &session.carry {
        manifest::Carry::HeaderBlock(path) => path.value.last(),
        _ => None,
    });
    let listed = input.secret.iter().map(|name| &name.value);
    Secrets::new(listed.chain(token).chain(carried).map(String::as_str))
}

fn ident(name: &manifest::Said<String>, found: &mut Diagnostics) -> Option<Ident> {
    let ident = Ident::parse(&name.value);
    if ident.is_none() {
        let message = format!("`{}` is not a name in Rust", name.value);
        let plain: String = name.value.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
        let help = [plain.clone(), format!("{plain}_")].into_iter().find(|near| Ident::parse(near).is_some());
        let help = help.map_or_else(
            || "a name has letters, digits and `_`, and does not begin with a digit".to_owned(),
            |near| format!("write for example `{near}`"),
        );
        found.report(Diagnostic::error(Code::InvalidRustName, name.span, message).help(help));
    }
    ident
}

fn rust_path(path: &manifest::Said<String>, found: &mut Diagnostics) -> Option<RustPath> {
    let parsed = RustPath::parse(&path.value);
    if parsed.is_none() {
        let message = format!("`{}` is not the path of an item in Rust", path.value);
        let problem = Diagnostic::error(Code::InvalidRustName, path.span, message);
        found.report(problem.help("write names with `::` between, such as `castile::xsd::Guid`"));
    }
    parsed
}

fn said<T: Clone>(said: &manifest::Said<T>) -> Said<T> {
    Said { value: said.value.clone(), span: said.span }
}

fn values<T: Clone>(list: &[manifest::Said<T>]) -> Vec<T> {
    list.iter().map(|said| said.value.clone()).collect()
}

fn session(session: &manifest::Session) -> SessionSettings {
    SessionSettings {
        login: said(&session.login),
        token: said(&session.token),
        address: session.address.as_ref().map(said),
        carry: match &session.carry {
            manifest::Carry::Cookie(name) => Carry::Cookie(name.value.clone()),
            manifest::Carry::Query(name) => Carry::Query(name.value.clone()),
            manifest::Carry::Header(name) => Carry::Header(name.value.clone()),
            manifest::Carry::HeaderBlock(path) => Carry::HeaderBlock(said(path)),
        },
        check: session.check.as_ref().map(said),
        logout: session.logout.as_ref().map(said),
        budget: session.budget,
        idle: session.idle.as_ref().map(|idle| idle.value),
        margin: session.margin.as_ref().map(|margin| margin.value),
        hosts: values(&session.hosts),
        expired: signs(&session.expired),
        replay: session.replay.iter().map(said).collect(),
        identity: session.identity.as_ref().map(identity),
    }
}

fn identity(identity: &manifest::Identity) -> IdentitySettings {
    IdentitySettings {
        current: said(&identity.current),
        list: said(&identity.list),
        set: said(&identity.set),
        id: said(&identity.id),
        client: said(&identity.client),
    }
}

fn signs(expired: &manifest::Expired) -> Signs {
    let value = expired.value.iter().map(|(name, text)| (name.value.clone(), text.value.clone()));
    Signs {
        status: values(&expired.status),
        fault: values(&expired.fault),
        message: values(&expired.message),
        value: value.collect(),
    }
}

fn outcome(outcome: &manifest::Outcome) -> OutcomeSettings {
    OutcomeSettings {
        success: said(&outcome.success),
        message: outcome.message.value.clone(),
        result: outcome.result.value.clone(),
    }
}
