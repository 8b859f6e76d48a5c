//! Rules of strings: length in Unicode code points, pattern and format.

use std::borrow::Cow;

use super::refuse::refuse;
use super::{Backtracking, Broken, Checker, Conditions, ConstraintError, Pattern};
use crate::codec::{Form, ReadError, Reader, SecretSearch, Writer};
use crate::formats::Format;

/// Text that is either a literal of the program or was read or made at run time.
pub type Text = Cow<'static, str>;

/// What a string must be.
///
/// ```
/// use oas_runtime::StringRules;
/// const RULES: StringRules = StringRules::new("Name").min_length(1).max_length(50);
/// assert_eq!(RULES.check("").unwrap_err().to_string(), "Name: at least 1 character is asked for, 0 found (minLength)");
/// assert!(RULES.check(&"é".repeat(50)).is_ok());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct StringRules {
    type_name: &'static str,
    min_length: usize,
    max_length: usize,
    pattern: Option<&'static Pattern>,
    backtracking: Option<&'static Backtracking>,
    format: Option<Format>,
    conditions: Option<&'static Conditions>,
    secret: bool,
}

impl StringRules {
    /// No rules yet, for the type called `type_name`.
    #[must_use]
    pub const fn new(type_name: &'static str) -> Self {
        Self {
            type_name,
            min_length: 0,
            max_length: usize::MAX,
            pattern: None,
            backtracking: None,
            format: None,
            conditions: None,
            secret: false,
        }
    }

    /// The type that they are of.
    pub(super) const fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// At least this many code points.
    #[must_use]
    pub const fn min_length(self, min_length: usize) -> Self {
        Self { min_length, ..self }
    }

    /// At most this many code points.
    #[must_use]
    pub const fn max_length(self, max_length: usize) -> Self {
        Self { max_length, ..self }
    }

    /// A text that the pattern matches.
    #[must_use]
    pub const fn pattern(self, pattern: &'static Pattern) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// A text of this format.
    #[must_use]
    pub const fn format(self, format: Format) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

    /// A text that the pattern matches, where no automaton decides it. Literals are not checked by it.
    #[must_use]
    pub const fn backtracking(self, pattern: &'static Backtracking) -> Self {
        Self {
            backtracking: Some(pattern),
            ..self
        }
    }

    /// What is asked of texts besides. Literals are not checked by it.
    #[must_use]
    pub const fn conditions(self, conditions: &'static Conditions) -> Self {
        Self {
            conditions: Some(conditions),
            ..self
        }
    }

    /// Whether texts are secrets, which `Debug` does not show.
    #[must_use]
    pub const fn secret(self, secret: bool) -> Self {
        Self { secret, ..self }
    }

    /// Whether texts are secrets.
    pub(crate) const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Checks `text`.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check(&self, text: &str) -> Result<(), ConstraintError> {
        self.all_broken(text).next().map_or(Ok(()), |broken| {
            Err(ConstraintError::new(self.type_name, broken))
        })
    }

    /// Checks a literal.
    ///
    /// # Panics
    /// When it breaks a rule; in a constant that is a compile error.
    #[track_caller]
    pub const fn assert(&self, text: &str) {
        if let Some(broken) = self.broken(text) {
            refuse(self.type_name, &broken)
        }
    }

    /// Whether `text` keeps all rules, which most do.
    #[inline]
    pub(crate) fn keeps(&self, text: &str) -> bool {
        self.broken(text).is_none()
            && self.broken_backtracking(text).is_none()
            && self.broken_condition(text).is_none()
    }

    /// Whether a literal that was taken over keeps all rules: one whose pattern no table decides may not, nor one with conditions.
    pub(crate) const fn decides_literals(&self) -> bool {
        self.backtracking.is_none() && self.conditions.is_none()
    }

    /// Every rule that `text` breaks.
    pub(crate) fn all_broken(&self, text: &str) -> impl Iterator<Item = Broken> {
        let broken = [
            self.broken_length(text),
            self.broken_pattern(text),
            self.broken_format(text),
            self.broken_backtracking(text),
            self.broken_condition(text),
        ];
        broken.into_iter().flatten()
    }

    #[inline]
    fn broken_backtracking(&self, text: &str) -> Option<Broken> {
        let pattern = self.backtracking?;
        let source = pattern.source();
        (!pattern.is_match(text)).then_some(Broken::Pattern { source })
    }

    #[inline]
    fn broken_condition(&self, text: &str) -> Option<Broken> {
        self.conditions?.broken(&text)
    }

    #[inline]
    const fn broken(&self, text: &str) -> Option<Broken> {
        if let Some(broken) = self.broken_length(text) {
            return Some(broken);
        }
        match self.broken_pattern(text) {
            None => self.broken_format(text),
            broken => broken,
        }
    }

    #[inline]
    const fn broken_length(&self, text: &str) -> Option<Broken> {
        // A code point has one to four bytes: where these are enough to tell, nothing is counted.
        if text.len() <= self.max_length && text.len().div_ceil(4) >= self.min_length {
            return None;
        }
        let found = code_points(text);
        if found < self.min_length {
            return Some(Broken::MinLength {
                limit: self.min_length,
                found,
            });
        }
        if found > self.max_length {
            return Some(Broken::MaxLength {
                limit: self.max_length,
                found,
            });
        }
        None
    }

    #[inline]
    const fn broken_pattern(&self, text: &str) -> Option<Broken> {
        match self.pattern {
            Some(pattern) if !pattern.is_match(text) => Some(Broken::Pattern {
                source: pattern.source(),
            }),
            _ => None,
        }
    }

    #[inline]
    const fn broken_format(&self, text: &str) -> Option<Broken> {
        match self.format {
            Some(format) if !format.accepts(text) => Some(Broken::Format { format }),
            _ => None,
        }
    }
}

/// How many Unicode code points `text` has: its bytes without the continuation bytes of UTF-8.
pub(super) const fn code_points(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut i) = (0, 0);
    while i < bytes.len() {
        count += (bytes[i] & 0xc0 != 0x80) as usize;
        i += 1;
    }
    count
}

/// A newtype of [`Text`] with rules. [`constrained_string!`](crate::constrained_string) makes the rest of it.
pub trait ConstrainedString: Sized {
    /// The rules.
    const RULES: StringRules;

    /// Takes over a text that was read, unchecked.
    fn from_read(text: Cow<'_, str>) -> Self;

    /// The text.
    fn text(&self) -> &str;

    /// Whether the text is known to keep the rules.
    fn is_checked(&self) -> bool {
        false
    }
}

/// The form of strings with rules.
#[derive(Debug)]
pub struct TextForm;

impl<T: ConstrainedString> Form<T> for TextForm {
    const ROUNDS: bool = false;

    fn blank() -> T {
        T::from_read(Cow::Borrowed(""))
    }

    fn write(value: &T, writer: &mut Writer) {
        writer.string(value.text());
    }

    fn check(value: &T, checker: &mut Checker) {
        if !Self::keeps_rules(value) {
            checker.report_broken(T::RULES.all_broken(value.text()));
        }
    }

    fn keeps_rules(value: &T) -> bool {
        value.is_checked() || T::RULES.keeps(value.text())
    }

    fn read(value: &mut T, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *value = T::from_read(reader.string()?);
        Ok(())
    }

    fn holds_secret(_: &mut SecretSearch) -> bool {
        T::RULES.is_secret()
    }
}
