//! Parameters of an operation: those of its path item and its own.

use openapiv3::{
    MediaType, Operation as Source, Parameter, ParameterData, ParameterSchemaOrContent, PathItem,
    PathStyle, QueryStyle, ReferenceOr,
};

use super::Lowering;
use super::bodies::is_scalar;
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::media::is_json;
use crate::ir::{Hint, JsonKind, OneWay, Param, ParamLocation, Role, Style, Ty, json_kinds};
use crate::load::Node;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// The header of credentials.
pub(super) const AUTHORIZATION: &str = "authorization";

/// A parameter with what depends on its location.
struct Located<'a> {
    data: &'a ParameterData,
    location: ParamLocation,
    style: Style,
    allow_reserved: bool,
    /// Is it the whole query string?
    whole: bool,
}

impl<'a> Located<'a> {
    /// What it is; `node` has what 3.2 alone knows of it.
    fn of(parameter: &'a Parameter, node: Option<&Node>) -> Self {
        let carried = |key: &str| node?.get(&format!("{CARRIED}{key}"));
        let whole = carried("querystring").is_some();
        let is_let_through = || carried("allowReserved").and_then(Node::as_bool) == Some(true);
        let (location, style, allow_reserved) = match parameter {
            Parameter::Path { style, .. } => {
                let style = match style {
                    PathStyle::Simple => Style::Simple,
                    PathStyle::Label => Style::Label,
                    PathStyle::Matrix => Style::Matrix,
                };
                (ParamLocation::Path, style, is_let_through())
            }
            Parameter::Query {
                allow_reserved,
                style,
                ..
            } => {
                let location = if whole && has_media_type(parameter) {
                    ParamLocation::QueryString
                } else {
                    ParamLocation::Query
                };
                (location, query_style(style), *allow_reserved)
            }
            // Nothing of a header is encoded.
            Parameter::Header { .. } => (ParamLocation::Header, Style::Simple, false),
            Parameter::Cookie { .. } if carried("style").is_some() => {
                (ParamLocation::Cookie, Style::Cookie, false)
            }
            Parameter::Cookie { .. } => (ParamLocation::Cookie, Style::Form, is_let_through()),
        };
        Self {
            data: parameter.parameter_data_ref(),
            location,
            style,
            allow_reserved,
            whole,
        }
    }

    /// Header fields that the specification takes from elsewhere (OAS 3.0, Parameter Object, `name`).
    fn is_ignored(&self) -> bool {
        self.is_header(&["accept", "content-type", AUTHORIZATION])
    }

    fn is_header(&self, names: &[&str]) -> bool {
        let mut names = names.iter();
        self.location == ParamLocation::Header
            && names.any(|name| self.data.name.eq_ignore_ascii_case(name))
    }
}

fn has_media_type(parameter: &Parameter) -> bool {
    let format = &parameter.parameter_data_ref().format;
    matches!(format, ParameterSchemaOrContent::Content(_))
}

fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// Whose parameters are meant: the operation of `id`, its own list and that of its path.
pub(super) struct Lists<'a, 'p> {
    pub(super) id: &'p str,
    pub(super) item: (&'a PathItem, &'p Pointer),
    pub(super) operation: (&'a Source, &'p Pointer),
    /// Do the operation's credentials make up its `Authorization`?
    pub(super) authorized: bool,
}

impl<'a> Lowering<'a> {
    /// The parameters, those of the path first and in its order. One that can't be sent is reported and left out.
    pub(super) fn params(&mut self, path: &str, lists: &Lists<'a, '_>) -> Vec<Param> {
        let (item, item_at) = lists.item;
        let (source, at) = lists.operation;
        let mut params: Vec<Param> = Vec::new();
        // Whether each reference leads somewhere: the template may well have those that don't.
        let mut resolved = true;
        let both: [(&'a [ReferenceOr<Parameter>], Pointer); 2] = [
            (&item.parameters, item_at.key("parameters")),
            (&source.parameters, at.key("parameters")),
        ];
        for (list, base) in both {
            for (index, parameter) in list.iter().enumerate() {
                let place = base.index(index);
                let Some((parameter, place)) =
                    self.resolve(parameter, &place, "parameters", |components| {
                        &components.parameters
                    })
                else {
                    resolved = false;
                    continue;
                };
                let located = Located::of(parameter, self.document.node(&place));
                if !self.can_be_sent(&located, lists.authorized, &place) {
                    continue;
                }
                let param = self.param(lists.id, &located, &place);
                self.declared_twice(&params, &param, &base, &place);
                params.retain(|known| !is_same(known, &param));
                params.push(param);
            }
        }
        if resolved {
            self.fit_template(path, &mut params, item_at, at);
        }
        self.beside_whole_query(&params);
        params
    }

    /// Says what stands in the query beside a parameter that is the whole of it, and no pairs (OAS 3.2, Parameter Locations).
    fn beside_whole_query(&mut self, params: &[Param]) {
        let is_whole = |param: &&Param| param.location == ParamLocation::QueryString;
        let Some(whole) = params.iter().find(is_whole) else {
            return;
        };
        let in_query = [ParamLocation::Query, ParamLocation::QueryString];
        for param in params {
            if param.origin != whole.origin && in_query.contains(&param.location) {
                let message = format!(
                    "`{}` goes into the query beside `{}`, which is the whole of it",
                    param.wire, whole.wire
                );
                let diagnostic = Diagnostic::new(Code::UnsupportedParameter, message)
                    .related("the other one", self.document.locate_origin(&whole.origin))
                    .help("a program that gives both sends both, with a `&` between them: remove one of the two");
                self.say(&param.origin, diagnostic);
            }
        }
    }

    /// Says that a list has two parameters of one name and place; an operation may well replace one of its path.
    fn declared_twice(&mut self, known: &[Param], param: &Param, list: &Pointer, at: &Pointer) {
        let list = self.document.origin(list);
        let first = known
            .iter()
            .find(|known| is_same(known, param) && known.origin.parent().as_ref() == Some(&list));
        if let Some(first) = first {
            let message = format!(
                "the parameter `{}` is declared twice; the last declaration counts",
                param.wire
            );
            let diagnostic = Diagnostic::new(Code::UnsupportedParameter, message)
                .related("the other one", self.document.locate_origin(&first.origin))
                .help("remove one of the two");
            self.say(at, diagnostic);
        }
    }

    /// Has the place that it goes to room for its name? Says so where it has not.
    fn can_be_sent(&mut self, located: &Located<'a>, authorized: bool, at: &Pointer) -> bool {
        let name = &located.data.name;
        if located.is_ignored() {
            let is_meant = !authorized && located.is_header(&[AUTHORIZATION]);
            self.ignored(name, is_meant, at);
            return is_meant;
        }
        let place = match located.location {
            ParamLocation::Header => "header",
            ParamLocation::Cookie => "cookie",
            ParamLocation::Path | ParamLocation::Query | ParamLocation::QueryString => return true,
        };
        if is_token(name) {
            return true;
        }
        self.report_with(
            Code::UnsupportedParameter,
            &at.key("name"),
            format!("no {place} can be called `{name}`, so the parameter is left out"),
            "use letters, digits and `!#$%&'*+-.^_|~` only",
        );
        false
    }

    /// Says of a header what becomes of it that the specification has ignored: nobody writes `Authorization` to be ignored where
    /// nothing else makes it up.
    fn ignored(&mut self, name: &str, is_meant: bool, at: &Pointer) {
        let message = format!("the specification has the header parameter `{name}` ignored");
        let diagnostic = if is_meant {
            let message = format!("{message}; it is taken as it is meant");
            let help = "describe it as a security scheme: then the client sends it by itself";
            Diagnostic::new(Code::UnsupportedParameter, message).help(help)
        } else {
            let help =
                "the client sends it by itself: from the media types, or from its credentials";
            Diagnostic::new(Code::UnsupportedParameter, message).help(help)
        };
        self.say(at, diagnostic.severity(Severity::Note));
    }

    fn param(&mut self, id: &str, located: &Located<'a>, at: &Pointer) -> Param {
        let Located {
            data,
            location,
            style,
            allow_reserved,
            whole,
        } = *located;
        let hint = Hint {
            base: super::labels::base(id, at, "parameters"),
            path: vec![Role::Parameter(data.name.clone())],
        };
        let (site, content) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let pointer = at.key("schema");
                let place = Place { pointer, hint };
                let site = self.site(schema.into(), &place);
                self.against(
                    OneWay::Received,
                    &site,
                    &place.pointer,
                    "a parameter of requests",
                );
                (site, None)
            }
            ParameterSchemaOrContent::Content(content) => {
                match self.param_content(content, at, hint) {
                    Some((site, media_type)) => (site, Some(media_type)),
                    None => (Site::any(), None),
                }
            }
        };
        if style == Style::DeepObject && content.is_none() {
            self.deep_object_of(&site.ty, &data.name, at);
        }
        if whole && content.is_none() && !self.is_of_pairs(&site.ty) {
            let message = "a form is an object; what is none is sent as a pair of this name";
            let diagnostic = Diagnostic::new(Code::UnsupportedParameter, message);
            self.say(&at.key("schema"), diagnostic.leaves_nothing_out());
        }
        let mut docs = self.docs(None, data.description.as_deref(), at);
        if docs.description.is_none() {
            docs = site.docs;
        }
        Param {
            wire: data.name.clone(),
            location,
            secret: (site.secret || located.is_header(&[AUTHORIZATION])) && site.ty != Ty::Secret,
            ty: site.ty,
            required: data.required || location == ParamLocation::Path,
            style,
            explode: data
                .explode
                .unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            allow_reserved,
            content,
            docs,
            format: site.format,
            deprecated: data.deprecated.unwrap_or(false) || site.deprecated,
            default: site.default,
            origin: self.document.origin(at),
        }
    }

    /// Has it, or may it have, members that are pairs?
    fn is_of_pairs(&self, ty: &Ty) -> bool {
        use JsonKind::{Any, Object, Record};
        let kinds = json_kinds(&self.api.types, ty);
        kinds
            .iter()
            .any(|kind| [Any, Object, Record].contains(kind))
    }

    /// Says that a style which is for objects alone has something else. Of arrays people mean what it is for objects.
    fn deep_object_of(&mut self, ty: &Ty, name: &str, at: &Pointer) {
        if self.is_of_pairs(ty) {
            return;
        }
        let diagnostic = if json_kinds(&self.api.types, ty).contains(&JsonKind::Array) {
            let message = format!(
                "`deepObject` is for objects; the items of this array are sent as `{name}[]`"
            );
            let diagnostic = Diagnostic::new(Code::UnsupportedParameter, message);
            diagnostic.severity(Severity::Note)
        } else {
            let message = "`deepObject` is for objects; what is none is sent as with `form`";
            Diagnostic::new(Code::UnsupportedParameter, message).leaves_nothing_out()
        };
        let help = "make it an object, or take the style away";
        self.say(&at.key("style"), diagnostic.help(help));
    }

    /// The value of a parameter with a media type: written as JSON text, or text that the caller writes.
    fn param_content(
        &mut self,
        content: &'a indexmap::IndexMap<String, MediaType>,
        at: &Pointer,
        hint: Hint,
    ) -> Option<(Site, String)> {
        let base = at.key("content");
        let mut media_types = content.iter();
        let (media_type, media) = media_types.next()?;
        if media_types.next().is_some() {
            let message =
                format!("a parameter has one media type; it is written as `{media_type}`");
            self.report(Code::UnsupportedParameter, &base, message);
        }
        let place = Place {
            pointer: base.key(media_type).key("schema"),
            hint,
        };
        let mut site = media
            .schema
            .as_ref()
            .map_or_else(Site::any, |schema| self.site(schema.into(), &place));
        if !is_json(media_type) && !is_scalar(&self.api, &site.ty) {
            let message = format!(
                "what `{media_type}` makes of the value is up to the caller, who gives its text"
            );
            let diagnostic = Diagnostic::new(Code::UnsupportedParameter, message)
                .severity(Severity::Note)
                .help(Code::UnsupportedParameter.explain().help);
            self.say(&base.key(media_type), diagnostic);
            site.ty = Ty::String;
        }
        Some((site, media_type.clone()))
    }
}

/// Are two parameters one: of a name and a place? Headers are called the same in any case (RFC 9110 section 5.1).
fn is_same(one: &Param, other: &Param) -> bool {
    let same_name = match one.location {
        ParamLocation::Header => one.wire.eq_ignore_ascii_case(&other.wire),
        ParamLocation::Path
        | ParamLocation::Query
        | ParamLocation::QueryString
        | ParamLocation::Cookie => one.wire == other.wire,
    };
    same_name && one.location == other.location
}

/// Can it be the name of a header or a cookie (RFC 9110 section 5.6.2)?
pub(super) fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
