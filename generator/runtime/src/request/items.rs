//! Bodies of a JSON document an item: lines, and sequences of RFC 7464.

use super::content::Content;
use super::{Refused, RequestEncoder, plain};
use crate::Peek;
use crate::check::In;

impl RequestEncoder {
    pub(super) fn put_lines(&mut self, content: &Content, body: &dyn Peek) {
        self.put_items(content, "", body);
    }

    pub(super) fn put_sequence(&mut self, content: &Content, body: &dyn Peek) {
        self.put_items(content, "\u{1e}", body);
    }

    /// Whatever is kept is compact JSON, so that no item has a line break.
    fn put_items(&mut self, content: &Content, before: &str, body: &dyn Peek) {
        if body.is_absent() {
            return;
        }
        self.check_body(body);
        let json = self.json_of(body);
        let Some(items) = (plain::Raw { at: 0, json: &json }).items() else {
            let refused = Refused::new("what is sent an item at a time is an array");
            return self.note(In::Body, "", Err(refused));
        };
        let mut text = String::with_capacity(json.len());
        for item in items {
            text.push_str(before);
            text.push_str(item.json);
            text.push('\n');
        }
        self.bytes(content.media_type, text);
    }
}
