//! Which types have secrets in them.

use std::collections::HashSet;

use super::{Api, Constrained, Ty, TypeDef, TypeKind};

impl Api {
    /// May there be a secret in a value of a type?
    pub fn holds_secret(&self, ty: &Ty) -> bool {
        let mut open = Vec::new();
        let mut seen = HashSet::new();
        ty.names(&mut open);
        let mut found = is_secret(ty);
        while let Some(id) = open.pop().filter(|_| !found) {
            if seen.insert(id) {
                let def = &self.types[id];
                found = says_secret(def);
                open.extend(def.parts());
            }
        }
        found
    }
}

fn is_secret(ty: &Ty) -> bool {
    *ty.leaf() == Ty::Secret
}

/// Does a type say of its values, or of a part of them, that they are secrets?
fn says_secret(def: &TypeDef) -> bool {
    let is_one = match &def.kind {
        TypeKind::Record(record) => record.fields.iter().any(|field| field.secret),
        TypeKind::StringEnum(listed) => listed.secret,
        TypeKind::LiteralEnum(listed) => listed.secret,
        TypeKind::Constrained(Constrained { secret, .. }) => *secret,
        TypeKind::KeyedMap(_) | TypeKind::Union(_) => false,
    };
    is_one || def.tys().into_iter().any(is_secret)
}
