//! Values of the description against its own formats: defaults, values out of a list and examples that are none of them.

use std::sync::LazyLock;

use serde_json::Value as Json;

use super::Lowering;
use super::enums::shown;
use super::exact;
use super::facets::Kind;
use super::joined::Joined;
use crate::diagnostic::Code;
use crate::ir::{IntegerFormat, Num, Rules, TextFormat, Ty};
use crate::pattern::{self, Automaton, Limits};
use crate::pointer::Pointer;

type Grammar = LazyLock<Option<Automaton>>;

fn grammar(source: &str) -> Option<Automaton> {
    pattern::compile(source, &Limits::default()).ok()
}

/// A day that there is: months of 31 and 30 days, February, and the 29th of it in leap years (RFC 3339, appendix C).
const DAY: &str = r"(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";
/// A time of it with its offset (RFC 3339, section 5.6).
const TIME: &str =
    r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)";

static DATE: Grammar = LazyLock::new(|| grammar(&format!("^{DAY}$")));
static DATE_TIME: Grammar = LazyLock::new(|| grammar(&format!("^{DAY}[Tt ]{TIME}$")));
static UUID: Grammar =
    LazyLock::new(|| grammar(r"^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"));
static URI: Grammar = LazyLock::new(|| grammar(r"^[A-Za-z][A-Za-z0-9+.\-]*:[!-~]*$"));
static BASE64: Grammar =
    LazyLock::new(|| grammar(r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"));
/// With padding or without (RFC 4648, section 5).
static BASE64_URL: Grammar = LazyLock::new(|| {
    grammar(r"^(?:[A-Za-z0-9_\-]{4})*(?:[A-Za-z0-9_\-]{2}(?:==)?|[A-Za-z0-9_\-]{3}=?)?$")
});

static TIME_OF_DAY: Grammar = LazyLock::new(|| grammar(&format!("^{TIME}$")));
/// Numbers with units in their order, none of those between two left out (RFC 3339, appendix A).
static DURATION: Grammar = LazyLock::new(|| {
    let clock = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)";
    let date = r"(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)";
    grammar(&format!("^P(?:\\d+W|{clock}|{date}(?:{clock})?)$"))
});
static EMAIL: Grammar = LazyLock::new(|| grammar(r"^[!-~]+(?: *[!-~]+)*@[A-Za-z0-9.:\[\]\-]+$"));
static HOSTNAME: Grammar = LazyLock::new(|| {
    let label = "[A-Za-z0-9](?:[A-Za-z0-9\\-]*[A-Za-z0-9])?";
    grammar(&format!("^{label}(?:\\.{label})*$"))
});
static IPV4: Grammar = LazyLock::new(|| {
    let number = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";
    grammar(&format!("^{number}(?:\\.{number}){{3}}$"))
});
static IPV6: Grammar = LazyLock::new(|| grammar(r"^(?=.*:.*:)[0-9A-Fa-f:.]{2,45}$"));
static URI_REFERENCE: Grammar = LazyLock::new(|| grammar(r"^[!-~]*$"));

/// May a text be of a format? What the grammars here leave open counts as such.
pub(super) fn is_formed(text: &str, format: TextFormat) -> bool {
    let grammar = match format {
        TextFormat::DateTime => &DATE_TIME,
        TextFormat::Date => &DATE,
        TextFormat::Uuid => &UUID,
        TextFormat::Uri => &URI,
        TextFormat::Base64 => &BASE64,
        TextFormat::Base64Url => &BASE64_URL,
        TextFormat::Time => &TIME_OF_DAY,
        TextFormat::Duration => &DURATION,
        TextFormat::Email => &EMAIL,
        TextFormat::Hostname => &HOSTNAME,
        TextFormat::Ipv4 => &IPV4,
        TextFormat::Ipv6 => &IPV6,
        TextFormat::UriReference => &URI_REFERENCE,
    };
    grammar
        .as_ref()
        .is_none_or(|automaton| automaton.is_match(text))
}

impl<'a> Lowering<'a> {
    /// Is a value none of the format that the schemas have?
    pub(super) fn breaks_format(&self, value: &Json, joined: &Joined<'a>) -> bool {
        let Some(name) = joined.format.as_deref() else {
            return false;
        };
        match (value, joined.kind) {
            (Json::String(text), Kind::String) => {
                let format = self.config.formats.text(name);
                format.is_some_and(|format| !is_formed(text, format))
            }
            (Json::Number(_), Kind::Integer) if IntegerFormat::parse(name).is_some() => {
                let Ty::Integer(width) = self.integer_type(joined) else {
                    return false;
                };
                let (low, high) = width.range();
                matches!(exact::number(value), Some(Num::Int(it)) if it < low || it > high)
            }
            _ => false,
        }
    }

    /// Says which values of a list are none of the format beside it.
    pub(super) fn list_beside_format(&mut self, joined: &Joined<'a>) {
        let values = joined.listed.iter().flatten();
        let broken: Vec<_> = values
            .filter(|(value, _)| self.breaks_format(value, joined))
            .cloned()
            .collect();
        for (value, at) in broken {
            let message = format!("the value `{}` breaks `format`", shown(&value));
            let help = "correct the value, or `format`";
            self.report_with(Code::UnsatisfiableConstraint, &at, message, help);
        }
    }

    /// Reports bounds that leave none of the integers that a format holds.
    pub(super) fn bounds_beside_width(&mut self, inner: &Ty, rules: &Rules, at: &Pointer) {
        let Ty::Integer(width) = inner else {
            return;
        };
        let ((low, high), name) = (width.range(), width.name());
        let above = |value: Num| exact::compare(value, Num::Int(high)).is_gt();
        let below = |value: Num| exact::compare(value, Num::Int(low)).is_lt();
        for (keyword, bound, is_out) in [
            ("minimum", rules.minimum, &above as &dyn Fn(Num) -> bool),
            ("maximum", rules.maximum, &below),
        ] {
            if let Some(bound) = bound.filter(|bound| is_out(bound.value)) {
                let message = format!(
                    "`{keyword}` {} leaves none of the integers of `{name}`, {low} to {high}",
                    bound.value
                );
                let (_, place) = self.bound_as_written(keyword, bound, at);
                self.report(Code::UnsatisfiableConstraint, &place, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_formed;
    use crate::ir::TextFormat;

    #[test]
    fn formats_have_a_grammar() {
        for (format, good, bad) in [
            (TextFormat::Date, "2024-02-29", "2023-02-29"),
            (TextFormat::Date, "2000-12-31", "2000-11-31"),
            (TextFormat::Date, "1900-02-28", "1900-02-29"),
            (
                TextFormat::DateTime,
                "2024-02-29T23:59:60.5+01:00",
                "2024-02-29",
            ),
            (
                TextFormat::DateTime,
                "2024-01-01t00:00:00z",
                "2024-01-01T24:00:00Z",
            ),
            (
                TextFormat::Uuid,
                "F81D4FAE-7DEC-11d0-a765-00a0c91e6bf6",
                "f81d4fae7dec11d0a76500a0c91e6bf6",
            ),
            (TextFormat::Uri, "https://a.example/b?c#d", "a b"),
            (TextFormat::Base64, "YWI=", "YWI"),
            (TextFormat::Base64Url, "-_I", "+/I"),
            (TextFormat::Time, "08:30:00Z", "08:30"),
            (TextFormat::Duration, "P1DT12H", "P1Y1D"),
            (TextFormat::Email, "a+b@example.com", "a at example.com"),
            (TextFormat::Hostname, "api.example.com", "api_1.example.com"),
            (TextFormat::Ipv4, "192.0.2.1", "192.0.2.256"),
            (TextFormat::Ipv6, "2001:db8::1", "2001"),
            (TextFormat::UriReference, "../a#b", "a b"),
        ] {
            assert!(is_formed(good, format), "{good}");
            assert!(!is_formed(bad, format), "{bad}");
        }
    }
}
