//! Diagnostics as text, the way rustc prints them: `annotate-snippets` draws, this module cuts the lines out.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use indexmap::IndexMap;

use super::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::source::SourceFile;

/// A longer line, such as all of a minified document, is cut before it is handed over to be drawn.
const LONG_LINE: usize = 4000;

/// How many bytes around the place are kept of a line that is cut.
const WINDOW: usize = 80;

/// Messages are cut at this many characters: a name from a description may be of any length.
const MESSAGE_LIMIT: usize = 1000;

/// How many that differ in what they name alone are drawn; of the rest the places are listed.
const DRAWN_ALIKE: usize = 8;

/// What diagnostics of one habit have in common: the message without what it names.
type Likeness = (Severity, Code, String);

/// Renders all diagnostics, what was counted only, and a summary line.
pub(super) fn render(diagnostics: &Diagnostics, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut reports: Vec<String> = Vec::new();
    let mut drawn: HashMap<Likeness, usize> = HashMap::new();
    let mut listed: IndexMap<Likeness, Vec<String>> = IndexMap::new();
    for diagnostic in diagnostics.sorted() {
        let count = drawn.entry(likeness(diagnostic)).or_default();
        *count += 1;
        match place(diagnostics, diagnostic).filter(|_| *count > DRAWN_ALIKE) {
            Some(place) => listed.entry(likeness(diagnostic)).or_default().push(place),
            None => reports.push(renderer.render(&report(diagnostics, diagnostic))),
        }
    }
    for ((severity, code, shape), places) in listed {
        let title = format!("{} more like those above: {shape}", places.len());
        let title = level(severity)
            .primary_title(clean(&title))
            .id(code.as_str());
        let places = Level::NOTE.with_name("at").message(places.join("\n"));
        reports.push(renderer.render(&[Group::with_title(title).element(places)]));
    }
    for (severity, code, count) in diagnostics.left_out() {
        let title = level(severity).primary_title(format!("{count} more like those above"));
        reports.push(renderer.render(&[Group::with_title(title.id(code.as_str()))]));
    }
    if let Some(summary) = summary(diagnostics) {
        reports.push(renderer.render(&[Group::with_title(summary)]));
    }
    let mut text = reports.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// The message with a mark for each thing that it names between backticks.
fn likeness(diagnostic: &Diagnostic) -> Likeness {
    let parts = diagnostic.message.split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { part } else { "…" });
    let shape = parts.collect::<Vec<_>>().join("`");
    (diagnostic.severity, diagnostic.code, shape)
}

/// The place of a diagnostic in a line.
fn place(diagnostics: &Diagnostics, diagnostic: &Diagnostic) -> Option<String> {
    let at = diagnostic.at.as_ref()?;
    let (path, line, column) = diagnostics.position(at)?;
    let pointer = &at.pointer;
    Some(clean(&format!("{path}:{line}:{column} {pointer}")))
}

/// The groups of one diagnostic: itself, then each related place.
fn report<'a>(diagnostics: &'a Diagnostics, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let title = level(diagnostic.severity).primary_title(clean(&diagnostic.message));
    let mut main = Group::with_title(title.id(diagnostic.code.as_str()));
    if let Some(at) = &diagnostic.at {
        main = show(main, diagnostics, at, AnnotationKind::Primary);
        if !at.pointer.is_root() {
            main = main.element(
                Level::NOTE
                    .with_name("at")
                    .message(clean(&at.pointer.to_string())),
            );
        }
    }
    let help = diagnostic
        .help
        .as_deref()
        .unwrap_or(diagnostic.code.explain().help);
    main = main.element(Level::HELP.message(clean(help)));
    let related = diagnostic.related.iter().map(|(how, at)| {
        let group = Group::with_title(Level::NOTE.secondary_title(clean(how)));
        show(group, diagnostics, at, AnnotationKind::Context)
    });
    std::iter::once(main).chain(related).collect()
}

/// Adds the line of the place to a group.
fn show<'a>(
    group: Group<'a>,
    diagnostics: &'a Diagnostics,
    at: &Location,
    kind: AnnotationKind,
) -> Group<'a> {
    let Some(file) = diagnostics.sources().get(at.file) else {
        return group;
    };
    let (line, column) = file.position(at.span.start);
    let whole = whole_line(file, at);
    if whole.len() <= LONG_LINE {
        return group.element(
            snippet(file, at, kind, whole)
                .line_start(line)
                .path(clean(file.path())),
        );
    }
    let origin = Origin::path(clean(file.path()))
        .line(line)
        .char_column(column);
    let from = file
        .boundary((at.span.start as usize).saturating_sub(WINDOW))
        .max(whole.start);
    let to = file
        .boundary(at.span.start as usize + WINDOW)
        .min(whole.end);
    group
        .element(origin)
        .element(snippet(file, at, kind, from..to).line_start(line))
}

/// The bytes of the line that a place begins on.
fn whole_line(file: &SourceFile, at: &Location) -> Range<usize> {
    let (_, start) = file.line_at(at.span.start);
    start..file.line_end(at.span.start).max(start)
}

/// A stretch of a line with the part of the place that is in it marked.
fn snippet<'a>(
    file: &'a SourceFile,
    at: &Location,
    kind: AnnotationKind,
    cut: Range<usize>,
) -> Snippet<'a, Annotation<'a>> {
    let text = file
        .text()
        .get(cut.clone())
        .unwrap_or("")
        .trim_end_matches(['\n', '\r']);
    let within = |offset: u32| {
        file.boundary(offset as usize)
            .saturating_sub(cut.start)
            .min(text.len())
    };
    let start = within(at.span.start);
    Snippet::source(text).annotation(kind.span(start..within(at.span.end).max(start)))
}

fn summary(diagnostics: &Diagnostics) -> Option<annotate_snippets::Title<'static>> {
    let (errors, warnings) = (
        diagnostics.count(Severity::Error),
        diagnostics.count(Severity::Warning),
    );
    let (level, text) = match (errors, warnings) {
        (0, 0) => return None,
        (0, _) => (Level::WARNING, amount(warnings, "warning")),
        (_, 0) => (Level::ERROR, amount(errors, "error")),
        _ => (
            Level::ERROR,
            format!(
                "{}, {}",
                amount(errors, "error"),
                amount(warnings, "warning")
            ),
        ),
    };
    Some(level.primary_title(text))
}

fn amount(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Text that may come from a description: control characters and overlong stretches do not reach a terminal.
fn clean(text: &str) -> String {
    let mut clean: String = text.chars().take(MESSAGE_LIMIT).collect();
    if clean.len() < text.len() {
        clean.push('…');
    }
    normalize_untrusted_str(&clean)
}
