//! Parameters as a set: they are handed to a request together, and checked without one.

use super::RequestEncoder;
use crate::check::Violations;
use crate::operation::Meta;

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
