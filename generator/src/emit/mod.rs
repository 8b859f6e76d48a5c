//! Named IR → items, with `quote`: one function an item kind.

mod docs;

pub(crate) use docs::is_directional;
