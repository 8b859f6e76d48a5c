//! Keys of `content`: a list of media types becomes a member each.

use super::{Rules, Subject, root};
use crate::load::{Member, Node, Object, Value};
use crate::normalise::media_types::listed;

impl Rules<'_> {
    /// Each media type has the member of its own that OpenAPI wants, and no white space around it. What has one already keeps it.
    pub(super) fn media_types(&mut self, subject: &mut Subject<'_, '_>) {
        let is_plain = |member: &Member| listed(&member.key) == [&*member.key];
        let content = subject.object.get_mut("content");
        let Some(Value::Object(content)) = content.map(|node| &mut node.value) else {
            return;
        };
        if content.iter().all(is_plain) {
            return;
        }
        let mut moved = Vec::new();
        let mut settled = Object::new();
        for member in content.iter() {
            for name in listed(&member.key) {
                let is_own = name == &*member.key;
                if settled.contains_key(name) || !is_own && content.contains_key(name) {
                    continue;
                }
                if !is_own {
                    let place = root().key("content");
                    moved.push((place.key(name), place.key(&member.key)));
                }
                settled.insert(Member {
                    key: name.into(),
                    key_span: member.key_span,
                    node: Node::clone(&member.node),
                });
            }
        }
        **content = settled;
        self.moved(subject, &moved);
    }
}
