//! JSON (RFC 8259) to the tree, by `jiter`, which gives byte offsets and holds no tree of its own.

use jiter::{Jiter, JiterError, Peek};

use super::build::{Builder, Stop};
use super::{Limits, Member, Node, Number, Object, Value};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Span};

/// Reads a JSON text.
pub(super) fn parse(
    file: FileId,
    text: &str,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let builder = Builder::new(file, limits, diagnostics);
    let mut reader = Reader {
        json: Jiter::new(text.as_bytes()),
        text,
        builder,
    };
    reader.document().ok()
}

struct Reader<'a> {
    json: Jiter<'a>,
    text: &'a str,
    builder: Builder<'a>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Node, Stop> {
        let first = self.json.peek();
        let first = self.checked(first)?;
        let root = self.value(first)?;
        let finished = self.json.finish();
        self.checked(finished)?;
        Ok(root)
    }

    /// Reads the value whose first byte was peeked at.
    fn value(&mut self, first: Peek) -> Result<Node, Stop> {
        let start = self.json.current_index();
        self.builder
            .count_node(self.builder.span(start, start + 1))?;
        let value = match first {
            Peek::Null => self.json.known_null().map(|()| Value::Null),
            Peek::True | Peek::False => self.json.known_bool(first).map(Value::Bool),
            Peek::String => self.json.known_str().map(Value::from),
            Peek::Array | Peek::Object => Ok(self.collection(first, start)?),
            _ => self.json.known_number_bytes(first).map(number),
        };
        let value = self.checked(value)?;
        Ok(Node::new(
            self.builder.span(start, self.json.current_index()),
            value,
        ))
    }

    /// Reads an array or an object. One that stands too deep is empty.
    fn collection(&mut self, first: Peek, start: usize) -> Result<Value, Stop> {
        let is_array = first == Peek::Array;
        if !self.builder.enter(self.builder.span(start, start + 1)) {
            self.pass_over(first)?;
            return Ok(match is_array {
                true => Value::Array(Vec::new()),
                false => Value::from(Object::new()),
            });
        }
        let value = match is_array {
            true => self.array()?,
            false => self.object(start)?,
        };
        self.builder.leave();
        Ok(value)
    }

    /// Passes over a value, however deep it nests: this is not done by calls inside one another.
    fn pass_over(&mut self, first: Peek) -> Result<(), Stop> {
        // Around what is being read: is it an array?
        let mut around = Vec::new();
        let mut next = Some(first);
        loop {
            let inside = match next {
                Some(Peek::Array) => {
                    around.push(true);
                    self.json.known_array()
                }
                Some(Peek::Object) => {
                    around.push(false);
                    let key = self.json.known_object().map(|key| key.is_some());
                    key.and_then(|is_key| is_key.then(|| self.json.peek()).transpose())
                }
                other => {
                    match other {
                        Some(scalar) => {
                            let passed = self.json.known_skip(scalar);
                            self.checked(passed)?;
                        }
                        None => {
                            around.pop();
                        }
                    }
                    match around.last() {
                        None => return Ok(()),
                        Some(true) => self.json.array_step(),
                        Some(false) => {
                            let key = self.json.next_key().map(|key| key.is_some());
                            key.and_then(|is_key| is_key.then(|| self.json.peek()).transpose())
                        }
                    }
                }
            };
            next = self.checked(inside)?;
        }
    }

    fn array(&mut self) -> Result<Value, Stop> {
        let mut items = Vec::new();
        let first = self.json.known_array();
        let mut next = self.checked(first)?;
        while let Some(peek) = next {
            self.builder.at_index(items.len());
            items.push(self.value(peek)?);
            self.builder.step_back();
            let step = self.json.array_step();
            next = self.checked(step)?;
        }
        items.shrink_to_fit();
        Ok(Value::Array(items))
    }

    fn object(&mut self, start: usize) -> Result<Value, Stop> {
        let mut members = Vec::new();
        let first = self.json.known_object().map(|key| key.map(Box::from));
        let mut next: Option<Box<str>> = self.checked(first)?;
        let mut before = start;
        while let Some(key) = next {
            let key_span = self.key_span(before);
            self.builder.at_key(&key);
            let peek = self.json.peek();
            let peek = self.checked(peek)?;
            let node = self.value(peek)?;
            self.builder.step_back();
            members.push(Member {
                key,
                key_span,
                node,
            });
            before = self.json.current_index();
            let step = self.json.next_key().map(|key| key.map(Box::from));
            next = self.checked(step)?;
        }
        Ok(Value::from(self.builder.object(members)))
    }

    /// Where the key stands that was read since `before`: nothing but blanks, commas and the colon is around it.
    fn key_span(&self, before: usize) -> Span {
        let after = self.json.current_index();
        let read = self.text.get(before..after).unwrap_or("");
        let start = read.find('"').unwrap_or(0);
        let end = read.rfind('"').map_or(read.len(), |quote| quote + 1);
        self.builder.span(before + start, before + end)
    }

    fn checked<T>(&mut self, result: Result<T, JiterError>) -> Result<T, Stop> {
        result.map_err(|error| {
            let span = self.builder.span(error.index, error.index + 1);
            self.builder.stop(
                Code::Syntax,
                format!("this is not JSON: {}", error.error_type),
                span,
            )
        })
    }
}

fn number(text: &[u8]) -> Value {
    Value::Number(Number::from_json(std::str::from_utf8(text).unwrap_or("0")))
}
