//! Services and routes as text.

use super::dump::Printer;
use super::{Api, Body, ElementId, Message, Operation, ParamStyle, Port, Route, Service, SoapVersion};
use std::fmt::Write as _;

pub(super) fn services(printer: &mut Printer<'_>, services: Vec<&Service>) {
    for service in services {
        printer.doc(&service.doc);
        printer.line(&format!("service {}", service.name));
        printer.indented(|printer| {
            service.ports.iter().for_each(|port| self::port(printer, port));
            apis(printer, service.http_ports.iter().collect());
        });
    }
}

fn port(printer: &mut Printer<'_>, port: &Port) {
    let version = match port.version {
        SoapVersion::V11 => "1.1",
        SoapVersion::V12 => "1.2",
    };
    let addressed = if port.addressed { " addressed" } else { "" };
    printer.line(&format!("port {} SOAP {version} at {:?}{addressed}", port.name, port.address));
    let mut operations = port.operations.iter().collect::<Vec<_>>();
    if !printer.docs {
        operations.sort_by(|left, right| left.name.cmp(&right.name));
    }
    printer.indented(|printer| {
        for operation in operations {
            self::operation(printer, operation, port.addressed);
        }
    });
}

fn operation(printer: &mut Printer<'_>, operation: &Operation, addressed: bool) {
    printer.doc(&operation.doc);
    let addressing = addressed.then(|| format!(" addressed as {:?}", operation.addressing_action));
    let addressing = addressing.unwrap_or_default();
    printer.line(&format!("operation {} {:?}{addressing}", operation.name, operation.action));
    printer.indented(|printer| {
        message(printer, "input", &operation.input);
        if let Some(output) = &operation.output {
            message(printer, "output", output);
        }
        for fault in &operation.faults {
            printer.doc(&fault.doc);
            let element = &printer.model[fault.element].name;
            printer.line(&format!("fault {} {element}", fault.name));
        }
    });
}

fn message(printer: &mut Printer<'_>, word: &str, message: &Message) {
    let name = |element: ElementId| &printer.model[element].name;
    let body = match message.body {
        Body::Empty => "nothing".to_owned(),
        Body::Element(element) => name(element).to_string(),
        Body::Content(element) => format!("content of {}", name(element)),
    };
    printer.line(&format!("{word} {body}{}", if message.encoded { " encoded" } else { "" }));
    printer.indented(|printer| {
        for header in &message.headers {
            let required = if header.required { " required" } else { "" };
            printer.line(&format!("header {}{required}", printer.model[header.element].name));
            for fault in &header.faults {
                let line = format!("fault {}", printer.model[fault.element].name);
                printer.indented(|printer| printer.line(&line));
            }
        }
        for attachment in &message.attachments {
            let line = format!("attachment {} {}", attachment.name, attachment.media_types.join(" or "));
            printer.line(line.trim_end());
        }
    });
}

pub(super) fn apis(printer: &mut Printer<'_>, apis: Vec<&Api>) {
    for api in apis {
        printer.doc(&api.doc);
        printer.line(&format!("api {} at {:?}", api.name, api.base));
        printer.indented(|printer| api.routes.iter().for_each(|route| self::route(printer, route)));
    }
}

fn route(printer: &mut Printer<'_>, route: &Route) {
    printer.doc(&route.doc);
    printer.line(&format!("{} {} {}", route.method, route.path, route.name));
    printer.indented(|printer| {
        for param in &route.params {
            printer.doc(&param.doc);
            let style = match param.style {
                ParamStyle::Template => "template",
                ParamStyle::Query => "query",
                ParamStyle::Header => "header",
                ParamStyle::Form => "form",
            };
            let flags = [(param.required, " required"), (param.repeating, " repeating")];
            let flags = flags.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect::<String>();
            let default = param.default.as_ref().map(|text| format!(" default {text:?}")).unwrap_or_default();
            printer.line(&format!("{style} {}: {}{flags}{default}", param.name, printer.type_name(param.ty)));
        }
        if let Some(request) = route.request {
            let element = &printer.model[request].name;
            printer.line(&format!("request {element}"));
        }
        for response in &route.responses {
            let mut line = "response".to_owned();
            for status in &response.statuses {
                let _ = write!(line, " {status}");
            }
            let media = response.media_type.as_ref().map(|media| format!(" {media}")).unwrap_or_default();
            let element = response.element.map(|element| format!(" {}", printer.model[element].name));
            printer.line(&format!("{line}{media}{}", element.unwrap_or_default()));
        }
    });
}
