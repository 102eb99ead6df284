//! What a model means on the wire, so that two specs can be compared that say the same in other words.

use super::dump::Printer;
use super::{Model, TypeName, identity_dump, service_dump};

/// The model without what no message shows: documentation, places, order of declarations, names of groups.
///
/// Two specs with the same result describe the same messages at the same addresses.
pub fn wire(model: &Model) -> String {
    let mut printer = Printer::new(model, false);
    let mut types = model.types.iter().collect::<Vec<_>>();
    types.sort_by(|(_, left), (_, right)| global(&left.name).cmp(&global(&right.name)));
    for (id, _) in types {
        printer.global_type(id);
    }
    let mut elements = model.elements.iter().collect::<Vec<_>>();
    elements.sort_by(|(_, left), (_, right)| left.name.cmp(&right.name));
    for (id, _) in elements {
        printer.global_element(id);
    }
    let mut notations = model.notations.iter().collect::<Vec<_>>();
    notations.sort_by(|left, right| left.name.cmp(&right.name));
    for notation in notations {
        identity_dump::notation(&mut printer, notation);
    }
    let mut services = model.services.iter().collect::<Vec<_>>();
    services.sort_by(|left, right| left.name.cmp(&right.name));
    service_dump::services(&mut printer, services);
    service_dump::apis(&mut printer, model.apis.iter().collect());
    printer.out
}

fn global(name: &TypeName) -> Option<&super::QName> {
    match name {
        TypeName::Global(name) => Some(name),
        _ => None,
    }
}
