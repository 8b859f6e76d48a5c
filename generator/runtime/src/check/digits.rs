//! Rules of numbers for what no number type of ours holds: decided on the digits that were read.

use super::message::relation;
use super::{Checker, Conditions, Rule};
use crate::codec::Decimal;

/// Bounds and a unit, by their digits.
pub(super) struct DigitRules {
    pub(super) minimum: Option<(Rule, Decimal)>,
    pub(super) maximum: Option<(Rule, Decimal)>,
    pub(super) multiple_of: Option<Decimal>,
    pub(super) conditions: Option<&'static Conditions>,
    pub(super) secret: bool,
}

impl DigitRules {
    /// Reports every rule that a JSON number breaks.
    #[cold]
    pub(super) fn check(&self, text: &str, checker: &mut Checker) {
        let number = Decimal::parse(text);
        let mut report = |rule: Rule, limit: &Decimal| {
            let limit = limit
                .to_whole()
                .map_or_else(|| limit.to_string(), |it| it.to_string());
            let relation = relation(rule);
            let message = match self.secret || checker.is_secret() {
                true => format!("a secret that must be {relation} {limit}"),
                false => format!("must be {relation} {limit}, {text} found"),
            };
            checker.say(rule, message);
        };
        if let Some((rule, limit)) = &self.minimum
            && (number < *limit || (number == *limit && *rule == Rule::ExclusiveMinimum))
        {
            report(*rule, limit);
        }
        if let Some((rule, limit)) = &self.maximum
            && (number > *limit || (number == *limit && *rule == Rule::ExclusiveMaximum))
        {
            report(*rule, limit);
        }
        if let Some(unit) = &self.multiple_of
            && number.is_multiple_of(unit) == Some(false)
        {
            report(Rule::MultipleOf, unit);
        }
        if let Some(conditions) = self.conditions {
            conditions.check_json(text, self.secret, checker);
        }
    }
}
