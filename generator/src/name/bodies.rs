//! What an operation is known by: its id, and what its body is sent as by its own method, whatever is put in front of it.

use super::Naming;
use super::styles::Role;
use crate::ir::{Api, Operation};

/// The media type that comes first where it is there, so that the lock need not say it.
const FIRST: &str = "application/json";

impl Naming<'_> {
    /// Puts the media type first that the lock has for an operation.
    pub(super) fn bodies(&mut self, api: &mut Api) {
        for id in api.operations.ids().collect::<Vec<_>>() {
            let operation = &mut api.operations[id];
            self.body(operation);
            // One that is called by its place has no id.
            let by_place = format!(
                "{} {}",
                operation.method.to_ascii_lowercase(),
                operation.path
            );
            if operation.id != by_place {
                let place = operation.origin.to_string();
                self.settled.insert(Role::Ids, operation.id.clone(), place);
            }
        }
    }

    fn body(&mut self, operation: &mut Operation) {
        let Some(body) = &mut operation.body else {
            return;
        };
        let locked = self.lock.find(Role::Bodies, &operation.id);
        // What has no entry though there is a lock was JSON, if there was a body.
        let wanted = locked.unwrap_or(FIRST);
        let at = body.content.iter().position(|one| one.media_type == wanted);
        if let Some(at) = at
            && let Some(head) = body.content.get_mut(..=at)
        {
            head.rotate_right(1);
        }
        if let Some(first) = body.content.first()
            && first.media_type != FIRST
        {
            let (id, media_type) = (operation.id.clone(), first.media_type.clone());
            self.settled.insert(Role::Bodies, id, media_type);
        }
    }
}
