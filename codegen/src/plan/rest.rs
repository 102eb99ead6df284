//! The routes of an API → a client.

use super::Planner;
use super::args::setters;
use super::client::{
    Client, Given, Method, Operation, Optional, Outcome, Output, Param, Place, Protocol, Request, Target,
};
use super::docs::{Docs, code};
use super::item::WireName;
use super::names::{Claim, Ident, Scope, member};
use super::refuse;
use super::session::wire_name;
use super::settings::Carry;
use super::soap::optional_docs;
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
            calls: None,
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
            addressing: None,
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
    pub(super) fn outcome(&self, response: &Ty) -> Option<Outcome> {
        let rule = self.settings.outcome.as_ref()?;
        let Ty::Item(item) = response.opened() else { return None };
        let fields = &self.items.structure(*item)?.fields;
        let named = |name: &str| {
            let found = fields.iter().find(|field| wire_name(&field.wire) == Some(name))?;
            Some((found.name.clone(), found.ty.clone()))
        };
        let (success, message, result) =
            (named(&rule.success.value)?, named(&rule.message)?, named(&rule.result)?);
        let fits = success.1.innermost().is("bool") && message.1.innermost().is("String");
        let output = result.1.opened().clone();
        fits.then_some(Outcome { inside: None, success, message, result, output })
    }

    /// An outcome rule that no answer fits would silently do nothing.
    pub(super) fn report_idle_outcome(&mut self, operations: &[Operation]) {
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
        let request = match (&planned.request, names.last()) {
            (Ty::Unit, _) | (_, None) => Request::Empty,
            (ty, Some(name)) => Request::Whole(self.arg(name, ty)),
        };
        let mut required = Vec::new();
        let mut optional = Vec::new();
        for (spec, name) in params.iter().zip(&names) {
            let param = self.param(spec, name);
            if spec.required { required.push((*spec, param)) } else { optional.push((*spec, param)) }
        }
        let docs =
            Docs::of(&route.doc, || format!("Calls {}.", code(&format!("{} {}", route.method, route.path))));
        let docs =
            required.iter().filter_map(|(spec, param)| param_docs(spec, param)).fold(docs, Docs::paragraph);
        let optional = given(optional);
        let params: Vec<_> = required.into_iter().map(|(_, param)| param).collect();
        let mut args: Vec<_> = params.iter().map(|param| param.arg.clone()).collect();
        if let Request::Whole(arg) = &request {
            args.push(arg.clone());
        }
        let request_name =
            planned.request_name.clone().filter(|_| !route.request.is_some_and(|id| self.carries_name(id)));
        Method {
            docs: docs.maybe(optional_docs(&optional)),
            name,
            args,
            optional,
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

/// The parameters that may be left out, as methods of the call.
fn given(params: Vec<(&model::Param, Param)>) -> Vec<Optional> {
    let names = setters(params.iter().map(|(_, param)| &param.arg.name));
    let optional = params.into_iter().zip(names).map(|((spec, param), name)| Optional {
        docs: Docs::of(&spec.doc, || format!("Gives {}.", code(&spec.name))).maybe(default_docs(spec)),
        name,
        arg: param.arg,
        place: Given::Param(param.place, param.name),
    });
    optional.collect()
}

fn param_docs(spec: &model::Param, param: &Param) -> Option<String> {
    let doc = Docs::of(&spec.doc, String::new).lines().collect::<Vec<_>>().join(" ");
    let text: Vec<_> = [Some(doc), default_docs(spec)].into_iter().flatten().collect();
    let text = text.join(" ").trim().to_owned();
    (!text.is_empty()).then(|| format!("`{}`: {text}", param.arg.name))
}

fn default_docs(spec: &model::Param) -> Option<String> {
    Some(format!("Without it the server takes {}.", code(spec.default.as_ref()?)))
}
