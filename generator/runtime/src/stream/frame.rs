//! What a stream consists of: a frame an item, its framing, and the JSON document that a frame stands for.

use std::borrow::Cow;

use bytes::Bytes;

use super::events::Events;
use super::lines::Lines;
use crate::{Members, Writer, json};

/// How a body is taken apart, and what of each part the item is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events whose data is JSON: the item is the data. An event whose data is exactly `[DONE]`, which is no JSON,
    /// is no item and ends the stream; so it does wherever data is JSON.
    EventData,
    /// As [`EventData`](Self::EventData), where the event's type tells the items apart: data that is an object without this
    /// member gets it, with the type as its value.
    TaggedEventData(&'static str),
    /// Server-sent events whose data is text: the item is the data, as a JSON string.
    EventText,
    /// Server-sent events that the description shows as objects: the item has the members `data`, `event`, `id` and
    /// `retry`, as they came, `data` being a JSON string.
    EventFields,
    /// As [`EventFields`](Self::EventFields), with data that is JSON.
    EventFieldsData,
    /// A JSON document a line (`application/jsonl`, `application/x-ndjson`).
    JsonLines,
    /// A JSON document after each record separator (RFC 7464).
    JsonSequence,
}

/// One part of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// The event's type; empty where it has none.
    pub(super) event: String,
    pub(super) id: Option<String>,
    /// How long to wait before one connects again, in milliseconds.
    pub(super) retry: Option<u64>,
    pub(super) data: String,
}

/// What the bytes so far amount to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A whole item.
    Frame(Frame),
    /// An id and a waiting time without an item.
    Note {
        id: Option<String>,
        retry: Option<u64>,
    },
    /// A sign of life.
    Comment,
}

/// One item is longer than the bound, which is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong(pub(super) usize);

/// What many servers send after the last item, and what is no JSON.
const DONE: &str = "[DONE]";

impl Frame {
    /// Does it stand for the end of the stream, where items are JSON?
    pub(super) fn is_end(&self, framing: Framing) -> bool {
        let is_json = match framing {
            Framing::EventData | Framing::TaggedEventData(_) | Framing::EventFieldsData => true,
            Framing::EventText
            | Framing::EventFields
            | Framing::JsonLines
            | Framing::JsonSequence => false,
        };
        is_json && self.data == DONE
    }

    /// The document that the item is read from.
    pub(super) fn document(&self, framing: Framing) -> Cow<'_, str> {
        match framing {
            Framing::EventText => {
                let mut writer = Writer::new();
                writer.string(&self.data);
                Cow::Owned(writer.into_string())
            }
            Framing::EventFields => Cow::Owned(self.object(false)),
            Framing::EventFieldsData => Cow::Owned(self.object(true)),
            Framing::TaggedEventData(tag) => self.tagged(tag),
            Framing::EventData | Framing::JsonLines | Framing::JsonSequence => {
                Cow::Borrowed(&self.data)
            }
        }
    }

    /// The data with the event's type as its member `tag`, unless it has one or is no object.
    fn tagged(&self, tag: &str) -> Cow<'_, str> {
        let untagged = match json::from_str::<Members>(&self.data) {
            Ok(members) => members.get(tag).is_none(),
            Err(_) => false,
        };
        let Some(rest) = self.data.trim_start().strip_prefix('{') else {
            return Cow::Borrowed(&self.data);
        };
        if self.event.is_empty() || !untagged {
            return Cow::Borrowed(&self.data);
        }
        let mut writer = Writer::new();
        writer.begin_object();
        writer.key(tag);
        writer.string(&self.event);
        let mut document = writer.into_string();
        if !rest.trim_start().starts_with('}') {
            document.push(',');
        }
        document.push_str(rest);
        Cow::Owned(document)
    }

    fn object(&self, json: bool) -> String {
        let mut writer = Writer::new();
        writer.begin_object();
        for (name, text) in [("event", Some(&self.event)), ("id", self.id.as_ref())] {
            if let Some(text) = text.filter(|text| name == "id" || !text.is_empty()) {
                writer.key(name);
                writer.string(text);
            }
        }
        if let Some(retry) = self.retry {
            writer.key("retry");
            writer.integer(retry);
        }
        writer.key("data");
        if json {
            writer.raw(&self.data);
        } else {
            writer.string(&self.data);
        }
        writer.end_object();
        writer.into_string()
    }
}

/// Takes the bytes of a body apart.
#[derive(Debug)]
pub(super) enum Splitter {
    Events(Events),
    Lines(Lines),
}

impl Splitter {
    pub(super) fn new(framing: Framing, limit: usize) -> Self {
        match framing {
            Framing::JsonLines => Self::Lines(Lines::new(false, limit)),
            Framing::JsonSequence => Self::Lines(Lines::new(true, limit)),
            _ => Self::Events(Events::new(limit)),
        }
    }

    /// Goes on up to the end of an item or of `input`.
    pub(super) fn step(&mut self, input: &mut Bytes) -> Result<Option<Step>, TooLong> {
        match self {
            Self::Events(events) => events.step(input),
            Self::Lines(lines) => lines.step(input),
        }
    }

    /// What is left at the end of the body. An event that was not ended is none; a line is one all the same.
    pub(super) fn finish(&mut self) -> Option<Frame> {
        match self {
            Self::Events(_) => None,
            Self::Lines(lines) => lines.finish(),
        }
    }
}
