//! The tree that both syntaxes are read into: JSON's data model, and where each part was written.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::pointer::Pointer;
use crate::source::Span;

/// Objects of more members than this are looked up by a sorted index.
const LINEAR: usize = 12;

/// A value and where it was written.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it was written.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// JSON's data model.
#[derive(Debug, Clone)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object.
    Object(Box<Object>),
}

/// A number, kept as JSON text so that nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(Box<str>);

/// An object: members in the order of the document, each name once.
#[derive(Debug, Clone, Default)]
pub struct Object {
    members: Vec<Member>,
    /// Positions in `members`, sorted by name; made at the first look-up in a large object.
    index: OnceLock<Box<[u32]>>,
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct Member {
    /// The name.
    pub key: Box<str>,
    /// Where the name was written.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// A node of that value.
    pub fn new(span: Span, value: impl Into<Value>) -> Self {
        Self {
            span,
            value: value.into(),
        }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The object, if it is one, to be changed.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match &mut self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The member of that name, if it is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The node that `pointer` leads to from here.
    pub fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer
            .segments()
            .try_fold(self, |node, segment| node.child(&segment))
    }

    /// The node that `pointer` leads to from here, to be changed.
    pub(crate) fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Node> {
        pointer
            .segments()
            .try_fold(self, |node, segment| match &mut node.value {
                Value::Object(object) => object.get_mut(&segment),
                Value::Array(items) => items.get_mut(array_index(&segment)?),
                _ => None,
            })
    }

    /// The member or element that one segment of a pointer leads to.
    pub fn child(&self, segment: &str) -> Option<&Node> {
        match &self.value {
            Value::Object(object) => object.get(segment),
            Value::Array(items) => items.get(array_index(segment)?),
            _ => None,
        }
    }
}

/// How many values a node is made of, and how deep they are nested.
pub(crate) fn measure(node: &Node) -> (usize, usize) {
    let of_children = |children: &mut dyn Iterator<Item = &Node>| {
        let measures = children.map(measure);
        measures.fold((1, 0), |(size, depth), (more, deep)| {
            (size + more, depth.max(deep))
        })
    };
    let (size, depth) = match &node.value {
        Value::Array(items) => of_children(&mut items.iter()),
        Value::Object(object) => of_children(&mut object.iter().map(|member| &member.node)),
        _ => return (1, 0),
    };
    (size, depth + 1)
}

/// Reads an array index as RFC 6901 §4 allows it: digits without leading zeros.
fn array_index(segment: &str) -> Option<usize> {
    let plain = segment == "0" || !segment.starts_with('0');
    (plain && segment.bytes().all(|byte| byte.is_ascii_digit())).then(|| segment.parse().ok())?
}

impl Value {
    /// What it is, with its article, as messages say it.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(number) if number.is_integral() => "an integer",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<Node>> for Value {
    fn from(items: Vec<Node>) -> Self {
        Self::Array(items)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(Box::new(object))
    }
}

impl Number {
    /// A number from its JSON text, which the caller has checked.
    pub(crate) fn from_json(text: &str) -> Self {
        Self(text.into())
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it is an integer of that range; `3.0` is not.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The value, if it is an integer of that range; `3.0` is not.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The value, rounded to the nearest that an `f64` can hold.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Whether it is written as an integer: no fraction, no exponent.
    pub fn is_integral(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }
}

impl Object {
    /// Without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// An object of members as they were read, and those whose name an earlier one has.
    pub(super) fn from_members(mut members: Vec<Member>) -> (Self, Vec<Member>) {
        members.shrink_to_fit();
        let repeated = repeated(&members);
        if repeated.is_empty() {
            return (
                Self {
                    members,
                    index: OnceLock::new(),
                },
                Vec::new(),
            );
        }
        let mut position = 0..;
        let is_repeated = |_: &mut Member| {
            position
                .next()
                .is_some_and(|at| repeated.binary_search(&at).is_ok())
        };
        let duplicates = members.extract_if(.., is_repeated).collect();
        (
            Self {
                members,
                index: OnceLock::new(),
            },
            duplicates,
        )
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The members in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Member> {
        self.members.iter()
    }

    /// The members in order, their values to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Member> {
        self.index.take();
        self.members.iter_mut()
    }

    /// The value of the member of that name.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.node)
    }

    /// The value of the member of that name, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let position = self.position(key)?;
        self.members
            .get_mut(position)
            .map(|member| &mut member.node)
    }

    /// The member of that name.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members.get(self.position(key)?)
    }

    /// Whether there is a member of that name.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// Where the member of that name stands.
    pub fn position(&self, key: &str) -> Option<usize> {
        if self.members.len() <= LINEAR {
            return self.members.iter().position(|member| &*member.key == key);
        }
        let index = self.index.get_or_init(|| sorted_index(&self.members));
        let name = |at: &u32| self.members.get(*at as usize).map(|member| &*member.key);
        let found = index.binary_search_by(|at| name(at).cmp(&Some(key))).ok()?;
        index.get(found).map(|at| *at as usize)
    }

    /// Sets a member: in its place if there is one of that name, else as the last.
    pub fn insert(&mut self, member: Member) {
        match self.position(&member.key) {
            Some(position) => {
                if let Some(old) = self.members.get_mut(position) {
                    *old = member;
                }
            }
            None => self.push(member),
        }
    }

    /// Appends a member of whose name the caller knows that it is new.
    pub(crate) fn push(&mut self, member: Member) {
        self.index.take();
        self.members.push(member);
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Member> {
        let position = self.position(key)?;
        self.index.take();
        Some(self.members.remove(position))
    }

    /// Takes the members out for which `is_meant` is true; the others keep their order.
    pub(crate) fn take(&mut self, mut is_meant: impl FnMut(&Member) -> bool) -> Vec<Member> {
        self.index.take();
        self.members
            .extract_if(.., |member| is_meant(member))
            .collect()
    }

    /// Keeps the members for which `keep` is true.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&mut Member) -> bool) {
        self.index.take();
        self.members.retain_mut(keep);
    }
}

/// The positions of members whose name an earlier one has, in order.
fn repeated(members: &[Member]) -> Vec<usize> {
    if members.len() <= LINEAR {
        let is_repeated = |at: &usize| {
            let (before, rest) = members.split_at(*at);
            rest.first()
                .is_some_and(|member| before.iter().any(|other| other.key == member.key))
        };
        return (1..members.len()).filter(is_repeated).collect();
    }
    let mut seen: HashSet<&str> = HashSet::with_capacity(members.len());
    let first_of_its_name = members.iter().map(|member| seen.insert(&member.key));
    let numbered = first_of_its_name.enumerate();
    numbered
        .filter(|(_, first)| !first)
        .map(|(at, _)| at)
        .collect()
}

fn sorted_index(members: &[Member]) -> Box<[u32]> {
    let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
    let mut index: Vec<u32> = (0..count).collect();
    index.sort_by_key(|at| members.get(*at as usize).map(|member| &member.key));
    index.into()
}

impl FromIterator<Member> for Object {
    /// Of members with the same name the first one stays.
    fn from_iter<I: IntoIterator<Item = Member>>(members: I) -> Self {
        Self::from_members(members.into_iter().collect()).0
    }
}

impl IntoIterator for Object {
    type Item = Member;
    type IntoIter = std::vec::IntoIter<Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = &'a Member;
    type IntoIter = std::slice::Iter<'a, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Member {
    /// A member of that name, written where the value is.
    pub fn new(key: &str, node: Node) -> Self {
        Self {
            key: key.into(),
            key_span: node.span,
            node,
        }
    }
}
