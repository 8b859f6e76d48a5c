//! Room for the stages: how deep they go depends on the description, and the stack of a thread that calls may be small.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// The stack in bytes: what the deepest description that loading lets through needs, a debug build included, and more. Of a
/// stack only what is used takes memory.
pub(crate) const STACK: usize = 128 << 20;

/// Does work on a stack that is large enough; none if there is no memory for it.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    scope(|scope| {
        let thread = Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
