//! Requests that the service makes: webhooks and callbacks. No server is generated; the types of what they carry are.

use super::{Docs, OneWay, ResourceId, Ty};
use crate::pointer::Pointer;

/// A request that the service makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which one it is, as `POST webhook newPet` or `POST callback onData of POST /subscriptions`.
    pub label: String,
    /// Texts for people.
    pub docs: Docs,
    /// What it carries, and what it is answered with.
    pub bodies: Vec<CallBody>,
    /// The resources of the operations that it is a callback of; a webhook has none.
    pub resources: Vec<ResourceId>,
    /// Where it stands.
    pub origin: Pointer,
}

/// What a [`Call`] carries one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBody {
    /// What it is of the call: `request`, or `response 200`.
    pub part: String,
    /// The media type.
    pub media_type: String,
    /// Its type.
    pub ty: Ty,
    /// The program receives the request, and sends the answer.
    pub way: OneWay,
    /// Where its schema stands.
    pub origin: Pointer,
}
