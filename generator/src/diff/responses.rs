//! Documented answers: statuses, what they carry, their headers.

use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::pair::{OperationPair, Reach};
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use super::{attributes, items, operations, types, values};
use crate::ir::{Content, Header, HeaderForm, Operation, OperationId, Response, Status, Ty};
use crate::name::OperationNames;

/// The types of responses that belong together: bodies and headers.
pub(super) fn types<'a>(base: &'a Operation, head: &'a Operation) -> Vec<(&'a Ty, &'a Ty)> {
    let mut types = Vec::new();
    for (a, b) in carriers(base, head).both {
        let contents = contents(a, b).both.into_iter();
        types.extend(contents.map(|(a, b)| (&a.ty, &b.ty)));
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

/// The media types of two responses that belong together, or the only ones left over.
fn contents<'a>(base: &'a Response, head: &'a Response) -> Pairs<'a, Content> {
    let mut pairs = Pairs::by_key(&base.contents, &head.contents, |content| {
        content.media_type.as_str()
    });
    pairs.rescue(|_, _| true);
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
    output(context, of, &whole);
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
    match (base.contents.is_empty(), head.contents.is_empty()) {
        (true, false) => context.change(
            Rule::ResponseBodyAdded,
            spot,
            format!("{} has a body now", spot.what),
        ),
        (false, true) => {
            context.change(
                Rule::ResponseBodyRemoved,
                spot,
                format!("{} has no body any more", spot.what),
            );
        }
        _ => media_types(context, base, head, spot),
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

/// What a response can come as.
fn media_types(context: &mut Context<'_>, base: &Response, head: &Response, spot: &Spot) {
    let pairs = contents(base, head);
    for content in &pairs.removed {
        let what = format!("{} comes as `{}` no more", spot.what, content.media_type);
        let at = spot.base.key("content").key(&content.media_type);
        let draft = Draft::new(Rule::ResponseMediaTypeRemoved, &spot.reach, what);
        context.report(draft.before(&spot.before).base(&at).near_head(&spot.head));
    }
    for content in &pairs.added {
        let what = format!("{} can come as `{}`, too", spot.what, content.media_type);
        let at = spot.head.key("content").key(&content.media_type);
        let draft = Draft::new(Rule::ResponseMediaTypeAdded, &spot.reach, what);
        context.report(draft.after(&spot.after).near_base(&spot.base).head(&at));
    }
    let order = |response: &Response| -> Vec<String> {
        let contents = response.contents.iter();
        contents.map(|content| content.media_type.clone()).collect()
    };
    if reordered(order(base), order(head)) {
        let what = format!("the media types of {} come in another order", spot.what);
        context.change(Rule::OrderChanged, spot, what);
    }
    for (a, b) in &pairs.both {
        content(context, a, b, spot);
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
    if base.secret != head.secret {
        types::secrecy(context, &body, head.secret);
    }
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
        let form = match header.form {
            HeaderForm::Simple => "",
            HeaderForm::Exploded => " exploded",
            HeaderForm::Json => " as JSON",
        };
        format!("{need} {}{form}", items::ty(named, &header.ty))
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

/// What Rust calls the variants for a response.
fn called(
    context: &mut Context<'_>,
    of: &OperationPair,
    base: (&Operation, &Response),
    head: (&Operation, &Response),
    spot: &Spot,
) {
    let sides = (
        context.base.names.of_operation(of.base),
        context.head.names.of_operation(of.head),
    );
    let has_variants = |names: &OperationNames, response: &Response| {
        !response.status.is_success() || !names.output.is_empty()
    };
    if !has_variants(sides.0, base.1) || !has_variants(sides.1, head.1) {
        return;
    }
    let before = variants(base.1, sides.0.responses.get(index(base.0, base.1)));
    let after = variants(head.1, sides.1.responses.get(index(head.0, head.1)));
    for ((_, before), (_, after)) in Pairs::by_key(&before, &after, |(media, _)| *media).both {
        if before != after {
            let what = format!(
                "variant `{before}` for {} is called `{after}` now",
                spot.what
            );
            context.change(Rule::MemberRenamed, spot, what);
        }
    }
}

/// The variants of a response, each with the first media type of its form.
fn variants<'a>(response: &'a Response, names: Option<&'a Vec<String>>) -> Vec<(&'a str, &'a str)> {
    let forms = response.forms();
    let mut media: Vec<_> = forms
        .iter()
        .filter_map(|form| Some(form.content()?.media_type.as_str()))
        .collect();
    if media.is_empty() {
        media.push("");
    }
    let names = names.into_iter().flatten().map(String::as_str);
    media.into_iter().zip(names).collect()
}

/// What a call returns, where the set of documented successes made it another type.
fn output(context: &mut Context<'_>, of: &OperationPair, whole: &Spot) {
    let (before, after) = (
        items::output(context.base, of.base),
        items::output(context.head, of.head),
    );
    let carried = |operation: &Operation| -> Vec<_> {
        let successes = operation.successes();
        let carried = successes.map(|response| {
            let contents = response.contents.iter();
            let media: Vec<_> = contents.map(|content| content.media_type.clone()).collect();
            (response.status, media)
        });
        carried.collect()
    };
    let base = carried(&context.base.api.operations[of.base]);
    let head = carried(&context.head.api.operations[of.head]);
    if before != after && base != head {
        let what = format!(
            "{} returns `{after}` now, and returned `{before}`",
            whole.what
        );
        context.change(Rule::OutputChanged, whole, what);
    }
}
