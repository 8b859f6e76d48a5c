//! What is checked of a union before it is sent: that it is one of its variants, and that its tag says the same.

use super::{UNKNOWN, Union};
use crate::check::{Checker, Rule};
use crate::codec::literal::text;
use crate::codec::{Json, Peek, Record};

/// What a union asks of the tag of its variant's value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TagRule {
    name: &'static str,
    values: &'static [&'static str],
}

/// Checks a union: it is one of its variants, its tag selects that variant, and the variant keeps its own rules.
pub fn check_union(union: &dyn Union, checker: &mut Checker) {
    let outer = checker.take_tag();
    if checker.is_inside_trial() {
        return;
    }
    let table = union.table();
    let (index, value) = union.peek();
    let Some(spec) = table.variants.get(index) else {
        debug_assert_eq!(index, UNKNOWN, "a variant has a line in the table");
        return checker.report(
            Rule::OneOf,
            "a value of none of the types that are described",
        );
    };
    if let Some(rule) = outer {
        check_tag(rule, value, checker);
    }
    if let Some(name) = table.tag
        && !spec.tags.is_empty()
    {
        let rule = TagRule {
            name,
            values: spec.tags,
        };
        if spec.record {
            checker.give_tag(rule);
        } else {
            check_tag(rule, value, checker);
        }
    }
    value.check(checker);
}

/// Checks the tag of a value that is no record: it is looked for in what the value writes.
#[cold]
fn check_tag(rule: TagRule, value: &dyn Peek, checker: &mut Checker) {
    let written = Json::of(value);
    let members = written.read::<super::super::Members>().unwrap_or_default();
    judge(rule, members.get(rule.name).map(Json::as_str), checker);
}

/// Checks the tag of a record.
pub(crate) fn check_record_tag(record: &dyn Record, rule: TagRule, checker: &mut Checker) {
    let shape = record.shape();
    let field = shape
        .fields()
        .iter()
        .position(|field| field.name() == rule.name);
    let value = field
        .map(|index| -> &dyn Peek { record.peek(index) })
        .filter(|value| !value.is_absent())
        .or_else(|| record.rest()?.get(rule.name))
        .map(Json::of);
    let found = value.as_ref().or_else(|| record.unknown().get(rule.name));
    judge(rule, found.map(Json::as_str), checker);
}

fn judge(rule: TagRule, found: Option<&str>, checker: &mut Checker) {
    let TagRule { name, values } = rule;
    let problem = match found {
        Some(found) if values.contains(&&*text(found)) => return,
        Some(found) => format!("{} found", found.chars().take(64).collect::<String>()),
        None => "nothing is there".to_owned(),
    };
    let message = format!(
        "must be {}, {problem}: it says which type the value is",
        values.join(" or ")
    );
    checker.report_inside(name, Rule::Discriminator, message);
}
