//! Which version of OpenAPI a description names, and whether it is one at all.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::load::{Node, Value};
use crate::pointer::Pointer;

/// A set of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Versions(u8);

/// OpenAPI 3.0
pub(super) const V30: Versions = Versions(1);
/// OpenAPI 3.1
pub(super) const V31: Versions = Versions(2);
/// OpenAPI 3.2
pub(super) const V32: Versions = Versions(4);
/// All versions that are read.
pub(super) const ALL: Versions = V30.and(V31).and(V32);

impl Versions {
    /// Those of both sets.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a version is in the set.
    pub(super) const fn has(self, version: Self) -> bool {
        self.0 & version.0 != 0
    }

    /// How messages name the set.
    pub(super) fn name(self) -> &'static str {
        match self.0 {
            1 => "OpenAPI 3.0",
            2 => "OpenAPI 3.1",
            4 => "OpenAPI 3.2",
            6 => "OpenAPI 3.1 and later",
            _ => "OpenAPI 3",
        }
    }
}

/// Finds the version; none, with a diagnostic, if this is not a description that can be read.
pub(super) fn detect(root: &Node, diagnostics: &mut Diagnostics) -> Option<Versions> {
    let at = |node: &Node, pointer: Pointer| Location::new(node.span, pointer);
    let Some(object) = root.as_object() else {
        let message = match root.value {
            Value::Null => "the file is empty".to_owned(),
            _ => format!(
                "an OpenAPI description is an object, this file is {}",
                root.value.describe()
            ),
        };
        let first = crate::source::Span {
            end: root.span.start,
            ..root.span
        };
        diagnostics.push(
            Diagnostic::new(Code::NotOpenapi, message).at(Location::new(first, Pointer::root())),
        );
        return None;
    };
    if let Some(swagger) = object.get("swagger") {
        let message = "this is Swagger 2.0, which OpenAPI 3 has replaced";
        diagnostics.push(
            Diagnostic::new(Code::Openapi2, message)
                .at(at(swagger, Pointer::root().key("swagger"))),
        );
        return None;
    }
    let Some(openapi) = object.get("openapi") else {
        let first = object
            .iter()
            .next()
            .map_or(root.span, |member| member.key_span);
        let message = "`openapi`, which names the version, is missing";
        diagnostics.push(
            Diagnostic::new(Code::NotOpenapi, message).at(Location::new(first, Pointer::root())),
        );
        return None;
    };
    let place = at(openapi, Pointer::root().key("openapi"));
    let text = match &openapi.value {
        Value::String(text) => text.to_string(),
        Value::Number(number) => number.as_str().to_owned(),
        other => {
            let message = format!(
                "`openapi` must be a string such as `3.1.0`, found {}",
                other.describe()
            );
            diagnostics.push(Diagnostic::new(Code::NotOpenapi, message).at(place));
            return None;
        }
    };
    named(&text, place, diagnostics)
}

fn named(text: &str, place: Location, diagnostics: &mut Diagnostics) -> Option<Versions> {
    let mut parts = text.split(['.', '-']);
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(V30),
        (Some("3"), Some("1")) => Some(V31),
        (Some("3"), Some("2")) => Some(V32),
        (Some("3"), Some(minor))
            if !minor.is_empty() && minor.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            let message = format!("OpenAPI {text} is not known; it is read as 3.2");
            diagnostics.push(Diagnostic::new(Code::UnsupportedVersion, message).at(place));
            Some(V32)
        }
        (Some("1" | "2"), _) => {
            let message = format!("OpenAPI {text} is not read");
            diagnostics.push(Diagnostic::new(Code::Openapi2, message).at(place));
            None
        }
        _ => {
            let message = format!("`{text}` is not a version of OpenAPI 3");
            diagnostics.push(Diagnostic::new(Code::NotOpenapi, message).at(place));
            None
        }
    }
}
