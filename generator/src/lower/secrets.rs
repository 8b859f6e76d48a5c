//! Secrets whose type does not say that they are: numbers that no field hides, and types that are no secret elsewhere.

use super::Lowering;
use super::facets::{Facets, SchemaRef};
use super::schemas::{Place, Site};
use crate::ir::{Constrained, Rules, Ty, TypeKind};

/// How many references to one another are followed.
const LONGEST: usize = 64;

impl Lowering<'_> {
    /// The type of what no field stands around: an item, a value of a map, an answer. One that is no secret by its type is hidden there.
    pub(super) fn bare_ty(&mut self, site: &Site, place: &Place) -> Ty {
        let ty = self.showing_nothing(site, place);
        if self.shows(site, &ty) {
            Ty::Hidden(Box::new(ty))
        } else {
            ty
        }
    }

    /// Is it a secret of a type that is none? Of a file, no bytes are shown anyway.
    pub(super) fn shows(&self, site: &Site, ty: &Ty) -> bool {
        site.secret && *ty != Ty::Binary && !self.api.knows_secret(ty)
    }

    /// The type of what no field stands around. A number or a text with a format that is a secret gets one that shows nothing.
    pub(super) fn showing_nothing(&mut self, site: &Site, place: &Place) -> Ty {
        let inner = match &site.ty {
            Ty::Integer(_) | Ty::Number | Ty::Formatted(_) if site.secret => site.ty.clone(),
            _ => return site.ty.clone(),
        };
        let kind = TypeKind::Constrained(Constrained {
            inner,
            rules: Rules::default(),
            secret: true,
        });
        Ty::Named(self.named(kind, place, site))
    }

    /// Are the names of members a secret by a schema that is referred to? By one that stands there, [`Facets::secret`] says so.
    pub(super) fn has_secret_names(&self, facets: &Facets<'_>) -> bool {
        let mut reference = facets.names.and_then(|names| names.get("$ref")?.as_str());
        for _ in 0..LONGEST {
            match reference.and_then(|reference| self.schema_component(reference)) {
                Some((_, SchemaRef::Item(schema))) => return Facets::of(schema).secret(),
                Some((_, SchemaRef::Reference(next))) => reference = Some(next),
                None => return false,
            }
        }
        false
    }

    /// The type of items, or of the values of a map.
    pub(super) fn item_ty(&mut self, mut site: Site, place: &Place) -> Ty {
        site.ty = self.bare_ty(&site, place);
        self.within_reach(site.whole(), &place.pointer)
    }

    /// The type of a secret that is referred to: where the type is none, one of the same rules that is, since what it says of a value
    /// that breaks one would show it.
    pub(super) fn secret_ty(&mut self, ty: Ty, place: &Place, site: &Site) -> Ty {
        let Ty::Named(id) = ty else { return ty };
        if self.is_reserved(id) {
            return ty;
        }
        match &self.api.types[id].kind {
            TypeKind::Constrained(it) if !matches!(it.inner, Ty::Array(_) | Ty::Map(_)) => {
                let kind = TypeKind::Constrained(Constrained {
                    secret: true,
                    ..it.clone()
                });
                Ty::Named(self.named(kind, place, site))
            }
            _ => ty,
        }
    }
}
