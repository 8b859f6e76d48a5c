//! A selection leaves things out; their names are kept for them, so that generating everything again renames nothing.

use std::collections::HashSet;

use super::Naming;
use super::scope::{Owner, Scope};
use super::settle::{Kind, Wish};
use super::styles::Role;
use crate::pointer::Pointer;

impl<'n> Naming<'n> {
    /// Keeps the names of what is left out from what is there.
    pub(super) fn reserve<'a>(
        &self,
        kind: Kind,
        scope: &mut Scope<'a>,
        wishes: &[Wish<'a>],
        root: &'a Pointer,
    ) where
        'n: 'a,
    {
        if self.config.select.is_empty() {
            return;
        }
        let keys: HashSet<String> = wishes.iter().flat_map(Wish::keys).collect();
        // A type that has several places may have one of them left.
        let there = wishes
            .iter()
            .filter(|wish| wish.has_right())
            .map(Wish::name);
        let there: HashSet<&str> = there.collect();
        let locked = self.lock.entries(kind.role);
        let locked = locked.filter(|(key, _)| !keys.contains(*key));
        for (_, name) in locked.filter(|(_, name)| !there.contains(name)) {
            take(kind, scope, name, name, root);
        }
        if kind.role != Role::Types {
            return;
        }
        let components = self.document.openapi.components.as_ref();
        for wire in components.into_iter().flat_map(|all| all.schemas.keys()) {
            let name = kind.case.of(wire).ident;
            let is_plain = self.styles.fits(kind.role, wire, &name);
            if is_plain && !there.contains(name.as_str()) {
                take(kind, scope, wire, &name, root);
            }
        }
    }

    /// Keeps in the lock what it has of things that are left out.
    pub(super) fn keep_unselected(&mut self) {
        if !self.config.select.is_empty() {
            self.settled.take_over(self.lock);
        }
    }
}

fn take<'a>(kind: Kind, scope: &mut Scope<'a>, wire: &'a str, name: &str, origin: &'a Pointer) {
    let owner = Owner {
        wire,
        origin,
        is_renamed: false,
    };
    // That two are left out by one name is no matter of what is there.
    let _ = scope.claim(kind.unique(name), owner);
}
