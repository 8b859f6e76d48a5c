//! What `format` makes of a schema: a type for those of strings that can be checked, a width for those of integers.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::Lowering;
use super::exact;
use super::facets::{Facets, Kind};
use super::joined::Joined;
use super::schemas::Site;
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::ir::{
    Additional, Api, Bound, Codec, IntegerFormat, Num, Rules, Ty, TypeDef, TypeId, TypeKind,
};
use crate::pointer::Pointer;

/// The formats that strings have and nothing else: those of JSON Schema 2020-12 (validation, section 7.3), and those of
/// strings alone in OpenAPI's registry. Who gives one means a string, `type` or not.
const OF_STRINGS: [&str; 33] = [
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "date",
    "date-time",
    "date-time-local",
    "duration",
    "email",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "password",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-string",
    "sf-token",
    "time",
    "time-local",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Is a format one of strings only?
pub(super) fn is_of_strings(name: &str) -> bool {
    OF_STRINGS.contains(&name)
}

impl<'a> Lowering<'a> {
    /// Says that a format alone makes no type of what may be of any kind.
    pub(super) fn format_of_anything(&mut self, joined: &Joined<'a>, at: &Pointer) {
        let Some(name) = &joined.format else { return };
        let message =
            format!("`format: {name}` without `type` leaves open what this is, so it is any JSON");
        let diagnostic = Diagnostic::new(Code::UnsupportedKeyword, message)
            .severity(Severity::Note)
            .help("add the `type` that is meant");
        self.say(&at.key("format"), diagnostic);
    }

    /// The type of strings with what schemas say together.
    pub(super) fn text_type(&self, joined: &Joined<'a>, site: &Site) -> Ty {
        let plain = || {
            if site.secret && joined.rules.is_empty() {
                Ty::Secret
            } else {
                Ty::String
            }
        };
        let format = joined.format.as_deref();
        format
            .and_then(|name| self.config.formats.text(name))
            .map_or_else(plain, Ty::Formatted)
    }

    /// The type of integers with what schemas say together: `int32` outweighs a format that another schema gives, and bounds
    /// say what it is where none does.
    pub(super) fn integer_type(&self, joined: &Joined<'a>) -> Ty {
        let format = joined.format.as_deref().unwrap_or_default();
        Ty::Integer(self.width(joined.narrow, format, &joined.rules))
    }

    fn width(&self, narrow: bool, format: &str, rules: &Rules) -> IntegerFormat {
        let name = if narrow { "int32" } else { format };
        let given = self.config.formats.integer(name);
        given.unwrap_or_else(|| width_of(rules))
    }

    /// Says which bounds, where no format says a width, leave integers that none of ours holds.
    pub(super) fn bounds_beyond_width(&mut self, joined: &Joined<'a>, at: &Pointer) {
        let format = joined.format.as_deref().unwrap_or_default();
        if joined.narrow || self.config.formats.integer(format).is_some() {
            return;
        }
        let width = width_of(&joined.rules);
        let (low, high) = width.range();
        for (keyword, bound, end, side) in [
            ("minimum", joined.rules.minimum, low, Ordering::Less),
            ("maximum", joined.rules.maximum, high, Ordering::Greater),
        ] {
            let Some(bound) = bound.filter(|it| is_beyond(*it, end, side)) else {
                continue;
            };
            let (text, place) = self.bound_as_written(keyword, bound, at);
            let message = format!(
                "`{keyword}` {text} allows integers that no type holds; this one is of `{}`, {low} to {high}",
                width.name()
            );
            self.note(&place, &message);
        }
    }

    /// Is every value of the other schema one of this, as far as formats go?
    pub(super) fn holds(&self, facets: &Facets<'a>, other: &Facets<'a>) -> bool {
        let name = |facets: &Facets<'a>| facets.format.clone().unwrap_or_default();
        let (name, other_name) = (name(facets), name(other));
        match facets.kind {
            Kind::String => {
                let format = self.config.formats.text(&name);
                format.is_none() || format == self.config.formats.text(&other_name)
            }
            Kind::Integer => self
                .width(facets.narrow, &name, &facets.rules)
                .holds(self.width(other.narrow, &other_name, &other.rules)),
            _ => true,
        }
    }

    /// Notes that a schema has a format: a setting for it is then of use.
    pub(super) fn meet_format(&mut self, facets: &Facets<'a>) {
        let name = facets.format.as_deref();
        if let Some((index, _)) = name.and_then(|name| self.config.formats.find(name)) {
            self.formats_met.insert(index);
        }
    }

    /// A format that the type stands for is no documentation.
    pub(super) fn settle_format(&self, site: &mut Site) {
        let ty = match &site.ty {
            Ty::Named(id) => self.api.types[*id].kind.inner(),
            ty => Some(ty),
        };
        if ty.is_some_and(|ty| ty.is_of(site.format.as_deref())) {
            site.format = None;
        }
    }

    /// A setting for a format that no schema has is a mistake.
    pub(super) fn stale_formats(&mut self) {
        if self.config.lent {
            return;
        }
        for (index, entry) in self.config.formats.0.iter().enumerate() {
            if self.formats_met.contains(&index) {
                continue;
            }
            let message = format!("no schema has the format `{}`", entry.name);
            let mut diagnostic = Diagnostic::new(Code::StaleRename, message)
                .help("remove the setting, or correct the format's name");
            if let Some((path, text)) = &self.config.source {
                let file = self.diagnostics.sources_mut().add_once(path, text);
                let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                diagnostic = diagnostic.at(Location {
                    file,
                    span: end(entry.span.start)..end(entry.span.end),
                    pointer: Pointer::root(),
                });
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The width of integers that the rules alone say: 64 bits, without a sign where that is what it takes.
fn width_of(rules: &Rules) -> IntegerFormat {
    let (_, most) = IntegerFormat::I64.range();
    let is_beyond = |it: Bound| is_beyond(it, most, Ordering::Greater);
    let is_unsigned =
        (rules.minimum).is_some_and(|it| exact::compare(it.value, Num::Int(0)).is_ge());
    match is_unsigned
        && (rules.minimum.is_some_and(is_beyond) || rules.maximum.is_some_and(is_beyond))
    {
        true => IntegerFormat::U64,
        false => IntegerFormat::I64,
    }
}

/// Does a bound allow integers beyond the end of a width, on that side of it?
fn is_beyond(bound: Bound, end: i128, side: Ordering) -> bool {
    let step = i128::from(bound.exclusive) * if side.is_lt() { -1 } else { 1 };
    exact::compare(bound.value, Num::Int(end + step)) == side
}

/// Files are parts of forms and bodies of their own. Everywhere else, JSON above all, there are no bytes: what is described as
/// some is text.
pub(super) fn bytes_are_text(api: &mut Api) {
    let kept = in_parts(api);
    for id in api.types.ids() {
        if !kept.contains(&id) {
            let def = &mut api.types[id];
            each_ty(def, as_text);
        }
    }
    for operation in api.operations.values_mut() {
        operation
            .params
            .iter_mut()
            .for_each(|param| as_text(&mut param.ty));
        let headers = operation.responses.iter_mut();
        headers
            .flat_map(|response| &mut response.headers)
            .for_each(|header| as_text(&mut header.ty));
        let sent = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let answered = operation.responses.iter_mut();
        let answered = answered.flat_map(|response| &mut response.contents);
        for content in sent.chain(answered) {
            if !matches!(content.codec, Codec::Bytes | Codec::Multipart) {
                as_text(&mut content.ty);
            }
        }
    }
}

/// The types whose values are parts of forms.
fn in_parts(api: &Api) -> HashSet<TypeId> {
    let bodies = api.operations.iter().filter_map(|(_, it)| it.body.as_ref());
    let mut open = Vec::new();
    for content in bodies.flat_map(|body| &body.content) {
        if content.codec == Codec::Multipart {
            content.ty.names(&mut open);
        }
    }
    let mut found = HashSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(api.types[id].parts());
        }
    }
    found
}

fn as_text(ty: &mut Ty) {
    match ty {
        Ty::Binary => *ty = Ty::String,
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::Hidden(inner) => {
            as_text(inner);
        }
        Ty::Any
        | Ty::Bool
        | Ty::Integer(_)
        | Ty::Number
        | Ty::String
        | Ty::Secret
        | Ty::Formatted(_)
        | Ty::Named(_) => {}
    }
}

/// Every type that stands in one.
fn each_ty(def: &mut TypeDef, see: impl Fn(&mut Ty)) {
    match &mut def.kind {
        TypeKind::Record(record) => {
            record
                .fields
                .iter_mut()
                .for_each(|field| see(&mut field.ty));
            if let Additional::Typed(ty) = &mut record.additional {
                see(ty);
            }
        }
        TypeKind::Union(union) => {
            union
                .variants
                .iter_mut()
                .for_each(|variant| see(&mut variant.ty));
        }
        TypeKind::Constrained(constrained) => see(&mut constrained.inner),
        TypeKind::KeyedMap(_) | TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) => {}
    }
}
