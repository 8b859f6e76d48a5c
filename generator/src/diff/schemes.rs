//! Security schemes: the ways of proving who calls.

use super::attributes;
use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::pair::Reach;
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use crate::ir::{SchemeKind, SecurityScheme};
use crate::pointer::Pointer;

/// Compares the schemes by name.
pub(super) fn compare(context: &mut Context<'_>) {
    let (base, head) = (&context.base.api.schemes, &context.head.api.schemes);
    let reach = Reach::general(Direction::Request);
    let pairs = Pairs::by_key(base, head, |scheme| scheme.wire.as_str());
    for scheme in &pairs.removed {
        let what = format!("security scheme `{}` removed", scheme.wire);
        context.report(Draft::new(Rule::SchemeRemoved, &reach, what).base(&scheme.origin));
    }
    for scheme in &pairs.added {
        let what = format!("security scheme `{}` added", scheme.wire);
        context.report(Draft::new(Rule::SchemeAdded, &reach, what).head(&scheme.origin));
    }
    for (a, b) in &pairs.both {
        both(context, a, b, &reach);
    }
    let wires = |list: &[SecurityScheme]| -> Vec<String> {
        list.iter().map(|scheme| scheme.wire.clone()).collect()
    };
    if reordered(wires(base), wires(head)) {
        let at = Pointer::root().key("components").key("securitySchemes");
        let draft = Draft::new(
            Rule::OrderChanged,
            &reach,
            "the security schemes come in another order",
        );
        context.report(draft.base(&at).head(&at));
    }
}

fn both(context: &mut Context<'_>, base: &SecurityScheme, head: &SecurityScheme, reach: &Reach) {
    let spot = Spot {
        what: format!("security scheme `{}`", head.wire),
        reach: reach.clone(),
        base: base.origin.clone(),
        head: head.origin.clone(),
        before: String::new(),
        after: String::new(),
    };
    if base.kind != head.kind {
        let same_kind = std::mem::discriminant(&base.kind) == std::mem::discriminant(&head.kind)
            && !matches!(base.kind, SchemeKind::Other(_));
        let rule = if same_kind {
            Rule::SchemeDetailChanged
        } else {
            Rule::SchemeKindChanged
        };
        let (before, after) = (described(&base.kind), described(&head.kind));
        context.change(
            rule,
            &spot,
            format!("{} changed from {before} to {after}", spot.what),
        );
    }
    attributes::compare(context, &spot, &base.docs, &head.docs);
}

fn described(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "bearer token".to_owned(),
        SchemeKind::Basic => "basic authentication".to_owned(),
        SchemeKind::ApiKey { location, name } => {
            format!("key `{name}` in {location:?}").to_lowercase()
        }
        SchemeKind::OAuth2 {
            client_credentials: Some(url),
        } => format!("OAuth 2 with tokens from `{url}`"),
        SchemeKind::OAuth2 {
            client_credentials: None,
        } => "OAuth 2 without client credentials".to_owned(),
        SchemeKind::Other(kind) => format!("`{kind}`"),
    }
}
