//! Conditions that are not met, in words.

use super::Found;
use super::judge::Fault;
use crate::check::{Broken, Rule};
use crate::codec::push_segment;

/// What is said of what a value breaks, and of where in it. Nothing of the value itself.
pub(super) fn found(broken: Broken, fault: &Fault) -> Found {
    let is_inside = broken.rule() != fault.rule || !fault.inside.is_empty();
    let detail = is_inside.then(|| {
        let mut place = String::new();
        for part in fault.inside.iter().rev() {
            push_segment(&mut place, part);
        }
        let at = if place.is_empty() { "" } else { " at " };
        format!("{broken}: `{}`{at}{place} is broken", fault.rule)
    });
    Found { broken, detail }
}

/// What it means that a rule is broken by what it asks of the parts of a value.
pub(in crate::check) const fn broken(rule: Rule) -> &'static str {
    match rule {
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
