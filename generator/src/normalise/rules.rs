//! The rules: a walk from the root, which rewrites each object before it goes on into what the object became.

mod beyond;
mod bounds;
mod files;
mod lists;
mod media_types;
mod nulls;
mod objects;
mod patterns;
mod querystring;
mod rounding;
mod schema;
mod tuples;
mod types;
mod unevaluated;

use super::check::ANNOTATIONS;
use super::path::Path;
use super::version::{V30, Versions};
use super::vocabulary::{Kind, Shape, table};
use super::{CARRIED, NOT, TEXT};
use crate::config::Formats;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::load::{Member, Moves, Node, Object, Tree, Value};
use crate::pointer::Pointer;
use crate::source::Span;

/// Keywords whose schemas are questions and no types: they stay as they are written, and so do the schemas in them.
const CONDITIONS: [&str; 9] = [
    NOT,
    "x-oas-additionalProperties",
    "x-oas-contains",
    "x-oas-dependentSchemas",
    "x-oas-else",
    "x-oas-if",
    "x-oas-patternProperties",
    "x-oas-prefixItems",
    "x-oas-then",
];

/// Those that are read as rules as well, in the form that all have.
const QUESTIONS: [&str; 2] = ["not", "x-oas-propertyNames"];

/// Applies all rules to the whole tree, and closes the gaps that what was wrong has left in lists.
pub(super) fn apply(
    tree: &mut Tree,
    version: Versions,
    has_gaps: bool,
    formats: &Formats,
    diagnostics: &mut Diagnostics,
) {
    if version != V30 {
        files::parts_are_bytes(&mut tree.root);
    }
    let mut rules = Rules {
        version,
        has_gaps,
        formats,
        moves: &mut tree.moves,
        diagnostics,
        asks: false,
    };
    rules.value(&mut tree.root, Shape::Object(Kind::OpenApi), &Path::root());
}

/// The state of a walk.
struct Rules<'a> {
    version: Versions,
    has_gaps: bool,
    formats: &'a Formats,
    moves: &'a mut Moves,
    diagnostics: &'a mut Diagnostics,
    /// Is the schema at hand a question and no type? What no type keeps is kept there.
    asks: bool,
}

/// The object that a rule works on.
struct Subject<'o, 'p> {
    object: &'o mut Object,
    /// Where the object was written; new members get this span.
    span: Span,
    path: &'p Path<'p>,
}

impl Rules<'_> {
    fn value(&mut self, node: &mut Node, shape: Shape, path: &Path<'_>) {
        match shape {
            Shape::Schema => self.schema(node, path),
            Shape::SchemaOrBool if node.as_bool().is_none() => self.schema(node, path),
            Shape::Object(kind) | Shape::Ref(kind) => self.object(node, kind, path),
            Shape::List(of) => {
                if let Value::Array(items) = &mut node.value {
                    for (index, item) in items.iter_mut().enumerate() {
                        self.value(item, *of, &path.index(index));
                    }
                }
            }
            Shape::Map(of) => {
                for Member { key, node, .. } in
                    node.as_object_mut().into_iter().flat_map(Object::iter_mut)
                {
                    self.value(node, *of, &path.key(key));
                }
            }
            _ => {}
        }
    }

    /// `true` allows everything as `{}` does, `false` nothing (JSON Schema core 2020-12 §4.3.2).
    fn schema(&mut self, node: &mut Node, path: &Path<'_>) {
        if let Value::Bool(allows) = node.value {
            let nothing = Member::new("not", Node::new(node.span, Object::new()));
            let members = if allows { None } else { Some(nothing) };
            node.value = Value::from(members.into_iter().collect::<Object>());
        }
        self.object(node, Kind::Schema, path);
    }

    fn object(&mut self, node: &mut Node, kind: Kind, path: &Path<'_>) {
        let span = node.span;
        let Some(object) = node.as_object_mut() else {
            return;
        };
        let mut subject = Subject { object, span, path };
        if self.has_gaps {
            self.close_gaps(&mut subject, kind);
        }
        if kind == Kind::Schema {
            if subject
                .str("format")
                .is_some_and(|name| self.formats.says_text(name))
            {
                subject.set(TEXT, true);
            }
            self.schema_rules(&mut subject);
            self.keep_question(&mut subject);
        } else if !subject.object.contains_key("$ref") {
            self.object_rules(&mut subject, kind);
        }
        let table = table(kind);
        for Member { key, node, .. } in object.iter_mut() {
            let is_leaf = matches!(
                node.value,
                Value::Null | Value::Number(_) | Value::String(_)
            );
            if is_leaf {
                continue;
            }
            if kind == Kind::Schema && CONDITIONS.contains(&&**key) {
                continue;
            }
            if let Some(shape) = table.shape_of(key) {
                let outer = self.asks;
                self.asks |= kind == Kind::Schema && QUESTIONS.contains(&&**key);
                self.value(node, shape, &path.key(key));
                self.asks = outer;
            }
        }
    }

    /// Keeps what `not` says as it is written, beside the form of it that is a rule.
    fn keep_question(&self, subject: &mut Subject<'_, '_>) {
        let not = subject.object.get("not").filter(|_| !self.asks);
        let says = |not: &&Node| not.as_object().is_some_and(|it| !it.is_empty());
        if let Some(not) = not.filter(says).cloned() {
            subject.object.insert(Member::new(NOT, not));
        }
    }

    /// Takes the nulls out of lists that stand in the places of what was wrong.
    fn close_gaps(&mut self, subject: &mut Subject<'_, '_>, kind: Kind) {
        let table = table(kind);
        let is_list = |member: &&Member| {
            let shape = table.shape_of(&member.key);
            match shape {
                Some(Shape::List(of)) => !matches!(of, Shape::Any),
                shape => matches!(shape, Some(Shape::Required)),
            }
        };
        let lists = subject.object.iter().filter(is_list);
        let keys: Vec<Box<str>> = lists.map(|member| member.key.clone()).collect();
        for key in keys {
            self.take_elements(subject, &key, Node::is_null);
        }
    }

    /// Gives keywords that 3.0 has no place for the name under which they are carried over.
    fn carry_all(&mut self, subject: &mut Subject<'_, '_>, kind: Kind) {
        let table = table(kind);
        let is_carried = |member: &&Member| {
            table
                .keyword(&member.key)
                .is_some_and(|keyword| keyword.carried)
        };
        let keys: Vec<Box<str>> = subject
            .object
            .iter()
            .filter(is_carried)
            .map(|member| member.key.clone())
            .collect();
        for key in keys {
            self.carry(subject, &key);
        }
    }

    /// Carries a keyword over.
    fn carry(&mut self, subject: &mut Subject<'_, '_>, key: &str) {
        self.rename(subject, key, &format!("{CARRIED}{key}"));
    }

    /// Gives a member another name.
    fn rename(&mut self, subject: &mut Subject<'_, '_>, key: &str, name: &str) {
        if let Some(member) = subject.object.remove(key) {
            subject.object.insert(Member {
                key: name.into(),
                ..member
            });
            self.moved(subject, &[(root().key(name), root().key(key))]);
        }
    }

    /// Notes that members of a subject moved: where they are now, where they were, both from the subject on.
    fn moved(&mut self, subject: &Subject<'_, '_>, moved: &[(Pointer, Pointer)]) {
        let here = subject.path.pointer();
        let absolute: Vec<_> = moved
            .iter()
            .map(|(to, from)| (here.join(to), here.join(from)))
            .collect();
        self.moves.record(&absolute);
    }

    /// Takes elements out of an array that is a member, and notes that those behind them moved up.
    fn take_elements(
        &mut self,
        subject: &mut Subject<'_, '_>,
        key: &str,
        is_taken: impl Fn(&Node) -> bool,
    ) -> usize {
        let Some(Value::Array(items)) = subject.object.get_mut(key).map(|node| &mut node.value)
        else {
            return 0;
        };
        let before = items.len();
        let kept: Vec<usize> = (0..)
            .zip(items.iter())
            .filter(|(_, item)| !is_taken(item))
            .map(|(at, _)| at)
            .collect();
        if kept.len() == before {
            return 0;
        }
        items.retain(|item| !is_taken(item));
        let place = root().key(key);
        let shifted = kept.iter().enumerate().filter(|(to, from)| to != *from);
        let moved: Vec<_> = shifted
            .map(|(to, from)| (place.index(to), place.index(*from)))
            .collect();
        self.moved(subject, &moved);
        before - kept.len()
    }

    /// Reports that something is left out.
    fn left_out(&mut self, code: Code, message: String, span: Span, pointer: &Pointer) {
        let at = Location::new(span, self.moves.origin(pointer));
        self.diagnostics.push(Diagnostic::new(code, message).at(at));
    }
}

impl Subject<'_, '_> {
    /// Sets a member that the description does not write.
    fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.object
            .insert(Member::new(key, Node::new(self.span, value)));
    }

    fn str(&self, key: &str) -> Option<&str> {
        self.object.get(key)?.as_str()
    }

    /// Does `type` allow values of a type?
    fn may_be(&self, name: &str) -> bool {
        match self.object.get("type").map(|node| &node.value) {
            Some(Value::String(only)) => &**only == name,
            Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(name)),
            _ => true,
        }
    }

    fn is_true(&self, key: &str) -> bool {
        self.object.get(key).and_then(Node::as_bool) == Some(true)
    }
}

/// Do two schemas say the same, texts aside? Members of objects may be called as texts are; they are no texts.
fn same(one: &Node, other: &Node) -> bool {
    let says = |member: &&Member| {
        member.node.as_object().is_some() || !ANNOTATIONS.contains(&&*member.key)
    };
    match (&one.value, &other.value) {
        (Value::Object(one), Value::Object(other)) => {
            let count = other.iter().filter(says).count();
            one.iter().filter(says).count() == count
                && one.iter().filter(says).all(|member| {
                    other
                        .get(&member.key)
                        .is_some_and(|node| same(&member.node, node))
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Null, Value::Null) => true,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one == other,
        (Value::String(one), Value::String(other)) => one == other,
        _ => false,
    }
}

fn root() -> Pointer {
    Pointer::root()
}
