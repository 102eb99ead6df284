//! The manifest's session policy, checked against the operations it names.

use super::Planner;
use super::choose::Endpoint;
use super::client::{Arg, Client, Method, Operation, Output, Session};
use super::item::{Field, Wire};
use super::settings::Said;
use super::ty::Ty;
use crate::diagnostic::{Code, Diagnostic, suggested};

impl Planner<'_> {
    /// Plans the session of a client, and says what is wrong with it.
    pub(super) fn session(&mut self, client: &Client, endpoint: &Endpoint<'_>) -> Option<Session> {
        let settings = self.settings.session.as_ref()?;
        for name in &settings.replay {
            self.operation(client, name);
        }
        let check = settings.check.as_ref().and_then(|name| self.check(client, name));
        let logout = settings.logout.as_ref().and_then(|name| self.logout(client, name));
        let identities = settings.identity.as_ref().and_then(|it| self.identities(client, it));
        let (method, operation) = self.operation(client, &settings.login)?;
        let args = session_args(method);
        let optional = method.optional.iter().map(|it| (it.arg.clone(), it.name.clone())).collect::<Vec<_>>();
        let keeps_nothing = args.is_empty() && optional.is_empty();
        if !keeps_nothing && !self.settings.clones() {
            let message = "a session logs in more than once, for which `Clone` must be among the derives";
            self.found.report(Diagnostic::error(Code::UnsuitableOperation, settings.login.span, message));
        }
        let output = output_type(operation);
        let token = self.told(operation, &settings.token, "token");
        let address = settings.address.as_ref().map(|path| self.told(operation, path, "address"));
        let carry = self.carried(endpoint, &settings.carry);
        Some(Session {
            carry: carry?,
            idle: settings.idle,
            margin: settings.margin,
            budget: settings.budget,
            hosts: settings.hosts.clone(),
            expired: settings.expired.clone(),
            login: method.name.clone(),
            args,
            optional,
            own_calls: client.calls.is_some(),
            token: token?,
            address: address.map_or(Some(None), |address| address.map(Some))?,
            output,
            check,
            logout,
            identities,
        })
    }

    /// The operation of a name the manifest says.
    pub(super) fn operation<'c>(
        &mut self,
        client: &'c Client,
        name: &Said<String>,
    ) -> Option<(&'c Method, &'c Operation)> {
        let found =
            client.methods.iter().zip(&client.operations).find(|(_, operation)| operation.name == name.value);
        if found.is_none() {
            let names = client.operations.iter().map(|operation| operation.name.as_str());
            let help = suggested(&name.value, names);
            let message = format!("there is no operation `{}`", name.value);
            self.found.report(Diagnostic::error(Code::UnknownMember, name.span, message).maybe_help(help));
        }
        found
    }

    fn check(&mut self, client: &Client, name: &Said<String>) -> Option<(super::names::Ident, Ty)> {
        let (method, operation) = self.operation(client, name)?;
        let output = output_type(operation);
        if !method.args.is_empty() || !output.without_option().is("bool") {
            let message = format!("`{}` cannot say whether a session lives", name.value);
            let why = "such an operation takes nothing and gives a boolean";
            self.found.report(Diagnostic::error(Code::UnsuitableOperation, name.span, message).note(why));
            return None;
        }
        Some((method.name.clone(), output))
    }

    fn logout(&mut self, client: &Client, name: &Said<String>) -> Option<super::names::Ident> {
        let (method, _) = self.operation(client, name)?;
        if !method.args.is_empty() {
            let message = format!("`{}` cannot end a session", name.value);
            let why = "such an operation takes nothing but the session";
            self.found.report(Diagnostic::error(Code::UnsuitableOperation, name.span, message).note(why));
            return None;
        }
        Some(method.name.clone())
    }

    /// The members from the login's output to a text that its answer tells. The path in the manifest begins at the answer; what the
    /// output is already inside of is not walked again.
    fn told(
        &mut self,
        operation: &Operation,
        path: &Said<Vec<String>>,
        what: &str,
    ) -> Option<Vec<(super::names::Ident, Ty)>> {
        let steps = self.walk(&format!("the answer of `{}`", operation.name), &operation.response, path)?;
        let at = steps.last().map_or(&Ty::Unit, |(_, ty)| ty);
        self.expect_text(at, path, what)?;
        let within = given(&operation.output);
        if within.iter().zip(&steps).all(|(given, (step, _))| *given == step) {
            return Some(steps.into_iter().skip(within.len()).collect());
        }
        let message =
            format!("`{}` is not in what a call of `{}` gives", path.value.join("."), operation.name);
        let why = "a call gives the result that is in the answer: the path leads to a member of that";
        self.found.report(Diagnostic::error(Code::UnsuitableOperation, path.span, message).note(why));
        None
    }

    /// Says so where what a path ends at is no text.
    pub(super) fn expect_text(&mut self, ty: &Ty, path: &Said<Vec<String>>, what: &str) -> Option<()> {
        if (ty.innermost().is("String") || ty.innermost().is("castile::Secret")) && !is_repeated(ty) {
            return Some(());
        }
        let message = format!("`{}` is no text, so it is no {what}", path.value.join("."));
        self.found.report(Diagnostic::error(Code::UnsuitableOperation, path.span, message));
        None
    }

    /// The members of a path from a value of this type on; `what` is the value in words.
    pub(super) fn walk(
        &mut self,
        what: &str,
        from: &Ty,
        path: &Said<Vec<String>>,
    ) -> Option<Vec<(super::names::Ident, Ty)>> {
        let mut steps = Vec::new();
        let mut at = from.clone();
        for name in &path.value {
            let Some(field) = self.field(&at, name) else {
                self.unknown_member(what, path, name, &at);
                return None;
            };
            at = field.ty.clone();
            steps.push((field.name.clone(), field.ty.clone()));
        }
        Some(steps)
    }

    pub(super) fn field(&self, ty: &Ty, name: &str) -> Option<&Field> {
        let Ty::Item(item) = ty.innermost() else { return None };
        let mut fields = self.items.structure(*item)?.fields.iter();
        fields.find(|field| !is_repeated(ty) && wire_name(&field.wire) == Some(name))
    }

    pub(super) fn unknown_member(&mut self, what: &str, path: &Said<Vec<String>>, name: &str, at: &Ty) {
        let fields = match at.innermost() {
            Ty::Item(item) => self.items.structure(*item).map_or(&[][..], |found| &found.fields),
            _ => &[],
        };
        let help = suggested(name, fields.iter().filter_map(|field| wire_name(&field.wire)));
        let message = format!("{what} has no member `{name}` there");
        self.found.report(Diagnostic::error(Code::UnknownMember, path.span, message).maybe_help(help));
    }

    /// Whether the manifest lets an operation be sent twice.
    pub(super) fn may_replay(&self, operation: &str) -> bool {
        let of_session = self.settings.session.iter().flat_map(|session| &session.replay);
        self.settings.safe.iter().chain(of_session).any(|name| name.value == operation)
    }

    /// Says which operations of the manifest's `safe` there are not.
    pub(super) fn check_safe(&mut self, client: &Client) {
        for name in &self.settings.safe {
            self.operation(client, name);
        }
    }
}

/// What a call of the operation gives.
pub(super) fn output_type(operation: &Operation) -> Ty {
    match &operation.output {
        Output::Unit => Ty::Unit,
        Output::Whole | Output::Content => operation.response.clone(),
        Output::Member(_, ty) => ty.clone(),
        Output::Outcome(outcome) => outcome.output.clone(),
    }
}

/// The members of the answer down to what a call of the operation gives.
fn given(output: &Output) -> Vec<&super::names::Ident> {
    match output {
        Output::Outcome(outcome) => {
            outcome.inside.iter().chain([&outcome.result]).map(|(name, _)| name).collect()
        }
        Output::Member(name, _) => vec![name],
        Output::Unit | Output::Whole | Output::Content => Vec::new(),
    }
}

/// The name of a member on the wire.
pub(super) fn wire_name(wire: &Wire) -> Option<&str> {
    match wire {
        Wire::Element(name) | Wire::Items(name, _) | Wire::Attribute(name) => Some(&name.local),
        _ => None,
    }
}

fn is_repeated(ty: &Ty) -> bool {
    matches!(ty.opened(), Ty::Vec(_) | Ty::List(_))
}

/// The arguments of the login, owned by the session.
fn session_args(method: &Method) -> Vec<Arg> {
    let params = method.params.iter().map(|param| param.arg.clone());
    match &method.request {
        super::client::Request::Whole(arg) => params.chain([arg.clone()]).collect(),
        _ => method.args.clone(),
    }
}
