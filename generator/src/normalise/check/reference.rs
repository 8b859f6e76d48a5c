//! Checks of references: what they look like, what stands beside them, and which lead somewhere deep.

use std::collections::BTreeSet;

use super::{Checker, Drop, Keep, Site, Verdict, at_name};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::{Node, Object, Value};
use crate::normalise::path::Path;
use crate::normalise::version::V30;
use crate::normalise::vocabulary::{Kind, section, table};
use crate::pointer::Pointer;
use crate::source::Span;

/// Keywords beside a `$ref` that change no meaning.
pub(in crate::normalise) const ANNOTATIONS: [&str; 8] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "deprecated",
    "externalDocs",
    "$comment",
];

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
        self.mark_seen(kind, site);
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
            self.references.to_copy.push(site.path.pointer());
        } else if !is_component(&target, kind) {
            self.references.deep.insert(target, kind);
        }
        Keep
    }

    /// Checks what stands beside a `$ref`: in a schema of 3.1 it counts, elsewhere only `summary` and `description` do.
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

    /// Checks the targets of deep references that the walk did not come by, such as those in extensions.
    pub(super) fn unseen_targets(&mut self, root: &mut Node) {
        let mut done = BTreeSet::new();
        loop {
            let open = self
                .references
                .deep
                .iter()
                .find(|(target, _)| !done.contains(*target));
            let Some((target, kind)) = open.map(|(target, kind)| (target.clone(), *kind)) else {
                return;
            };
            done.insert(target.clone());
            match self.seen.get(&target) {
                None => self.unseen_target(root, &target, kind),
                Some(found) if *found != kind => {
                    self.references.deep.remove(&target);
                    let message = format!(
                        "a reference to `{target}` does not lead to {}",
                        table(kind).noun
                    );
                    let span = root.at(&target).map_or(root.span, |node| node.span);
                    let first = Span {
                        end: span.start.saturating_add(1),
                        ..span
                    };
                    self.push(
                        Diagnostic::new(Code::BadReference, message)
                            .at(Location::new(first, target)),
                    );
                }
                Some(_) => {}
            }
        }
    }

    fn unseen_target(&mut self, root: &mut Node, target: &Pointer, kind: Kind) {
        if let Some(node) = at_mut(root, target) {
            let name = Span {
                end: node.span.start.saturating_add(1),
                ..node.span
            };
            let site = Site {
                path: Path::from(target),
                name,
                soft: false,
            };
            self.object_or_reference(node, kind, &site);
        }
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

/// The node that a pointer leads to, to be changed.
pub(in crate::normalise) fn at_mut<'n>(
    root: &'n mut Node,
    pointer: &Pointer,
) -> Option<&'n mut Node> {
    pointer
        .segments()
        .try_fold(root, |node, segment| match &mut node.value {
            Value::Object(object) => object.get_mut(&segment),
            Value::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
            _ => None,
        })
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
