//! Waivers: findings that were looked at and accepted, each with its reason.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::finding::{Finding, Review};
use super::rules::Rule;
use crate::source::SourceMap;

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The finding's rule.
    pub rule: Rule,
    /// The finding's pointer, as the review prints it behind `at`.
    pub at: String,
    /// Why it is accepted.
    pub reason: String,
    /// Line and column of the entry, from 1.
    pub position: (usize, usize),
}

/// All waivers of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waivers {
    /// The file as it was given.
    pub path: String,
    /// The entries, in their order.
    pub entries: Vec<Waiver>,
}

/// What is wrong with a file of waivers, or with an entry that no finding needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverError {
    /// The file as it was given.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, without a full stop.
    pub message: String,
}

impl fmt::Display for WaiverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            column,
            message,
        } = self;
        write!(f, "{path}:{line}:{column}: {message}")
    }
}

impl std::error::Error for WaiverError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    waive: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: Spanned<String>,
    at: Spanned<String>,
    reason: Spanned<String>,
}

impl Waivers {
    /// Reads waivers from TOML.
    ///
    /// ```
    /// use oas_codegen::diff::{Rule, Waivers};
    ///
    /// let text = "[[waive]]\nrule = 'field-removed'\nat = '#/components/schemas/A'\nreason = 'It never came.'\n";
    /// let waivers = Waivers::parse("waivers.toml", text).unwrap();
    /// assert_eq!(waivers.entries[0].rule, Rule::FieldRemoved);
    /// ```
    ///
    /// # Errors
    /// What is no TOML, an unknown key, a missing one, a rule that there is not, an entry without a reason, or one that
    /// is there twice.
    pub fn parse(path: &str, text: &str) -> Result<Self, WaiverError> {
        let position = |span: Range<usize>| position(path, text, span.start);
        let error = |span: Range<usize>, message: String| {
            let (line, column) = position(span);
            WaiverError {
                path: path.to_owned(),
                line,
                column,
                message,
            }
        };
        let file: File = toml::from_str(text)
            .map_err(|wrong| error(wrong.span().unwrap_or(0..0), wrong.message().to_owned()))?;
        let mut waivers = Self {
            path: path.to_owned(),
            entries: Vec::new(),
        };
        for entry in file.waive {
            let place = position(entry.span());
            let Entry { rule, at, reason } = entry.into_inner();
            let name = rule.get_ref();
            let Some(known) = Rule::parse(name) else {
                return Err(error(rule.span(), format!("there is no rule `{name}`")));
            };
            if reason.get_ref().trim().is_empty() {
                return Err(error(reason.span(), "a waiver needs a reason".to_owned()));
            }
            let is_same = |other: &Waiver| other.rule == known && other.at == *at.get_ref();
            if waivers.entries.iter().any(is_same) {
                return Err(error(at.span(), "the finding is waived twice".to_owned()));
            }
            waivers.entries.push(Waiver {
                rule: known,
                at: at.into_inner(),
                reason: reason.into_inner(),
                position: place,
            });
        }
        Ok(waivers)
    }
}

fn position(path: &str, text: &str, offset: usize) -> (usize, usize) {
    let mut sources = SourceMap::default();
    let file = sources.add(path, text.to_owned());
    let offset = u32::try_from(offset).unwrap_or(u32::MAX);
    sources
        .get(file)
        .map_or((1, 1), |file| file.position(offset))
}

impl Waiver {
    fn covers(&self, finding: &Finding) -> bool {
        finding.rule == self.rule && finding.at == self.at
    }
}

impl Review {
    /// Marks the findings that are accepted. A waiver that covers none is kept in [`Review::stale`], and the review fails.
    pub fn waive(&mut self, waivers: &Waivers) {
        for waiver in &waivers.entries {
            let mut covered = false;
            for finding in &mut self.findings {
                if waiver.covers(finding) {
                    finding.waived = Some(waiver.reason.clone());
                    covered = true;
                }
            }
            if !covered {
                let (line, column) = waiver.position;
                self.stale.push(WaiverError {
                    path: waivers.path.clone(),
                    line,
                    column,
                    message: format!(
                        "no finding `{}` is at `{}`; remove the waiver",
                        waiver.rule, waiver.at
                    ),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_file_has_its_place() {
        let entry = "[[waive]]\nrule = 'type-changed'\nat = '#/a'\nreason = 'r'\n";
        let table = [
            ("x = 1", "1:1: unknown field `x`, expected `waive`"),
            (
                "[[waive]]\nrule = 'type-changed'\nat = '#/a'\n",
                "1:1: missing field `reason`",
            ),
            (
                "[[waive]]\nrule = 'nope'\nat = ''\nreason = 'r'",
                "2:8: there is no rule `nope`",
            ),
            (
                "[[waive]]\nrule = 'type-changed'\nat = ''\nreason = ' '",
                "4:10: a waiver needs a reason",
            ),
            (
                &format!("{entry}{entry}"),
                "7:6: the finding is waived twice",
            ),
        ];
        for (text, expected) in table {
            let error = Waivers::parse("w.toml", text).unwrap_err();
            assert_eq!(error.to_string(), format!("w.toml:{expected}"), "{text}");
        }
    }

    #[test]
    fn an_empty_file_waives_nothing() {
        assert_eq!(Waivers::parse("w.toml", "# none\n").unwrap().entries, []);
    }
}
