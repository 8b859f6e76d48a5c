//! The rules of all objects but schemas.

use super::querystring::{is_querystring, whole_queries};
use super::{Rules, Subject, root};
use crate::diagnostic::Code;
use crate::ir::media::essence;
use crate::load::{Member, Node, Object, Value};
use crate::normalise::version::V30;
use crate::normalise::vocabulary::Kind;
use crate::normalise::{CARRIED, OPERATIONS};
use crate::pointer::Pointer;

impl Rules<'_> {
    pub(super) fn object_rules(&mut self, subject: &mut Subject<'_, '_>, kind: Kind) {
        match kind {
            Kind::OpenApi => self.openapi(subject),
            Kind::Components => self.components(subject),
            Kind::PathItem => self.path_item(subject),
            Kind::Operation => self.operation(subject),
            Kind::Parameter => {
                self.media_types(subject);
                self.parameter(subject);
            }
            Kind::Header => {
                self.media_types(subject);
                needs_schema(subject);
            }
            Kind::RequestBody | Kind::Response => self.media_types(subject),
            Kind::Encoding => self.encoding(subject),
            Kind::MediaType => self.media_type(subject),
            Kind::Example => self.example(subject),
            Kind::SecurityScheme => self.security_scheme(subject),
            Kind::OAuthFlows => flows(subject),
            _ => {}
        }
        for key in needed(kind) {
            if !subject.object.contains_key(key) {
                subject.set(key, "");
            }
        }
        self.carry_all(subject, kind);
    }

    fn openapi(&mut self, subject: &mut Subject<'_, '_>) {
        if let Some(openapi) = subject.object.get_mut("openapi") {
            openapi.value = Value::from("3.0.3");
        }
        for key in ["info", "paths"] {
            if !subject.object.contains_key(key) {
                subject.set(key, Object::new());
            }
        }
    }

    /// Components that `openapiv3` cannot hold are put aside.
    fn components(&mut self, subject: &mut Subject<'_, '_>) {
        let is_mutual = |node: &Node| node.get("type").and_then(Node::as_str) == Some("mutualTLS");
        for member in self.put_aside(subject, "securitySchemes", is_mutual) {
            let message = format!(
                "`{}` (mutual TLS) is a matter of the transport and left out",
                member.0
            );
            self.left_out(Code::UnsupportedKeyword, message, member.1, &member.2);
        }
        whole_queries(self, subject, "parameters");
        for member in self.put_aside(subject, "parameters", is_querystring) {
            let message = format!(
                "`{}` stands for the whole query string and is left out",
                member.0
            );
            self.left_out(Code::UnsupportedParameter, message, member.1, &member.2);
        }
    }

    /// Moves members of a map that is a member into the map of the same name that is carried over.
    fn put_aside(
        &mut self,
        subject: &mut Subject<'_, '_>,
        key: &str,
        is_meant: fn(&Node) -> bool,
    ) -> Vec<(Box<str>, crate::source::Span, crate::pointer::Pointer)> {
        let Some(map) = subject.object.get_mut(key).and_then(Node::as_object_mut) else {
            return Vec::new();
        };
        let members = map.take(|member| is_meant(&member.node));
        if members.is_empty() {
            return Vec::new();
        }
        let aside = format!("{CARRIED}{key}");
        let pair = |member: &Member| {
            (
                root().key(&aside).key(&member.key),
                root().key(key).key(&member.key),
            )
        };
        let moved: Vec<_> = members.iter().map(pair).collect();
        let places = members.iter().zip(&moved).map(|(member, (to, _))| {
            (
                member.key.clone(),
                member.key_span,
                subject.path.pointer().join(to),
            )
        });
        let places = places.collect();
        subject.set(&aside, Object::from_iter(members));
        self.moved(subject, &moved);
        places
    }

    /// Operations of methods that a path item of 3.0 does not have go into one member, by method.
    fn path_item(&mut self, subject: &mut Subject<'_, '_>) {
        self.parameters(subject);
        let mut operations = Vec::new();
        let mut moved = Vec::new();
        if let Some(query) = subject.object.remove("query") {
            moved.push((root().key(OPERATIONS).key("QUERY"), root().key("query")));
            operations.push(Member {
                key: "QUERY".into(),
                ..query
            });
        }
        let additional = subject
            .object
            .remove("additionalOperations")
            .map(|member| member.node.value);
        if let Some(Value::Object(object)) = additional {
            for member in object.into_iter() {
                let from = root().key("additionalOperations").key(&member.key);
                moved.push((root().key(OPERATIONS).key(&member.key), from));
                operations.push(member);
            }
        }
        if !operations.is_empty() {
            subject.set(OPERATIONS, Object::from_iter(operations));
            self.moved(subject, &moved);
        }
    }

    fn operation(&mut self, subject: &mut Subject<'_, '_>) {
        self.parameters(subject);
        self.put_aside(subject, "callbacks", |node| node.get("$ref").is_some());
        if !subject.object.contains_key("responses") {
            subject.set("responses", Object::new());
        }
    }

    /// A parameter that stands for the whole query string has no place in 3.0.
    fn parameters(&mut self, subject: &mut Subject<'_, '_>) {
        whole_queries(self, subject, "parameters");
        let Some(items) = subject.object.get("parameters").and_then(Node::as_array) else {
            return;
        };
        let whole: Vec<(usize, Node)> = (0..)
            .zip(items)
            .filter(|(_, item)| is_querystring(item))
            .map(|(at, item)| (at, item.clone()))
            .collect();
        let here = subject.path.pointer().key("parameters");
        for (index, node) in &whole {
            let message =
                "a parameter that stands for the whole query string is left out".to_owned();
            let first = crate::source::Span {
                end: node.span.start + 1,
                ..node.span
            };
            self.left_out(
                Code::UnsupportedParameter,
                message,
                first,
                &here.index(*index),
            );
        }
        if !whole.is_empty() {
            self.take_elements(subject, "parameters", is_querystring);
            let aside: Vec<Node> = whole.into_iter().map(|(_, node)| node).collect();
            subject.set(&format!("{CARRIED}parameters"), aside);
        }
    }

    fn parameter(&mut self, subject: &mut Subject<'_, '_>) {
        needs_schema(subject);
        match subject.str("in") {
            Some("path") if !subject.is_true("required") => subject.set("required", true),
            _ => {}
        }
        if subject.str("in") != Some("query") {
            for key in ["allowReserved", "allowEmptyValue"] {
                self.carry(subject, key);
            }
        }
        if subject.str("style") == Some("cookie") {
            self.carry(subject, "style");
        }
    }

    /// What each item of a sequence is, is what the items of an array are (OpenAPI 3.2.0, "Sequential Media Types"). Beside a
    /// schema of the whole it is carried over.
    fn media_type(&mut self, subject: &mut Subject<'_, '_>) {
        if subject.object.contains_key("schema") {
            return;
        }
        let Some(item) = subject.object.remove("itemSchema") else {
            return;
        };
        let span = item.node.span;
        let kind = Member::new("type", Node::new(span, "array"));
        let items = Member::new("items", item.node);
        subject.set("schema", Object::from_iter([kind, items]));
        let moved = (root().key("schema").key("items"), root().key("itemSchema"));
        self.moved(subject, &[moved]);
    }

    /// `openapiv3` takes an absent `explode` for false, though the style decides (OpenAPI 3.0.4 §4.7.15.1).
    fn encoding(&mut self, subject: &mut Subject<'_, '_>) {
        let media = subject.path.pointer().parent().and_then(|it| it.parent());
        let media_type = media.as_ref().and_then(Pointer::last);
        let is_multipart = media_type.is_some_and(|it| essence(&it).starts_with("multipart/"));
        if is_multipart && self.version == V30 {
            let flag = |key: &str| subject.object.get(key).and_then(Node::as_bool);
            let is_default = matches!(subject.str("style"), None | Some("form"))
                && flag("explode") != Some(false)
                && flag("allowReserved") != Some(true);
            for key in ["style", "explode", "allowReserved"] {
                if !is_default {
                    let message = format!("`{key}` is for parts from OpenAPI 3.1 on");
                    self.unfollowed(subject, key, &message);
                }
                subject.object.remove(key);
            }
        }
        if let Some(explode) = subject.object.get("explode").cloned() {
            let name = format!("{CARRIED}explode");
            subject.object.insert(Member::new(&name, explode));
            let here = subject.path.pointer();
            self.moves.copied(&[(here.key(&name), here.key("explode"))]);
        }
    }

    fn security_scheme(&mut self, subject: &mut Subject<'_, '_>) {
        if subject.is_true("deprecated") {
            let message = "that the scheme is deprecated is not shown in the generated code";
            self.unfollowed(subject, "deprecated", message);
        }
    }

    /// Says that a keyword has no effect.
    fn unfollowed(&mut self, subject: &Subject<'_, '_>, key: &str, message: &str) {
        if let Some(member) = subject.object.member(key) {
            let at = subject.path.pointer().key(key);
            let (code, span) = (Code::UnsupportedKeyword, member.key_span);
            self.left_out(code, message.to_owned(), span, &at);
        }
    }

    /// `dataValue` is `value` where both are JSON; `openapiv3` takes a null for no value.
    fn example(&mut self, subject: &mut Subject<'_, '_>) {
        if subject.object.contains_key("dataValue") && !subject.object.contains_key("value") {
            self.rename(subject, "dataValue", "value");
        }
        if subject.object.get("value").is_some_and(Node::is_null) {
            self.carry(subject, "value");
        }
    }
}

/// Parameters and headers without any type are of any type.
fn needs_schema(subject: &mut Subject<'_, '_>) {
    if !subject.object.contains_key("schema") && !subject.object.contains_key("content") {
        subject.set("schema", Object::new());
    }
}

/// What each flow must have for `openapiv3`; that it is missing has been reported.
fn flows(subject: &mut Subject<'_, '_>) {
    let span = subject.span;
    for member in subject.object.iter_mut() {
        let urls: &[&str] = match &*member.key {
            "implicit" => &["authorizationUrl"],
            "password" | "clientCredentials" => &["tokenUrl"],
            "authorizationCode" => &["authorizationUrl", "tokenUrl"],
            _ => continue,
        };
        let Some(flow) = member.node.as_object_mut() else {
            continue;
        };
        for url in urls
            .iter()
            .filter(|url| !flow.contains_key(url))
            .collect::<Vec<_>>()
        {
            flow.insert(Member::new(url, Node::new(span, "")));
        }
        if !flow.contains_key("scopes") {
            flow.insert(Member::new("scopes", Node::new(span, Object::new())));
        }
    }
}

/// The texts that `openapiv3` must have; that they are missing has been reported where it is wrong.
fn needed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Info => &["title", "version"],
        Kind::Response => &["description"],
        Kind::ExternalDocumentation => &["url"],
        Kind::License => &["name"],
        Kind::ServerVariable => &["default"],
        _ => &[],
    }
}
