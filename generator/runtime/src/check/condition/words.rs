//! Conditions that are not met, in words.

use super::Found;
use super::judge::Fault;
use crate::check::Rule;
use crate::codec::push_segment;

/// What is said of a rule that a value breaks, and of what is broken in it. Nothing of the value itself.
pub(super) fn found(rule: Rule, fault: &Fault) -> Found {
    let message = broken(rule).to_owned();
    let is_inside = rule != fault.rule || !fault.inside.is_empty();
    let detail = if is_inside {
        let mut place = String::new();
        for part in fault.inside.iter().rev() {
            push_segment(&mut place, part);
        }
        let at = if place.is_empty() {
            String::new()
        } else {
            format!(" at {place}")
        };
        format!("{message}: `{}`{at} is broken", fault.rule)
    } else {
        message.clone()
    };
    Found {
        rule,
        message,
        detail,
    }
}

/// What it means that a rule is broken by what it asks of the parts of a value.
pub(in crate::check) const fn broken(rule: Rule) -> &'static str {
    match rule {
        Rule::Contains => "fewer items are as `contains` says than must be",
        Rule::MaxContains => "more items are as `contains` says than may be",
        Rule::Not => "is what `not` says that it may not be",
        Rule::Then => "is as `if` says, and not as `then` does",
        Rule::Else => "is not as `if` says, nor as `else` does",
        Rule::DependentSchemas => {
            "has a member of `dependentSchemas`, and is not as that says beside it"
        }
        Rule::PropertyNames => "has a member of a name that is not allowed",
        Rule::PrefixItems => "has an item that is not as its place asks",
        Rule::PatternProperties => "has a member that is not as its name asks",
        _ => "is not as the description says",
    }
}
