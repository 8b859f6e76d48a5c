//! Texts for people: taken over as they are, and looked at for what could mislead a reader.

use super::Lowering;
use crate::diagnostic::{Code, Severity};
use crate::ir::Docs;
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// The texts of an object at a pointer.
    pub(super) fn docs(
        &mut self,
        summary: Option<&str>,
        description: Option<&str>,
        at: &Pointer,
    ) -> Docs {
        for (key, text) in [("summary", summary), ("description", description)] {
            if let Some(text) = text {
                self.look_at(text, &at.key(key));
            }
        }
        let owned = |text: Option<&str>| {
            text.filter(|text| !text.trim().is_empty())
                .map(str::to_owned)
        };
        Docs {
            summary: owned(summary),
            description: owned(description),
        }
    }

    /// The generated code holds every text as one doc comment line a line, so nothing can leave it; that it tries is worth a word.
    fn look_at(&mut self, text: &str, at: &Pointer) {
        let misleading = text.chars().find(|&c| {
            c.is_control() && !matches!(c, '\n' | '\r' | '\t') || crate::emit::is_directional(c)
        });
        if let Some(c) = misleading {
            self.report(
                Code::UnsafeText,
                at,
                format!(
                    "this text holds the character {}, which is left out",
                    c.escape_unicode()
                ),
            );
        } else if let Some(end) = ["*/", "\"#", "\"]"]
            .into_iter()
            .find(|end| closes(text, end))
        {
            let message = format!(
                "this text holds `{end}`, which ends a comment or a string elsewhere; here it is kept as text"
            );
            let diagnostic = crate::diagnostic::Diagnostic::new(Code::UnsafeText, message)
                .severity(Severity::Note)
                .help("nothing needs doing if the text means it");
            self.say(at, diagnostic);
        }
    }
}

/// Does the text hold this, outside of a media range such as `*/*` and of a list such as `["*"]`?
fn closes(text: &str, end: &str) -> bool {
    let (mut depth, mut counted) = (0_usize, 0);
    text.match_indices(end).any(|(at, _)| {
        for bracket in text.get(counted..at).unwrap_or_default().bytes() {
            match bracket {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        counted = at;
        match end {
            "*/" => !text.get(at + 2..).is_some_and(|rest| rest.starts_with('*')),
            "\"]" => depth == 0,
            _ => true,
        }
    })
}
