//! Parameters of operations.

use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::members::name;
use super::pair::{OperationPair, Reach, path_shape};
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use super::{attributes, items, operations, types, values};
use crate::ir::{Operation, Param, ParamLocation, Style};

/// Which parameters belong together: those of one name and location, those of one place in the path, those of one name.
pub(super) fn pair<'a>(base: &'a Operation, head: &'a Operation) -> Pairs<'a, Param> {
    let mut pairs = Pairs::by_key(&base.params, &head.params, |param| {
        (param.location, param.wire.as_str())
    });
    if path_shape(&base.path) == path_shape(&head.path) {
        pairs.rescue(|a, b| {
            let place = place_in_path(&base.path, a);
            place.is_some() && place == place_in_path(&head.path, b)
        });
    }
    let in_path = |param: &Param| param.location == ParamLocation::Path;
    pairs.rescue(|a, b| !in_path(a) && !in_path(b) && a.wire == b.wire);
    pairs
}

fn place_in_path(path: &str, param: &Param) -> Option<usize> {
    if param.location != ParamLocation::Path {
        return None;
    }
    path.find(&format!("{{{}}}", param.wire))
        .map(|at| path.get(..at).map_or(0, |head| head.matches('{').count()))
}

/// Compares the parameters of an operation.
pub(super) fn compare(context: &mut Context<'_>, of: &OperationPair) {
    let (base_named, head_named) = (context.base, context.head);
    let base = &base_named.api.operations[of.base];
    let head = &head_named.api.operations[of.head];
    let whole = operations::spot(context, of, Direction::Request);
    let reach = Reach::of(Direction::Request, of.label);
    let pairs = pair(base, head);
    for param in &pairs.removed {
        let what = format!("{} `{}` removed", noun(param), param.wire);
        let item = items::param(base_named, of.base, index(base, param), param);
        let draft = Draft::new(Rule::ParameterRemoved, &reach, what);
        context.report(
            draft
                .before(item)
                .base(&param.origin)
                .near_head(&whole.head),
        );
    }
    for param in &pairs.added {
        let (rule, how) = if param.required {
            (Rule::RequiredParameterAdded, "required")
        } else {
            (Rule::OptionalParameterAdded, "optional")
        };
        let what = format!("{how} {} `{}` added", noun(param), param.wire);
        let item = items::param(head_named, of.head, index(head, param), param);
        let draft = Draft::new(rule, &reach, what);
        context.report(draft.after(item).near_base(&whole.base).head(&param.origin));
    }
    for (a, b) in &pairs.both {
        let spot = Spot {
            what: format!("{} `{}`", noun(b), b.wire),
            reach: reach.clone(),
            base: a.origin.clone(),
            head: b.origin.clone(),
            before: items::param(base_named, of.base, index(base, a), a),
            after: items::param(head_named, of.head, index(head, b), b),
        };
        both(context, a, b, &spot);
        called(context, (of, base, a), (head, b), &spot);
    }
    order(context, base, head, &whole);
}

/// The order of arguments, and of what is only written down.
fn order(context: &mut Context<'_>, base: &Operation, head: &Operation, whole: &Spot) {
    fn keys(operation: &Operation, required: bool) -> Vec<(ParamLocation, &str)> {
        let params = operation
            .params
            .iter()
            .filter(|param| param.required || !required);
        params
            .map(|param| (param.location, param.wire.as_str()))
            .collect()
    }
    if reordered(keys(base, true), keys(head, true)) {
        let what = format!(
            "the required parameters of {} come in another order",
            whole.what
        );
        context.change(Rule::RequiredReordered, whole, what);
    } else if reordered(keys(base, false), keys(head, false)) {
        let what = format!("the parameters of {} come in another order", whole.what);
        context.change(Rule::OrderChanged, whole, what);
    }
}

fn both(context: &mut Context<'_>, base: &Param, head: &Param, spot: &Spot) {
    let what = &spot.what;
    if base.location != head.location {
        let what = format!(
            "parameter `{}` is a {} now, and was a {}",
            head.wire,
            noun(head),
            noun(base)
        );
        context.change(Rule::ParameterMoved, spot, what);
    } else if style(base) != style(head) {
        let what = format!(
            "{what} is written as {} now, and was as {}",
            style(head),
            style(base)
        );
        context.change(Rule::ParameterStyleChanged, spot, what);
    }
    if base.wire != head.wire {
        let what = format!(
            "path parameter `{}` is called `{}` now",
            base.wire, head.wire
        );
        context.change(Rule::PathParameterRenamed, spot, what);
    }
    match (base.required, head.required) {
        (false, true) => context.change(
            Rule::ParameterBecameRequired,
            spot,
            format!("{what} is required now"),
        ),
        (true, false) => context.change(
            Rule::ParameterBecameOptional,
            spot,
            format!("{what} is optional now"),
        ),
        _ => {}
    }
    if base.secret != head.secret {
        types::secrecy(context, spot, head.secret);
    }
    values::compare(context, spot, &base.ty, &head.ty);
    attributes::compare(context, spot, base, head);
}

/// What Rust calls it. The field comes with its setter, so one finding tells of both.
fn called(
    context: &mut Context<'_>,
    base: (&OperationPair, &Operation, &Param),
    head: (&Operation, &Param),
    spot: &Spot,
) {
    let (of, base, base_param) = base;
    let (head, head_param) = head;
    let (before, after) = (
        context.base.names.of_operation(of.base),
        context.head.names.of_operation(of.head),
    );
    let (a, b) = (index(base, base_param), index(head, head_param));
    let fields = (name(&before.fields, a), name(&after.fields, b));
    let setters = (name(&before.setters, a), name(&after.setters, b));
    if fields.0 != fields.1 {
        let what = format!(
            "{} is the Rust field `{}` now, and was `{}`",
            spot.what, fields.1, fields.0
        );
        context.change(Rule::MemberRenamed, spot, what);
    } else if setters.0 != setters.1 && !base_param.required && !head_param.required {
        let what = format!(
            "the setter `{}` of {} is called `{}` now",
            setters.0, spot.what, setters.1
        );
        context.change(Rule::MemberRenamed, spot, what);
    }
}

fn index(operation: &Operation, param: &Param) -> usize {
    let same = |other: &Param| (other.location, &other.wire) == (param.location, &param.wire);
    operation.params.iter().position(same).unwrap_or(usize::MAX)
}

fn noun(param: &Param) -> &'static str {
    match param.location {
        ParamLocation::Path => "path parameter",
        ParamLocation::Query => "query parameter",
        ParamLocation::QueryString => "parameter of the whole query string",
        ParamLocation::Header => "header parameter",
        ParamLocation::Cookie => "cookie parameter",
    }
}

fn style(param: &Param) -> String {
    if let Some(media_type) = &param.content {
        return format!("`{media_type}`");
    }
    let style = match param.style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
        Style::Cookie => "cookie",
    };
    let explode = if param.explode { ", exploded" } else { "" };
    let reserved = if param.allow_reserved {
        ", reserved characters allowed"
    } else {
        ""
    };
    format!("`{style}`{explode}{reserved}")
}
