//! Which types have secrets in them.

use std::collections::HashSet;

use super::{Api, Constrained, Ty, TypeDef, TypeId, TypeKind};

impl Ty {
    /// Are its values secrets, be it in a list or a map, by what stands here?
    fn is_secret(&self) -> bool {
        match self {
            Self::Secret | Self::Hidden(_) => true,
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.is_secret(),
            _ => false,
        }
    }
}

impl Api {
    /// Does a type know of its values that they are secrets? What has parts is said to be one as a whole, where it stands.
    pub fn knows_secret(&self, ty: &Ty) -> bool {
        let says_it = |id: TypeId| match &self.types[id].kind {
            TypeKind::StringEnum(it) => it.secret,
            TypeKind::LiteralEnum(it) => it.secret,
            // Of an array or a map it is the items that would have to know.
            TypeKind::Constrained(it) => {
                it.secret && !matches!(it.inner, Ty::Array(_) | Ty::Map(_))
            }
            TypeKind::Record(_) | TypeKind::KeyedMap(_) | TypeKind::Union(_) => false,
        };
        ty.is_secret() || matches!(ty.leaf(), Ty::Named(id) if says_it(*id))
    }

    /// May there be a secret in a value of a type?
    pub fn holds_secret(&self, ty: &Ty) -> bool {
        let mut open = Vec::new();
        let mut seen = HashSet::new();
        ty.names(&mut open);
        let mut found = ty.is_secret();
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

/// Does a type say of its values, or of a part of them, that they are secrets?
fn says_secret(def: &TypeDef) -> bool {
    let is_one = match &def.kind {
        TypeKind::Record(record) => record.fields.iter().any(|field| field.secret),
        TypeKind::StringEnum(listed) => listed.secret,
        TypeKind::LiteralEnum(listed) => listed.secret,
        TypeKind::Constrained(Constrained { secret, .. }) => *secret,
        TypeKind::Union(union) => union.variants.iter().any(|variant| variant.secret),
        TypeKind::KeyedMap(_) => false,
    };
    is_one || def.tys().into_iter().any(Ty::is_secret)
}
