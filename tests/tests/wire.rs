//! The generated client over real sockets on loopback, as a downstream uses it: which bytes leave, which never do, what
//! comes of every answer. A row of a table is named in its failure.

#[path = "wire/answers.rs"]
mod answers;
#[path = "wire/broken.rs"]
mod broken;
#[path = "wire/common.rs"]
mod common;
#[path = "wire/full.rs"]
mod full;
#[path = "wire/ids.rs"]
mod ids;
#[path = "wire/lossless.rs"]
mod lossless;
#[path = "wire/operations.rs"]
mod operations;
#[path = "wire/redirects.rs"]
mod redirects;
#[path = "wire/requests.rs"]
mod requests;
#[path = "wire/rules.rs"]
mod rules;
#[path = "wire/secrets.rs"]
mod secrets;
#[path = "wire/statuses.rs"]
mod statuses;
#[path = "wire/tenants.rs"]
mod tenants;
#[path = "wire/transports.rs"]
mod transports;
