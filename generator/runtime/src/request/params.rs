//! Parameters as a set: they are handed to a request together, and checked without one.

use super::RequestEncoder;
use crate::check::{Checker, Violations};
use crate::operation::Meta;
use crate::{Peek, Writer};

/// The parameters of an operation that are not in its path. [`params!`](crate::params) makes a struct one.
pub trait Params {
    /// Hands each of them to `request`, which checks it.
    fn encode(&self, request: &mut RequestEncoder);
}

impl RequestEncoder {
    /// All parameters of a set.
    pub fn params(&mut self, params: &(impl Params + ?Sized)) {
        params.encode(self);
    }
}

/// Checks parameters as sending does.
///
/// # Errors
/// [`Violations`] with every rule broken.
pub fn validate_params(params: &(impl Params + ?Sized)) -> Result<(), Violations> {
    static META: Meta = Meta {
        id: "",
        method: "GET",
        path: "",
        accept: "",
        security: &[],
    };
    let mut request = RequestEncoder::new(&META);
    params.encode(&mut request);
    request.violations()
}

/// A parameter that is a secret though its type is none: nothing shows it.
///
/// ```
/// use oas_runtime::{Hidden, Peek, json};
/// assert!(Hidden(&1234).is_secret());
/// assert_eq!(json::to_string(&Hidden(&1234)), "1234");
/// ```
#[derive(Clone, Copy)]
pub struct Hidden<'a, T: ?Sized>(pub &'a T);

impl<T: Peek + ?Sized> Peek for Hidden<'_, T> {
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn is_secret(&self) -> bool {
        !self.is_absent()
    }

    fn check(&self, checker: &mut Checker) {
        checker.secretly(|checker| self.0.check(checker));
    }

    fn keeps_rules(&self) -> bool {
        self.0.keeps_rules()
    }
}
