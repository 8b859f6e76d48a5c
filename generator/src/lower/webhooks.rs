//! Webhooks and callbacks: requests that the service makes. No server is generated, but the types of what it sends, and of what
//! it is answered with, have names.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{
    Callback, MediaType, Operation as Source, PathItem, ReferenceOr, Response, StatusCode,
};

use super::Lowering;
use super::bodies::media_words;
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::ExtraOperation;
use crate::ir::media::is_json;
use crate::ir::{Alias, Call, CallBody, Docs, Hint, HintBase, OneWay, ResourceId, Ty};
use crate::load::Node;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// An operation of the service's own API.
type Own<'a> = (&'a str, &'a str, &'a Source, Pointer);

/// A request that the service makes, and which one it is.
struct Made<'a> {
    /// What its types are called after.
    words: String,
    label: String,
    resources: Vec<ResourceId>,
    item: &'a PathItem,
    item_at: Pointer,
    source: &'a Source,
    at: Pointer,
}

/// Where the bodies of a request or of an answer stand.
struct Carrier<'a, 'w> {
    words: &'w str,
    part: String,
    way: OneWay,
    at: Pointer,
    content: &'a IndexMap<String, MediaType>,
    /// The texts that stand for those of a schema that has none.
    docs: Docs,
}

impl<'a> Lowering<'a> {
    /// The types of all webhooks and of the callbacks of all operations that are asked for.
    pub(super) fn calls_of_the_service(&mut self) {
        self.webhooks();
        let shared = self.callbacks();
        self.shared_callbacks(&shared);
    }

    fn webhooks(&mut self) {
        let mut is_any = false;
        for entry in &self.document.webhooks {
            for (method, source, at) in operations(&entry.item, &entry.extra, &entry.pointer) {
                if !self.takes_webhook(&entry.path, source) {
                    self.passed.insert(at);
                    continue;
                }
                is_any = true;
                self.call(&Made {
                    words: words(method, format!("{} webhook", entry.path)),
                    label: format!("{} webhook {}", method.to_ascii_uppercase(), entry.path),
                    resources: Vec::new(),
                    item: &entry.item,
                    item_at: entry.pointer.clone(),
                    source,
                    at,
                });
            }
        }
        if is_any {
            let message = "webhooks are requests to a server of one's own, of which only the types of bodies are generated";
            let at = Pointer::root().key(&format!("{CARRIED}webhooks"));
            self.report(Code::UnsupportedKeyword, &at, message);
        }
    }

    /// The callbacks that stand in operations; which components the others refer to, and the operations' resources.
    fn callbacks(&mut self) -> BTreeMap<Pointer, BTreeSet<ResourceId>> {
        let mut shared: BTreeMap<Pointer, BTreeSet<ResourceId>> = BTreeMap::new();
        let taken = self.api.operations.iter();
        let taken: BTreeMap<Pointer, ResourceId> = taken
            .map(|(_, operation)| (operation.origin.clone(), operation.resource))
            .collect();
        let document = self.document;
        for entry in &document.paths {
            for (method, source, at) in operations(&entry.item, &entry.extra, &entry.pointer) {
                let Some(&resource) = taken.get(&document.origin(&at)) else {
                    continue;
                };
                let own = (method, entry.path.as_str(), source, at);
                self.only_types(&own);
                for name in self.referred(&own) {
                    shared.entry(name).or_default().insert(resource);
                }
                self.own_callbacks(&own, resource);
            }
        }
        shared
    }

    fn own_callbacks(&mut self, own: &Own<'a>, resource: ResourceId) {
        let (method, path, source, at) = own;
        let at = at.key("callbacks");
        let route = format!("{} {path}", method.to_ascii_uppercase());
        for (name, callback) in &source.callbacks {
            let words = match &source.operation_id {
                Some(id) => format!("{id} {name} callback"),
                None => format!("{name} callback"),
            };
            let label = format!("callback {name} of {route}");
            self.callback(callback, &at.key(name), &words, &label, &[resource]);
        }
    }

    /// The places of the components that callbacks of an operation refer to.
    fn referred(&mut self, (_, _, source, at): &Own<'a>) -> Vec<Pointer> {
        let key = format!("{CARRIED}callbacks");
        let carried = source
            .extensions
            .get(&key)
            .and_then(serde_json::Value::as_object);
        let Some(carried) = carried else {
            return Vec::new();
        };
        let at = at.key(&key);
        let mut found = Vec::new();
        for (name, callback) in carried {
            let reference = callback.get("$ref").and_then(serde_json::Value::as_str);
            let Some(reference) = reference else { continue };
            let callback = self.follow(reference, &at.key(name), "callbacks", |all| &all.callbacks);
            found.extend(callback.map(|(_, at)| at));
        }
        found
    }

    /// Callbacks that are components, each once: those that operations refer to, and, where all is asked for, the others.
    fn shared_callbacks(&mut self, used: &BTreeMap<Pointer, BTreeSet<ResourceId>>) {
        let Some(components) = &self.document.openapi.components else {
            return;
        };
        let base = Pointer::root().key("components").key("callbacks");
        for (name, callback) in &components.callbacks {
            let ReferenceOr::Item(callback) = callback else {
                continue;
            };
            let at = base.key(name);
            let of = used.get(&at);
            if of.is_none() && !self.takes_all() {
                continue;
            }
            let resources: Vec<ResourceId> = of.into_iter().flatten().copied().collect();
            let words = format!("{name} callback");
            let label = format!("callback {name}");
            self.callback(callback, &at, &words, &label, &resources);
        }
    }

    fn callback(
        &mut self,
        callback: &'a Callback,
        at: &Pointer,
        words_of: &str,
        label: &str,
        resources: &[ResourceId],
    ) {
        for (expression, item) in callback {
            let at = at.key(expression);
            for (method, source, at_method) in operations(item, self.document.extra_of(&at), &at) {
                let upper = method.to_ascii_uppercase();
                let label = match callback.len() {
                    1 => format!("{upper} {label}"),
                    _ => format!("{upper} {label} to {expression}"),
                };
                self.call(&Made {
                    words: words(method, words_of.to_owned()),
                    label,
                    resources: resources.to_vec(),
                    item,
                    item_at: at.clone(),
                    source,
                    at: at_method,
                });
            }
        }
    }

    fn only_types(&mut self, (method, path, source, at): &Own<'a>) {
        let carried = format!("{CARRIED}callbacks");
        let referred = source.extensions.get(&carried);
        let referred = referred.and_then(|all| all.as_object()?.keys().next());
        let at = match (source.callbacks.is_empty(), referred) {
            (false, _) => at.key("callbacks"),
            (true, Some(name)) => at.key(&carried).key(name),
            (true, None) => return,
        };
        let route = format!("{} {path}", method.to_ascii_uppercase());
        let id = source.operation_id.as_ref().unwrap_or(&route);
        let message = format!(
            "the callbacks of `{id}` are requests that the service makes; only the types of their bodies are generated"
        );
        self.report(Code::UnsupportedKeyword, &at, message);
    }

    fn call(&mut self, made: &Made<'a>) {
        let Made {
            words, source, at, ..
        } = made;
        self.left_parameters(made);
        self.left_callbacks(at);
        let docs = self.docs(source.summary.as_deref(), source.description.as_deref(), at);
        let mut bodies = Vec::new();
        if let Some(body) = &source.request_body {
            let at = at.key("requestBody");
            let body = self.resolve(body, &at, "requestBodies", |all| &all.request_bodies);
            if let Some((body, at)) = body {
                bodies.extend(self.carried(&Carrier {
                    words,
                    part: "request".to_owned(),
                    way: OneWay::Received,
                    at,
                    content: &body.content,
                    docs: docs.clone(),
                }));
            }
        }
        bodies.extend(self.answers(words, source, at));
        self.api.calls.push(Call {
            label: made.label.clone(),
            docs,
            bodies,
            resources: made.resources.clone(),
            origin: self.document.origin(at),
        });
    }

    /// What the service is answered with: the first success by the plain name, all else by its status.
    fn answers(&mut self, words: &str, source: &'a Source, at: &Pointer) -> Vec<CallBody> {
        let mut bodies = Vec::new();
        let at = at.key("responses");
        let answers = &source.responses;
        let by_status = answers.responses.iter();
        let mut all: Vec<(String, bool, &'a ReferenceOr<Response>)> = by_status
            .map(|(status, answer)| (status.to_string(), is_success(status), answer))
            .collect();
        all.extend(
            answers
                .default
                .as_ref()
                .map(|answer| ("default".to_owned(), false, answer)),
        );
        let mut has_plain = false;
        for (status, is_success, answer) in all {
            let answer = self.resolve(answer, &at.key(&status), "responses", |all| &all.responses);
            let Some((answer, at)) = answer.filter(|(answer, _)| !answer.content.is_empty()) else {
                continue;
            };
            let is_plain = is_success && !has_plain;
            has_plain |= is_plain;
            let words = if is_plain {
                format!("{words} response")
            } else {
                format!("{words} {status} response")
            };
            bodies.extend(self.carried(&Carrier {
                words: &words,
                part: format!("response {status}"),
                way: OneWay::Sent,
                at,
                content: &answer.content,
                docs: Docs::default(),
            }));
        }
        bodies
    }

    /// Says that what the service calls in the course of a request of its own is left out.
    fn left_callbacks(&mut self, at: &Pointer) {
        for key in ["callbacks", &format!("{CARRIED}callbacks")] {
            let at = at.key(key);
            let first = self.document.node(&at).and_then(Node::as_object);
            if let Some(first) = first.and_then(|all| all.iter().next()) {
                let at = at.key(&first.key);
                let message = "callbacks of requests that the service makes are not generated";
                self.report(Code::UnsupportedKeyword, &at, message);
                return;
            }
        }
    }

    /// Says which parameters a program has to look up in the request itself.
    fn left_parameters(&mut self, made: &Made<'a>) {
        let lists = [
            (&made.item.parameters, &made.item_at),
            (&made.source.parameters, &made.at),
        ];
        let mut names: Vec<String> = Vec::new();
        for (list, of) in lists {
            let of = of.key("parameters");
            for (index, parameter) in list.iter().enumerate() {
                let at = of.index(index);
                let found = self.resolve(parameter, &at, "parameters", |all| &all.parameters);
                let name = found.map(|(parameter, _)| &parameter.parameter_data_ref().name);
                names.extend(name.map(|name| format!("`{name}`")));
            }
        }
        if names.is_empty() {
            return;
        }
        let message = format!(
            "parameters of requests that the service makes are not generated: {}",
            names.join(", ")
        );
        let places = [&made.at, &made.item_at].map(|of| of.key("parameters"));
        let mut places = places.into_iter();
        let at = places.find(|at| self.document.node(at).is_some());
        let at = at.unwrap_or_else(|| made.at.clone());
        let note = Diagnostic::new(Code::UnsupportedKeyword, message)
            .severity(Severity::Note)
            .help("read them from the request that the server gets");
        self.say(&at, note);
    }

    /// Names what a body is in each media type: JSON by the plain name, what says something else by the media type, too.
    fn carried(&mut self, carrier: &Carrier<'a, '_>) -> Vec<CallBody> {
        let typed = carrier
            .content
            .iter()
            .filter(|(_, media)| media.schema.is_some());
        let mut typed: Vec<_> = typed.collect();
        typed.sort_by_key(|(media_type, _)| !is_json(media_type));
        let mut seen = Vec::new();
        let mut bodies = Vec::new();
        for (media_type, media) in typed {
            let Some(schema) = &media.schema else {
                continue;
            };
            // The same value in another spelling.
            if seen.contains(&schema) {
                continue;
            }
            let words = if seen.is_empty() {
                carrier.words.to_owned()
            } else {
                format!("{} {}", carrier.words, media_words(media_type))
            };
            seen.push(schema);
            let place = Place {
                pointer: carrier.at.key("content").key(media_type).key("schema"),
                hint: Hint {
                    base: HintBase::Operation(words.clone()),
                    path: Vec::new(),
                },
            };
            let site = self.site(schema.into(), &place);
            let (against, what) = match carrier.way {
                OneWay::Received => (OneWay::Sent, "what the service sends"),
                OneWay::Sent => (OneWay::Received, "what the service is answered with"),
            };
            self.against(against, &site, &place.pointer, what);
            self.name_carried(words, &site, &place, &carrier.docs);
            bodies.push(CallBody {
                part: carrier.part.clone(),
                media_type: media_type.clone(),
                ty: site.whole(),
                way: carrier.way,
                origin: self.document.origin(&place.pointer),
            });
        }
        bodies
    }

    /// A type of its own has the name itself.
    fn name_carried(&mut self, words: String, site: &Site, place: &Place, texts: &Docs) {
        if matches!(site.ty, Ty::Named(id) if self.api.types[id].hint == place.hint) {
            return;
        }
        let has_texts = site.docs != Docs::default();
        let docs = if has_texts { &site.docs } else { texts };
        self.api.aliases.push(Alias {
            wire: words,
            ty: site.whole(),
            docs: docs.clone(),
            deprecated: false,
            origin: self.document.origin(&place.pointer),
        });
    }
}

/// The operations of a path item, those of methods that 3.0 does not have, too.
pub(super) fn operations<'a>(
    item: &'a PathItem,
    extra: &'a [ExtraOperation],
    at: &Pointer,
) -> impl Iterator<Item = (&'a str, &'a Source, Pointer)> {
    let known = item
        .iter()
        .map(|(method, source)| (method, source, at.key(method)));
    let known: Vec<_> = known.collect();
    let extra = extra.iter().map(|extra| {
        (
            extra.method.as_str(),
            &extra.operation,
            extra.pointer.clone(),
        )
    });
    known.into_iter().chain(extra)
}

/// What is posted is called as it is, what comes by another method after that, too, whatever stands beside it.
fn words(method: &str, words: String) -> String {
    match method.to_ascii_lowercase().as_str() {
        "post" => words,
        method => format!("{method} {words}"),
    }
}

fn is_success(status: &StatusCode) -> bool {
    matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2))
}
