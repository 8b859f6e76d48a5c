//! A broken rule in words, at run time and in constant evaluation alike.

use std::fmt;

use super::name_limit::NameLimit;
use super::{Rule, condition, multiple::ShortDecimal};
use crate::codec::Short;
use crate::formats::Format;

/// A rule that a value breaks, with its limit and what was found.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Broken {
    /// Fewer code points than `minLength`
    MinLength {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More code points than `maxLength`
    MaxLength {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// Not what `pattern` describes
    Pattern {
        /// The pattern as the description has it
        source: &'static str,
    },
    /// Not what `format` names
    Format {
        /// The format
        format: Format,
    },
    /// An integer beyond one of its bounds, or not a multiple
    Integer {
        /// `Minimum`, `Maximum`, `ExclusiveMinimum`, `ExclusiveMaximum` or `MultipleOf`
        rule: Rule,
        /// The limit
        limit: i128,
        /// The integer
        found: i128,
    },
    /// A number beyond one of its bounds, or not a multiple
    Number {
        /// `Minimum`, `Maximum`, `ExclusiveMinimum`, `ExclusiveMaximum`, `MultipleOf` or `Finite`
        rule: Rule,
        /// The limit
        limit: f64,
        /// The number
        found: f64,
    },
    /// An integer that is a secret, of which nothing is said but its limit
    SecretInteger {
        /// As of [`Integer`](Self::Integer)
        rule: Rule,
        /// The limit
        limit: i128,
    },
    /// A number that is a secret, of which nothing is said but its limit
    SecretNumber {
        /// As of [`Number`](Self::Number)
        rule: Rule,
        /// The limit
        limit: f64,
    },
    /// Fewer items than `minItems`
    MinItems {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More items than `maxItems`
    MaxItems {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// Fewer members than `minProperties`
    MinProperties {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More members than `maxProperties`
    MaxProperties {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// A name that `propertyNames` does not allow
    PropertyNames {
        /// The index of the member
        index: usize,
        /// The rule of names that it breaks
        rule: Rule,
        /// The limit of that rule
        limit: NameLimit,
    },
    /// Members that must or must not be there
    Demand {
        /// What is demanded
        demand: super::Demand,
    },
    /// A condition that the value does not meet
    Condition {
        /// `Contains`, `Then`, `Not` and so on
        rule: Rule,
    },
    /// Two equal items where `uniqueItems` forbids them
    UniqueItems {
        /// The index of the first of the two
        first: usize,
        /// The index of the second
        second: usize,
    },
}

/// How many there must be at least, or may be at most, and how many there are.
fn counted(
    f: &mut fmt::Formatter<'_>,
    at_least: bool,
    (limit, what): (usize, &str),
    found: usize,
) -> fmt::Result {
    let (bound, verb) = if at_least {
        ("at least", "asked for")
    } else {
        ("at most", "allowed")
    };
    let (plural, are) = if limit == 1 { ("", "is") } else { ("s", "are") };
    write!(
        f,
        "{bound} {limit} {what}{plural} {are} {verb}, {found} found"
    )
}

impl Broken {
    /// The rule that is broken.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::MinLength { .. } => Rule::MinLength,
            Self::MaxLength { .. } => Rule::MaxLength,
            Self::Pattern { .. } => Rule::Pattern,
            Self::Format { .. } => Rule::Format,
            Self::Integer { rule, .. }
            | Self::Number { rule, .. }
            | Self::SecretInteger { rule, .. }
            | Self::SecretNumber { rule, .. }
            | Self::Condition { rule } => *rule,
            Self::MinItems { .. } => Rule::MinItems,
            Self::MaxItems { .. } => Rule::MaxItems,
            Self::UniqueItems { .. } => Rule::UniqueItems,
            Self::MinProperties { .. } => Rule::MinProperties,
            Self::MaxProperties { .. } => Rule::MaxProperties,
            Self::PropertyNames { .. } => Rule::PropertyNames,
            Self::Demand { demand } => demand.rule(),
        }
    }
}

impl Broken {
    /// The same, or without the number that was found where that is a secret. Of others it is how long or how many they are.
    pub(super) const fn of(self, secret: bool) -> Self {
        match self {
            Self::Integer { rule, limit, .. } if secret => Self::SecretInteger { rule, limit },
            Self::Number { rule, limit, .. } if secret => Self::SecretNumber { rule, limit },
            other => other,
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MinLength { limit, found } => counted(f, true, (limit, "character"), found),
            Self::MaxLength { limit, found } => counted(f, false, (limit, "character"), found),
            Self::Pattern { source } => write!(f, "does not match the pattern {source}"),
            Self::Format { format } => {
                write!(f, "is not of format `{format}`, {}", format.source())
            }
            Self::Integer { rule, limit, found } => {
                write!(f, "must be {} {limit}, {found} found", relation(rule))
            }
            Self::Number {
                rule: Rule::Finite,
                found,
                ..
            } => write!(f, "{found} is not a JSON number"),
            Self::Number { rule, limit, found } => {
                let (limit, found) = (Short(limit), Short(found));
                write!(f, "must be {} {limit}, {found} found", relation(rule))
            }
            Self::SecretInteger { rule, limit } => {
                write!(f, "a secret that must be {} {limit}", relation(rule))
            }
            Self::SecretNumber {
                rule: Rule::Finite, ..
            } => f.write_str("a secret that is not a JSON number"),
            Self::SecretNumber { rule, limit } => {
                let limit = Short(limit);
                write!(f, "a secret that must be {} {limit}", relation(rule))
            }
            Self::MinItems { limit, found } => counted(f, true, (limit, "item"), found),
            Self::MaxItems { limit, found } => counted(f, false, (limit, "item"), found),
            Self::UniqueItems { first, second } => {
                write!(f, "items {first} and {second} are equal")
            }
            Self::MinProperties { limit, found } => counted(f, true, (limit, "member"), found),
            Self::MaxProperties { limit, found } => counted(f, false, (limit, "member"), found),
            Self::PropertyNames { index, rule, limit } => {
                write!(f, "the name of member {index} breaks `{rule}`{limit}")
            }
            Self::Condition { rule } => f.write_str(condition::broken(rule)),
            Self::Demand { demand } => demand.fmt(f),
        }
    }
}

/// What is said of a secret that breaks a rule of no limit.
pub(super) const A_SECRET: &str = "a secret that breaks this rule";

pub(super) const fn relation(rule: Rule) -> &'static str {
    match rule {
        Rule::Minimum => "at least",
        Rule::Maximum => "at most",
        Rule::ExclusiveMinimum => "more than",
        Rule::ExclusiveMaximum => "less than",
        _ => "a multiple of",
    }
}

/// A value that breaks a rule of its type.
///
/// The text names the type, the rule, its limit and the length found, never the text that was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConstraintError {
    type_name: &'static str,
    broken: Broken,
}

impl ConstraintError {
    pub(crate) const fn new(type_name: &'static str, broken: Broken) -> Self {
        Self { type_name, broken }
    }

    /// The rule that is broken.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.broken.rule()
    }

    /// The rule with its limit and what was found.
    #[must_use]
    pub const fn broken(&self) -> Broken {
        self.broken
    }
}

impl fmt::Display for ConstraintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.type_name, self.broken, self.rule())
    }
}

impl std::error::Error for ConstraintError {}

/// Stops constant evaluation with a message that names the type, the rule, its limit and what was found.
///
/// Formatting is not for constant evaluation, so the text is put together here. Panicking is the point: in a constant
/// it is a compile error, which points at the caller's literal and shows nothing of what is between. At run time `new`
/// is there.
#[track_caller]
pub(crate) const fn refuse(type_name: &str, broken: &Broken) -> ! {
    let mut line = Line::new()
        .text(type_name)
        .text(": ")
        .text(broken.rule().as_str());
    line = match *broken {
        Broken::Pattern { source } => line.text(" ").excerpt(source).text(" does not match"),
        Broken::Format { format } => line
            .text(" ")
            .text(format.as_str())
            .text(", ")
            .text(format.source())
            .text(", does not match"),
        Broken::MinLength { limit, found } | Broken::MaxLength { limit, found } => line
            .text(" is ")
            .integer(limit as i128)
            .text(", found ")
            .integer(found as i128)
            .text(" characters"),
        Broken::MinItems { limit, found } | Broken::MaxItems { limit, found } => line
            .text(" is ")
            .integer(limit as i128)
            .text(", found ")
            .integer(found as i128)
            .text(" items"),
        Broken::Integer { limit, found, .. } => line
            .text(" is ")
            .integer(limit)
            .text(", found ")
            .integer(found),
        Broken::SecretInteger { limit, .. } => line
            .text(" is ")
            .integer(limit)
            .text(", which a secret breaks"),
        Broken::SecretNumber { limit, rule } if !matches!(rule, Rule::Finite) => {
            match ShortDecimal::of(limit) {
                Some(limit) => line
                    .text(" is ")
                    .decimal(&limit)
                    .text(", which a secret breaks"),
                None => line.text(" is broken"),
            }
        }
        Broken::Number { limit, found, rule } if !matches!(rule, Rule::Finite) => {
            match (ShortDecimal::of(limit), ShortDecimal::of(found)) {
                (Some(limit), Some(found)) => line
                    .text(" is ")
                    .decimal(&limit)
                    .text(", found ")
                    .decimal(&found),
                (Some(limit), None) => line.text(" is ").decimal(&limit),
                (None, _) => line.text(" is broken"),
            }
        }
        _ => line.text(" is broken"),
    };
    panic!("{}", line.as_str())
}

/// How many bytes of a pattern a message shows.
const EXCERPT: usize = 320;

/// How many of the first `limit` bytes are whole characters.
const fn whole_characters(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let mut length = limit;
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    length
}

/// One line of text, made in constant evaluation; what does not fit is cut.
struct Line {
    bytes: [u8; 512],
    length: usize,
}

impl Line {
    const fn new() -> Self {
        Self {
            bytes: [0; 512],
            length: 0,
        }
    }

    const fn text(self, text: &str) -> Self {
        let room = self.bytes.len() - self.length;
        self.bytes_of(text.as_bytes(), whole_characters(text, room))
    }

    /// A text of which the beginning is enough.
    const fn excerpt(self, text: &str) -> Self {
        let length = whole_characters(text, EXCERPT);
        if length == text.len() {
            return self.text(text);
        }
        let room = self.bytes.len() - self.length;
        let fits = if length < room {
            length
        } else {
            whole_characters(text, room)
        };
        self.bytes_of(text.as_bytes(), fits).text("…")
    }

    const fn bytes_of(mut self, bytes: &[u8], length: usize) -> Self {
        let mut i = 0;
        while i < length {
            self.bytes[self.length] = bytes[i];
            self.length += 1;
            i += 1;
        }
        self
    }

    const fn decimal(self, decimal: &ShortDecimal) -> Self {
        let line = if decimal.negative {
            self.text("-")
        } else {
            self
        };
        if decimal.power >= 0 {
            return line.digits(decimal.digits).zeros(decimal.power);
        }
        let places = decimal.power.unsigned_abs();
        let unit = 10_u128.pow(places);
        let (whole, mut rest) = (decimal.digits / unit, decimal.digits % unit);
        let mut line = line.digits(whole).text(".");
        let mut place = unit / 10;
        while place > 0 {
            line = line.digits(rest / place);
            rest %= place;
            place /= 10;
        }
        line
    }

    const fn zeros(self, count: i32) -> Self {
        let (mut line, mut left) = (self, count);
        while left > 0 {
            line = line.text("0");
            left -= 1;
        }
        line
    }

    const fn integer(self, value: i128) -> Self {
        let line = if value < 0 { self.text("-") } else { self };
        line.digits(value.unsigned_abs())
    }

    const fn digits(self, value: u128) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let line = if value >= 10 {
            self.digits(value / 10)
        } else {
            self
        };
        line.text(DIGITS[(value % 10) as usize])
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "a rule is broken",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT, Line, ShortDecimal};

    #[test]
    fn texts_are_cut_between_characters() {
        for ascii in 0..8 {
            let text = "a".repeat(ascii) + &"é😀".repeat(200);
            let line = Line::new().text("Name: pattern ").text(&text);
            let shown = line.as_str().strip_prefix("Name: pattern ").unwrap();
            assert!(text.starts_with(shown) && shown.len() > 490, "{shown}");

            let line = Line::new().text("Name: ").excerpt(&text).text(" does not");
            let shown = line.as_str().strip_prefix("Name: ").unwrap();
            let shown = shown.strip_suffix("… does not").unwrap();
            assert!(text.starts_with(shown) && shown.len() > EXCERPT - 4);

            let line = Line::new().text(&"b".repeat(500 + ascii)).excerpt(&text);
            assert!(line.as_str().starts_with("bbb"), "{}", line.as_str());
        }
    }

    #[test]
    fn decimals_are_written_out() {
        for (number, text) in [
            (0.0, "0"),
            (-0.5, "-0.5"),
            (99.99, "99.99"),
            (0.005, "0.005"),
            (100.0, "100"),
            (-1e20, "-100000000000000000000"),
            (1e-7, "0.0000001"),
        ] {
            let line = Line::new().decimal(&ShortDecimal::of(number).unwrap());
            assert_eq!(line.as_str(), text);
        }
        for number in [f64::NAN, f64::INFINITY, 1e300, 1e-300, 0.1 + 0.2] {
            assert!(ShortDecimal::of(number).is_none(), "{number}");
        }
    }
}
