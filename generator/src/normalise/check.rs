//! Checks a description's structure by the tables of its version, so that what is wrong is reported at its place and
//! never reaches `openapiv3`, whose errors have none. A value that is wrong is taken out; the rest stays.

mod reference;
mod relations;
mod value;

pub(super) use reference::is_component;
pub(crate) use reference::{ANNOTATIONS, MEANT};

use std::collections::{BTreeMap, BTreeSet};

use super::media_types::{is_media_range, listed};
use super::path::Path;
use super::version::Versions;
use super::vocabulary::{Keyword, Kind, Need, Rest, Shape, Table, table};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::load::{Member, Node, Object, Value};
use crate::pointer::Pointer;
use crate::source::Span;

/// Whether a value stays in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    Drop,
}

use Verdict::{Drop, Keep};

/// The references that `openapiv3` cannot hold as they are.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Targets that are not components by their names.
    pub(super) deep: BTreeMap<Pointer, Target>,
    /// Places where a path item or a media type refers to one, which 3.0 has no components for.
    pub(super) to_copy: BTreeSet<Pointer>,
    /// What was wrong and is taken out: members of maps, such as components, and items of lists.
    pub(super) dropped: BTreeSet<Pointer>,
    /// Are there lists with a null in the place of an item that was wrong?
    pub(super) has_gaps: bool,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// What it must be.
    pub(super) kind: Kind,
    /// Whether it stands where such an object may refer instead; elsewhere, as in an extension, it must stay.
    pub(super) may_move: bool,
}

/// The state of a check.
struct Checker<'a> {
    version: Versions,
    diagnostics: &'a mut Diagnostics,
    references: References,
    /// The targets of deep references that are still to be looked at.
    open: Vec<(Pointer, Kind)>,
    /// The targets of deep references that the walk has come by, and what they are, if they are objects of a kind.
    seen: BTreeMap<Pointer, Option<Kind>>,
    /// What such targets are, found before the walk by the mere look of them.
    targets: BTreeSet<Pointer>,
}

/// Where a value is, and how to point at it.
#[derive(Clone, Copy)]
struct Site<'p> {
    path: Path<'p>,
    /// The key that the value belongs to, or the first character of an array's element.
    name: Span,
    /// Whether the value only documents.
    soft: bool,
}

impl<'p> Site<'p> {
    fn key(&'p self, key: &'p str, name: Span) -> Site<'p> {
        Site {
            path: self.path.key(key),
            name,
            soft: self.soft,
        }
    }

    fn index(&'p self, index: usize, node: &Node) -> Site<'p> {
        let end = node.span.start.saturating_add(1).min(node.span.end);
        Site {
            path: self.path.index(index),
            name: Span { end, ..node.span },
            soft: self.soft,
        }
    }

    /// Scalars are pointed at themselves, what may fill pages by its name.
    fn location(&self, node: &Node) -> Location {
        let span = if matches!(node.value, Value::Array(_) | Value::Object(_)) {
            self.name
        } else {
            node.span
        };
        Location::new(span, self.path.pointer())
    }
}

/// Checks the whole description and gives its deep references.
pub(super) fn check(
    root: &mut Node,
    version: Versions,
    diagnostics: &mut Diagnostics,
) -> References {
    let mut targets = BTreeSet::new();
    reference::collect_targets(root, &mut targets);
    let mut checker = Checker {
        version,
        diagnostics,
        references: References::default(),
        open: Vec::new(),
        seen: BTreeMap::new(),
        targets,
    };
    let start = Span {
        end: root.span.start.saturating_add(1),
        ..root.span
    };
    let site = Site {
        path: Path::root(),
        name: start,
        soft: false,
    };
    checker.value(root, Shape::Object(Kind::OpenApi), &site);
    checker.unseen_targets(root);
    checker.references
}

impl Checker<'_> {
    /// Checks a value against its shape.
    fn value(&mut self, node: &mut Node, shape: Shape, site: &Site<'_>) -> Verdict {
        match shape {
            Shape::Object(kind) => self.object(node, kind, site),
            Shape::Ref(kind) => self.object_or_reference(node, kind, site),
            Shape::Schema | Shape::SchemaOrBool => self.schema(node, shape, site),
            Shape::List(of) => self.list(node, *of, site),
            Shape::Map(of) => self.map(node, *of, site),
            scalar => self.scalar(node, scalar, site),
        }
    }

    fn object(&mut self, node: &mut Node, kind: Kind, site: &Site<'_>) -> Verdict {
        let table = table(kind);
        let span = node.span;
        let Some(object) = node.as_object_mut() else {
            return self.wrong("an object", node, site);
        };
        self.mark_seen(Some(kind), site);
        self.report_missing(object, span, kind, site);
        let needed = self.relations(object, kind, site);
        object.retain(|member| self.member(member, &table, site) == Keep);
        let required = table
            .keywords
            .iter()
            .filter(|keyword| self.is_needed(keyword, Need::Required));
        let mut keys = required
            .map(|keyword| keyword.name)
            .chain(needed.iter().copied());
        let is_complete = keys.all(|key| object.contains_key(key));
        if is_complete || is_filled_up(kind) {
            Keep
        } else {
            Drop
        }
    }

    fn is_needed(&self, keyword: &Keyword, need: Need) -> bool {
        keyword.need == need && keyword.needed_in.has(self.version)
    }

    /// Reports keywords that are missing.
    fn report_missing(&mut self, object: &Object, span: Span, kind: Kind, site: &Site<'_>) {
        let table = table(kind);
        for keyword in table.keywords {
            let is_required = self.is_needed(keyword, Need::Required);
            let is_needed = is_required || self.is_needed(keyword, Need::Expected);
            if !is_needed || object.contains_key(keyword.name) {
                continue;
            }
            let message = format!("{} must have `{}`", table.noun, keyword.name);
            let pointer = site.path.pointer();
            let start = Span {
                end: span.start.saturating_add(1),
                ..span
            };
            let place = if pointer.is_root() { start } else { site.name };
            let mut diagnostic = Diagnostic::new(Code::MissingKeyword, message);
            if !is_required || is_filled_up(kind) {
                diagnostic = diagnostic.leaves_nothing_out();
            }
            self.push(diagnostic.at(Location::new(place, pointer)));
        }
    }

    fn member(&mut self, member: &mut Member, table: &Table, site: &Site<'_>) -> Verdict {
        let Member {
            key,
            key_span,
            node,
        } = member;
        let inner = site.key(key, *key_span);
        if let Some(keyword) = table.keyword(key) {
            if !keyword.versions.has(self.version) {
                let message = format!(
                    "`{key}` is a keyword of {}, not of {}",
                    keyword.versions.name(),
                    self.version.name()
                );
                self.push(Diagnostic::new(Code::MisplacedKeyword, message).at(at_name(&inner)));
            }
            return self.value(
                node,
                keyword.shape,
                &Site {
                    soft: site.soft || keyword.soft,
                    ..inner
                },
            );
        }
        if key.starts_with("x-") {
            return Keep;
        }
        if &**key == "$ref" {
            // That it stands here has been settled where references may stand.
            return if table.may_refer {
                Keep
            } else {
                self.no_reference(table, &inner)
            };
        }
        match table.rest {
            Rest::None => self.unknown(key, table, &inner),
            Rest::Expressions => self.value(node, Shape::Ref(Kind::PathItem), &inner),
            Rest::Paths if key.starts_with('/') => {
                self.value(node, Shape::Ref(Kind::PathItem), &inner)
            }
            Rest::Statuses if is_status(key) => {
                self.value(node, Shape::Ref(Kind::Response), &inner)
            }
            Rest::Paths => self.refuse(
                Code::BadPath,
                format!("the path `{key}` does not begin with a slash"),
                &inner,
            ),
            Rest::Statuses => {
                self.refuse(Code::BadStatus, format!("`{key}` is not a status"), &inner)
            }
        }
    }

    fn no_reference(&mut self, table: &Table, site: &Site<'_>) -> Verdict {
        let message = format!("{} cannot be a reference", table.noun);
        self.refuse(Code::BadReference, message, site)
    }

    fn unknown(&mut self, key: &str, table: &Table, site: &Site<'_>) -> Verdict {
        let message = format!("`{key}` is not a keyword of {}", table.noun);
        let mut diagnostic = Diagnostic::new(Code::UnknownKeyword, message).at(at_name(site));
        let names = table.keywords.iter().map(|keyword| keyword.name);
        if self.diagnostics.keeps(&diagnostic)
            && let Some(near) = value::nearest(key, names)
        {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.push(diagnostic);
        Keep
    }

    fn list(&mut self, node: &mut Node, of: Shape, site: &Site<'_>) -> Verdict {
        self.mark_seen(None, site);
        let Value::Array(items) = &mut node.value else {
            return self.wrong(list_of(of), node, site);
        };
        if items.is_empty() && matches!(of, Shape::Schema | Shape::SchemaOrBool) {
            let message = format!("{} must list at least one schema", site.path);
            return self.refuse(Code::WrongValue, message, site);
        }
        for (index, item) in items.iter_mut().enumerate() {
            let site = site.index(index, item);
            if self.value(item, of, &site) == Drop {
                // Its place stays, and is closed up by the rules: until then pointers are those of the description.
                item.value = Value::Null;
                self.references.has_gaps = true;
                self.references.dropped.insert(site.path.pointer());
            }
        }
        Keep
    }

    fn map(&mut self, node: &mut Node, of: Shape, site: &Site<'_>) -> Verdict {
        self.mark_seen(None, site);
        let Some(object) = node.as_object_mut() else {
            return self.wrong("an object", node, site);
        };
        object.retain(|member| {
            let inner = site.key(&member.key, member.key_span);
            let verdict = match self.media_type_key(of, site, &inner) {
                Keep => self.value(&mut member.node, of, &inner),
                Drop => Drop,
            };
            if let (Shape::List(_), Value::Array(items)) = (of, &mut member.node.value) {
                // Lists of names, which nothing points into.
                items.retain(|item| !item.is_null());
            }
            let site = inner;
            if verdict == Drop {
                self.references.dropped.insert(site.path.pointer());
            }
            verdict == Keep
        });
        Keep
    }

    /// Checks a key of `content`.
    fn media_type_key(&mut self, of: Shape, content: &Site<'_>, site: &Site<'_>) -> Verdict {
        let is_media_type = matches!(of, Shape::Ref(Kind::MediaType));
        let Some(key) = site.path.last_key().filter(|_| is_media_type) else {
            return Keep;
        };
        if content.path.last_key() != Some("content") {
            return Keep;
        }
        if listed(key).len() > 1 {
            let message = "a key of `content` is one media type; each of these is taken for one";
            let diagnostic = Diagnostic::new(Code::UnsupportedMediaType, message).at(at_name(site));
            self.push(
                diagnostic
                    .leaves_nothing_out()
                    .help("give each a key of its own"),
            );
            return Keep;
        }
        if is_media_range(key) {
            return Keep;
        }
        let message = format!("`{key}` is no media type; it is left out");
        let diagnostic = Diagnostic::new(Code::UnsupportedMediaType, message).at(at_name(site));
        self.push(diagnostic.help("a media type is such as `application/json`, or `image/*`"));
        Drop
    }

    fn schema(&mut self, node: &mut Node, shape: Shape, site: &Site<'_>) -> Verdict {
        match (&node.value, shape) {
            (Value::Bool(_), Shape::SchemaOrBool) => Keep,
            (Value::Bool(_), _) => {
                self.mark_seen(Some(Kind::Schema), site);
                self.newer(site, node, "a boolean schema")
            }
            (Value::Object(_), _) => {
                if self.object_or_reference(node, Kind::Schema, site) == Drop {
                    without_reference(node);
                }
                Keep
            }
            _ => {
                self.mark_seen(Some(Kind::Schema), site);
                self.wrong("a schema, which is an object", node, site);
                node.value = Object::new().into();
                Keep
            }
        }
    }

    /// Warns of a spelling that 3.0 does not have; it is understood all the same.
    fn newer(&mut self, site: &Site<'_>, node: &Node, what: &str) -> Verdict {
        if self.version == super::version::V30 {
            let message = format!("{what} is not part of OpenAPI 3.0");
            self.push(Diagnostic::new(Code::MisplacedKeyword, message).at(site.location(node)));
        }
        Keep
    }

    /// Reports a value that is not what it must be.
    fn wrong(&mut self, expected: &str, node: &Node, site: &Site<'_>) -> Verdict {
        let message = format!(
            "{} must be {expected}, found {}",
            site.path,
            node.value.describe()
        );
        self.push(Diagnostic::new(Code::WrongType, message).at(site.location(node)));
        Drop
    }

    fn refuse(&mut self, code: Code, message: String, site: &Site<'_>) -> Verdict {
        self.push(Diagnostic::new(code, message).at(at_name(site)));
        Drop
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn mark_seen(&mut self, kind: Option<Kind>, site: &Site<'_>) {
        if !self.targets.is_empty() {
            let pointer = site.path.pointer();
            if self.targets.contains(&pointer) {
                self.seen.insert(pointer, kind);
            }
        }
    }
}

/// Whether what such an object must have is filled up later, since without it there would be nothing to go on with.
fn is_filled_up(kind: Kind) -> bool {
    matches!(kind, Kind::OpenApi | Kind::Info | Kind::Operation)
}

/// Makes a schema whose reference leads nowhere one of any value, with what else is said of it.
fn without_reference(schema: &mut Node) {
    if let Some(object) = schema.as_object_mut() {
        object.remove("$ref");
    }
}

fn at_name(site: &Site<'_>) -> Location {
    Location::new(site.name, site.path.pointer())
}

fn list_of(of: Shape) -> &'static str {
    match of {
        Shape::Str | Shape::Text => "an array of strings",
        Shape::Schema | Shape::SchemaOrBool => "an array of schemas",
        Shape::Object(_) | Shape::Ref(_) | Shape::Map(_) => "an array of objects",
        _ => "an array",
    }
}

/// A status, or a class of statuses as in `4XX` (OpenAPI 3.0.4 §4.7.15.2).
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'9', b'X' | b'x', b'X' | b'x'] => true,
        [b'1'..=b'9', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}
