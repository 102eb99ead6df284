//! An operation as its WSDL describes it, as a type.

use super::encoding::Encoding;
use crate::OperationError;
use crate::xml::{FromXml, Name, ToXml, Writer};

/// Stands for the body itself in place of the name of an element in it: where a body holds several elements, or none, their type
/// is that of the body.
pub const BODY: Name<'static> = Name::new("", "");

/// An operation: its names, its action, what it takes and gives. Generated code has one unit struct an operation, for clients,
/// servers and tests alike.
///
/// ```
/// use castile::soap::Operation;
/// use castile::xml::Name;
///
/// #[derive(castile::ToXml, castile::FromXml)]
/// #[xml(ns = "urn:greeter")]
/// struct Greet { name: String }
///
/// #[derive(castile::ToXml, castile::FromXml)]
/// #[xml(ns = "urn:greeter")]
/// struct GreetResponse { text: String }
///
/// struct GreetOperation;
///
/// impl Operation for GreetOperation {
///     type Request = Greet;
///     type Response = GreetResponse;
///     type Output = String;
///     const SERVICE: &'static str = "Greeter";
///     const NAME: &'static str = "Greet";
///     const ACTION: &'static str = "urn:greeter/Greet";
///     const REQUEST: Name<'static> = Name::new("urn:greeter", "Greet");
///     const RESPONSE: Option<Name<'static>> = Some(Name::new("urn:greeter", "GreetResponse"));
///     const REPLAY: bool = true;
///
///     fn output(response: GreetResponse) -> Result<String, castile::OperationError> {
///         Ok(response.text)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a SOAP operation",
    note = "generated clients have one type an operation, in their module `operations`"
)]
pub trait Operation: 'static {
    /// The element in the body of a request.
    type Request: ToXml + Send + Sync + 'static;
    /// The element in the body of an answer; `()` for a one-way operation.
    type Response: for<'x> FromXml<'x> + Send + 'static;
    /// What a call gives: the response, or what is inside its wrapper.
    type Output: Send + 'static;
    /// The service, for messages.
    const SERVICE: &'static str;
    /// The operation, for messages.
    const NAME: &'static str;
    /// The SOAP action; empty where the WSDL has none.
    const ACTION: &'static str;
    /// The action in the header blocks of WS-Addressing 1.0, where the WSDL wants requests to have such. The call writes them, and
    /// understands those of the answer.
    const ADDRESSING: Option<&'static str> = None;
    /// The name of the request's element, or [`BODY`].
    const REQUEST: Name<'static>;
    /// The name of the answer's element, or [`BODY`]; `None` for a one-way operation.
    const RESPONSE: Option<Name<'static>>;
    /// Whether a call that met an expired session may be sent again. Only the manifest can say so: sent twice, an order may be
    /// placed twice.
    const REPLAY: bool = false;

    /// How values are encoded, where they are: in rpc services of the early years.
    const ENCODING: Option<Encoding> = None;

    /// What is inside the wrapper; or, by the outcome rule of the manifest, that the operation did not succeed.
    fn output(response: Self::Response) -> Result<Self::Output, OperationError>;
}

/// The content of an empty body.
impl ToXml for () {
    fn write(&self, _: &mut Writer) {}
}
