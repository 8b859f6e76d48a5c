//! What the description demands of values, and the collector of all that breaks it before a request is sent.

mod array;
mod backtracking;
mod condition;
mod digits;
mod listed;
mod message;
mod multiple;
mod name_limit;
mod number;
mod object;
mod pattern;
mod refuse;
mod rule;
mod ruled;
mod ruled_list;
mod string;

use std::fmt;

use crate::codec::{Peek, TagRule, push_segment};

pub use array::ArrayRules;
pub use backtracking::Backtracking;
pub use condition::{Condition, Conditions};
pub(crate) use listed::not_listed;
pub use message::{Broken, ConstraintError};
pub use name_limit::NameLimit;
pub use number::{
    ConstrainedInteger, ConstrainedNumber, IntegerForm, IntegerRules, NumberForm, NumberRules,
    ParseNumberError, parse_number,
};
pub(crate) use object::check_object;
pub use object::{Demand, MemberNames, NameRules, ObjectRule, ObjectRules, RuledMap, RuledMapForm};
pub use pattern::Pattern;
pub use rule::Rule;
pub use ruled::{RuledSecret, RuledText, StringRule};
pub use ruled_list::{ArrayForm, ListRule, RuledList};
pub use string::{ConstrainedString, StringRules, Text, TextForm};

/// The part of a request that a value is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum In {
    /// The body
    Body,
    /// The path
    Path,
    /// The query string
    Query,
    /// A header field
    Header,
    /// A cookie
    Cookie,
}

impl fmt::Display for In {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Body => "body",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        })
    }
}

/// One rule that one value breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The part of the request.
    pub at: In,
    /// The place in that part: an RFC 6901 pointer; for parameters its first segment is the parameter's name.
    pub pointer: String,
    /// The rule.
    pub rule: Rule,
    /// The rule's limit and what was found, in words.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}: {} ({})",
            self.at, self.pointer, self.message, self.rule
        )
    }
}

/// Every rule that a value breaks: the error of `validate()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Nothing wrong where there are none.
    pub(crate) fn none_of(violations: Vec<Violation>) -> Result<(), Self> {
        match violations {
            none if none.is_empty() => Ok(()),
            some => Err(Self(some)),
        }
    }

    /// The violations, in the order of the document.
    #[must_use]
    pub fn into_vec(self) -> Vec<Violation> {
        self.0
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for violation in &self.0 {
            write!(f, "{separator}{violation}")?;
            separator = "; ";
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Checks a value against all rules of its type.
///
/// # Errors
/// [`Violations`] with every rule broken, as parts of a body.
pub fn validate(value: &dyn Peek) -> Result<(), Violations> {
    // Which rule is broken and where takes another walk, which a value that is about to be sent almost never needs.
    if value.keeps_rules() {
        return Ok(());
    }
    let mut checker = Checker::new(In::Body);
    value.check(&mut checker);
    Violations::none_of(checker.finish())
}

/// `validate()` for whatever can be sent: the types of a description that are structs, choices, or texts and lists with rules have
/// it themselves, and with this trait in scope a plain list, a map or a number has it, too.
///
/// ```
/// use oas_runtime::Validate;
/// assert!(vec![1.0].is_valid());
/// assert_eq!(vec![1.0, f64::NAN].validate().unwrap_err()[0].pointer, "/1");
/// ```
pub trait Validate: Peek {
    /// Checks every rule of the description.
    ///
    /// # Errors
    /// All rules that are broken, each with its JSON pointer.
    fn validate(&self) -> Result<(), Violations>;

    /// Whether no rule of the description is broken.
    #[must_use]
    fn is_valid(&self) -> bool {
        self.validate().is_ok()
    }
}

impl<T: Peek> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        validate(self)
    }
}

/// Walks a value and collects what breaks a rule.
///
/// ```
/// use oas_runtime::{Checker, In, Peek, Rule};
/// let mut checker = Checker::new(In::Body);
/// checker.inside("ratio", &f64::NAN);
/// let violations = checker.finish();
/// assert_eq!((violations[0].pointer.as_str(), violations[0].rule), ("/ratio", Rule::Finite));
/// ```
#[derive(Debug)]
pub struct Checker {
    at: In,
    pointer: String,
    violations: Vec<Violation>,
    /// Whether the value at hand is a secret, whose messages say nothing of it.
    secret: bool,
    /// Whether places and messages are kept, or only how many rules are broken.
    keeps: bool,
    broken: usize,
    /// What the union at hand asks of the record that it holds.
    tag: Option<TagRule>,
    /// How far inside of a value that is tried as a variant of a union this is, if it is.
    tried: Option<usize>,
}

impl Checker {
    /// A checker of values that are sent in `at`.
    #[must_use]
    pub fn new(at: In) -> Self {
        Self {
            at,
            pointer: String::new(),
            violations: Vec::new(),
            secret: false,
            keeps: true,
            broken: 0,
            tag: None,
            tried: None,
        }
    }

    /// Whether a check reports nothing; what it would say is not kept.
    pub(crate) fn glance(check: &mut dyn FnMut(&mut Self)) -> bool {
        let mut checker = Self::counter();
        check(&mut checker);
        checker.broken == 0
    }

    /// A checker that only counts.
    #[inline]
    fn counter() -> Self {
        Self {
            keeps: false,
            ..Self::new(In::Body)
        }
    }

    /// A checker that counts only, and does not look into unions inside of the value.
    pub(crate) fn trial() -> Self {
        Self {
            tried: Some(0),
            ..Self::counter()
        }
    }

    /// How many rules are broken.
    pub(crate) fn broken(&self) -> usize {
        self.broken
    }

    /// Whether a union that stands here has no say in the trial under way.
    pub(crate) fn is_inside_trial(&self) -> bool {
        self.tried.is_some_and(|depth| depth > 0)
    }

    /// Checks something, and forgets what that reported where `is_fine` all the same.
    pub(crate) fn unless(&mut self, is_fine: impl FnOnce() -> bool, check: impl FnOnce(&mut Self)) {
        let before = (self.broken, self.violations.len());
        check(self);
        if self.broken > before.0 && is_fine() {
            self.broken = before.0;
            self.violations.truncate(before.1);
        }
    }

    /// Hands a rule of the union at hand to the record that is checked next.
    pub(crate) fn give_tag(&mut self, rule: TagRule) {
        self.tag = Some(rule);
    }

    /// The rule that the union around has for the value at hand.
    pub(crate) fn take_tag(&mut self) -> Option<TagRule> {
        self.tag.take()
    }

    /// Turns to another part of the request, at its root.
    pub fn turn_to(&mut self, at: In) {
        self.at = at;
        self.pointer.clear();
    }

    /// Checks the member `name` of the value at hand.
    pub fn inside(&mut self, name: &str, value: &dyn Peek) {
        if !self.keeps {
            return self.glance_inside(value);
        }
        let length = self.pointer.len();
        push_segment(&mut self.pointer, name);
        value.check(self);
        self.pointer.truncate(length);
    }

    /// Checks the member `name` of the value at hand, a secret.
    pub(crate) fn inside_secret(&mut self, name: &str, value: &dyn Peek) {
        self.secretly(|checker| checker.inside(name, value));
    }

    /// Checks values that are secrets.
    pub(crate) fn secretly(&mut self, check: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.secret, true);
        check(self);
        self.secret = outer;
    }

    /// The name of an entry of the map at hand as a place has it: of a secret it is a part.
    pub(crate) fn entry<'n>(&self, name: &'n str) -> &'n str {
        if self.secret { "*" } else { name }
    }

    /// Whether the value at hand is a secret.
    pub(crate) fn is_secret(&self) -> bool {
        self.secret
    }

    /// Checks a part of the value at hand, whose place is of no matter.
    fn glance_inside(&mut self, value: &dyn Peek) {
        let Some(depth) = self.tried else {
            self.broken += usize::from(!value.keeps_rules());
            return;
        };
        self.tried = Some(depth + 1);
        value.check(self);
        self.tried = Some(depth);
    }

    /// Checks the item `index` of the array at hand.
    pub fn inside_index(&mut self, index: usize, value: &dyn Peek) {
        if !self.keeps {
            return self.glance_inside(value);
        }
        self.inside(itoa::Buffer::new().format(index), value);
    }

    /// Reports that the value at hand breaks `rule`.
    #[cold]
    pub fn report(&mut self, rule: Rule, message: impl Into<String>) {
        let message = if self.secret {
            message::A_SECRET.to_owned()
        } else {
            message.into()
        };
        self.say(rule, message);
    }

    /// The same, with a message that says nothing of a secret.
    #[cold]
    pub(crate) fn say(&mut self, rule: Rule, message: String) {
        self.broken += 1;
        if !self.keeps {
            return;
        }
        let (at, pointer) = (self.at, self.pointer.clone());
        self.violations.push(Violation {
            at,
            pointer,
            rule,
            message,
        });
    }

    /// Reports that the value at hand, maybe a secret by its type, breaks `rule`.
    #[cold]
    pub(crate) fn report_value(
        &mut self,
        secret: bool,
        rule: Rule,
        message: impl FnOnce() -> String,
    ) {
        let message = if secret {
            message::A_SECRET.to_owned()
        } else {
            message()
        };
        self.report(rule, message);
    }

    /// Reports that the member `name` of the value at hand breaks `rule`.
    #[cold]
    pub fn report_inside(&mut self, name: &str, rule: Rule, message: impl Into<String>) {
        if !self.keeps {
            return self.report(rule, message);
        }
        let length = self.pointer.len();
        push_segment(&mut self.pointer, name);
        self.report(rule, message);
        self.pointer.truncate(length);
    }

    /// Reports each of a constrained value's broken rules.
    pub(crate) fn report_broken(&mut self, broken: impl IntoIterator<Item = Broken>) {
        for broken in broken {
            if self.keeps {
                let broken = broken.of(self.secret);
                self.say(broken.rule(), broken.to_string());
            } else {
                self.broken += 1;
            }
        }
    }

    /// All that was reported, in order.
    #[must_use]
    pub fn finish(self) -> Vec<Violation> {
        self.violations
    }
}
