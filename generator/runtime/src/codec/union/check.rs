//! What is checked of a union before it is sent: that it is one of its variants, and that its tag says the same.

use super::{UNKNOWN, Union, UnionTable};
use crate::check::{Checker, Rule};
use crate::codec::literal::text;
use crate::codec::{Json, Kind, Peek, Reader, Record};

/// What a union asks of the tag of its variant's value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TagRule {
    name: &'static str,
    values: &'static [&'static str],
    /// The table in which this variant is what a value is whose tag selects none.
    otherwise: Option<&'static UnionTable>,
}

/// Makes a union of the type at hand.
pub(super) type Blank = fn() -> Box<dyn Union>;

/// Checks a union, which is a secret where its variant is.
pub(super) fn check_union(union: &dyn Union, blank: Blank, checker: &mut Checker) {
    if union.table().is_secret(union.peek().0) {
        checker.secretly(|checker| check_variant(union, blank, checker));
    } else {
        check_variant(union, blank, checker);
    }
}

/// Checks a union: it is one of its variants, its tag selects that variant, and the variant keeps its own rules.
fn check_variant(union: &dyn Union, blank: Blank, checker: &mut Checker) {
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
    let is_otherwise = table.otherwise == Some(index);
    if let Some(name) = table.tag
        && (is_otherwise || !spec.tags.is_empty())
    {
        let rule = TagRule {
            name,
            values: spec.tags,
            otherwise: is_otherwise.then_some(table),
        };
        if spec.record {
            checker.give_tag(rule);
        } else {
            check_tag(rule, value, checker);
        }
    }
    checker.unless(
        || is_free(table, value, blank),
        |checker| value.check(checker),
    );
}

/// Whether a value that breaks the rules of its variant is one of another that has none. Where a tag tells variants apart, it isn't.
#[cold]
fn is_free(table: &UnionTable, value: &dyn Peek, blank: Blank) -> bool {
    if table.tag.is_some() || !table.variants.iter().any(|spec| spec.free) {
        return false;
    }
    let written = Json::of(value);
    let mut variants = table.variants.iter().enumerate();
    variants.any(|(index, spec)| {
        let mut union = blank();
        let slot = union.slot(index);
        spec.free
            && spec.admits(written.kind())
            && slot.read(&mut Reader::new(written.as_str())).is_ok()
            && slot.keeps_rules()
    })
}

/// Checks a number that is of a variant's type but beyond what the variant holds: by its digits, as one beside a record's field.
/// Whether it is one.
#[cold]
pub(super) fn check_beyond(
    value: &dyn Union,
    blank: &mut dyn Union,
    checker: &mut Checker,
) -> bool {
    let number = Json::of(value.peek().1);
    if number.kind() != Kind::Number {
        return false;
    }
    let table = value.table();
    let variants = table.variants.iter().enumerate();
    let mut first = None;
    for (index, _) in variants.filter(|(_, spec)| spec.admits(Kind::Number)) {
        let slot = blank.slot(index);
        let read = slot.read(&mut Reader::new(number.as_str()));
        if !read.is_err_and(|error| error.is_beyond()) {
            continue;
        }
        let mut trial = Checker::trial();
        slot.check_digits_of(number.as_str(), &mut trial);
        if trial.broken() == 0 {
            return true;
        }
        first = first.or(Some(index));
    }
    if let Some(index) = first {
        let mut check = |checker: &mut Checker| {
            blank.slot(index).check_digits_of(number.as_str(), checker);
        };
        if table.is_secret(index) {
            checker.secretly(check);
        } else {
            check(checker);
        }
    }
    first.is_some()
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
        .or_else(|| Some(record.rest()?.get(rule.name)? as &dyn Peek))
        .map(Json::of);
    let found = value.as_ref().or_else(|| record.unknown().get(rule.name));
    judge(rule, found.map(Json::as_str), checker);
}

fn judge(rule: TagRule, found: Option<&str>, checker: &mut Checker) {
    let TagRule {
        name,
        values,
        otherwise,
    } = rule;
    let value = found.map(text);
    let is_selected = |value: &str| values.contains(&value);
    let selects_other = |table: &UnionTable, value: &str| table.selected(value).is_some();
    let is_fine = match (&value, otherwise) {
        (Some(value), _) if is_selected(value) => true,
        (Some(value), Some(table)) => !selects_other(table, value),
        (None, otherwise) => otherwise.is_some(),
        (Some(_), None) => false,
    };
    if is_fine {
        return;
    }
    let problem = match found {
        Some(found) => format!("{} found", found.chars().take(64).collect::<String>()),
        None => "nothing is there".to_owned(),
    };
    let wanted = match otherwise {
        Some(_) => "that of no other type".to_owned(),
        None => values.join(" or "),
    };
    let message = format!("must be {wanted}, {problem}: it says which type the value is");
    checker.report_inside(name, Rule::Discriminator, message);
}
