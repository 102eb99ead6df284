//! WADL: resources, nested as they may be, → routes.

use super::{NO_UNIT, Resolver};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Api, Builtin, ElementId, Param, ParamStyle, Response, Route, TypeId};
use crate::read::wadl::ast::{self, Application, Method, ParamType, Representation, Resource, Use};
use crate::read::xsd::ast::Name;
use crate::source::Span;

/// Resolves the routes of a WADL.
pub(super) fn resolve(resolver: &mut Resolver<'_>, application: &Application) {
    let mut reader = Routes { resolver, application, found: Vec::new() };
    let mut apis = Vec::new();
    for resources in &application.resources {
        for resource in &resources.children {
            reader.resource(resource, "", &[]);
        }
        apis.push(Api {
            name: application.title.clone(),
            doc: if resources.doc.is_empty() { application.doc.clone() } else { resources.doc.clone() },
            base: resources.base.clone(),
            binding: None,
            routes: std::mem::take(&mut reader.found),
            span: resources.span,
        });
    }
    if apis.iter().all(|api| api.routes.is_empty()) {
        let message = "this WADL has no method: only its types are used";
        resolver.report(Diagnostic::warning(Code::NoService, application.span, message));
    }
    check_duplicates(resolver, &apis);
    resolver.model.apis = apis;
}

/// A method that two resources refer to would be two routes of one name.
fn check_duplicates(resolver: &mut Resolver<'_>, apis: &[Api]) {
    let mut seen: Vec<&Route> = Vec::new();
    for route in apis.iter().flat_map(|api| &api.routes) {
        match seen.iter().find(|known| known.name == route.name) {
            None => seen.push(route),
            Some(first) => {
                let message = format!("two routes have the name `{}`", route.name);
                let found = Diagnostic::error(Code::DuplicateRoute, route.span, message).label("again here");
                let found =
                    if first.span == route.span { found } else { found.and(first.span, "first here") };
                resolver.report(found.note(format!("they are `{}` and `{}`", first.path, route.path)));
            }
        }
    }
}

struct Routes<'r, 'a, 'w> {
    resolver: &'r mut Resolver<'a>,
    application: &'w Application,
    found: Vec<Route>,
}

impl<'w> Routes<'_, '_, 'w> {
    /// The resource's own parameters go with each of its methods and with the resources inside it.
    fn resource(&mut self, resource: &'w Resource, above: &str, inherited: &[Param]) {
        let mut path = above.to_owned();
        if let Some((own, _)) = &resource.path {
            let own = own.trim_matches('/');
            path.push_str(if own.is_empty() { "" } else { "/" });
            path.push_str(own);
        }
        let mut params = inherited.to_vec();
        params.extend(resource.params.iter().filter_map(|param| self.param(param)));
        for method in &resource.methods {
            let route = self.method(method).and_then(|method| self.route(method, &path, &params));
            if let (Some(route), at) = (&route, resource.path.as_ref()) {
                self.check_templates(route, at.map_or(route.span, |(_, span)| *span));
            }
            self.found.extend(route);
        }
        for inner in &resource.resources {
            self.resource(inner, &path, &params);
        }
    }

    fn route(&mut self, method: &'w Method, path: &str, inherited: &[Param]) -> Option<Route> {
        let Some((name, _)) = &method.id else {
            let message = "a method must have an `id`: it is what the operation is called";
            self.resolver.report(Diagnostic::error(Code::MissingAttribute, method.span, message));
            return None;
        };
        let mut params = inherited.to_vec();
        params.extend(method.params.iter().filter_map(|param| self.param(param)));
        Some(Route {
            name: name.to_string(),
            method: method.name.clone(),
            path: if path.is_empty() { "/".to_owned() } else { path.to_owned() },
            params,
            request: self.request(method),
            responses: method.responses.iter().flat_map(|response| self.responses(response)).collect(),
            doc: method.doc.clone(),
            span: method.id.as_ref().map_or(method.span, |(_, span)| *span),
        })
    }

    /// The element of the body. Representations of other media types than XML are other forms of the same.
    fn request(&mut self, method: &'w Method) -> Option<ElementId> {
        let mut elements: Vec<(ElementId, Span)> = Vec::new();
        for used in &method.request {
            let Some(representation) = self.representation(used) else { continue };
            let Some(element) = &representation.element else {
                let message = "a request body must be an element";
                let found = Diagnostic::error(Code::UnsupportedWadl, representation.span, message);
                self.resolver
                    .report(found.help("write `element`, the name of a global element of the schemas"));
                continue;
            };
            let id = self.resolver.find_element(NO_UNIT, element);
            elements.extend(id.map(|id| (id, representation.span)));
        }
        let (first, at) = *elements.first()?;
        if let Some((_, other)) = elements.iter().find(|(element, _)| *element != first) {
            let message = "bodies that are one of several elements are not supported yet";
            self.resolver
                .report(Diagnostic::error(Code::UnsupportedWadl, *other, message).and(at, "the other one"));
        }
        Some(first)
    }

    fn responses(&mut self, response: &'w ast::Response) -> Vec<Response> {
        let mut out = Vec::new();
        for used in &response.representations {
            let Some(representation) = self.representation(used) else { continue };
            let element = representation
                .element
                .as_ref()
                .and_then(|element| self.resolver.find_element(NO_UNIT, element));
            let media_type = representation.media_type.clone();
            out.push(Response {
                statuses: response.statuses.clone(),
                media_type,
                element,
                span: representation.span,
            });
        }
        if response.representations.is_empty() {
            let statuses = response.statuses.clone();
            out.push(Response { statuses, media_type: None, element: None, span: response.span });
        }
        out
    }

    fn param(&mut self, used: &'w Use<ast::Param>) -> Option<Param> {
        let param =
            follow(self.resolver, used, &self.application.params, |param| param.id.as_ref(), "param")?;
        let ty: TypeId = match &param.ty {
            ParamType::Absent => self.resolver.builtin(Builtin::String),
            ParamType::Broken => self.resolver.error,
            ParamType::Named(reference) => self.resolver.find_type(NO_UNIT, reference),
        };
        Some(Param {
            name: param.name.0.to_string(),
            style: param.style,
            ty,
            // What stands in the path is always there.
            required: param.required || param.style == ParamStyle::Template,
            repeating: param.repeating,
            default: param.default.clone(),
            doc: param.doc.clone(),
            span: param.name.1,
        })
    }

    fn method(&mut self, used: &'w Use<Method>) -> Option<&'w Method> {
        follow(self.resolver, used, &self.application.methods, |method| method.id.as_ref(), "method")
    }

    fn representation(&mut self, used: &'w Use<Representation>) -> Option<&'w Representation> {
        let all = &self.application.representations;
        follow(self.resolver, used, all, |representation| representation.id.as_ref(), "representation")
    }

    /// Each `{name}` in the path is a template parameter, and the other way round (WADL §2.6.1).
    fn check_templates(&mut self, route: &Route, at: Span) {
        let templates = || route.params.iter().filter(|param| param.style == ParamStyle::Template);
        let in_path: Vec<&str> =
            route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        for name in in_path.iter().filter(|name| templates().all(|param| param.name != **name)) {
            let message = format!("`{{{name}}}` in the path of `{}` is not declared", route.name);
            let found = Diagnostic::error(Code::PathTemplate, at, message);
            let near = nearest(name, templates().map(|param| param.name.as_str()));
            let help = near.map(|near| format!("did you mean `{{{near}}}`?"));
            let help = help.unwrap_or_else(|| {
                format!("write `<param name=\"{name}\" style=\"template\"/>` in the resource")
            });
            self.resolver.report(found.help(help));
        }
        for param in templates().filter(|param| !in_path.contains(&param.name.as_str())) {
            let message = format!("the path `{}` has no `{{{}}}`", route.path, param.name);
            self.resolver
                .report(Diagnostic::error(Code::PathTemplate, param.span, message).and(at, "the path"));
        }
    }
}

/// What a `href` in this document refers to.
fn follow<'w, T>(
    resolver: &mut Resolver<'_>,
    used: &'w Use<T>,
    all: &'w [T],
    id: fn(&T) -> Option<&Name>,
    word: &str,
) -> Option<&'w T> {
    let (href, span) = match used {
        Use::Here(it) => return Some(it),
        Use::Href(href, span) => (href, *span),
    };
    let wanted = href.strip_prefix('#').unwrap_or(href);
    let found = all.iter().find(|it| id(it).is_some_and(|(name, _)| **name == *wanted));
    if found.is_none() || !href.starts_with('#') {
        let message = format!("there is no `{word}` `{href}` in this document");
        let error = Diagnostic::error(Code::UnknownHref, span, message).label("referenced here");
        let near = nearest(wanted, all.iter().filter_map(|it| id(it).map(|(name, _)| &**name)));
        resolver.report(error.maybe_help(near.map(|near| format!("did you mean `#{near}`?"))));
        return None;
    }
    found
}
