//! Where requests go: servers and the variables of their addresses; and what is said of the API as a whole.

use super::attributes;
use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::members::name;
use super::pair::Reach;
use super::pairs::Pairs;
use super::rules::Rule;
use crate::ir::{Server, ServerVariable};
use crate::name::Named;
use crate::pointer::Pointer;

/// Compares title, version and text.
pub(super) fn info(context: &mut Context<'_>) {
    let (a, b) = (&context.base.api, &context.head.api);
    let at = Pointer::root().key("info");
    let texts = [
        ("title", Some(a.title.as_str()), Some(b.title.as_str())),
        (
            "version",
            Some(a.version.as_str()),
            Some(b.version.as_str()),
        ),
        ("license", a.license.as_deref(), b.license.as_deref()),
        (
            "summary",
            a.docs.summary.as_deref(),
            b.docs.summary.as_deref(),
        ),
        (
            "description",
            a.docs.description.as_deref(),
            b.docs.description.as_deref(),
        ),
    ];
    for (noun, before, after) in texts {
        if before != after {
            let what = format!("{noun} of the API changed");
            let draft = Draft::new(Rule::InfoChanged, &Reach::default(), what);
            context.report(draft.base(&at.key(noun)).head(&at.key(noun)));
        }
    }
}

/// Compares the servers.
pub(super) fn compare(context: &mut Context<'_>) {
    let (base, head) = (&context.base.api.servers, &context.head.api.servers);
    let reach = Reach::general(Direction::Request);
    let mut pairs = Pairs::by_key(base, head, |server| server.url.as_str());
    let place = |list: &[Server], server: &Server| {
        list.iter().position(|other| std::ptr::eq(other, server))
    };
    pairs.rescue(|a, b| place(base, a) == place(head, b));
    for server in &pairs.removed {
        let draft = Draft::new(
            Rule::ServerRemoved,
            &reach,
            format!("server `{}` removed", server.url),
        );
        context.report(draft.base(&server.origin));
    }
    for server in &pairs.added {
        let draft = Draft::new(
            Rule::ServerAdded,
            &reach,
            format!("server `{}` added", server.url),
        );
        context.report(draft.head(&server.origin));
    }
    for (a, b) in &pairs.both {
        if a.url != b.url {
            let what = format!("server `{}` is `{}` now", a.url, b.url);
            changed_address(context, a, b, what);
        }
        let is_default = (place(base, a) == Some(0), place(head, b) == Some(0));
        variables(context, (a, is_default.0), (b, is_default.1));
    }
    if let (Some(a), Some(b)) = (base.first(), head.first())
        && !pairs
            .both
            .iter()
            .any(|pair| std::ptr::eq(pair.0, a) && std::ptr::eq(pair.1, b))
    {
        let what = format!("the default server is `{}` now, and was `{}`", b.url, a.url);
        changed_address(context, a, b, what);
    }
}

fn changed_address(context: &mut Context<'_>, base: &Server, head: &Server, what: String) {
    let draft = Draft::new(
        Rule::ServerUrlChanged,
        &Reach::general(Direction::Request),
        what,
    );
    context.report(draft.base(&base.origin).head(&head.origin));
}

/// The variables of a server; only those of the default one have setters.
fn variables(context: &mut Context<'_>, base: (&Server, bool), head: (&Server, bool)) {
    let (a, b) = (base.0, head.0);
    let item = |named: &Named, (server, is_default): (&Server, bool), variable: &ServerVariable| {
        let place = server
            .variables
            .iter()
            .position(|other| other.wire == variable.wire);
        let setter = name(&named.names.variables, place.unwrap_or(usize::MAX)).to_owned();
        (is_default && !setter.is_empty()).then(|| format!("ClientBuilder::{setter}"))
    };
    let reach = Reach::general(Direction::Request);
    let pairs = Pairs::by_key(&a.variables, &b.variables, |variable| {
        variable.wire.as_str()
    });
    for variable in &pairs.removed {
        let what = format!("variable `{}` of the server removed", variable.wire);
        let mut draft =
            Draft::new(Rule::ServerVariableRemoved, &reach, what).base(&variable.origin);
        if let Some(item) = item(context.base, base, variable) {
            draft = draft.before(item);
        }
        context.report(draft.near_head(&b.origin));
    }
    for variable in &pairs.added {
        let (rule, how) = match variable.default {
            None => (Rule::RequiredServerVariableAdded, "without a default "),
            Some(_) => (Rule::ServerVariableAdded, ""),
        };
        let what = format!("variable `{}` {how}added to the server", variable.wire);
        let mut draft = Draft::new(rule, &reach, what)
            .near_base(&a.origin)
            .head(&variable.origin);
        if let Some(item) = item(context.head, head, variable) {
            draft = draft.after(item);
        }
        context.report(draft);
    }
    for (v, w) in &pairs.both {
        let spot = Spot {
            what: format!("variable `{}` of the server", w.wire),
            reach: reach.clone(),
            base: v.origin.clone(),
            head: w.origin.clone(),
            before: item(context.base, base, v).unwrap_or_default(),
            after: item(context.head, head, w).unwrap_or_default(),
        };
        variable(context, v, w, &spot);
    }
}

fn variable(context: &mut Context<'_>, base: &ServerVariable, head: &ServerVariable, spot: &Spot) {
    let what = &spot.what;
    if spot.before != spot.after && !spot.before.is_empty() && !spot.after.is_empty() {
        let what = format!(
            "the setter of {what} is `{}` now, and was `{}`",
            spot.after, spot.before
        );
        context.change(Rule::MemberRenamed, spot, what);
    }
    match (&base.default, &head.default) {
        (None, Some(_)) => context.change(
            Rule::ServerVariableBecameOptional,
            spot,
            format!("{what} has a default now"),
        ),
        (Some(_), None) => context.change(
            Rule::ServerVariableBecameRequired,
            spot,
            format!("{what} has no default any more"),
        ),
        (Some(a), Some(b)) if a != b => context.change(
            Rule::ServerVariableDefaultChanged,
            spot,
            format!("default of {what} changed from `{a}` to `{b}`"),
        ),
        _ => {}
    }
    values(context, base, head, spot);
    attributes::compare(context, spot, &base.docs, &head.docs);
}

/// The values that a variable may have; no list means any.
fn values(context: &mut Context<'_>, base: &ServerVariable, head: &ServerVariable, spot: &Spot) {
    let what = &spot.what;
    match (base.values.is_empty(), head.values.is_empty()) {
        (true, false) => {
            context.change(
                Rule::ServerVariableValueRemoved,
                spot,
                format!("{what} may not be any text any more"),
            );
        }
        (false, true) => context.change(
            Rule::ServerVariableValueAdded,
            spot,
            format!("{what} may be any text"),
        ),
        _ => {
            let pairs = Pairs::by_key(&base.values, &head.values, String::as_str);
            for value in pairs.removed {
                context.change(
                    Rule::ServerVariableValueRemoved,
                    spot,
                    format!("value `{value}` of {what} removed"),
                );
            }
            for value in pairs.added {
                context.change(
                    Rule::ServerVariableValueAdded,
                    spot,
                    format!("value `{value}` of {what} added"),
                );
            }
        }
    }
}
