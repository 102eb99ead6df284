//! Which operations a server offers, by the WSDL it publishes under `?wsdl`: a step with one that it lacks is skipped, and said to
//! be. A server that publishes none is taken to have them all.

use castile::http::{Request, Reqwest, Transport};
use castile::xml::{self, Element, Name};

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";

/// Those of the operations that the server does not have.
pub(crate) async fn lacking(url: &str, operations: &[&str]) -> Vec<String> {
    let offered = published(url).await.map(|wsdl| operation_names(&wsdl)).unwrap_or_default();
    let lacking =
        operations.iter().filter(|name| !offered.is_empty() && !offered.iter().any(|it| it == *name));
    lacking.map(|&name| name.to_owned()).collect()
}

/// The WSDL of the address, if there is one.
async fn published(url: &str) -> Option<Element> {
    let mut request = Request::default();
    *request.uri_mut() = format!("{url}?wsdl").parse().ok()?;
    let answer = Reqwest::builder().build().ok()?.send(request).await.ok()?;
    let text = xml::decode(answer.body(), None).ok()?;
    xml::from_str(&text).ok()
}

/// The operations of all port types.
fn operation_names(wsdl: &Element) -> Vec<String> {
    let of = |local| move |it: &&Element| it.name() == Name::new(WSDL, local);
    let port_types = wsdl.elements().filter(of("portType"));
    let operations = port_types.flat_map(|port_type| port_type.elements().filter(of("operation")));
    operations.filter_map(|it| it.attribute(Name::new("", "name"))).map(str::to_owned).collect()
}
