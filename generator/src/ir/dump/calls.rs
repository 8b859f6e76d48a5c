//! Requests that the service makes.

use std::fmt::{self, Write};

use super::{Dump, docs};
use crate::ir::{Call, CallBody};

impl Dump<'_> {
    pub(super) fn call(&self, out: &mut String, call: &Call) -> fmt::Result {
        let Call {
            label,
            docs: text,
            bodies,
            resources: _,
            origin,
        } = call;
        writeln!(out, "\ncall {label:?} at {origin}")?;
        docs(out, 1, text)?;
        for body in bodies {
            let CallBody {
                part,
                media_type,
                ty,
                way: _,
                origin,
            } = body;
            let ty = self.ty(ty);
            writeln!(out, "  {part}: {media_type}: {ty} at {origin}")?;
        }
        Ok(())
    }
}
