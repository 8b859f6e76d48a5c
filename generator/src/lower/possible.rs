//! Which variants of a choice can be met by a value of what stands beside the choice.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::Lowering;
use super::conjunction::{Item, Request};
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::{Choice, Clash, Joined, article, common};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pointer::Pointer;

/// How many schemas, members and values are gone through in all to see whether variants are possible.
const MOST_TRIED: usize = 1_000_000;

impl<'a> Lowering<'a> {
    /// Takes variants out of choices that no value is of: another schema narrows the choice to the others. Where that would be
    /// all of them, the schemas contradict each other, which is said where they are joined.
    pub(super) fn without_impossible(&mut self, joined: &Joined<'a>, choices: &mut [Choice<'a>]) {
        if choices.is_empty() || joined.clash.is_some() {
            return;
        }
        let narrowed = self.narrowed(joined);
        let taken: Vec<_> = choices.iter().map(|choice| choice.at.clone()).collect();
        for choice in choices {
            let members = choice.members.iter();
            let clashes: Vec<_> = members
                .map(|member| {
                    self.of_another_kind(joined, choice, member)
                        .or_else(|| self.of_other_values(joined, &narrowed, member, &taken))
                })
                .collect();
            if clashes.iter().all(Option::is_some) {
                continue;
            }
            let members = std::mem::take(&mut choice.members);
            for (member, clash) in members.into_iter().zip(clashes) {
                match clash {
                    None => choice.members.push(member),
                    Some(clash) => {
                        self.impossible(&clash);
                        choice.dropped.push(member);
                    }
                }
            }
        }
    }

    /// The members beside the choices that have to be one of some values.
    fn narrowed(&mut self, joined: &Joined<'a>) -> Vec<&'a str> {
        let mut names = Vec::new();
        for (name, items) in &joined.properties {
            let member = self.joined_members(items);
            if member.is_some_and(|member| member.listed.is_some()) {
                names.push(*name);
            }
        }
        names
    }

    /// Is a variant of another kind than what another schema says? One that says so beside its own choice means the choice.
    fn of_another_kind(
        &self,
        joined: &Joined<'a>,
        choice: &Choice<'a>,
        (schema, at): &Item<'a>,
    ) -> Option<Clash> {
        let (kind, other) = joined.stated()?;
        let own = self.only_kind(*schema);
        let is_meant = choice.beside != Kind::Any && common(own, choice.beside).is_none();
        (common(own, kind).is_none() && !is_meant).then(|| Clash {
            what: format!("this is {}, and the other {}", article(own), article(kind)),
            of_values: false,
            at: at.clone(),
            other,
        })
    }

    /// Must a member of a variant be there that has a value of the variant's and one of what stands beside the choice, where
    /// no value is both?
    fn of_other_values(
        &mut self,
        joined: &Joined<'a>,
        narrowed: &[&'a str],
        member: &Item<'a>,
        taken: &[Pointer],
    ) -> Option<Clash> {
        if narrowed.is_empty() {
            return None;
        }
        let mut request = joined.request.clone();
        request.items.push(member.clone());
        request.taken.extend(taken.iter().cloned());
        request.items = self.without_redundant(request.items);
        let whole = self.tried(request)?;
        let required: HashSet<&str> = whole.required.iter().map(|(name, _)| *name).collect();
        let mut shared = narrowed.iter().filter(|name| required.contains(**name));
        shared.find_map(|name| {
            let member = self.joined_members(whole.properties.get(*name)?);
            member?.clash.filter(|clash| clash.of_values)
        })
    }

    fn joined_members(&mut self, items: &[Item<'a>]) -> Option<Box<Joined<'a>>> {
        let items = self.without_redundant(items.to_vec());
        self.tried(Request {
            items,
            taken: Vec::new(),
        })
    }

    /// What schemas say together, which is only looked at: it takes nothing over. None where all that was looked at is so much
    /// that variants are left as they are.
    fn tried(&mut self, request: Request<'a>) -> Option<Box<Joined<'a>>> {
        if self.tried > MOST_TRIED {
            return None;
        }
        let before = (self.merged, self.copied);
        let joined = self.join(request, None);
        (self.merged, self.copied) = before;
        self.tried += joined.size;
        Some(joined)
    }

    /// Does a choice say all there is to know of a value, when the schema around it says no more than the kind?
    pub(super) fn is_whole(&mut self, kind: Kind, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        if kind == Kind::Any || self.kind_of(schema) == kind {
            return true;
        }
        let own = self.only_kind(schema);
        if common(kind, own).is_some() {
            return false;
        }
        self.as_it_stands(own, kind, at);
        true
    }

    /// Is a variant of another kind than what is said beside its own choice? What else is said there is of that kind, too.
    pub(super) fn is_meant(
        &mut self,
        joined: &Joined<'a>,
        schema: SchemaRef<'a>,
        at: &Pointer,
    ) -> bool {
        let [choice] = joined.choices.as_slice() else {
            return false;
        };
        let own = self.only_kind(schema);
        let is_other = choice.beside != Kind::Any && common(own, choice.beside).is_none();
        if is_other {
            self.as_it_stands(own, choice.beside, at);
        }
        is_other
    }

    fn as_it_stands(&mut self, own: Kind, kind: Kind, at: &Pointer) {
        let message = format!(
            "this is {}, and `type` beside the choice says {}; it is taken as it stands",
            article(own),
            article(kind)
        );
        let note = Diagnostic::new(Code::UnsupportedSchema, message)
            .severity(Severity::Note)
            .help("correct one of the two");
        self.say(at, note);
    }

    /// The kind that all values of a schema are of, as far as a glance says it.
    pub(super) fn only_kind(&self, schema: SchemaRef<'a>) -> Kind {
        self.kind_by(schema, only_kind)
    }

    fn impossible(&mut self, clash: &Clash) {
        let message = format!("no value is of this variant here: {}", clash.what);
        let note = Diagnostic::new(Code::UnsupportedSchema, message)
            .severity(Severity::Note)
            .leaves_nothing_out()
            .related("the other one", self.document.locate(&clash.other))
            .help("nothing needs doing if the choice is meant to be narrowed");
        self.say(&clash.at, note);
    }
}

/// The kind that all values of a schema are of: by `type`, or by a list of values. Other keywords say nothing of values that
/// are of another kind than theirs.
fn only_kind(facets: &Facets<'_>) -> Kind {
    if facets.stated {
        return facets.kind;
    }
    let mut kinds = facets.enumeration.iter().map(|value| match value {
        Json::Null => Kind::Any,
        Json::Bool(_) => Kind::Boolean,
        Json::Number(_) => Kind::Number,
        Json::String(_) => Kind::String,
        Json::Array(_) => Kind::Array,
        Json::Object(_) => Kind::Object,
    });
    let first = kinds.next().unwrap_or(Kind::Any);
    match kinds.all(|kind| kind == first) {
        true => first,
        false => Kind::Any,
    }
}
