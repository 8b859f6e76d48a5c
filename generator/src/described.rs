//! How much a description describes, counted in the tree as it was read: what was made is held against it.

use crate::load::{Node, Object};

/// The methods that a path item has members for (OpenAPI 3.2.0, "Path Item Object").
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// What a description says that there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Described {
    /// The operations of its paths; callbacks and webhooks are calls to the client.
    pub operations: usize,
    /// The schemas of its components.
    pub schemas: usize,
}

impl Described {
    /// Counts.
    pub(crate) fn count(root: &Node) -> Self {
        let schemas =
            member(root, "components").and_then(|components| member(components, "schemas"));
        let items = object(member(root, "paths")).filter(|(key, _)| key.starts_with('/'));
        Self {
            operations: items.map(|(_, item)| operations(item)).sum(),
            schemas: schemas.and_then(Node::as_object).map_or(0, Object::len),
        }
    }
}

fn operations(item: &Node) -> usize {
    let fixed = object(Some(item)).filter(|(key, _)| METHODS.contains(key));
    fixed.count() + object(member(item, "additionalOperations")).count()
}

fn member<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    node.as_object()?.get(key)
}

fn object(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let members = node.and_then(Node::as_object).into_iter().flatten();
    members.map(|member| (&*member.key, &member.node))
}
