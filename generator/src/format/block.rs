//! Blocks of methods with a blank line between them. prettyplease has none there, so each method is formatted in a block of its
//! own, and the blocks' common first and last lines are written once.

use proc_macro2::Span;
use syn::{ImplItem, Item, ItemImpl};

use super::unparse;

/// The text of a block.
///
/// # Errors
/// A method cannot be told from its block: a fault of this module.
pub(super) fn block(mut block: ItemImpl) -> syn::Result<String> {
    if block.items.len() < 2 {
        return Ok(unparse(Item::Impl(block)));
    }
    let items = std::mem::take(&mut block.items);
    let empty = unparse(Item::Impl(block.clone()));
    let head = empty.trim_end().strip_suffix('}').ok_or_else(fault)?;
    let mut out = head.to_owned();
    let mut after_type = None;
    for item in items {
        // Constants and types of an implementation stand without blank lines between them.
        let is_type = matches!(item, ImplItem::Type(_));
        out.push_str(match after_type {
            None => "\n",
            Some(true) if is_type => "\n",
            Some(_) => "\n\n",
        });
        after_type = Some(is_type);
        let alone = unparse(Item::Impl(ItemImpl {
            items: vec![item],
            ..block.clone()
        }));
        let body = alone
            .strip_prefix(head)
            .and_then(|rest| rest.trim_end().strip_suffix('}'));
        out.push_str(body.ok_or_else(fault)?.trim_matches('\n').trim_end());
    }
    out.push_str("\n}\n");
    Ok(out)
}

fn fault() -> syn::Error {
    syn::Error::new(Span::call_site(), "a method cannot be told from its block")
}
