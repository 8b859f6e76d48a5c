//! YAML 1.2 to the tree, by the events of `saphyr-parser`, with the core schema's scalars.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::build::{Builder, Stop};
use super::merge;
use super::scalar::{self, NoJson};
use super::{Limits, Member, Node, Object, Value, measure, surrogates};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Span};

/// Reads a YAML stream of one document.
pub(super) fn parse(
    file: FileId,
    text: &str,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let hidden = surrogates::hide(text);
    let mut reader = Reader {
        events: Parser::new_from_str(hidden.as_deref().unwrap_or(text)),
        halves_are_hidden: hidden.is_some(),
        offsets: Offsets::of(text),
        text,
        anchors: BTreeMap::new(),
        builder: Builder::new(file, limits, diagnostics),
    };
    reader.stream().ok()
}

struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    /// Whether the parser is given other characters for some; see [`surrogates`].
    halves_are_hidden: bool,
    offsets: Offsets,
    text: &'a str,
    /// The values that have an anchor, with their sizes and depths.
    anchors: BTreeMap<usize, (Node, usize, usize)>,
    builder: Builder<'a>,
}

type Tagged<'a> = Option<Cow<'a, Tag>>;

/// A scalar as the parser gives it.
struct Scalar<'a> {
    text: Cow<'a, str>,
    style: ScalarStyle,
    tag: Tagged<'a>,
    span: Span,
}

impl<'a> Reader<'a> {
    fn stream(&mut self) -> Result<Node, Stop> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) if root.is_some() => {
                    self.builder.report(
                        Code::MultipleDocuments,
                        "a second document begins here",
                        span,
                    );
                    break;
                }
                Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd
                | Event::Nothing => {}
                other => root = Some(self.node(other, span)?),
            }
        }
        Ok(root.unwrap_or_else(|| Node::new(self.builder.span(0, 0), Value::Null)))
    }

    /// The next event, its span in bytes.
    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        match self.events.next_event() {
            Some(Ok((event, span))) => {
                let start = self.offsets.byte(self.text, span.start.index());
                let end = self.offsets.byte(self.text, span.end.index());
                let event = match event {
                    Event::Scalar(text, style, anchor, tag) if self.halves_are_hidden => {
                        Event::Scalar(surrogates::show(text, style), style, anchor, tag)
                    }
                    event => event,
                };
                Ok((event, self.builder.span(start, end.max(start))))
            }
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((
                Event::StreamEnd,
                self.builder.span(self.text.len(), self.text.len()),
            )),
        }
    }

    fn syntax(&mut self, error: &ScanError) -> Stop {
        let at = self.offsets.byte(self.text, error.marker().index());
        let span = self.builder.span(at, at + 1);
        // The scanner's own guard, which it reaches first because it reads ahead.
        if error.info().contains("recursion limit") {
            let message = "more than 255 brackets stand inside one another, and YAML's reader gets no further";
            let help = "take them apart, or give the file as JSON: what is too deep is left out there, and the rest is read";
            return self.builder.stop_with(Code::TooDeep, message, help, span);
        }
        self.builder.stop(
            Code::Syntax,
            format!("this is not YAML: {}", error.info()),
            span,
        )
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node, Stop> {
        self.builder.count_node(span)?;
        let (node, anchor) = match event {
            Event::Alias(id) => return self.alias(id, span),
            Event::Scalar(text, style, anchor, tag) => (
                self.scalar(&Scalar {
                    text,
                    style,
                    tag,
                    span,
                }),
                anchor,
            ),
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(&tag, "seq", span);
                (self.sequence(span)?, anchor)
            }
            Event::MappingStart(anchor, tag) => {
                self.check_tag(&tag, "map", span);
                (self.mapping(span)?, anchor)
            }
            _ => {
                return Err(self.builder.stop(
                    Code::Syntax,
                    "this is not YAML: a value is missing",
                    span,
                ));
            }
        };
        if anchor > 0 {
            let (size, depth) = measure(&node);
            self.builder.count_copies(size, span)?;
            self.anchors.insert(anchor, (node.clone(), size, depth));
        }
        Ok(node)
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<Node, Stop> {
        let Some((node, size, depth)) = self.anchors.get(&id) else {
            return Err(self.builder.stop(
                Code::UnsupportedYaml,
                "an alias stands inside what it stands for",
                span,
            ));
        };
        let (size, depth) = (*size, *depth);
        self.builder.count_copies(size, span)?;
        if !self.builder.reaches(depth, span) {
            return Ok(empty(node, span));
        }
        Ok(node.clone())
    }

    fn sequence(&mut self, start: Span) -> Result<Node, Stop> {
        if !self.builder.enter(start) {
            self.pass_over()?;
            return Ok(Node::new(start, Vec::new()));
        }
        let mut items: Vec<Node> = Vec::new();
        let end = loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                break span;
            }
            self.builder.at_index(items.len());
            items.push(self.node(event, span)?);
            self.builder.step_back();
        };
        self.builder.leave();
        items.shrink_to_fit();
        let last = items.last().map_or(start.end, |item| item.span.end);
        Ok(Node::new(between(start, end, last), items))
    }

    /// Passes over the rest of a collection that has begun. Aliases may stand for what has an anchor in it: for nothing, since
    /// it is too deep wherever they are.
    fn pass_over(&mut self) -> Result<(), Stop> {
        let mut open = 1;
        while open > 0 {
            let (event, span) = self.next()?;
            let passed = match event {
                Event::SequenceStart(anchor, _) => {
                    open += 1;
                    Some((anchor, Value::from(Vec::new())))
                }
                Event::MappingStart(anchor, _) => {
                    open += 1;
                    Some((anchor, Value::from(Object::new())))
                }
                Event::Scalar(_, _, anchor, _) => Some((anchor, Value::Null)),
                Event::SequenceEnd | Event::MappingEnd => {
                    open -= 1;
                    None
                }
                Event::StreamEnd => break,
                _ => None,
            };
            if let Some((anchor, value)) = passed.filter(|(anchor, _)| *anchor > 0) {
                let entry = (Node::new(span, value), 1, usize::MAX);
                self.anchors.insert(anchor, entry);
            }
            self.builder.count_node(span)?;
        }
        Ok(())
    }

    fn mapping(&mut self, start: Span) -> Result<Node, Stop> {
        if !self.builder.enter(start) {
            self.pass_over()?;
            return Ok(Node::new(start, Object::new()));
        }
        let mut members: Vec<Member> = Vec::new();
        let mut merged: Vec<Member> = Vec::new();
        let end = loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break span;
            }
            if is_merge(&event) {
                merged.extend(self.merged(span)?);
                continue;
            }
            members.extend(self.member(event, span)?);
        };
        self.builder.leave();
        let last = members
            .last()
            .map_or(start.end, |member| member.node.span.end);
        merge::add(&mut members, merged);
        let object = self.builder.object(members);
        Ok(Node::new(between(start, end, last), object))
    }

    /// Reads a member from its key on; none if the key is not one that JSON can have.
    fn member(&mut self, event: Event<'a>, span: Span) -> Result<Option<Member>, Stop> {
        let (key, key_span) = self.key(event, span)?;
        self.builder.at_key(key.as_deref().unwrap_or("?"));
        let (event, span) = self.next()?;
        let node = self.node(event, span)?;
        self.builder.step_back();
        let Some(key) = key else {
            return Ok(None);
        };
        Ok(Some(Member {
            key,
            key_span,
            node,
        }))
    }

    /// The members of what stands behind a merge key. Aliases in it have been counted against the limit of copies.
    fn merged(&mut self, key: Span) -> Result<Vec<Member>, Stop> {
        self.builder.at_key("<<");
        let (event, span) = self.next()?;
        let node = self.node(event, span)?;
        self.builder.step_back();
        Ok(merge::merged(node).unwrap_or_else(|_| {
            let message = "a merge key (`<<`) stands before a map or a list of maps";
            let key = self.trimmed(key);
            self.builder.report(Code::UnsupportedYaml, message, key);
            Vec::new()
        }))
    }

    fn key(&mut self, event: Event<'a>, span: Span) -> Result<(Option<Box<str>>, Span), Stop> {
        if let Event::Scalar(text, ScalarStyle::Plain, 0, None) = &event {
            let span = self.trimmed(span);
            self.check_key(text, span);
            return Ok((Some(Box::from(&**text)), span));
        }
        let node = self.node(event, span)?;
        match node.value {
            Value::String(text) => Ok((Some(text), node.span)),
            other => {
                let message = format!("a key must be a string, found {}", other.describe());
                self.builder.report(Code::NonStringKey, message, span);
                Ok((None, span))
            }
        }
    }

    /// A plain key such as `200` is read as its text; one that looks like another thing than a name is reported.
    fn check_key(&mut self, text: &str, span: Span) {
        let what = match scalar::resolve(text) {
            Ok(Value::Null) => "null",
            Ok(Value::Bool(_)) => "a boolean",
            _ => return,
        };
        let message = format!("a key must be a string, `{text}` is {what}; it is read as its text");
        self.builder.warn(Code::NonStringKey, message, span);
    }

    fn scalar(&mut self, scalar: &Scalar<'a>) -> Node {
        let span = self.trimmed(scalar.span);
        let plain = scalar.style == ScalarStyle::Plain;
        let value = match scalar.tag.as_deref() {
            None if plain => scalar::resolve(&scalar.text),
            None => Ok(Value::from(&*scalar.text)),
            Some(tag) => self.tagged(tag, &scalar.text, plain, span),
        };
        match value {
            Ok(value) => Node::new(span, value),
            Err(why) => {
                let text = &scalar.text;
                match why {
                    NoJson::NotFinite => self.builder.lose(
                        Code::UnsupportedYaml,
                        format!("`{text}` is not a number that JSON has; it is read as null"),
                        span,
                    ),
                    NoJson::TooLong => self.builder.report(
                        Code::UnsupportedYaml,
                        "the number has more than 128 bits",
                        span,
                    ),
                }
                Node::new(span, Value::Null)
            }
        }
    }

    /// A scalar with a tag of the core schema; any other tag is said and passed over.
    fn tagged(&mut self, tag: &Tag, text: &str, plain: bool, span: Span) -> Result<Value, NoJson> {
        let value = match core_name(tag) {
            Some("str") => Some(Value::from(text)),
            Some("null") => scalar::is_null(text).then_some(Value::Null),
            Some("bool") => scalar::boolean(text).map(Value::Bool),
            Some("int") => scalar::number(text)?
                .filter(super::Number::is_integral)
                .map(Value::Number),
            Some("float") => scalar::number(text)?.map(Value::Number),
            _ => {
                self.builder.lose(
                    Code::UnsupportedYaml,
                    format!("the tag `{tag}` has no meaning in JSON; the value is read without it"),
                    span,
                );
                return if plain {
                    scalar::resolve(text)
                } else {
                    Ok(Value::from(text))
                };
            }
        };
        Ok(value.unwrap_or_else(|| {
            self.builder.lose(
                Code::UnsupportedYaml,
                format!("`{text}` does not fit the tag `{tag}`; it is read as a string"),
                span,
            );
            Value::from(text)
        }))
    }

    fn check_tag(&mut self, tag: &Tagged<'a>, expected: &str, span: Span) {
        if let Some(tag) = tag
            .as_deref()
            .filter(|tag| core_name(tag) != Some(expected))
        {
            self.builder.lose(
                Code::UnsupportedYaml,
                format!(
                    "the tag `{tag}` has no meaning in JSON here; the value is read without it"
                ),
                span,
            );
        }
    }

    /// A span without the blanks at its end, which the parser counts in for some scalars.
    fn trimmed(&self, span: Span) -> Span {
        let text = self
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("");
        let length = u32::try_from(text.trim_end().len()).unwrap_or(0);
        Span {
            end: span.start + length,
            ..span
        }
    }
}

/// What stands for a node that is left out: nothing, of the same kind.
fn empty(node: &Node, span: Span) -> Node {
    match node.value {
        Value::Array(_) => Node::new(span, Vec::new()),
        Value::Object(_) => Node::new(span, Object::new()),
        _ => Node::new(span, Value::Null),
    }
}

/// Is it a merge key? One in quotes is a name like any other.
fn is_merge(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(text, ScalarStyle::Plain, 0, None) if text == "<<")
}

/// From the start of a collection to its closing bracket, or to the end of its last item where it has none.
fn between(start: Span, end: Span, last: u32) -> Span {
    let end = if end.end > end.start { end.end } else { last };
    Span {
        end: end.max(start.start),
        ..start
    }
}

/// The name of a tag of the core schema; `!` alone means a string, or the collection that it stands before.
fn core_name(tag: &Tag) -> Option<&str> {
    if tag.is_yaml_core_schema() {
        return Some(&tag.suffix);
    }
    None
}

/// Translates the parser's character offsets into byte offsets.
struct Offsets {
    /// The byte offset of each 64th character; empty if the text is ASCII.
    marks: Vec<u32>,
}

impl Offsets {
    const STEP: usize = 64;

    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new() };
        }
        let each = text.char_indices().step_by(Self::STEP);
        Self {
            marks: each
                .map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX))
                .collect(),
        }
    }

    fn byte(&self, text: &str, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(text.len());
        }
        let Some(mark) = self.marks.get(character / Self::STEP) else {
            return text.len();
        };
        let mark = *mark as usize;
        let rest = text.get(mark..).unwrap_or("");
        rest.char_indices()
            .nth(character % Self::STEP)
            .map_or(text.len(), |(byte, _)| mark + byte)
    }
}
