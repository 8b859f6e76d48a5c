//! Documented answers: statuses, what they carry, their headers.

use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::members::name;
use super::pair::{OperationPair, Reach};
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use super::{attributes, items, operations, values};
use crate::ir::{Content, Header, Operation, OperationId, Response, Status, Ty};

/// The types of responses that belong together: bodies and headers.
pub(super) fn types<'a>(base: &'a Operation, head: &'a Operation) -> Vec<(&'a Ty, &'a Ty)> {
    let mut types = Vec::new();
    for (a, b) in carriers(base, head).both {
        if let (Some(a), Some(b)) = (&a.content, &b.content) {
            types.push((&a.ty, &b.ty));
        }
        let headers = headers(a, b).both.into_iter();
        types.extend(headers.map(|(a, b)| (&a.ty, &b.ty)));
    }
    types
}

fn statuses<'a>(base: &'a Operation, head: &'a Operation) -> Pairs<'a, Response> {
    Pairs::by_key(&base.responses, &head.responses, |response| response.status)
}

/// A success that took the place of another one carries what that carried.
fn carriers<'a>(base: &'a Operation, head: &'a Operation) -> Pairs<'a, Response> {
    let mut pairs = statuses(base, head);
    pairs.rescue(|a, b| a.status.is_success() && b.status.is_success());
    pairs
}

fn headers<'a>(base: &'a Response, head: &'a Response) -> Pairs<'a, Header> {
    Pairs::by_key(&base.headers, &head.headers, |header| {
        header.wire.to_ascii_lowercase()
    })
}

/// Compares the responses of an operation.
pub(super) fn compare(context: &mut Context<'_>, of: &OperationPair) {
    let base = &context.base.api.operations[of.base];
    let head = &context.head.api.operations[of.head];
    let whole = operations::spot(context, of, Direction::Response);
    let pairs = statuses(base, head);
    for response in &pairs.removed {
        let (rule, how) = match response.status {
            Status::Default => (Rule::CatchAllRemoved, "response"),
            status if status.is_success() => (Rule::SuccessStatusRemoved, "success"),
            _ => (Rule::ErrorStatusRemoved, "error"),
        };
        let draft = Draft::new(
            rule,
            &whole.reach,
            format!("{how} {} removed", response.status),
        );
        let item = item(context.base, of.base, base, response);
        context.report(
            draft
                .before(item)
                .base(&response.origin)
                .near_head(&whole.head),
        );
    }
    for response in &pairs.added {
        let (rule, how) = match response.status {
            Status::Default => (Rule::CatchAllAdded, "response"),
            status if status.is_success() => (Rule::SuccessStatusAdded, "success"),
            _ => (Rule::ErrorStatusAdded, "error"),
        };
        let draft = Draft::new(
            rule,
            &whole.reach,
            format!("{how} {} added", response.status),
        );
        let item = item(context.head, of.head, head, response);
        context.report(
            draft
                .after(item)
                .near_base(&whole.base)
                .head(&response.origin),
        );
    }
    for (a, b) in &carriers(base, head).both {
        let spot = Spot {
            what: format!("response {}", b.status),
            reach: Reach::of(Direction::Response, of.label),
            base: a.origin.clone(),
            head: b.origin.clone(),
            before: item(context.base, of.base, base, a),
            after: item(context.head, of.head, head, b),
        };
        both(context, a, b, &spot);
        called(context, of, (base, a), (head, b), &spot);
    }
    let order = |operation: &Operation| -> Vec<_> {
        operation.responses.iter().map(|r| r.status).collect()
    };
    if reordered(order(base), order(head)) {
        let what = format!("the responses of {} come in another order", whole.what);
        context.change(Rule::OrderChanged, &whole, what);
    }
    output(context, base, head, &whole);
}

fn item(
    named: &crate::name::Named,
    id: OperationId,
    of: &Operation,
    response: &Response,
) -> String {
    items::response(named, id, index(of, response), response)
}

fn index(of: &Operation, response: &Response) -> usize {
    let same = |other: &Response| other.status == response.status;
    of.responses.iter().position(same).unwrap_or(usize::MAX)
}

fn both(context: &mut Context<'_>, base: &Response, head: &Response, spot: &Spot) {
    match (&base.content, &head.content) {
        (None, Some(_)) => context.change(
            Rule::ResponseBodyAdded,
            spot,
            format!("{} has a body now", spot.what),
        ),
        (Some(_), None) => {
            context.change(
                Rule::ResponseBodyRemoved,
                spot,
                format!("{} has no body any more", spot.what),
            );
        }
        (Some(a), Some(b)) => content(context, a, b, spot),
        (None, None) => {}
    }
    attributes::compare(context, spot, &base.docs, &head.docs);
    let pairs = headers(base, head);
    for header in &pairs.removed {
        let what = format!("header `{}` of {} removed", header.wire, spot.what);
        let draft = Draft::new(Rule::ResponseHeaderRemoved, &spot.reach, what);
        context.report(draft.base(&header.origin).near_head(&spot.head));
    }
    for header in &pairs.added {
        let what = format!("header `{}` of {} added", header.wire, spot.what);
        let draft = Draft::new(Rule::ResponseHeaderAdded, &spot.reach, what);
        context.report(draft.near_base(&spot.base).head(&header.origin));
    }
    for (a, b) in &pairs.both {
        one_header(context, a, b, spot);
    }
}

fn content(context: &mut Context<'_>, base: &Content, head: &Content, spot: &Spot) {
    if base.media_type != head.media_type {
        let what = format!(
            "{} is `{}` now, and was `{}`",
            spot.what, head.media_type, base.media_type
        );
        context.change(Rule::ResponseMediaTypeChanged, spot, what);
    }
    let body = Spot {
        what: format!("body of {}", spot.what),
        base: spot.base.key("content").key(&base.media_type).key("schema"),
        head: spot.head.key("content").key(&head.media_type).key("schema"),
        ..spot.clone()
    };
    values::compare(context, &body, &base.ty, &head.ty);
}

/// Headers have no Rust item of their own.
fn one_header(context: &mut Context<'_>, base: &Header, head: &Header, of: &Spot) {
    let named = (context.base, context.head);
    let described = |named, header: &Header| {
        let need = if header.required {
            "required"
        } else {
            "optional"
        };
        format!("{need} {}", items::ty(named, &header.ty))
    };
    let (before, after) = (described(named.0, base), described(named.1, head));
    let what = format!("header `{}` of {}", head.wire, of.what);
    if before != after {
        let what = format!("{what} changed from `{before}` to `{after}`");
        let draft = Draft::new(Rule::ResponseHeaderChanged, &of.reach, what);
        context.report(draft.base(&base.origin).head(&head.origin));
    }
    if base.docs != head.docs {
        let draft = Draft::new(
            Rule::DocsChanged,
            &of.reach.of_texts(),
            format!("text of {what} changed"),
        );
        context.report(draft.base(&base.origin).head(&head.origin));
    }
}

/// What Rust calls the variant of an error.
fn called(
    context: &mut Context<'_>,
    of: &OperationPair,
    base: (&Operation, &Response),
    head: (&Operation, &Response),
    spot: &Spot,
) {
    let before = name(
        &context.base.names.of_operation(of.base).responses,
        index(base.0, base.1),
    );
    let after = name(
        &context.head.names.of_operation(of.head).responses,
        index(head.0, head.1),
    );
    if before != after && !base.1.status.is_success() && !head.1.status.is_success() {
        let what = format!(
            "variant `{before}` for {} is called `{after}` now",
            spot.what
        );
        context.change(Rule::MemberRenamed, spot, what);
    }
}

/// What a call returns, where the set of documented successes made it another type.
fn output(context: &mut Context<'_>, base: &Operation, head: &Operation, whole: &Spot) {
    let status = |operation| items::success(operation).map(|response| response.status);
    let (before, after) = (
        items::output(context.base, base),
        items::output(context.head, head),
    );
    if before != after && status(base) != status(head) {
        let what = format!(
            "{} returns `{after}` now, and returned `{before}`",
            whole.what
        );
        context.change(Rule::OutputChanged, whole, what);
    }
}
