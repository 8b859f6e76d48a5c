//! Types that nothing has any more: those that stood in members which no direction carries, or were found to be others.

use super::reach;
use crate::ir::{Api, TypeId};

/// Takes out the types that neither operations nor, where `components` are public for themselves, those lead to.
pub(super) fn prune(api: &mut Api, components: bool) {
    let (sent, received) = reach::roots(api);
    let mut open = [sent, received].concat();
    if components {
        let all = api.types.iter();
        // Those of webhooks, too, are called as they are, with no way to them.
        open.extend(all.filter_map(|(id, def)| def.hint.path.is_empty().then_some(id)));
    }
    api.aliases
        .iter()
        .for_each(|alias| alias.ty.names(&mut open));
    let mut keep = vec![false; api.types.len()];
    while let Some(id) = open.pop() {
        if let Some(entry) = keep.get_mut(id.index())
            && !std::mem::replace(entry, true)
        {
            open.extend(api.types[id].parts());
        }
    }
    take_out(api, |id| keep.get(id.index()) != Some(&true));
}

/// Takes out types that nothing names but one another.
pub(super) fn take_out(api: &mut Api, is_gone: impl Fn(TypeId) -> bool) {
    let moved = api.types.retain(|id| !is_gone(id));
    if moved.iter().all(Option::is_some) {
        return;
    }
    let to = |id: TypeId| moved.get(id.index()).copied().flatten().unwrap_or(id);
    reach::rename(api, &to);
}
