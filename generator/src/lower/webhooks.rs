//! Webhooks and callbacks: requests that the service makes. No server is generated, but the types of what it sends, and of what
//! it is answered with, have names.

use indexmap::IndexMap;
use openapiv3::{MediaType, Operation as Source, PathItem, StatusCode};

use super::Lowering;
use super::media::is_json;
use super::schemas::{Place, Site};
use crate::document::PathEntry;
use crate::ir::{Alias, Hint, HintBase, Ty};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The types of all webhooks and of the callbacks of all operations.
    pub(super) fn calls_of_the_service(&mut self) {
        let document = self.document;
        for PathEntry {
            path,
            item,
            pointer,
            extra: _,
        } in &document.webhooks
        {
            self.called(&format!("{path} webhook"), item, pointer);
        }
        for entry in &document.paths {
            for (method, source) in entry.item.iter() {
                let at = entry.pointer.key(method).key("callbacks");
                for (name, callback) in &source.callbacks {
                    let words = match &source.operation_id {
                        Some(id) => format!("{id} {name} callback"),
                        None => format!("{name} callback"),
                    };
                    for (expression, item) in callback {
                        self.called(&words, item, &at.key(name).key(expression));
                    }
                }
            }
        }
    }

    /// The types of the requests of a path item; what is posted is called as it is, what comes by another method after that,
    /// too, whatever stands beside it.
    fn called(&mut self, words: &str, item: &'a PathItem, at: &Pointer) {
        for (method, source) in item.iter() {
            let words = match method {
                "post" => words.to_owned(),
                _ => format!("{method} {words}"),
            };
            let at = at.key(method);
            self.call(&words, source, &at);
        }
    }

    fn call(&mut self, words: &str, source: &'a Source, at: &Pointer) {
        if let Some(body) = &source.request_body {
            let body = self.resolve(
                body,
                &at.key("requestBody"),
                "requestBodies",
                |components| &components.request_bodies,
            );
            if let Some((body, place)) = body {
                self.carried(words, &body.content, &place, Some(source));
            }
        }
        for (status, response) in &source.responses.responses {
            if !matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2)) {
                continue;
            }
            let at = at.key("responses").key(&status.to_string());
            let response = self.resolve(response, &at, "responses", |all| &all.responses);
            if let Some((response, place)) = response {
                self.carried(
                    &format!("{words} response"),
                    &response.content,
                    &place,
                    None,
                );
            }
        }
    }

    /// Names the JSON of a body; a type of its own has the name itself.
    fn carried(
        &mut self,
        words: &str,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        texts: Option<&Source>,
    ) {
        let mut media = content.iter().filter(|(media_type, _)| is_json(media_type));
        let Some((media_type, media)) = media.next() else {
            return;
        };
        let Some(schema) = &media.schema else {
            return;
        };
        let place = Place {
            pointer: at.key("content").key(media_type).key("schema"),
            hint: Hint {
                base: HintBase::Operation(words.to_owned()),
                path: Vec::new(),
            },
        };
        let site = self.site(schema.into(), &place);
        if !self.is_called_so(&site, &place.hint) {
            let docs = texts.map_or_else(Default::default, |source| {
                self.docs(source.summary.as_deref(), source.description.as_deref(), at)
            });
            self.api.aliases.push(Alias {
                wire: words.to_owned(),
                ty: site.whole(),
                docs,
                deprecated: false,
                origin: self.document.origin(&place.pointer),
            });
        }
    }

    fn is_called_so(&self, site: &Site, hint: &Hint) -> bool {
        matches!(site.ty, Ty::Named(id) if self.api.types[id].hint == *hint)
    }
}
