//! Rules of numbers with more digits than are compared: they are rounded so that nothing is refused which they allow, or left out.

use super::bounds::{BOUNDS, rewrite};
use super::{Rules, Subject};
use crate::decimal::{Decimal, short};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::Number;

/// A rule of a number that no double is: a bound moves outwards to the next one.
pub(super) fn of_number(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    key: &str,
    number: &Number,
) {
    let Some(bound) = outwards(key, number) else {
        return unchecked(rules, subject, key, number);
    };
    let text = short(bound);
    let message = format!(
        "`{key}` {} has more digits than a double holds; values are compared with {text}",
        number.as_str()
    );
    say(rules, subject, key, message);
    rewrite(subject, key, number, &text);
    // What is excluded lies this side of the bound that is compared.
    let flag = BOUNDS.iter().find(|(inclusive, _)| *inclusive == key);
    if let Some((_, exclusive)) = flag
        && subject.is_true(exclusive)
    {
        subject.object.remove(exclusive);
    }
}

/// The double next to a bound that allows all that the bound does.
fn outwards(key: &str, number: &Number) -> Option<f64> {
    let (exact, near) = (Decimal::parse(number.as_str())?, number.as_f64());
    let rounded = Decimal::of_double(near)?;
    let bound = match key {
        "minimum" if rounded > exact => near.next_down(),
        "maximum" if rounded < exact => near.next_up(),
        "minimum" | "maximum" => near,
        _ => return None,
    };
    bound.is_finite().then_some(bound)
}

/// Says that a rule is not checked, and leaves it out.
pub(super) fn unchecked(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    key: &str,
    number: &Number,
) {
    let message = format!(
        "`{key}` {} is not checked: it is beyond the numbers that are compared",
        number.as_str()
    );
    say(rules, subject, key, message);
    subject.object.remove(key);
    for (inclusive, exclusive) in BOUNDS {
        if inclusive == key && subject.is_true(exclusive) {
            subject.object.remove(exclusive);
        }
    }
}

fn say(rules: &mut Rules<'_>, subject: &Subject<'_, '_>, key: &str, message: String) {
    let span = subject
        .object
        .get(key)
        .map_or(subject.span, |node| node.span);
    let at = Location::new(span, rules.moves.origin(&subject.path.pointer().key(key)));
    let diagnostic = Diagnostic::new(Code::UnsupportedKeyword, message).at(at);
    rules.diagnostics.push(diagnostic);
}
