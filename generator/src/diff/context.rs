//! What every rule's function is handed: both sides, what pairs with what, and where to put findings.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::effect::Direction;
use super::finding::{Finding, Place, Review};
use super::pair::{Pairing, Reach};
use super::rules::Rule;
use super::{Side, items};
use crate::document::Document;
use crate::ir::{TypeDef, TypeId};
use crate::name::Named;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// A finding whose places are still pointers.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    rule: Rule,
    what: String,
    reach: Reach,
    before: Option<String>,
    after: Option<String>,
    base: Option<Pointer>,
    head: Option<Pointer>,
    /// The head has not got it; its place there is where it would be.
    is_gone: bool,
}

impl Draft {
    /// A finding that is about no item and no place yet.
    pub(super) fn new(rule: Rule, reach: &Reach, what: impl Into<String>) -> Self {
        Self {
            rule,
            what: what.into(),
            reach: reach.clone(),
            before: None,
            after: None,
            base: None,
            head: None,
            is_gone: false,
        }
    }

    /// The Rust item in the base; an empty text means that there is none.
    pub(super) fn before(mut self, item: impl Into<String>) -> Self {
        self.before = Some(item.into()).filter(|item| !item.is_empty());
        self
    }

    /// The Rust item in the head; an empty text means that there is none.
    pub(super) fn after(mut self, item: impl Into<String>) -> Self {
        self.after = Some(item.into()).filter(|item| !item.is_empty());
        self
    }

    pub(super) fn base(mut self, at: &Pointer) -> Self {
        self.base = Some(at.clone());
        self
    }

    pub(super) fn head(mut self, at: &Pointer) -> Self {
        self.head = Some(at.clone());
        self
    }

    /// Where it would be in the base, which has not got it.
    pub(super) fn near_base(self, at: &Pointer) -> Self {
        self.base(at)
    }

    /// Where it would be in the head, which has not got it.
    pub(super) fn near_head(mut self, at: &Pointer) -> Self {
        self.is_gone = true;
        self.head(at)
    }

    /// Both items and both places of a spot.
    pub(super) fn on(self, spot: &Spot) -> Self {
        self.before(&spot.before)
            .after(&spot.after)
            .base(&spot.base)
            .head(&spot.head)
    }
}

/// A place that is there on both sides: what it is called, where it stands, which Rust item it is.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) what: String,
    pub(super) reach: Reach,
    pub(super) base: Pointer,
    pub(super) head: Pointer,
    pub(super) before: String,
    pub(super) after: String,
}

/// What tells findings apart: the same change met on another way is the same finding.
type Key = (Rule, String, Option<Pointer>, Option<Pointer>);

/// Both sides, what pairs with what, and the findings so far.
pub(super) struct Context<'a> {
    pub(super) base: &'a Named,
    pub(super) head: &'a Named,
    pub(super) pairing: &'a Pairing<'a>,
    base_document: &'a Document,
    head_document: &'a Document,
    drafts: Vec<Draft>,
    known: BTreeMap<Key, usize>,
}

impl<'a> Context<'a> {
    pub(super) fn new(base: &Side<'a>, head: &Side<'a>, pairing: &'a Pairing<'a>) -> Self {
        Self {
            base: base.named,
            head: head.named,
            pairing,
            base_document: base.document,
            head_document: head.document,
            drafts: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// Takes a finding in; one that is there already reaches what the other reaches, too.
    pub(super) fn report(&mut self, draft: Draft) {
        let key = (
            draft.rule,
            draft.what.clone(),
            draft.base.clone(),
            draft.head.clone(),
        );
        let known = self.known.get(&key).copied();
        match known.and_then(|index| self.drafts.get_mut(index)) {
            Some(first) => {
                first.reach.merge(&draft.reach);
            }
            None => {
                self.known.insert(key, self.drafts.len());
                self.drafts.push(draft);
            }
        }
    }

    /// A change at a place that is there on both sides.
    pub(super) fn change(&mut self, rule: Rule, spot: &Spot, what: impl Into<String>) {
        self.report(Draft::new(rule, &spot.reach, what).on(spot));
    }

    pub(super) fn base_type(&self, id: TypeId) -> &'a TypeDef {
        &self.base.api.types[id]
    }

    pub(super) fn head_type(&self, id: TypeId) -> &'a TypeDef {
        &self.head.api.types[id]
    }

    /// The type's Rust name, as messages show it.
    pub(super) fn base_ident(&self, id: TypeId) -> &'a str {
        &self.base.names.of_type(id).ident
    }

    /// The type's Rust name, as messages show it.
    pub(super) fn head_ident(&self, id: TypeId) -> &'a str {
        &self.head.names.of_type(id).ident
    }

    /// Where what stands at a pointer of the normalised base was written.
    pub(super) fn base_origin(&self, at: &Pointer) -> Pointer {
        self.base_document.origin(at)
    }

    /// Where what stands at a pointer of the normalised head was written.
    pub(super) fn head_origin(&self, at: &Pointer) -> Pointer {
        self.head_document.origin(at)
    }

    /// Does the base have something there?
    pub(super) fn base_has(&self, at: &Pointer) -> bool {
        self.base_document.node(at).is_some()
    }

    /// Does the head have something there?
    pub(super) fn head_has(&self, at: &Pointer) -> bool {
        self.head_document.node(at).is_some()
    }

    /// The spot narrowed to one of its keywords, on each side that has it.
    pub(super) fn keyword(&self, spot: &Spot, keyword: &str) -> Spot {
        let (base, head) = (spot.base.key(keyword), spot.head.key(keyword));
        let carried = format!("{CARRIED}{keyword}");
        let mut narrow = spot.clone();
        if self.base_has(&base) || self.base_has(&spot.base.key(&carried)) {
            narrow.base = base;
        }
        if self.head_has(&head) || self.head_has(&spot.head.key(&carried)) {
            narrow.head = head;
        }
        narrow
    }

    /// The spot of a pair of types as a whole.
    pub(super) fn type_spot(&self, base: TypeId, head: TypeId, reach: &Reach) -> Spot {
        let (base_at, head_at) = origins(self.base_type(base), self.head_type(head));
        Spot {
            what: format!("`{}`", self.head_ident(head)),
            reach: reach.clone(),
            base: base_at,
            head: head_at,
            before: items::type_item(self.base, base),
            after: items::type_item(self.head, head),
        }
    }

    /// The review, places resolved, in its order.
    pub(super) fn finish(self, base: &Side<'_>, head: &Side<'_>) -> Review {
        let labels = self.pairing.labels();
        let drafts = self.drafts.into_iter();
        let mut findings: Vec<_> = drafts
            .map(|draft| resolve(draft, base, head, labels))
            .collect();
        findings.sort_by(|a, b| order(a).cmp(&order(b)));
        Review {
            base: base.path(),
            head: head.path(),
            findings,
            stale: Vec::new(),
        }
    }
}

/// The places that stand for a pair of types: the first one that both have, or the first one of each.
pub(super) fn origins(base: &TypeDef, head: &TypeDef) -> (Pointer, Pointer) {
    let known: BTreeSet<_> = head.origins.iter().collect();
    let shared = base.origins.iter().find(|origin| known.contains(origin));
    match shared {
        Some(origin) => (origin.clone(), origin.clone()),
        None => (first(base), first(head)),
    }
}

/// The first place of a type.
pub(super) fn first(def: &TypeDef) -> Pointer {
    def.origins.first().cloned().unwrap_or_default()
}

fn resolve(draft: Draft, base: &Side<'_>, head: &Side<'_>, labels: &[String]) -> Finding {
    let direction = Direction::of(draft.reach.request, draft.reach.response);
    let effect = draft.rule.effect(direction);
    let reached = draft.reach.operations.iter();
    let mut operations: Vec<_> = reached
        .filter_map(|&index| labels.get(index).cloned())
        .collect();
    operations.sort();
    operations.dedup();
    let (base, head) = (
        draft.base.and_then(|at| base.place(&at)),
        draft.head.and_then(|at| head.place(&at)),
    );
    let of_head = head.as_ref().filter(|_| !draft.is_gone);
    let at = of_head.or(base.as_ref()).map(|place| place.pointer.clone());
    Finding {
        at: at.unwrap_or_default(),
        rule: draft.rule,
        what: draft.what,
        direction,
        wire: effect.wire,
        api: effect.api,
        item_before: draft.before,
        item_after: draft.after,
        operations,
        base,
        head,
        waived: None,
    }
}

type Order<'a> = (
    super::finding::Gravity,
    &'a Option<Place>,
    &'a Option<Place>,
    Rule,
    &'a str,
);

fn order(finding: &Finding) -> Order<'_> {
    (
        finding.gravity(),
        &finding.head,
        &finding.base,
        finding.rule,
        &finding.what,
    )
}
