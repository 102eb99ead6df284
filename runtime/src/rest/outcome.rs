//! Answers that say in a member of their own whether they succeeded.

use crate::OperationError;

/// The payload of an answer that says whether it succeeded, or the error it reports. An answer that says it succeeded and has
/// no payload is not what it says it is.
///
/// ```
/// use castile::rest::outcome;
/// assert_eq!(outcome(true, None, Some(7)).ok(), Some(7));
/// assert_eq!(outcome::<()>(false, Some("Unknown part".into()), None).unwrap_err().message.as_deref(), Some("Unknown part"));
/// assert!(outcome::<()>(true, None, None).is_err());
/// ```
pub fn outcome<T>(success: bool, message: Option<String>, result: Option<T>) -> Result<T, OperationError> {
    if !success {
        return Err(OperationError { message });
    }
    let none = "the answer says that it succeeded, but holds no result";
    result.ok_or_else(|| OperationError { message: Some(none.to_owned()) })
}
