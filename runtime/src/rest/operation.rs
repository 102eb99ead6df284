//! A route as its WADL describes it, as a type.

use super::Content;
use crate::OperationError;
use crate::xml::{FromXml, Name};

/// A route with one method. Generated code has one unit struct a route.
///
/// ```
/// use castile::rest::Operation;
/// use castile::xml::Name;
/// use castile::OperationError;
///
/// #[derive(castile::FromXml)]
/// #[xml(ns = "urn:shop", rename_all = "PascalCase")]
/// struct StockResult { is_successful: bool, error_message: Option<String>, result: Option<i32> }
///
/// struct GetStock;
///
/// impl Operation for GetStock {
///     type Response = StockResult;
///     type Output = Option<i32>;
///     const SERVICE: &'static str = "Shop";
///     const NAME: &'static str = "GetStock";
///     const METHOD: &'static str = "GET";
///     const PATH: &'static str = "/stock/{PartId}";
///     const RESPONSE: Name<'static> = Name::new("urn:shop", "StockResult");
///     const REPLAY: bool = true;
///
///     fn output(response: StockResult) -> Result<Option<i32>, OperationError> {
///         if response.is_successful { Ok(response.result) } else { Err(OperationError { message: response.error_message }) }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a route",
    note = "generated clients have one type a route, in their module `operations`"
)]
pub trait Operation {
    /// The root element of an answer.
    type Response: for<'x> FromXml<'x> + Send + 'static;
    /// What a call gives: the response, or what it holds when it says that the operation succeeded.
    type Output: Send + 'static;
    /// The service, for messages.
    const SERVICE: &'static str;
    /// The operation, for messages.
    const NAME: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The path after the client's endpoint, with `{Name}` for each path parameter.
    const PATH: &'static str;
    /// The name of an answer's root element.
    const RESPONSE: Name<'static>;
    /// Whether a call that met an expired session may be sent again. Only the manifest can say so: sent twice, an order may be
    /// placed twice.
    const REPLAY: bool = false;

    /// The output of an operation whose answer is taken as it comes; `None` where an answer is the element
    /// [`RESPONSE`](Self::RESPONSE).
    fn content(content: Content) -> Option<Self::Output> {
        let _ = content;
        None
    }

    /// The outcome: what the answer holds, or that the operation did not succeed.
    fn output(response: Self::Response) -> Result<Self::Output, OperationError>;
}
