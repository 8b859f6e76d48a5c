//! `[formats]`: what a `format` becomes, where that is to be another type than by default.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::ConfigError;
use crate::ir::{IntegerFormat, TextFormat};

/// What a format becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatType {
    /// A plain string; the format is documentation.
    Plain,
    /// A type of the runtime.
    Text(TextFormat),
    /// An integer of that width.
    Integer(IntegerFormat),
}

/// A crate whose types texts of a format are turned into, and made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conversion {
    /// `chrono`
    Chrono,
    /// `jiff`
    Jiff,
    /// `time`
    Time,
    /// `url`
    Url,
    /// `uuid`
    Uuid,
}

impl Conversion {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Chrono, Self::Jiff, Self::Time, Self::Url, Self::Uuid];

    /// The crate, and the feature that brings it in.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chrono => "chrono",
            Self::Jiff => "jiff",
            Self::Time => "time",
            Self::Url => "url",
            Self::Uuid => "uuid",
        }
    }

    /// Has it a type for texts of a format?
    pub fn is_for(self, format: TextFormat) -> bool {
        match self {
            Self::Chrono | Self::Jiff | Self::Time => {
                matches!(format, TextFormat::DateTime | TextFormat::Date)
            }
            Self::Url => format == TextFormat::Uri,
            Self::Uuid => format == TextFormat::Uuid,
        }
    }
}

/// An entry of `[formats]`.
#[derive(Debug, Clone)]
pub struct FormatSetting {
    /// The format's name in the description.
    pub name: String,
    /// What it becomes.
    pub to: FormatType,
    /// The conversion that is on by default.
    pub with: Option<Conversion>,
    /// Where the name stands in the settings, in bytes.
    pub span: Range<usize>,
}

/// `[formats]`, sorted by name.
#[derive(Debug, Clone, Default)]
pub struct Formats(pub Vec<FormatSetting>);

impl Formats {
    /// The entry of a format, and its place among them.
    pub fn find(&self, name: &str) -> Option<(usize, &FormatSetting)> {
        let mut entries = self.0.iter().enumerate();
        entries.find(|(_, entry)| entry.name == name)
    }

    /// What strings of a format are; none is a plain string.
    pub fn text(&self, name: &str) -> Option<TextFormat> {
        match self.find(name) {
            Some((_, entry)) => match entry.to {
                FormatType::Text(format) => Some(format),
                FormatType::Plain | FormatType::Integer(_) => None,
            },
            None => TextFormat::parse(name).filter(|format| format.is_by_default()),
        }
    }

    /// Do the settings say that a format is one of strings?
    pub fn says_text(&self, name: &str) -> bool {
        self.find(name).is_some_and(|(_, entry)| match entry.to {
            FormatType::Text(_) | FormatType::Plain => true,
            FormatType::Integer(_) => false,
        })
    }

    /// The width of integers of a format; none is for the rules to say.
    pub fn integer(&self, name: &str) -> Option<IntegerFormat> {
        let given = self.find(name).and_then(|(_, entry)| match entry.to {
            FormatType::Integer(format) => Some(format),
            FormatType::Plain | FormatType::Text(_) => None,
        });
        given.or_else(|| IntegerFormat::parse(name))
    }

    pub(super) fn read(
        entries: BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Result<Self, ConfigError> {
        let read = |(name, to): (Spanned<String>, Spanned<String>)| {
            let (to, with) = meaning(name.get_ref(), to.get_ref()).map_err(|message| {
                let span = to.span();
                ConfigError { message, span }
            })?;
            let span = name.span();
            let name = name.into_inner();
            Ok(FormatSetting {
                name,
                to,
                with,
                span,
            })
        };
        entries
            .into_iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// What `to` says of the format `name`.
fn meaning(name: &str, to: &str) -> Result<(FormatType, Option<Conversion>), String> {
    if name == "binary" {
        let message = "`binary` is no matter of choice: it is the content of a file in forms and bodies, and text in JSON";
        return Err(message.to_owned());
    }
    let of_strings = TextFormat::parse(name);
    let of_integers = IntegerFormat::parse(name);
    if let Some(format) = of_strings
        && let Some(with) = Conversion::ALL.into_iter().find(|it| it.name() == to)
        && with.is_for(format)
    {
        return Ok((FormatType::Text(format), Some(with)));
    }
    let plain = (to == "string").then_some(FormatType::Plain);
    let text = plain.or_else(|| TextFormat::parse(to).map(FormatType::Text));
    let integer = IntegerFormat::parse(to).map(FormatType::Integer);
    let fitting = text
        .filter(|_| of_integers.is_none())
        .or_else(|| integer.filter(|_| of_strings.is_none()));
    match fitting {
        Some(to) => Ok((to, None)),
        None => Err(unfit(name, to)),
    }
}

/// That a format can't become this, and what it can.
fn unfit(name: &str, to: &str) -> String {
    let of_strings = TextFormat::parse(name);
    let mut choices: Vec<&str> = Vec::new();
    if IntegerFormat::parse(name).is_none() {
        choices.push("string");
        choices.extend(TextFormat::ALL.map(TextFormat::name));
    }
    if of_strings.is_none() {
        choices.extend(IntegerFormat::ALL.map(IntegerFormat::name));
    }
    let with = Conversion::ALL.into_iter();
    let with = with.filter(|it| of_strings.is_some_and(|format| it.is_for(format)));
    for conversion in with.map(Conversion::name) {
        // Some crates are called as a format is.
        if !choices.contains(&conversion) {
            choices.push(conversion);
        }
    }
    let choices: Vec<_> = choices.iter().map(|it| format!("`{it}`")).collect();
    format!(
        "the format `{name}` can't be `{to}`, but {}",
        choices.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::{Conversion, FormatType, meaning};
    use crate::ir::{IntegerFormat, TextFormat};

    #[test]
    fn a_format_becomes_a_type_or_gets_a_conversion() {
        let text = FormatType::Text;
        for (name, to, expected) in [
            ("date-time", "string", (FormatType::Plain, None)),
            (
                "date-time",
                "jiff",
                (text(TextFormat::DateTime), Some(Conversion::Jiff)),
            ),
            (
                "date",
                "chrono",
                (text(TextFormat::Date), Some(Conversion::Chrono)),
            ),
            (
                "uuid",
                "uuid",
                (text(TextFormat::Uuid), Some(Conversion::Uuid)),
            ),
            ("uri", "url", (text(TextFormat::Uri), Some(Conversion::Url))),
            ("timestamp", "date-time", (text(TextFormat::DateTime), None)),
            ("guid", "uuid", (text(TextFormat::Uuid), None)),
            ("ip", "ipv4", (text(TextFormat::Ipv4), None)),
            ("time", "time", (text(TextFormat::Time), None)),
            (
                "int32",
                "int64",
                (FormatType::Integer(IntegerFormat::I64), None),
            ),
            (
                "short",
                "int16",
                (FormatType::Integer(IntegerFormat::I16), None),
            ),
        ] {
            assert_eq!(meaning(name, to), Ok(expected), "{name} {to}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_with_what_does() {
        for (name, to, choice) in [
            ("date-time", "datetime", "`date-time`"),
            ("date-time", "int64", "`jiff`"),
            ("date-time", "url", "`chrono`"),
            ("int32", "string", "`uint64`"),
            ("int32", "i64", "`int64`"),
            ("timestamp", "jiff", "`date-time`"),
            ("binary", "string", "file"),
        ] {
            let message = meaning(name, to).unwrap_err();
            assert!(message.contains(choice), "{message}");
        }
    }
}
