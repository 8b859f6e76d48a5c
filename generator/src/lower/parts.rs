//! Bodies of several parts, and forms: what can be one, and how each part is written.

use std::collections::BTreeSet;

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::media::essence;
use crate::ir::{
    Additional, Arena, Codec, Constrained, Content, Encoding, JsonKind, Style, Ty, TypeDef, TypeId,
    TypeKind, json_kinds,
};
use crate::load::Node;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// What a part is called whose place in an array has no encoding of its own.
const ANY_ITEM: &str = "*";

impl Lowering<'_> {
    /// Is a body one of parts: an object, whose members are, or where parts need no names an array, whose items are? Says so
    /// where it is not; then it can't be sent, which is no loss where the same is sent as a JSON media type beside it.
    pub(super) fn has_parts(
        &mut self,
        content: &Content,
        at: &Pointer,
        beside: Option<&str>,
    ) -> bool {
        let kinds = json_kinds(&self.api.types, &content.ty);
        let is = |wanted: &[JsonKind]| kinds.iter().any(|kind| wanted.contains(kind));
        if is(&[JsonKind::Record, JsonKind::Object, JsonKind::Any]) {
            return true;
        }
        if is_nameless(content) && is(&[JsonKind::Array]) {
            return true;
        }
        let instead = match beside {
            Some(json) => format!("the same is sent as `{json}`"),
            None => "it is left out".to_owned(),
        };
        let message = format!(
            "a body of `{}` is an object, whose members have the names of its parts; {instead}",
            content.media_type
        );
        let mut diagnostic = Diagnostic::new(Code::UnsupportedMediaType, message)
            .help("give it an object with a member a part");
        if beside.is_some() {
            diagnostic = diagnostic.severity(Severity::Note);
        }
        self.say(&at.key("schema"), diagnostic);
        false
    }

    /// How the parts of a body are written, as far as the description says it.
    pub(super) fn encodings(&mut self, content: &Content, at: &Pointer) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        let by_name = at.key("encoding");
        for name in self.member_names(&by_name) {
            let at = by_name.key(&name);
            if may_have(&self.api.types, &content.ty, &name, &mut BTreeSet::new()) {
                encodings.extend(self.encoding(content, &name, &at));
            } else {
                let message = format!("the body declares no member `{name}` that this is for");
                let help = "declare it among the `properties`, or correct the name";
                self.report_with(Code::UnsupportedKeyword, &at, message, help);
            }
        }
        if !is_nameless(content) {
            return encodings;
        }
        let prefix = at.key(&format!("{CARRIED}prefixEncoding"));
        let count = self.document.node(&prefix).and_then(Node::as_array);
        for index in 0..count.map_or(0, <[Node]>::len) {
            let at = prefix.index(index);
            encodings.extend(self.encoding(content, &index.to_string(), &at));
        }
        let item = at.key(&format!("{CARRIED}itemEncoding"));
        encodings.extend(self.encoding(content, ANY_ITEM, &item));
        encodings
    }

    fn member_names(&self, at: &Pointer) -> Vec<String> {
        let members = self.document.node(at).and_then(Node::as_object);
        let keys = members.into_iter().flatten();
        keys.map(|member| member.key.to_string()).collect()
    }

    fn encoding(&mut self, content: &Content, name: &str, at: &Pointer) -> Option<Encoding> {
        let node = self.document.node(at)?;
        let is_multipart = content.codec == Codec::Multipart;
        let style = encoding_style(node);
        let content_type = node.get("contentType").and_then(Node::as_str);
        let content_type = content_type.map(str::to_owned);
        let mut headers = self.member_names(&at.key("headers"));
        headers.retain(|name| !name.eq_ignore_ascii_case("content-type"));
        self.unwritten(at);
        let is_nameless = is_nameless(content);
        // An array's items are a part each, as the default has it.
        let is_other = style.is_some_and(|style| style != (Style::Form, true, false));
        if is_nameless && is_other {
            self.report(
                Code::UnsupportedKeyword,
                at,
                "`style`, `explode` and `allowReserved` are for forms, whose parts have names",
            );
        }
        let has_headers = is_multipart && self.is_file(content, name);
        if !headers.is_empty() && !has_headers {
            self.headers_of_no_file(is_multipart, at);
            headers.clear();
        }
        let encoding = Encoding {
            wire: name.to_owned(),
            content_type,
            style: style.filter(|_| !is_nameless),
            headers,
        };
        let says_something = encoding.content_type.is_some()
            || encoding.style.is_some()
            || !encoding.headers.is_empty();
        says_something.then_some(encoding)
    }

    /// What a file is sent with is up to whoever makes it; other parts have no place for headers.
    fn headers_of_no_file(&mut self, is_multipart: bool, at: &Pointer) {
        let message = if is_multipart {
            "headers of a part that is no file are not sent"
        } else {
            "the members of such a form have no headers"
        };
        self.report(Code::UnsupportedKeyword, &at.key("headers"), message);
    }

    /// Says which keywords of parts inside a part have no effect.
    fn unwritten(&mut self, at: &Pointer) {
        for keyword in ["encoding", "prefixEncoding", "itemEncoding"] {
            let at = at.key(&format!("{CARRIED}{keyword}"));
            if self.document.node(&at).is_some() {
                let message =
                    format!("`{keyword}` of a part is not followed: a part inside a part is JSON");
                self.report(Code::UnsupportedKeyword, &at, message);
            }
        }
    }

    /// Is a part a file, or may it be one?
    fn is_file(&self, content: &Content, name: &str) -> bool {
        let types = &self.api.types;
        match &content.ty {
            Ty::Array(item) => may_be_file(item),
            Ty::Named(id) => match &types[*id].kind {
                TypeKind::Record(record) => {
                    let mut fields = record.fields.iter();
                    let field = fields.find(|field| field.wire == name);
                    field.is_none_or(|field| may_be_file(&field.ty))
                }
                _ => true,
            },
            _ => true,
        }
    }
}

/// Is there a member of a name, as far as anybody can tell? Members that are merely not forbidden are not meant: what is said of
/// one has to be declared (OpenAPI 3.0.4 section 4.7.14.1).
fn may_have(types: &Arena<TypeDef>, ty: &Ty, name: &str, seen: &mut BTreeSet<TypeId>) -> bool {
    match ty {
        Ty::Any | Ty::Map(_) => true,
        Ty::Nullable(inner) | Ty::Hidden(inner) => may_have(types, inner, name, seen),
        Ty::Named(id) if seen.insert(*id) => match &types[*id].kind {
            TypeKind::Record(record) => {
                matches!(record.additional, Additional::Typed(_))
                    || record.fields.iter().any(|field| field.wire == name)
            }
            // Its names are a list, and its values are alike.
            TypeKind::KeyedMap(_) => true,
            TypeKind::Union(union) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| may_have(types, &variant.ty, name, seen))
            }
            TypeKind::Constrained(Constrained { inner, .. }) => may_have(types, inner, name, seen),
            TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) => false,
        },
        _ => false,
    }
}

/// May a value be bytes, whatever else?
fn may_be_file(ty: &Ty) -> bool {
    match ty {
        Ty::Binary => true,
        Ty::Array(inner) | Ty::Nullable(inner) | Ty::Hidden(inner) => may_be_file(inner),
        _ => false,
    }
}

/// Do parts of its media type need no names (RFC 7578 has them)?
fn is_nameless(content: &Content) -> bool {
    content.codec == Codec::Multipart && essence(&content.media_type) != "multipart/form-data"
}

/// `style`, `explode` and `allowReserved`, where one of them is given (OpenAPI 3.0.4 section 4.7.15.1).
fn encoding_style(node: &Node) -> Option<(Style, bool, bool)> {
    let given = node.get("style").and_then(Node::as_str);
    let flag = |name: &str| node.get(name).and_then(Node::as_bool);
    let (explode, reserved) = (flag("explode"), flag("allowReserved"));
    if given.is_none() && explode.is_none() && reserved.is_none() {
        return None;
    }
    let style = match given {
        Some("spaceDelimited") => Style::SpaceDelimited,
        Some("pipeDelimited") => Style::PipeDelimited,
        Some("deepObject") => Style::DeepObject,
        _ => Style::Form,
    };
    Some((
        style,
        explode.unwrap_or(style == Style::Form),
        reserved.unwrap_or(false),
    ))
}
