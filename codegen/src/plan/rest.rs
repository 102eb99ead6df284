//! The routes of an API → a client.

use super::Planner;
use super::client::{
    Arg, Client, Method, Operation, Outcome, Output, Param, Place, Protocol, Request, Target,
};
use super::docs::{Docs, code};
use super::item::WireName;
use super::names::{Claim, Ident, Scope, member};
use super::refuse;
use super::session::wire_name;
use super::settings::Carry;
use super::structs::wire;
use super::ty::Ty;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Api, ElementId, ParamStyle, Route};

impl Planner<'_> {
    /// Plans the client of an API; the types of its bodies have been planned.
    pub(super) fn rest_client(&mut self, api: &Api, name: Ident) -> Client {
        let names: Vec<_> = api.routes.iter().map(|route| route.name.as_str()).collect();
        let (idents, methods) = self.operation_names(&names);
        let operations: Vec<_> =
            api.routes.iter().zip(&idents).map(|(route, ident)| self.route(api, route, ident)).collect();
        let signatures = api.routes.iter().zip(&operations).zip(methods);
        let methods =
            signatures.map(|((route, planned), name)| self.route_method(route, planned, name)).collect();
        self.report_idle_outcome(&operations);
        Client {
            docs: Docs::of(&api.doc, || format!("A client for the API {}.", code(&api.name))),
            name,
            module: member("client"),
            protocol: Protocol::Rest,
            endpoint: api.base.clone(),
            methods,
            operations,
            encoded: Vec::new(),
            session: None,
            throttled: None,
        }
    }

    fn route(&mut self, api: &Api, route: &Route, ident: &Ident) -> Operation {
        let (request, request_name) = self.document(route.request);
        let (response, response_name) = self.document(answer(route));
        // A port of a WSDL may answer with anything; a WADL says the element.
        let (response, output) = match (api.binding.is_some(), response) {
            (true, Ty::Unit) => (Ty::known("castile::rest::Content"), Some(Output::Content)),
            (_, response) => (response, None),
        };
        if response_name.is_none() && output.is_none() {
            self.found.report(refuse::no_answer(&route.name, route.span));
        }
        let output = output.unwrap_or_else(|| match &response {
            Ty::Unit => Output::Unit,
            ty => self.outcome(ty).map_or(Output::Whole, Output::Outcome),
        });
        Operation {
            docs: Docs::sentence(format!("The route {}.", code(&format!("{} {}", route.method, route.path)))),
            ident: ident.clone(),
            name: route.name.clone(),
            service: api.name.clone(),
            target: Target::Route(route.method.clone(), route.path.clone()),
            request,
            request_name,
            response,
            response_name,
            output,
            encoding: (None, None),
            replay: self.may_replay(&route.name),
        }
    }

    fn document(&mut self, element: Option<ElementId>) -> (Ty, Option<WireName>) {
        match element {
            Some(id) => (self.root_type(id), Some(wire(&self.model[id].name))),
            None => (Ty::Unit, None),
        }
    }

    /// The members of an answer that the manifest's rule is about, if it has them all.
    fn outcome(&self, response: &Ty) -> Option<Outcome> {
        let rule = self.settings.outcome.as_ref()?;
        let Ty::Item(item) = response else { return None };
        let fields = &self.items.structure(*item)?.fields;
        let named = |name: &str| {
            let found = fields.iter().find(|field| wire_name(&field.wire) == Some(name))?;
            Some((found.name.clone(), found.ty.clone()))
        };
        let (success, message, result) =
            (named(&rule.success.value)?, named(&rule.message)?, named(&rule.result)?);
        let fits = success.1.innermost().is("bool") && message.1.innermost().is("String");
        let output = payload(&result.1).clone();
        fits.then_some(Outcome { success, message, result, output })
    }

    /// An outcome rule that no answer fits would silently do nothing.
    fn report_idle_outcome(&mut self, operations: &[Operation]) {
        let Some(rule) = &self.settings.outcome else { return };
        if !operations.iter().any(|operation| matches!(operation.output, Output::Outcome(_))) {
            let message = "no answer has the members that the outcome rule names";
            let problem = Diagnostic::error(Code::UnknownMember, rule.success.span, message);
            self.found.report(problem.note("it names a boolean, a text and a result"));
        }
    }

    fn route_method(&mut self, route: &Route, planned: &Operation, name: Ident) -> Method {
        let params: Vec<_> = route.params.iter().filter(|param| !self.is_token(param)).collect();
        let mut claims: Vec<_> = params.iter().map(|param| Claim::new(member(&param.name))).collect();
        claims.extend((planned.request != Ty::Unit).then(|| Claim::new(member("request"))));
        let names: Vec<_> =
            Scope::default().grant(&claims).into_iter().map(|granted| granted.ident).collect();
        let params: Vec<_> = params.iter().zip(&names).map(|(param, name)| self.param(param, name)).collect();
        let mut args: Vec<_> = params.iter().map(|param| param.arg.clone()).collect();
        let request = match (&planned.request, names.last()) {
            (Ty::Unit, _) | (_, None) => Request::Empty,
            (ty, Some(name)) => Request::Whole(self.arg(name, ty)),
        };
        if let Request::Whole(arg) = &request {
            args.push(arg.clone());
        }
        let docs =
            Docs::of(&route.doc, || format!("Calls {}.", code(&format!("{} {}", route.method, route.path))));
        let docs = params_docs(docs, route, &params);
        let request_name =
            planned.request_name.clone().filter(|_| !route.request.is_some_and(|id| self.carries_name(id)));
        Method {
            docs,
            name,
            args,
            operation: planned.ident.clone(),
            request,
            request_name,
            params,
            attachments: Vec::new(),
        }
    }

    /// Whether the session adds the parameter.
    fn is_token(&self, param: &model::Param) -> bool {
        let carry = self.settings.session.as_ref().map(|session| &session.carry);
        match (carry, param.style) {
            (Some(Carry::Query(name)), ParamStyle::Query) => *name == param.name,
            (Some(Carry::Header(name)), ParamStyle::Header) => name.eq_ignore_ascii_case(&param.name),
            _ => false,
        }
    }

    fn param(&mut self, param: &model::Param, name: &Ident) -> Param {
        let ty = self.value_type(param.ty);
        let ty = self.settings.secrets.hide(&param.name, ty);
        let ty = match (param.repeating, param.required) {
            (true, _) => ty.repeated(),
            (false, true) => ty,
            (false, false) => ty.optional(),
        };
        if param.repeating && !matches!(param.style, ParamStyle::Query | ParamStyle::Form) {
            self.found.report(refuse::repeating_param(&param.name, param.span));
        }
        let place = match param.style {
            ParamStyle::Template => Place::Path,
            ParamStyle::Query => Place::Query,
            ParamStyle::Header => Place::Header,
            ParamStyle::Form => Place::Form,
        };
        Param { place, name: param.name.clone(), arg: self.arg(name, &ty) }
    }
}

/// The element of a successful answer.
fn answer(route: &Route) -> Option<ElementId> {
    let success = |response: &&model::Response| {
        response.statuses.is_empty() || response.statuses.iter().any(|status| (200..300).contains(status))
    };
    route.responses.iter().find(success)?.element
}

/// The payload itself.
fn payload(ty: &Ty) -> &Ty {
    match ty {
        Ty::Option(inner) | Ty::Nillable(inner) => payload(inner),
        other => other,
    }
}

fn params_docs(docs: Docs, route: &Route, params: &[Param]) -> Docs {
    let said = |param: &Param| {
        let spec = route.params.iter().find(|spec| spec.name == param.name)?;
        let default =
            spec.default.as_ref().map(|default| format!("Without it the server takes {}.", code(default)));
        let doc = Docs::of(&spec.doc, String::new).lines().collect::<Vec<_>>().join(" ");
        let text = [Some(doc), default]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        (!text.is_empty()).then(|| format!("`{}`: {text}", arg_name(&param.arg)))
    };
    params.iter().filter_map(said).fold(docs, Docs::paragraph)
}

fn arg_name(arg: &Arg) -> &Ident {
    &arg.name
}
