//! What answers come as: media types, how each is read, and what the items of a stream are.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, Schema};

use super::Lowering;
use super::facets::{Facets, Kind, SchemaRef};
use super::schemas::Place;
use crate::diagnostic::Code;
use crate::ir::{Codec, Content, Framing, OneWay, Role, Ty, media};
use crate::pointer::Pointer;

/// The members of a server-sent event (OpenAPI 3.2.0, "Special Considerations for text/event-stream Content").
const EVENT_MEMBERS: [&str; 4] = ["data", "event", "id", "retry"];

/// How deep the schema of an event is looked into, references followed.
const DEEPEST: usize = 16;

/// What the members of an event's schema say, where it is one of an event and not of its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EventData {
    Text,
    Json,
}

impl<'a> Lowering<'a> {
    /// The media types that an answer can be read from, JSON first, then in the order of the description.
    ///
    /// A media type that has the very schema of a JSON one and can be read as text or bytes only is another spelling of the
    /// same value: the JSON is asked for.
    pub(super) fn answer_contents(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        place: &Place,
    ) -> Vec<Content> {
        let json: Vec<_> = content
            .iter()
            .filter(|(name, _)| family(name) == Family::Json)
            .map(|(_, media)| &media.schema)
            .collect();
        let mut contents = Vec::new();
        for (media_type, media) in content {
            let family = self.refined(family(media_type), media, at);
            let is_another_spelling = match family {
                Family::Text => !self.is_plain(media.schema.as_ref(), at),
                Family::Bytes => self.is_described(media.schema.as_ref(), at),
                _ => false,
            };
            if is_another_spelling && media.schema.is_some() && json.contains(&&media.schema) {
                continue;
            }
            let pointer = at.key("content").key(media_type);
            let place = place.inner(pointer);
            contents.push(self.answer_content(media_type, media, family, &place));
        }
        contents.sort_by_key(|content| content.codec != Codec::Json);
        contents
    }

    fn answer_content(
        &mut self,
        media_type: &str,
        media: &'a MediaType,
        family: Family,
        place: &Place,
    ) -> Content {
        let at = place.pointer.key("schema");
        let schema = media.schema.as_ref();
        let (codec, ty) = match family {
            Family::Json => (
                Codec::Json,
                self.answer_ty(schema, &place.inner(at), Codec::Json),
            ),
            Family::Bytes => {
                if self.is_described(schema, &at) {
                    let message = format!(
                        "a body of `{media_type}` is handed over as bytes, not as what its schema says"
                    );
                    self.report(Code::UnsupportedResponse, &place.pointer, message);
                }
                (Codec::Bytes, Ty::String)
            }
            Family::Text if self.is_plain(schema, &at) => (
                Codec::Text,
                self.answer_ty(schema, &place.inner(at), Codec::Text),
            ),
            Family::Text | Family::Any => {
                if schema.is_some() && self.schema_kind(schema, &at) != Kind::Any {
                    let message = format!(
                        "a body of `{media_type}` is handed over as text, not as what its schema says"
                    );
                    self.report(Code::UnsupportedResponse, &at, message);
                }
                (Codec::Text, Ty::String)
            }
            Family::Events => self.stream(schema, &place.inner(at), None),
            Family::Lines => self.stream(schema, &place.inner(at), Some(Framing::JsonLines)),
            Family::Sequence => self.stream(schema, &place.inner(at), Some(Framing::JsonSequence)),
        };
        Content {
            media_type: media_type.to_owned(),
            codec,
            ty,
            secret: false,
            encoding: Vec::new(),
        }
    }

    fn answer_ty(
        &mut self,
        schema: Option<&'a ReferenceOr<Schema>>,
        place: &Place,
        codec: Codec,
    ) -> Ty {
        match schema {
            Some(schema) => {
                let mut site = self.site(schema.into(), place);
                self.against(OneWay::Sent, &site, &place.pointer, "a body of responses");
                site.ty = match codec {
                    Codec::Json => self.bare_ty(&site, place),
                    // A text is made into a value by the value's own type.
                    _ => self.showing_nothing(&site, place),
                };
                site.whole()
            }
            None => Ty::Any,
        }
    }

    /// What the items of a stream are: what the schema of an array says of its items, else what the schema says.
    fn stream(
        &mut self,
        schema: Option<&'a ReferenceOr<Schema>>,
        place: &Place,
        framing: Option<Framing>,
    ) -> (Codec, Ty) {
        let Some(schema) = schema else {
            return match framing {
                Some(framing) => (Codec::Stream(framing), Ty::Any),
                None => (Codec::Stream(Framing::EventText), Ty::String),
            };
        };
        let (mut item, mut place) = (SchemaRef::from(schema), place.clone());
        // An array that is written here stands for the whole stream.
        if let SchemaRef::Item(whole) = item
            && let facets = Facets::of(whole)
            && facets.kind == Kind::Array
            && let Some(items) = facets.items
        {
            place = place.part(place.pointer.key("items"), Role::Item);
            item = items;
        }
        let framing = framing.unwrap_or_else(|| self.event_framing(item, &place.pointer));
        let site = self.site(item, &place);
        (Codec::Stream(framing), self.item_ty(site, &place))
    }

    /// An object that has no member but those of an event is the event, anything else its data.
    fn event_framing(&mut self, item: SchemaRef<'a>, at: &Pointer) -> Framing {
        match self.event_data(item, at, DEEPEST) {
            Some(EventData::Text) => return Framing::EventFields,
            Some(EventData::Json) => return Framing::EventFieldsData,
            None => {}
        }
        let kind = self.followed(item, at).map(|facets| facets.kind);
        if kind == Some(Kind::String) {
            Framing::EventText
        } else {
            Framing::EventData
        }
    }

    /// What the data of an event is, where a schema is one of an event.
    fn event_data(&mut self, item: SchemaRef<'a>, at: &Pointer, depth: usize) -> Option<EventData> {
        let facets = self.followed(item, at).filter(|_| depth > 0)?;
        let mut found = None;
        for (name, member) in facets.properties.into_iter().flatten() {
            if !EVENT_MEMBERS.contains(&name.as_str()) {
                return None;
            }
            if name == "data" {
                let kind = self.followed(member.into(), at).map(|facets| facets.kind);
                found = Some(if kind == Some(Kind::String) {
                    EventData::Text
                } else {
                    EventData::Json
                });
            }
        }
        // Each of several kinds of events has to be one. What is data for one of them may be JSON.
        let choices = facets.one_of.iter().chain(facets.any_of);
        let has_members = facets.properties.is_some_and(|members| !members.is_empty());
        for part in choices {
            let part = self.event_data(part.into(), at, depth - 1);
            match (part, found) {
                (None, None) => return None,
                (None, Some(_)) if !has_members => return None,
                (Some(EventData::Json), _) => found = Some(EventData::Json),
                (part, _) => found = found.or(part),
            }
        }
        for part in facets.all_of {
            found = found.or(self.event_data(part.into(), at, depth - 1));
        }
        found
    }

    /// The keywords of a schema, references followed.
    fn followed(&mut self, schema: SchemaRef<'a>, at: &Pointer) -> Option<Facets<'a>> {
        let schema = match schema {
            SchemaRef::Item(schema) => schema,
            SchemaRef::Reference(reference) => {
                let name = super::resolve::component_name(reference, "schemas")?;
                let components = self.document.openapi.components.as_ref()?;
                let schema = components.schemas.get(&name)?;
                self.resolve(schema, at, "schemas", |components| &components.schemas)?
                    .0
            }
        };
        Some(Facets::of(schema))
    }

    fn schema_kind(&mut self, schema: Option<&'a ReferenceOr<Schema>>, at: &Pointer) -> Kind {
        schema
            .and_then(|schema| self.followed(schema.into(), at))
            .map_or(Kind::Any, |facets| facets.kind)
    }

    /// Is it a schema of what plain text can hold: a string, a number or a boolean?
    fn is_plain(&mut self, schema: Option<&'a ReferenceOr<Schema>>, at: &Pointer) -> bool {
        matches!(
            self.schema_kind(schema, at),
            Kind::String | Kind::Number | Kind::Integer | Kind::Boolean
        )
    }

    /// Does a schema say more of bytes than that they are some?
    fn is_described(&mut self, schema: Option<&'a ReferenceOr<Schema>>, at: &Pointer) -> bool {
        let facets = schema.and_then(|schema| self.followed(schema.into(), at));
        facets.is_some_and(|facets| facets.kind != Kind::String && !facets.is_empty())
    }

    /// What a range of media types is, and what is said to be binary.
    fn refined(&mut self, family: Family, media: &'a MediaType, at: &Pointer) -> Family {
        let facets = media
            .schema
            .as_ref()
            .and_then(|schema| self.followed(schema.into(), at));
        let is_binary = facets
            .as_ref()
            .is_some_and(|facets| facets.kind == Kind::String && is_binary(facets));
        match (family, facets.map(|facets| facets.kind)) {
            (Family::Text | Family::Any, _) if is_binary => Family::Bytes,
            // With no schema, or one that says nothing, there is nothing to expect.
            (Family::Any, None) => Family::Bytes,
            (Family::Any, Some(Kind::String)) => Family::Text,
            (Family::Any, Some(_)) => Family::Json,
            (family, _) => family,
        }
    }
}

fn is_binary(facets: &Facets<'_>) -> bool {
    facets.format.as_deref() == Some("binary")
}

/// Media types that are read alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Json,
    Text,
    Bytes,
    /// A range that may hold any of those: the schema decides.
    Any,
    Events,
    Lines,
    Sequence,
}

/// How the items of a sequence of JSON documents are told apart, where a media type is one of those.
pub(super) fn framing(media_type: &str) -> Option<Framing> {
    match family(media_type) {
        Family::Lines => Some(Framing::JsonLines),
        Family::Sequence => Some(Framing::JsonSequence),
        Family::Json | Family::Text | Family::Bytes | Family::Any | Family::Events => None,
    }
}

fn family(media_type: &str) -> Family {
    let essence = media::essence(media_type);
    match essence.as_str() {
        "text/event-stream" => Family::Events,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/json-lines"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/x-json-stream"
        | "application/stream+json" => Family::Lines,
        "application/json-seq" => Family::Sequence,
        sequence if sequence.ends_with("+json-seq") => Family::Sequence,
        json if media::is_json(json) => Family::Json,
        "*/*" | "application/*" => Family::Any,
        xml if media::is_xml(xml) => Family::Text,
        "application/x-www-form-urlencoded" => Family::Text,
        text if media::is_text(text) => Family::Text,
        _ => Family::Bytes,
    }
}
