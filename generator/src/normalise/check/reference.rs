//! Checks of references: what they look like, what stands beside them, and which lead somewhere deep.

use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use super::{Checker, Drop, Keep, Site, Target, Verdict, at_name};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::{Node, Object, Value};
use crate::normalise::path::Path;
use crate::normalise::version::V30;
use crate::normalise::vocabulary::{Kind, section, table};
use crate::pointer::Pointer;
use crate::source::Span;

/// Keywords beside a `$ref` that change no meaning.
pub(crate) const ANNOTATIONS: [&str; 8] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "deprecated",
    "externalDocs",
    "$comment",
];

/// Keywords that nobody writes beside a `$ref` without meaning them, though 3.0 has them ignored.
pub(crate) const MEANT: [&str; 3] = ["nullable", "readOnly", "writeOnly"];

impl Checker<'_> {
    /// Checks an object of a kind, or a reference to one.
    pub(super) fn object_or_reference(
        &mut self,
        node: &mut Node,
        kind: Kind,
        site: &Site<'_>,
    ) -> Verdict {
        let Some(object) = node
            .as_object_mut()
            .filter(|object| object.contains_key("$ref"))
        else {
            return self.object(node, kind, site);
        };
        self.mark_seen(Some(kind), site);
        let verdict = self.reference(object, kind, site);
        if verdict == Keep && object.len() > 1 {
            return self.siblings(node, kind, site);
        }
        verdict
    }

    fn reference(&mut self, object: &Object, kind: Kind, site: &Site<'_>) -> Verdict {
        let Some(member) = object.member("$ref") else {
            return Keep;
        };
        let inner = site.key("$ref", member.key_span);
        let Some(text) = member.node.as_str() else {
            return self.wrong("a string", &member.node, &inner);
        };
        if !text.starts_with('#') {
            let message = format!("`{text}` leads out of the description");
            self.push(
                Diagnostic::new(Code::ExternalReference, message).at(inner.location(&member.node)),
            );
            return Drop;
        }
        let Some(target) = Pointer::from_fragment(text) else {
            let message = format!("`{text}` is not a reference with a JSON pointer");
            self.push(
                Diagnostic::new(Code::BadReference, message).at(inner.location(&member.node)),
            );
            return Drop;
        };
        if matches!(kind, Kind::PathItem | Kind::MediaType) {
            self.references.to_copy.insert(site.path.pointer());
            if target.is_in_other_file() && !self.seen.contains_key(&target) {
                self.open.push((target, kind));
            }
        } else if !is_component(&target, kind)
            && let Entry::Vacant(entry) = self.references.deep.entry(target)
        {
            self.open.push((entry.key().clone(), kind));
            entry.insert(Target {
                kind,
                may_move: true,
            });
        }
        Keep
    }

    /// Checks what stands beside a `$ref`: in a schema of 3.1 it counts, in one of 3.0 what can only be meant, elsewhere only
    /// `summary` and `description` do.
    fn siblings(&mut self, node: &mut Node, kind: Kind, site: &Site<'_>) -> Verdict {
        let counts = match kind {
            Kind::PathItem => true,
            Kind::Schema => self.version != V30,
            _ => false,
        };
        if counts {
            return self.object(node, kind, site);
        }
        let Some(object) = node.as_object_mut() else {
            return Keep;
        };
        let is_fine =
            |key: &str| key == "$ref" || key.starts_with("x-") || ANNOTATIONS.contains(&key);
        object.retain(|member| {
            if is_fine(&member.key) {
                return true;
            }
            let inner = site.key(&member.key, member.key_span);
            if kind == Kind::Schema
                && MEANT.contains(&&*member.key)
                && member.node.as_bool().is_some()
            {
                let message = format!(
                    "OpenAPI 3.0 has `{}` beside `$ref` ignored; it is taken as it is meant",
                    member.key
                );
                let diagnostic = Diagnostic::new(Code::IgnoredSibling, message);
                self.push(diagnostic.leaves_nothing_out().at(at_name(&inner)));
                return true;
            }
            let message = format!("`{}` has no meaning beside `$ref`", member.key);
            let diagnostic = Diagnostic::new(Code::IgnoredSibling, message).at(at_name(&inner));
            self.push(if kind == Kind::Schema {
                diagnostic
            } else {
                diagnostic.help("remove it")
            });
            false
        });
        Keep
    }

    /// Checks the targets of deep references that the walk did not come by, such as those in extensions, and takes out
    /// the references whose targets are something else.
    pub(super) fn unseen_targets(&mut self, root: &mut Node) {
        while let Some((pointer, kind)) = self.open.pop() {
            if !self.is_sound(root, &pointer, kind) {
                self.references.deep.remove(&pointer);
            }
        }
    }

    /// Whether what a pointer leads to is of that kind.
    fn is_sound(&mut self, root: &mut Node, pointer: &Pointer, kind: Kind) -> bool {
        match self.seen.get(pointer) {
            None => self.unseen_target(root, pointer, kind),
            Some(found) if *found != Some(kind) => {
                self.other_kind(root, pointer, kind);
                false
            }
            Some(_) => true,
        }
    }

    fn unseen_target(&mut self, root: &mut Node, pointer: &Pointer, kind: Kind) -> bool {
        let Some(node) = root.at_mut(pointer) else {
            return false;
        };
        if let Some(target) = self.references.deep.get_mut(pointer) {
            target.may_move = pointer.is_in_other_file();
        }
        let name = first_character(node);
        let site = Site {
            path: Path::from(pointer),
            name,
            soft: false,
        };
        self.object_or_reference(node, kind, &site) == Keep
    }

    fn other_kind(&mut self, root: &Node, pointer: &Pointer, kind: Kind) {
        let message = format!(
            "a reference to `{pointer}` does not lead to {}",
            table(kind).noun
        );
        let place = first_character(root.at(pointer).unwrap_or(root));
        let diagnostic = Diagnostic::new(Code::BadReference, message);
        self.push(diagnostic.at(Location::new(place, pointer.clone())));
    }
}

fn first_character(node: &Node) -> Span {
    Span {
        end: node.span.start.saturating_add(1).min(node.span.end),
        ..node.span
    }
}

/// Whether a pointer leads to a component of that kind by its name.
pub(in crate::normalise) fn is_component(target: &Pointer, kind: Kind) -> bool {
    let segments: Vec<_> = target.segments().take(4).collect();
    match segments.as_slice() {
        [components, found, _] => components == "components" && section(kind) == Some(&**found),
        _ => false,
    }
}

/// Collects the targets of whatever looks like a reference and does not lead to a component by its name.
pub(super) fn collect_targets(node: &Node, targets: &mut BTreeSet<Pointer>) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| collect_targets(item, targets)),
        Value::Object(object) => {
            let reference = object.get("$ref").and_then(Node::as_str);
            let is_plain =
                |text: &str| text.starts_with("#/components/") && text.matches('/').count() == 3;
            if let Some(target) = reference
                .filter(|text| !is_plain(text))
                .and_then(Pointer::from_fragment)
            {
                targets.insert(target);
            }
            object
                .iter()
                .for_each(|member| collect_targets(&member.node, targets));
        }
        _ => {}
    }
}
