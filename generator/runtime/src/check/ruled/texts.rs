//! What strings with rules have in common with texts, beside what each has by being one: comparison both ways, and becoming
//! one without a copy where it was a literal.

use super::{RuledText, Text};

impl<R> PartialEq<String> for RuledText<R> {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl<R> PartialEq<RuledText<R>> for str {
    fn eq(&self, other: &RuledText<R>) -> bool {
        other == self
    }
}

impl<R> PartialEq<RuledText<R>> for &str {
    fn eq(&self, other: &RuledText<R>) -> bool {
        other == self
    }
}

impl<R> PartialEq<RuledText<R>> for String {
    fn eq(&self, other: &RuledText<R>) -> bool {
        other == self
    }
}

impl<R> From<RuledText<R>> for Text {
    fn from(value: RuledText<R>) -> Self {
        value.0.into_text()
    }
}
