//! Requests that the service makes: webhooks and callbacks, and what they carry.

use super::attributes::{self, Attributes};
use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::pair::Reach;
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use super::{items, values};
use crate::ir::{Call, CallBody, OneWay};

/// Which way a body travels, as seen by a program that the service calls.
pub(super) fn direction(body: &CallBody) -> Direction {
    match body.way {
        OneWay::Received => Direction::Response,
        OneWay::Sent => Direction::Request,
    }
}

/// The bodies of a call, paired.
pub(super) fn bodies<'a>(base: &'a Call, head: &'a Call) -> Pairs<'a, CallBody> {
    let mut pairs = Pairs::by_key(&base.bodies, &head.bodies, |body| {
        (body.part.as_str(), body.media_type.as_str())
    });
    pairs.rescue(|a, b| a.part == b.part);
    pairs
}

/// Compares the calls of both sides.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairing = context.pairing;
    for &(call, label) in &pairing.calls_removed {
        let reach = Reach::of(Direction::Response, label);
        let what = format!("{} removed", named(call));
        let draft = Draft::new(Rule::CallRemoved, &reach, what);
        context.report(draft.base(&call.origin));
    }
    for &(call, label) in &pairing.calls_added {
        let reach = Reach::of(Direction::Response, label);
        let what = format!("{} added", named(call));
        let draft = Draft::new(Rule::CallAdded, &reach, what);
        context.report(draft.head(&call.origin));
    }
    for &(base, head, label) in &pairing.calls {
        both(context, base, head, label);
    }
}

fn both(context: &mut Context<'_>, base: &Call, head: &Call, label: usize) {
    let Call {
        label: _,
        docs,
        bodies: parts,
        resources: _,
        origin,
    } = base;
    let spot = Spot {
        what: named(base),
        reach: Reach::of(Direction::Response, label),
        base: origin.clone(),
        head: head.origin.clone(),
        before: String::new(),
        after: String::new(),
    };
    let texts = (Attributes::from(docs), Attributes::from(&head.docs));
    attributes::compare(context, &spot, texts.0, texts.1);
    let pairs = bodies(base, head);
    for body in pairs.removed {
        let what = format!("{} has no documented {} any more", spot.what, carried(body));
        let reach = Reach::of(direction(body), label);
        let draft = Draft::new(Rule::CallBodyRemoved, &reach, what);
        let item = items::ty(context.base, &body.ty);
        context.report(draft.before(item).base(&body.origin).near_head(&spot.head));
    }
    for body in pairs.added {
        let what = format!("{} has a documented {} now", spot.what, carried(body));
        let reach = Reach::of(direction(body), label);
        let draft = Draft::new(Rule::CallBodyAdded, &reach, what);
        let item = items::ty(context.head, &body.ty);
        context.report(draft.after(item).near_base(&spot.base).head(&body.origin));
    }
    for (one, other) in &pairs.both {
        body(context, one, other, &spot, label);
    }
    let keys = |bodies: &[CallBody]| -> Vec<(String, String)> {
        let bodies = bodies.iter();
        bodies
            .map(|body| (body.part.clone(), body.media_type.clone()))
            .collect()
    };
    if reordered(keys(parts), keys(&head.bodies)) {
        let what = format!("the bodies of {} come in another order", spot.what);
        context.change(Rule::OrderChanged, &spot, what);
    }
}

fn body(context: &mut Context<'_>, base: &CallBody, head: &CallBody, call: &Spot, label: usize) {
    let CallBody {
        part,
        media_type,
        ty,
        way: _,
        origin,
    } = base;
    let spot = Spot {
        what: format!("the {part} of {}", call.what),
        reach: Reach::of(direction(base), label),
        base: origin.clone(),
        head: head.origin.clone(),
        before: items::ty(context.base, ty),
        after: items::ty(context.head, &head.ty),
    };
    if *media_type != head.media_type {
        let what = format!(
            "{} is `{}` now, and was `{media_type}`",
            spot.what, head.media_type
        );
        context.change(Rule::CallMediaTypeChanged, &spot, what);
    }
    values::compare(context, &spot, ty, &head.ty);
}

fn named(call: &Call) -> String {
    format!("`{}`", call.label)
}

fn carried(body: &CallBody) -> String {
    format!("{} of `{}`", body.part, body.media_type)
}
