//! Components that became no type of their own get a name for what they are.

use super::Lowering;
use super::components::ComponentState;
use crate::ir::{Alias, HintBase, Ty};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// Names what each component stands for that is no type of its own.
    pub(super) fn aliases(&mut self) {
        let base = Pointer::root().key("components").key("schemas");
        let Some(components) = &self.document.openapi.components else {
            return;
        };
        for name in components.schemas.keys() {
            let Some(ComponentState::Done(site)) = self.components.get(name.as_str()) else {
                continue;
            };
            if self.is_own(name, &site.ty) {
                continue;
            }
            self.api.aliases.push(Alias {
                wire: name.clone(),
                ty: site.whole(),
                docs: site.docs.clone(),
                deprecated: site.deprecated,
                origin: self.document.origin(&base.key(name)),
            });
        }
    }

    /// Is it the type that the component made?
    fn is_own(&self, name: &str, ty: &Ty) -> bool {
        let Ty::Named(id) = ty else {
            return false;
        };
        let hint = &self.api.types[*id].hint;
        let HintBase::Component(of) = &hint.base else {
            return false;
        };
        hint.is_component() && of == name
    }
}
