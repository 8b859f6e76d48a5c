//! Operations: which came and went, how each is reached, and what Rust calls it.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::pair::{OperationPair, Reach, path_shape};
use super::rules::Rule;
use super::{attributes, bodies, items, params, responses};
use crate::ir::{Operation, ResourceId};
use crate::name::OperationNames;

/// Compares every operation, and the resources that they belong to.
pub(super) fn compare(context: &mut Context<'_>) {
    let (base, head, pairing) = (context.base, context.head, context.pairing);
    for &(id, label) in &pairing.removed {
        let reach = Reach::of(Direction::Both, label);
        let operation = &base.api.operations[id];
        let draft = Draft::new(
            Rule::OperationRemoved,
            &reach,
            format!("operation `{}` removed", operation.id),
        );
        context.report(
            draft
                .before(items::operation(base, id))
                .base(&operation.origin),
        );
    }
    for &(id, label) in &pairing.added {
        let reach = Reach::of(Direction::Both, label);
        let operation = &head.api.operations[id];
        let draft = Draft::new(
            Rule::OperationAdded,
            &reach,
            format!("operation `{}` added", operation.id),
        );
        context.report(
            draft
                .after(items::operation(head, id))
                .head(&operation.origin),
        );
    }
    let partners = Resources::of(context);
    for pair in &pairing.operations {
        operation(context, pair, &partners);
    }
    resources(context, &partners);
}

/// The spot of a pair of operations.
pub(super) fn spot(context: &Context<'_>, pair: &OperationPair, direction: Direction) -> Spot {
    let base = &context.base.api.operations[pair.base];
    let head = &context.head.api.operations[pair.head];
    Spot {
        what: format!("operation `{}`", head.id),
        reach: Reach::of(direction, pair.label),
        base: base.origin.clone(),
        head: head.origin.clone(),
        before: items::operation(context.base, pair.base),
        after: items::operation(context.head, pair.head),
    }
}

fn operation(context: &mut Context<'_>, pair: &OperationPair, partners: &Resources) {
    let base = &context.base.api.operations[pair.base];
    let head = &context.head.api.operations[pair.head];
    let spot = spot(context, pair, Direction::Both);
    reached(context, base, head, &spot);
    called(context, pair, &spot);
    if !partners.belong_together(base.resource, head.resource) {
        let module = |side: &crate::name::Named, id| side.names.of_resource(id).module.clone();
        let (before, after) = (
            module(context.base, base.resource),
            module(context.head, head.resource),
        );
        let what = format!(
            "{} belongs to `{after}` now, and belonged to `{before}`",
            spot.what
        );
        context.change(Rule::OperationRegrouped, &spot, what);
    }
    servers(context, base, head, &spot);
    attributes::compare(context, &spot, base, head);
    params::compare(context, pair);
    if items::has_params(base) != items::has_params(head) {
        let now = if items::has_params(head) {
            "takes parameters now"
        } else {
            "takes no parameters any more"
        };
        context.change(Rule::CallChanged, &spot, format!("{} {now}", spot.what));
    }
    bodies::compare(context, pair);
    responses::compare(context, pair);
}

/// Servers of its own.
fn servers(context: &mut Context<'_>, base: &Operation, head: &Operation, spot: &Spot) {
    let described = |operation: &Operation| -> Vec<String> {
        let servers = operation.servers.iter();
        servers
            .map(|server| {
                let variables = server.variables.iter().map(|variable| {
                    let default = variable.default.as_deref().unwrap_or_default();
                    format!(" {}={default}{:?}", variable.wire, variable.values)
                });
                let variables: String = variables.collect();
                format!("`{}`{variables}", server.url)
            })
            .collect()
    };
    let (before, after) = (described(base), described(head));
    if before != after {
        let list = |servers: &[String]| match servers {
            [] => "the servers of the API".to_owned(),
            servers => servers.join(" or "),
        };
        let what = format!(
            "{} goes to {} now, and went to {}",
            spot.what,
            list(&after),
            list(&before)
        );
        context.change(Rule::OperationServerChanged, spot, what);
    }
}

/// Path, method and id.
fn reached(context: &mut Context<'_>, base: &Operation, head: &Operation, spot: &Spot) {
    let changes = [
        (
            Rule::OperationPathChanged,
            "path",
            path_shape(&base.path) != path_shape(&head.path),
            &base.path,
            &head.path,
        ),
        (
            Rule::OperationMethodChanged,
            "method",
            base.method != head.method,
            &base.method,
            &head.method,
        ),
        (
            Rule::OperationIdChanged,
            "operationId",
            base.id != head.id,
            &base.id,
            &head.id,
        ),
    ];
    for (rule, noun, is_changed, before, after) in changes {
        if is_changed {
            let what = format!(
                "{noun} of {} changed from `{before}` to `{after}`",
                spot.what
            );
            context.change(rule, spot, what);
        }
    }
}

/// What Rust calls it, where both sides call something.
fn called(context: &mut Context<'_>, pair: &OperationPair, spot: &Spot) {
    let (base, head) = (
        context.base.names.of_operation(pair.base),
        context.head.names.of_operation(pair.head),
    );
    let names = |names: &OperationNames| {
        [
            ("method", names.method.clone()),
            ("value", names.value.clone()),
            ("error", names.error.clone()),
            ("parameters", names.params.clone()),
        ]
    };
    let changed: Vec<String> = names(base)
        .into_iter()
        .zip(names(head))
        .filter(|((_, before), (_, after))| {
            before != after && !before.is_empty() && !after.is_empty()
        })
        .map(|((noun, before), (_, after))| format!("{noun} `{before}` is `{after}`"))
        .collect();
    if !changed.is_empty() {
        let what = format!("{} has other Rust names: {}", spot.what, changed.join(", "));
        context.change(Rule::OperationRenamed, spot, what);
    }
    let parts = [
        (
            "field for the parameters",
            &base.params_field,
            &head.params_field,
        ),
        ("field for the body", &base.body_field, &head.body_field),
        (
            "variant for other statuses",
            &base.undeclared,
            &head.undeclared,
        ),
    ];
    for (noun, before, after) in parts {
        if before != after && !before.is_empty() && !after.is_empty() {
            let what = format!(
                "the {noun} of {} is called `{after}` now, and was `{before}`",
                spot.what
            );
            context.change(Rule::MemberRenamed, spot, what);
        }
    }
}

/// Which resources belong together: those of one name, else those that all their operations share.
struct Resources {
    pairs: BTreeSet<(ResourceId, ResourceId)>,
}

impl Resources {
    fn of(context: &Context<'_>) -> Self {
        let (base, head) = (context.base, context.head);
        let mut met = BTreeSet::new();
        for pair in &context.pairing.operations {
            let ids = (
                base.api.operations[pair.base].resource,
                head.api.operations[pair.head].resource,
            );
            met.insert(ids);
        }
        let wires: BTreeMap<&str, ResourceId> = head
            .api
            .resources
            .iter()
            .map(|(id, resource)| (resource.wire.as_str(), id))
            .collect();
        let base_wires: BTreeSet<&str> = base
            .api
            .resources
            .iter()
            .map(|(_, resource)| resource.wire.as_str())
            .collect();
        let alone = |a: ResourceId, b: ResourceId| {
            met.iter().filter(|pair| pair.0 == a).count() == 1
                && met.iter().filter(|pair| pair.1 == b).count() == 1
        };
        let pairs = met.iter().copied().filter(|&(a, b)| {
            let (before, after) = (&base.api.resources[a].wire, &head.api.resources[b].wire);
            before == after
                || (!wires.contains_key(before.as_str())
                    && !base_wires.contains(after.as_str())
                    && alone(a, b))
        });
        Self {
            pairs: pairs.collect(),
        }
    }

    fn belong_together(&self, base: ResourceId, head: ResourceId) -> bool {
        self.pairs.contains(&(base, head))
    }
}

fn resources(context: &mut Context<'_>, partners: &Resources) {
    for &(a, b) in &partners.pairs {
        let Some(spot) = resource_spot(context, a, b) else {
            continue;
        };
        let (base, head) = (
            context.base.names.of_resource(a),
            context.head.names.of_resource(b),
        );
        if (&base.module, &base.handle) != (&head.module, &head.handle) {
            let what = if base.module == head.module {
                format!("handle `{}` is called `{}` now", base.handle, head.handle)
            } else {
                format!("resource `{}` is called `{}` now", base.module, head.module)
            };
            context.change(Rule::ResourceRenamed, &spot, what);
        }
        let docs = (
            &context.base.api.resources[a].docs,
            &context.head.api.resources[b].docs,
        );
        attributes::compare(context, &spot, docs.0, docs.1);
    }
}

/// A resource has no place of its own: its first operation stands for it.
fn resource_spot(context: &Context<'_>, base: ResourceId, head: ResourceId) -> Option<Spot> {
    let (base_named, head_named) = (context.base, context.head);
    let mut of_both = context.pairing.operations.iter().filter(|pair| {
        base_named.api.operations[pair.base].resource == base
            && head_named.api.operations[pair.head].resource == head
    });
    let first = of_both.next()?;
    let mut reach = Reach::of(Direction::Both, first.label);
    for pair in of_both {
        reach.merge(&Reach::of(Direction::Both, pair.label));
    }
    let (before, after) = (
        base_named.names.of_resource(base),
        head_named.names.of_resource(head),
    );
    Some(Spot {
        what: format!("resource `{}`", after.module),
        reach,
        base: base_named.api.operations[first.base].origin.clone(),
        head: head_named.api.operations[first.head].origin.clone(),
        before: format!("{}() -> {}", before.module, before.handle),
        after: format!("{}() -> {}", after.module, after.handle),
    })
}
