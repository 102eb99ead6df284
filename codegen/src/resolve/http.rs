//! Ports of the HTTP binding (WSDL 1.1 §4) → routes: the parts of a request are parameters in the query, the path or a form, or
//! one part is the body.

use super::message::find_part;
use super::operation::{declared, request, tell_left_out};
use super::service::Components;
use super::{NO_UNIT, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Api, Builtin, Content, ElementId, Param, ParamStyle, Response, Route, Term, TypeId, TypeKind,
};
use crate::read::wsdl::ast::{
    self, AbstractOperation, Binding, BoundMessage, BoundOperation, HttpInput, MimeContent, Part,
    PartContent, Port,
};
use crate::xml::Ref;

pub(super) struct Routes<'o, 'a> {
    pub(super) resolver: &'o mut Resolver<'a>,
    pub(super) components: &'o Components<'a>,
    pub(super) binding: &'a Binding,
    pub(super) verb: &'a str,
}

/// What a request carries.
#[derive(Default)]
struct Carried {
    params: Vec<Param>,
    body: Option<ElementId>,
}

impl<'a> Routes<'_, 'a> {
    /// The routes of a port.
    pub(super) fn resolve(mut self, port: &Port, doc: &str) -> Api {
        Api {
            name: port.name.0.to_string(),
            doc: doc.to_owned(),
            base: port.address.clone().unwrap_or_default(),
            binding: port.binding.as_ref().map(|binding| binding.name.clone()),
            routes: self.binding.operations.iter().filter_map(|bound| self.route(bound)).collect(),
            span: port.name.1,
        }
    }

    fn route(&mut self, bound: &'a BoundOperation) -> Option<Route> {
        let declared = declared(self.resolver, self.components, self.binding, bound);
        let input = match declared {
            Some(declared) => Some(request(self.resolver, declared, bound)?),
            None => None,
        };
        let route =
            declared.zip(input).and_then(|(declared, input)| self.with_messages(declared, input, bound));
        if route.is_none() {
            tell_left_out(self.resolver, bound);
        }
        route
    }

    fn with_messages(
        &mut self,
        declared: &AbstractOperation,
        input: &ast::MessageUse,
        bound: &BoundOperation,
    ) -> Option<Route> {
        let message = self.components.message(input.message.as_ref()?)?;
        let carried = self.carried(bound, bound.input.as_ref(), message)?;
        let output = declared.output.as_ref().and_then(|output| output.message.as_ref());
        let answer = output.and_then(|output| self.components.message(output));
        let response = self.response(bound, answer);
        let replaced = bound.input.as_ref().is_some_and(|it| it.http == Some(HttpInput::Replacement));
        let location = bound.location.clone().unwrap_or_default();
        Some(Route {
            name: bound.name.0.to_string(),
            method: self.verb.to_owned(),
            path: if replaced { templates(&location) } else { location },
            params: carried.params,
            request: carried.body,
            responses: vec![response],
            doc: declared.doc.clone(),
            span: declared.name.1,
        })
    }

    fn carried(
        &mut self,
        bound: &BoundOperation,
        input: Option<&BoundMessage>,
        message: &ast::Message,
    ) -> Option<Carried> {
        let Some(input) = input else { return Some(Carried::default()) };
        let style = match (input.http, input.contents.first()) {
            (Some(HttpInput::Replacement), _) => ParamStyle::Template,
            (Some(HttpInput::Encoded), _) if self.verb == "POST" => ParamStyle::Form,
            (Some(HttpInput::Encoded), _) => ParamStyle::Query,
            (None, Some(content)) if is_form(content) => ParamStyle::Form,
            (None, Some(_)) => return self.content(input, message),
            (None, None) if message.parts.is_empty() => return Some(Carried::default()),
            (None, None) => {
                let text = "the binding does not say how the parts of the request travel";
                let found = Diagnostic::warning(Code::MissingElement, input.span, text);
                self.resolver
                    .report(found.and(bound.name.1, "the operation").help("write `http:urlEncoded`"));
                return None;
            }
        };
        let params = message.parts.iter().map(|part| self.param(part, style)).collect::<Option<_>>()?;
        Some(Carried { params, body: None })
    }

    /// A part as a parameter, which is a simple value or a list of some.
    fn param(&mut self, part: &Part, style: ParamStyle) -> Option<Param> {
        let (ty, span) = match &part.content {
            PartContent::Type(reference) => (self.resolver.find_type(NO_UNIT, reference), reference.span),
            PartContent::Element(reference) => {
                let element = self.resolver.find_element(NO_UNIT, reference)?;
                (self.resolver.model.elements[element].ty, reference.span)
            }
            PartContent::Broken => return None,
        };
        let (ty, repeating) = match self.items(ty) {
            Some(item) => (item, true),
            None => (ty, false),
        };
        let simple = !matches!(
            self.resolver.model[ty].kind,
            TypeKind::Complex(_) | TypeKind::Builtin(Builtin::AnyType)
        );
        if !simple {
            let text = format!("the part `{}` is a parameter, but not of a simple type", part.name.0);
            self.resolver.report(Diagnostic::warning(Code::PartType, span, text).note("it travels as text"));
        }
        let ty = if simple { ty } else { self.resolver.builtin(Builtin::String) };
        let doc = String::new();
        let (name, default) = (part.name.0.to_string(), None);
        Some(Param { name, style, ty, required: true, repeating, default, doc, span: part.name.1 })
    }

    /// The type of the items of a type that is nothing but a list of elements.
    fn items(&self, ty: TypeId) -> Option<TypeId> {
        let TypeKind::Complex(complex) = &self.resolver.model[ty].kind else { return None };
        let Content::Elements(top) = &complex.content else { return None };
        let Term::Group(group) = &top.term else { return None };
        match group.particles.as_slice() {
            [only] if only.max != Some(1) => match only.term {
                Term::Element(item) => Some(self.resolver.model.elements[item].ty),
                _ => None,
            },
            _ => None,
        }
    }

    fn content(&mut self, input: &BoundMessage, message: &ast::Message) -> Option<Carried> {
        let body = self.xml_of(&input.contents, message);
        if body.is_none() {
            let at = input.contents.first().map_or(input.span, |content| content.span);
            let text = "a request that is no form, no query and no XML is not supported";
            let found = Diagnostic::warning(Code::MimeBinding, at, text);
            self.resolver.report(found.note("the operation is left out of the HTTP port"));
            return None;
        }
        Some(Carried { params: Vec::new(), body })
    }

    /// The element of a message that travels as XML.
    fn xml_of(&mut self, contents: &[MimeContent], message: &ast::Message) -> Option<ElementId> {
        let content = contents.iter().find(|content| is_xml(content))?;
        let part = match (&content.part, message.parts.as_slice()) {
            (Some(name), _) => find_part(self.resolver, message, name)?,
            (None, [only]) => only,
            (None, _) => return None,
        };
        match &part.content {
            PartContent::Element(reference) => self.element(reference),
            _ => None,
        }
    }

    fn element(&mut self, reference: &Ref) -> Option<ElementId> {
        self.resolver.find_element(NO_UNIT, reference)
    }

    fn response(&mut self, bound: &BoundOperation, message: Option<&ast::Message>) -> Response {
        let contents = bound.output.as_ref().map_or(&[][..], |output| &output.contents);
        let element = message.and_then(|message| self.xml_of(contents, message));
        let media_type = contents.iter().find_map(|content| content.media_type.clone());
        let span = bound.output.as_ref().map_or(bound.name.1, |output| output.span);
        Response { statuses: Vec::new(), media_type, element, span }
    }
}

/// `o1/A(part1)B(part2)` → `o1/A{part1}B{part2}` (§4.6).
fn templates(location: &str) -> String {
    location.replace('(', "{").replace(')', "}")
}

fn is_form(content: &MimeContent) -> bool {
    content.media_type.as_deref() == Some("application/x-www-form-urlencoded")
}

fn is_xml(content: &MimeContent) -> bool {
    let of_xml = |it: &str| it.ends_with("/xml") || it.ends_with("+xml");
    content.is_xml || content.media_type.as_deref().is_some_and(of_xml)
}
