//! From what responses carry to what requests carry, where a schema is a type for each.

use super::{Peek, ReadError, Value, Writer, json};

/// What was received, as requests carry it: for a schema whose members are not the same in both directions, which is two
/// types. Members that only responses carry (`readOnly`) are left out, those that the description does not name are kept.
///
/// ```
/// use oas_runtime as rt;
///
/// rt::record! {
///     /// A user.
///     pub struct User open unknown,
///     new(id: impl Into<String>, name: impl Into<String>),
///     received ["id"],
///     /// Who it is.
///     0 id "id" required(String),
///     /// What it is called.
///     1 name "name" required(String),
/// }
///
/// rt::record! {
///     /// `User` as requests carry it.
///     pub struct UserRequest open unknown,
///     new(name: impl Into<String>),
///     /// What it is called.
///     0 name "name" required(String),
/// }
///
/// let read: User = rt::json::from_str(r#"{"id":"7","name":"A","new":1}"#)?;
/// let mut sent: UserRequest = rt::to_request(&read)?;
/// sent.name = "B".to_owned();
/// assert_eq!(rt::json::to_string(&sent), r#"{"name":"B","new":1}"#);
/// # Ok::<(), rt::ReadError>(())
/// ```
///
/// # Errors
/// Where a member must be there that only requests carry (`writeOnly`): the value has to be made by its `new` then. Where the
/// value holds a file that is no text.
pub fn to_request<T: Value>(received: &(impl Peek + ?Sized)) -> Result<T, ReadError> {
    let mut writer = Writer::for_requests();
    received.write(&mut writer);
    if writer.has_lost() {
        return Err(ReadError::new(0, "a file is no text"));
    }
    json::from_str(writer.as_str())
}
