//! What a call can be answered with, seen from the program: what is a success, and what each answer is read as.

use std::collections::HashMap;

use super::{
    Api, Codec, Content, Docs, Framing, Header, HeaderForm, Operation, ResourceId, Response,
    Status, Ty, TypeKind, media,
};

/// Media types of one response that are read the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form<'a> {
    /// The media types, in the order of preference. Never empty.
    pub contents: Vec<&'a Content>,
}

impl<'a> Form<'a> {
    /// What they all are read as.
    pub fn content(&self) -> Option<&'a Content> {
        self.contents.first().copied()
    }

    fn has(&self, content: &Content) -> bool {
        let mut known = self.contents.iter();
        known.any(|known| known.is_read_as(content))
    }
}

/// What a call gives when all is well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output<'a> {
    /// Nothing but the success.
    Nothing,
    /// The same, whichever answer came.
    One(&'a Content),
    /// One of several things, so that an enum of the operation tells them apart.
    Several,
}

impl Content {
    /// Does it become the same Rust value in the same way? Texts of two media types do not: nothing in a text says what it is.
    pub fn is_read_as(&self, other: &Self) -> bool {
        let is_alike = self.codec != Codec::Text || self.kind_of_text() == other.kind_of_text();
        self.codec == other.codec && self.ty == other.ty && is_alike
    }

    /// The media type without its parameters; XML has several.
    fn kind_of_text(&self) -> String {
        if media::is_xml(&self.media_type) {
            return "xml".to_owned();
        }
        media::essence(&self.media_type)
    }

    /// Does it come an item at a time?
    pub fn is_stream(&self) -> bool {
        matches!(self.codec, Codec::Stream(_))
    }
}

impl Response {
    /// What its body can be, none where it has none. Streams are left out where there is something else.
    pub fn forms(&self) -> Vec<Form<'_>> {
        let only_streams = self.contents.iter().all(Content::is_stream);
        let mut forms: Vec<Form<'_>> = Vec::new();
        for content in &self.contents {
            if content.is_stream() && !only_streams {
                continue;
            }
            match forms.iter_mut().find(|form| form.has(content)) {
                Some(form) => form.contents.push(content),
                None => forms.push(Form {
                    contents: vec![content],
                }),
            }
        }
        forms
    }
}

impl Operation {
    /// The responses that stand for success: those of `2XX`, or `default` where there is none.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        let named = self.responses.iter().any(|one| one.status.is_success());
        self.responses.iter().filter(move |response| {
            response.status.is_success() || !named && response.status == Status::Default
        })
    }

    /// What a call gives when all is well.
    pub fn output(&self) -> Output<'_> {
        let mut outputs = Vec::new();
        for response in self.successes() {
            let forms = response.forms();
            if forms.is_empty() {
                outputs.push(Output::Nothing);
            }
            let contents = forms.iter().filter_map(Form::content);
            outputs.extend(contents.map(Output::One));
        }
        let Some(first) = outputs.first().copied() else {
            return Output::Nothing;
        };
        let same = outputs.iter().all(|output| match (first, *output) {
            (Output::Nothing, Output::Nothing) => true,
            (Output::One(a), Output::One(b)) => a.is_read_as(b),
            _ => false,
        });
        if same { first } else { Output::Several }
    }

    /// The success that comes an item at a time.
    pub fn stream(&self) -> Option<&Content> {
        let mut contents = self.successes().flat_map(|response| &response.contents);
        contents.find(|content| content.is_stream())
    }

    /// Does every success come an item at a time?
    pub fn is_streamed(&self) -> bool {
        let mut contents = self.successes().flat_map(|response| &response.contents);
        self.stream().is_some() && contents.all(Content::is_stream)
    }
}

/// The sets of documented headers that answers of a resource have.
#[derive(Debug, Clone, Default)]
pub struct HeaderSets<'a> {
    /// Each set once.
    pub sets: Vec<&'a [Header]>,
    /// For each operation of the resource, for each response of it: which of the sets it has.
    pub of: Vec<Vec<Option<usize>>>,
}

impl Api {
    /// The member of a stream's items that tells them apart, and that an event may have as its type instead: a protocol's own
    /// field says it once.
    pub fn event_tag(&self, content: &Content) -> Option<&str> {
        let (Codec::Stream(Framing::EventData), Ty::Named(id)) = (content.codec, &content.ty)
        else {
            return None;
        };
        match &self.types[*id].kind {
            TypeKind::Union(union) => union.tag.as_deref(),
            _ => None,
        }
    }

    /// The sets of documented headers that answers of a resource have.
    pub fn header_sets(&self, id: ResourceId) -> HeaderSets<'_> {
        let mut found = HeaderSets::default();
        let mut known = HashMap::new();
        for &operation in &self.resources[id].operations {
            let responses = self.operations[operation].responses.iter();
            let sets = responses.map(|response| {
                if response.headers.is_empty() {
                    return None;
                }
                let content: Vec<_> = response.headers.iter().map(content_of).collect();
                Some(*known.entry(content).or_insert_with(|| {
                    found.sets.push(&response.headers);
                    found.sets.len() - 1
                }))
            });
            let sets = sets.collect();
            found.of.push(sets);
        }
        found
    }
}

/// What makes a header what it is, wherever it stands.
fn content_of(header: &Header) -> (String, &Ty, HeaderForm, &Docs) {
    let Header {
        wire,
        ty,
        form,
        docs,
        required: _,
        origin: _,
    } = header;
    (wire.to_ascii_lowercase(), ty, *form, docs)
}
