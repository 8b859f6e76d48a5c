//! Whether a value does what conditions ask, and where it does not.

use std::collections::HashMap;
use std::ptr;

use super::tree::{Node, Value};
use super::{Condition, Conditions, Found, words};
use crate::check::string::code_points;
use crate::check::{Broken, Rule};
use crate::codec::{Decimal, canonical};

/// How many conditions may stand inside one another, references followed. What is beyond counts as done.
const DEEPEST: usize = 1_000;

/// A condition that is not met.
pub(super) struct Fault {
    pub(super) rule: Rule,
    /// The way to where that is, from there on.
    pub(super) inside: Vec<String>,
}

impl Fault {
    fn of(condition: &Condition) -> Self {
        Self::new(condition.rule())
    }

    fn new(rule: Rule) -> Self {
        Self {
            rule,
            inside: Vec::new(),
        }
    }

    /// The same, of a part.
    fn at(mut self, part: impl Into<String>) -> Self {
        self.inside.push(part.into());
        self
    }
}

/// Every condition that a value does not meet. What is no JSON, or nests deeper than is read, is not judged.
pub(super) fn judge(all: &'static [Condition], json: &str) -> Vec<Found> {
    let Some(node) = Node::parse(json) else {
        return Vec::new();
    };
    let mut judge = Judge::default();
    let found = all.iter().filter_map(|condition| {
        let fault = judge.fault(condition, &node)?;
        let broken = judge.broken(condition, &fault, &node);
        Some(words::found(broken, &fault))
    });
    found.collect()
}

/// One walk over conditions and a value.
#[derive(Default)]
struct Judge {
    /// What is known of a schema that is referred to and a part of the value: so none is asked twice, however many ways lead there,
    /// and one that asks itself gets an answer.
    known: HashMap<(*const Conditions, *const Node<'static>), bool>,
    depth: usize,
}

impl Judge {
    /// What a value breaks that does not do what a condition asks.
    fn broken(&mut self, condition: &'static Condition, fault: &Fault, node: &Node<'_>) -> Broken {
        let rule = match (condition, &node.value) {
            (Condition::Contains { item, least, most }, Value::Array(items)) => {
                let found = self.count(item, items);
                return match fault.rule {
                    Rule::MaxContains => Broken::MaxContains {
                        limit: *most,
                        found,
                    },
                    _ => Broken::Contains {
                        limit: *least,
                        found,
                    },
                };
            }
            (Condition::If { test, .. }, _) if !self.is_met(test, node) => Rule::Else,
            (other, _) => other.rule(),
        };
        Broken::Condition { rule }
    }

    /// How many items do what is asked.
    fn count(&mut self, asked: &'static [Condition], items: &[Node<'_>]) -> usize {
        items.iter().filter(|it| self.is_met(asked, it)).count()
    }

    /// Where a value does not do what all of these ask.
    fn all(&mut self, all: &'static [Condition], node: &Node<'_>) -> Option<Fault> {
        all.iter().find_map(|condition| self.fault(condition, node))
    }

    fn is_met(&mut self, all: &'static [Condition], node: &Node<'_>) -> bool {
        self.all(all, node).is_none()
    }

    fn fault(&mut self, condition: &'static Condition, node: &Node<'_>) -> Option<Fault> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let fault = match condition {
            Condition::Schema(_)
            | Condition::AnyOf(_)
            | Condition::OneOf(_)
            | Condition::Not(_)
            | Condition::If { .. } => self.composed(condition, node),
            Condition::Type(types) => {
                let is_one = types.iter().any(|name| is_of(node, name));
                (!is_one).then(|| Fault::of(condition))
            }
            Condition::Enum(values) => (!is_listed(values, node)).then(|| Fault::of(condition)),
            _ => match &node.value {
                Value::Null | Value::Bool => None,
                Value::Text(text) => of_text(condition, text),
                Value::Number => of_number(condition, &node.text),
                Value::Array(items) => self.of_array(condition, items),
                Value::Object(_) => self.of_object(condition, node),
            },
        };
        self.depth -= 1;
        fault
    }

    fn composed(&mut self, condition: &'static Condition, node: &Node<'_>) -> Option<Fault> {
        match condition {
            Condition::Schema(schema) => self.referred(schema, node),
            Condition::AnyOf(schemas) => {
                let is_met = schemas.iter().any(|schema| self.is_met(schema, node));
                (!is_met).then(|| Fault::of(condition))
            }
            Condition::OneOf(schemas) => {
                let met = schemas.iter().filter(|schema| self.is_met(schema, node));
                (met.take(2).count() != 1).then(|| Fault::of(condition))
            }
            Condition::Not(schema) => self.is_met(schema, node).then(|| Fault::of(condition)),
            Condition::If {
                test,
                then,
                otherwise,
            } => {
                let is_met = self.is_met(test, node);
                self.all(if is_met { then } else { otherwise }, node)
            }
            _ => None,
        }
    }

    /// A schema that is referred to. While it is being asked, it has nothing against the same value.
    fn referred(&mut self, schema: &'static Conditions, node: &Node<'_>) -> Option<Fault> {
        let key = (ptr::from_ref(schema), ptr::from_ref(node).cast());
        if let Some(is_met) = self.known.get(&key) {
            return (!is_met).then(|| Fault::new(Rule::Reference));
        }
        self.known.insert(key, true);
        let fault = self.all(schema.all, node);
        self.known.insert(key, fault.is_none());
        fault
    }

    fn of_array(&mut self, condition: &'static Condition, items: &[Node<'_>]) -> Option<Fault> {
        let is_met = match condition {
            Condition::MinItems(least) => items.len() >= *least,
            Condition::MaxItems(most) => items.len() <= *most,
            Condition::UniqueItems => !has_twins(items),
            Condition::Items { listed, others } => {
                let each = listed.iter().copied();
                let each = each.chain(std::iter::repeat(*others));
                let mut each = items.iter().zip(each).enumerate();
                return each.find_map(|(index, (item, asked))| {
                    Some(self.all(asked, item)?.at(index.to_string()))
                });
            }
            Condition::Contains { item, least, most } => {
                let met = self.count(item, items);
                if met > *most {
                    return Some(Fault::new(Rule::MaxContains));
                }
                met >= *least
            }
            _ => true,
        };
        (!is_met).then(|| Fault::of(condition))
    }

    fn of_object(&mut self, condition: &'static Condition, node: &Node<'_>) -> Option<Fault> {
        let Value::Object(members) = &node.value else {
            return None;
        };
        let is_met = match condition {
            Condition::MinProperties(least) => members.len() >= *least,
            Condition::MaxProperties(most) => members.len() <= *most,
            Condition::Required(names) => {
                let missing = names.iter().find(|name| !members.contains_key(**name))?;
                return Some(Fault::of(condition).at(*missing));
            }
            Condition::Names(asked) => {
                let mut names = members.keys();
                return names.find_map(|name| {
                    let fault = called(asked, name)?;
                    Some(Fault::new(fault.rule).at(name.as_str()))
                });
            }
            Condition::Dependent(schemas) => {
                let there = schemas
                    .iter()
                    .filter(|(name, _)| members.contains_key(*name));
                return there
                    .into_iter()
                    .find_map(|(_, asked)| self.all(asked, node));
            }
            Condition::Properties(named) => {
                let there = named.iter();
                let mut there =
                    there.filter_map(|(name, it)| Some((name, it, members.get(*name)?)));
                return there
                    .find_map(|(name, asked, value)| Some(self.all(asked, value)?.at(*name)));
            }
            Condition::Members {
                named,
                called: patterns,
                others,
            } => {
                return members.iter().find_map(|(name, value)| {
                    let asked = asked_of(name, named, patterns, others);
                    if matches!(asked.as_slice(), [[Condition::Not([])]]) {
                        return Some(Fault::new(Rule::UnknownMember).at(name.as_str()));
                    }
                    let fault = asked.into_iter().find_map(|it| self.all(it, value))?;
                    Some(fault.at(name.as_str()))
                });
            }
            _ => true,
        };
        (!is_met).then(|| Fault::of(condition))
    }
}

/// What the members of a name are asked.
fn asked_of(
    name: &str,
    named: &'static [(&'static str, &'static [Condition])],
    patterns: &'static [(&'static [Condition], &'static [Condition])],
    others: &'static [Condition],
) -> Vec<&'static [Condition]> {
    let listed = named.iter().filter(|(it, _)| *it == name);
    let fitting = patterns.iter().filter(|(it, _)| called(it, name).is_none());
    let mut asked: Vec<_> = listed.map(|(_, asked)| *asked).collect();
    asked.extend(fitting.map(|(_, asked)| *asked));
    if asked.is_empty() {
        asked.push(others);
    }
    asked
}

/// Where a name does not do what is asked of it.
fn called(asked: &'static [Condition], name: &str) -> Option<Fault> {
    // Of its own: what is known of values is known by their places.
    Judge::default().all(asked, &Node::name(name))
}

/// Whether a value is one of those that are listed.
fn is_listed(values: &[&str], node: &Node<'_>) -> bool {
    if values.contains(&node.text.as_ref()) {
        return true;
    }
    // A string without an escape has no other spelling in a list, where none is escaped without need.
    if matches!(node.value, Value::Text(_)) && !node.text.contains('\\') {
        return false;
    }
    let value = canonical(node.text.to_string());
    let mut values = values.iter().map(|value| canonical((*value).to_owned()));
    values.any(|it| it == value)
}

/// Whether a value is of a type as JSON Schema calls it.
fn is_of(node: &Node<'_>, name: &str) -> bool {
    match &node.value {
        Value::Null => name == "null",
        Value::Bool => name == "boolean",
        Value::Number => {
            name == "number" || (name == "integer" && Decimal::parse(&node.text).is_whole())
        }
        Value::Text(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

fn of_text(condition: &Condition, text: &str) -> Option<Fault> {
    let is_met = match condition {
        Condition::MinLength(least) => code_points(text) >= *least,
        Condition::MaxLength(most) => code_points(text) <= *most,
        Condition::Pattern(pattern) => pattern.is_match(text),
        Condition::Backtracking(pattern) => pattern.is_match(text),
        Condition::Format(format) => format.accepts(text),
        _ => true,
    };
    (!is_met).then(|| Fault::of(condition))
}

fn of_number(condition: &Condition, text: &str) -> Option<Fault> {
    let number = || Decimal::parse(text);
    let is_met = match condition {
        Condition::Minimum(limit) => number() >= Decimal::parse(limit),
        Condition::Maximum(limit) => number() <= Decimal::parse(limit),
        Condition::ExclusiveMinimum(limit) => number() > Decimal::parse(limit),
        Condition::ExclusiveMaximum(limit) => number() < Decimal::parse(limit),
        Condition::MultipleOf(unit) => {
            number().is_multiple_of(&Decimal::parse(unit)) != Some(false)
        }
        _ => true,
    };
    (!is_met).then(|| Fault::of(condition))
}

fn has_twins(items: &[Node<'_>]) -> bool {
    let mut seen = std::collections::HashSet::with_capacity(items.len());
    let mut texts = items.iter().map(|item| canonical(item.text.to_string()));
    texts.any(|text| !seen.insert(text))
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::check::{Condition, Conditions, Pattern, Rule};

    /// What is said of a JSON text.
    fn said(all: &'static [Condition], json: &str) -> Vec<(Rule, String)> {
        let found = judge(all, json).into_iter();
        let text = |it: super::Found| it.detail.unwrap_or_else(|| it.broken.to_string());
        found.map(|it| (it.broken.rule(), text(it))).collect()
    }

    fn is_met(all: &'static [Condition], json: &str) -> bool {
        judge(all, json).is_empty()
    }

    /// Two ways into each member, of which neither is met: without a memory, twice the work a level.
    static TREE: Conditions = Conditions::new(&[Condition::AnyOf(&[
        &[
            Condition::Properties(&[("a", &[Condition::Schema(&TREE)])]),
            Condition::Required(&["z"]),
        ],
        &[
            Condition::Properties(&[("a", &[Condition::Schema(&TREE)])]),
            Condition::Required(&["y"]),
        ],
    ])]);

    #[test]
    fn a_value_is_judged_in_time_however_many_ways_lead_into_it() {
        let deep = format!("{}1{}", "{\"a\":".repeat(120), "}".repeat(120));
        assert!(!is_met(TREE.all, &deep));
        let met = format!("{}1{}", "{\"y\":1,\"a\":".repeat(120), "}".repeat(120));
        assert!(is_met(TREE.all, &met));
    }

    /// Itself, of the same value.
    static CIRCLE: Conditions =
        Conditions::new(&[Condition::Schema(&CIRCLE), Condition::MinLength(2)]);

    #[test]
    fn what_asks_itself_gets_an_answer() {
        assert!(is_met(CIRCLE.all, "\"ab\""));
        assert!(!is_met(CIRCLE.all, "\"a\""));
    }

    #[test]
    fn what_nests_deeper_than_is_read_is_not_judged() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(is_met(&[Condition::Not(&[])], &deep));
        assert!(!is_met(&[Condition::Not(&[])], "[]"));
    }

    #[test]
    fn numbers_are_judged_by_all_of_their_digits() {
        const ABOVE: &[Condition] = &[Condition::ExclusiveMinimum("9007199254740992")];
        assert!(is_met(ABOVE, "9007199254740993"));
        assert!(!is_met(ABOVE, "9007199254740992.0"));
        const CENTS: &[Condition] = &[Condition::MultipleOf("0.01")];
        assert!(is_met(CENTS, "19.99") && !is_met(CENTS, "19.999"));
        const ONE: &[Condition] = &[Condition::Enum(&["[1,{\"a\":1e2}]"])];
        assert!(is_met(ONE, "[1.0, {\"a\": 100}]") && !is_met(ONE, "[1,{}]"));
        const WHOLE: &[Condition] = &[Condition::Type(&["integer"])];
        assert!(is_met(WHOLE, "1.0") && is_met(WHOLE, "1e3") && !is_met(WHOLE, "1.5"));
    }

    /// `^x`.
    static X: Pattern = Pattern::new(
        "^x",
        b"x\0\x01\x01\x87\0",
        b"\0\0\x02\0\x02\x02",
        b"\0\0\x01",
        1,
    );

    #[test]
    fn it_is_said_what_is_broken_where() {
        const ALL: &[Condition] = &[
            Condition::Members {
                named: &[(
                    "a",
                    &[Condition::Items {
                        listed: &[&[], &[Condition::MaxLength(1)]],
                        others: &[],
                    }],
                )],
                called: &[(&[Condition::Pattern(&X)], &[Condition::Type(&["null"])])],
                others: &[Condition::Not(&[])],
            },
            Condition::Contains {
                item: &[],
                least: 1,
                most: 1,
            },
        ];
        let cases = [
            (r#"{"a":["long","long"]}"#, "`maxLength` at /a/1 is broken"),
            (r#"{"a":["long","x"],"x/y":1}"#, "`type` at /x~1y is broken"),
            (
                r#"{"other":1}"#,
                "`additionalProperties` at /other is broken",
            ),
        ];
        for (json, what) in cases {
            let said = said(ALL, json);
            let expected = format!("has a member that is not as its name asks: {what}");
            assert_eq!(said, [(Rule::PatternProperties, expected)], "{json}");
        }
        assert!(is_met(ALL, r#"{"x":null,"a":[1]}"#));
        let few = "at least 1 item must be as `contains` says, 0 found";
        assert_eq!(said(ALL, "[]"), [(Rule::Contains, few.to_owned())]);
        let many = "at most 1 item may be as `contains` says, 2 found";
        assert_eq!(said(ALL, "[1,2]"), [(Rule::MaxContains, many.to_owned())]);
    }
}
