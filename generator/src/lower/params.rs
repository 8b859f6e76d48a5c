//! Parameters of an operation: those of its path item and its own, against the path's template.

use openapiv3::{
    Operation as Source, Parameter, ParameterData, ParameterSchemaOrContent, PathItem, PathStyle,
    QueryStyle, ReferenceOr,
};

use super::Lowering;
use super::schemas::Place;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Hint, HintBase, Param, ParamLocation, Role, Style};
use crate::pointer::Pointer;

/// A parameter with what depends on its location.
struct Located<'a> {
    data: &'a ParameterData,
    location: ParamLocation,
    style: Option<Style>,
    allow_reserved: bool,
}

impl<'a> Located<'a> {
    fn of(parameter: &'a Parameter) -> Self {
        match parameter {
            Parameter::Path {
                parameter_data: data,
                style,
            } => {
                let style = matches!(style, PathStyle::Simple).then_some(Style::Simple);
                Self {
                    data,
                    location: ParamLocation::Path,
                    style,
                    allow_reserved: false,
                }
            }
            Parameter::Query {
                parameter_data: data,
                allow_reserved,
                style,
                allow_empty_value: _,
            } => {
                let style = match style {
                    QueryStyle::Form => Style::Form,
                    QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                    QueryStyle::PipeDelimited => Style::PipeDelimited,
                    QueryStyle::DeepObject => Style::DeepObject,
                };
                Self {
                    data,
                    location: ParamLocation::Query,
                    style: Some(style),
                    allow_reserved: *allow_reserved,
                }
            }
            Parameter::Header {
                parameter_data: data,
                style: _,
            } => Self {
                data,
                location: ParamLocation::Header,
                style: Some(Style::Simple),
                allow_reserved: false,
            },
            Parameter::Cookie {
                parameter_data: data,
                style: _,
            } => Self {
                data,
                location: ParamLocation::Cookie,
                style: Some(Style::Form),
                allow_reserved: false,
            },
        }
    }

    /// Header fields that the specification takes from elsewhere (OAS 3.0, Parameter Object, `name`).
    fn is_ignored(&self) -> bool {
        let reserved = ["accept", "content-type", "authorization"];
        self.location == ParamLocation::Header
            && reserved.contains(&self.data.name.to_ascii_lowercase().as_str())
    }
}

impl<'a> Lowering<'a> {
    /// The parameters, those of the path first and in its order; none when one that must be sent can't be.
    pub(super) fn params(
        &mut self,
        path: &str,
        id: &str,
        item: &'a PathItem,
        source: &'a Source,
        at: &Pointer,
    ) -> Option<Vec<Param>> {
        let item_at = at.parent().unwrap_or_default();
        let mut params: Vec<Param> = Vec::new();
        let mut complete = true;
        // Those of the path that can't be sent, and whether a reference leads nowhere: the template may well have them.
        let mut unsent: Vec<&'a str> = Vec::new();
        let mut resolved = true;
        let lists: [(&'a [ReferenceOr<Parameter>], Pointer); 2] = [
            (&item.parameters, item_at.key("parameters")),
            (&source.parameters, at.key("parameters")),
        ];
        for (list, base) in lists {
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
                let located = Located::of(parameter);
                let required = located.data.required || located.location == ParamLocation::Path;
                match self.param(id, &located, required, &place) {
                    Some(param) => {
                        params.retain(|known| {
                            (&known.wire, known.location) != (&param.wire, param.location)
                        });
                        params.push(param);
                    }
                    None => {
                        complete &= !required || located.is_ignored();
                        if located.location == ParamLocation::Path {
                            unsent.push(&located.data.name);
                        }
                    }
                }
            }
        }
        if let Some(names) = self.template(path, at) {
            if resolved {
                self.undeclared_names(path, &names, &params, &unsent, at);
            }
            self.unused_names(path, &names, &params);
            params.sort_by_key(|param| place_in(&names, param));
        }
        complete.then_some(params)
    }

    fn param(
        &mut self,
        id: &str,
        located: &Located<'a>,
        required: bool,
        at: &Pointer,
    ) -> Option<Param> {
        let Located {
            data,
            location,
            style,
            allow_reserved,
        } = located;
        let name = &data.name;
        if located.is_ignored() {
            self.report(
                Code::UnsupportedParameter,
                at,
                format!("the specification has the header parameter `{name}` ignored"),
            );
            return None;
        }
        let Some(style) = *style else {
            self.report(
                Code::UnsupportedParameter,
                &at.key("style"),
                format!("the style of the path parameter `{name}` can't be written yet"),
            );
            return None;
        };
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            self.report(
                Code::UnsupportedParameter,
                &at.key("content"),
                format!("the parameter `{name}` has a media type, which can't be written yet"),
            );
            return None;
        };
        let hint = Hint {
            base: HintBase::Operation(id.to_owned()),
            path: vec![Role::Parameter(name.clone())],
        };
        let site = self.site(
            schema.into(),
            &Place {
                pointer: at.key("schema"),
                hint,
            },
        );
        let mut docs = self.docs(None, data.description.as_deref(), at);
        if docs.description.is_none() {
            docs = site.docs;
        }
        Some(Param {
            wire: name.clone(),
            location: *location,
            ty: site.ty,
            required,
            style,
            explode: data.explode.unwrap_or(style == Style::Form),
            allow_reserved: *allow_reserved,
            docs,
            format: site.format,
            deprecated: data.deprecated.unwrap_or(false) || site.deprecated,
            default: site.default,
            origin: self.document.origin(at),
        })
    }

    /// The names in a path's template; none when its braces are wrong.
    fn template<'p>(&mut self, path: &'p str, at: &Pointer) -> Option<Vec<&'p str>> {
        let item = at.parent().unwrap_or_default();
        let Some(names) = expressions(path) else {
            self.report_with(
                Code::BadPath,
                &item,
                format!("the braces of `{path}` don't match"),
                "close every `{` with a `}` before the next one",
            );
            return None;
        };
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|earlier| earlier == name) {
                self.report_with(
                    Code::BadPath,
                    &item,
                    format!("`{{{name}}}` stands twice in `{path}`"),
                    "give one of the two another name",
                );
            }
        }
        Some(names)
    }

    fn undeclared_names(
        &mut self,
        path: &str,
        names: &[&str],
        params: &[Param],
        unsent: &[&str],
        at: &Pointer,
    ) {
        for name in names {
            let mut of_path = params.iter().filter(|param| in_path(param));
            if !unsent.contains(name) && !of_path.any(|param| param.wire == *name) {
                let message = format!("`{{{name}}}` of `{path}` has no parameter");
                let help = format!("declare a parameter `{name}` with `in: path`");
                self.report_with(Code::PathParameterUndeclared, at, message, help);
            }
        }
    }

    fn unused_names(&mut self, path: &str, names: &[&str], params: &[Param]) {
        for param in params.iter().filter(|param| in_path(param)) {
            let name = &param.wire;
            if !names.contains(&name.as_str()) {
                let at = self.document.locate_origin(&param.origin.key("name"));
                let message = format!("the path parameter `{name}` is not in `{path}`");
                let help = format!("put `{{{name}}}` into the path, or remove the parameter");
                self.diagnostics.push(
                    Diagnostic::new(Code::PathParameterUnused, message)
                        .at(at)
                        .help(help),
                );
            }
        }
    }
}

fn in_path(param: &Param) -> bool {
    param.location == ParamLocation::Path
}

/// Where a parameter comes in the order of the path's names; all others come behind them.
fn place_in(names: &[&str], param: &Param) -> usize {
    let place = names
        .iter()
        .position(|name| in_path(param) && *name == param.wire);
    place.unwrap_or(names.len())
}

/// The names between braces of a path template; none when the braces don't match.
pub(super) fn expressions(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest.get(at..)?.strip_prefix('{')?;
        let end = inside.find(['{', '}'])?;
        if !inside.get(end..)?.starts_with('}') {
            return None;
        }
        names.push(inside.get(..end)?);
        rest = inside.get(end + 1..)?;
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::expressions;

    #[test]
    fn braces_must_match() {
        assert_eq!(expressions("/a/{b}/c{d}"), Some(vec!["b", "d"]));
        assert_eq!(expressions("/a"), Some(vec![]));
        for bad in ["/{a", "/a}", "/{a{b}}", "/}{"] {
            assert_eq!(expressions(bad), None, "{bad}");
        }
    }
}
