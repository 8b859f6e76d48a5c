//! Path templates: the names between their braces, against the parameters that are declared.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Docs, Param, ParamLocation, Style, Ty};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// Brings the parameters of a path in line with its template: in its order, a string for each name that has none, and
    /// without those that it does not hold. What is said of one operation's path is said at `item`.
    pub(super) fn fit_template(
        &mut self,
        path: &str,
        params: &mut Vec<Param>,
        item: &Pointer,
        operation: &Pointer,
    ) {
        let names = expressions(path);
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|earlier| earlier == name) {
                let message =
                    format!("`{{{name}}}` stands twice in `{path}`; both get the same value");
                let diagnostic = Diagnostic::new(Code::BadPath, message)
                    .leaves_nothing_out()
                    .help("give one of the two another name");
                self.say(item, diagnostic);
            }
        }
        self.names_spelled_otherwise(path, &names, params);
        self.unused_names(path, &names, params);
        self.undeclared_names(path, &names, params, operation);
        params.sort_by_key(|param| place_in(&names, param));
    }

    /// The path as it is sent: braces that don't match are text.
    pub(super) fn path_template(&mut self, path: &str, item: &Pointer) -> String {
        self.more_than_a_path(path, item);
        let Some(mended) = mended(path) else {
            return path.to_owned();
        };
        let message = format!(
            "the braces of `{path}` don't match; those that are left over are sent as text"
        );
        let diagnostic = Diagnostic::new(Code::BadPath, message)
            .leaves_nothing_out()
            .help("close every `{` with a `}` before the next one");
        self.say(item, diagnostic);
        mended
    }

    /// Says what becomes of a query and a fragment in a path, which OpenAPI has no place for.
    fn more_than_a_path(&mut self, path: &str, item: &Pointer) {
        let is_in_name = |at: usize| {
            let before = path.get(..at).unwrap_or_default();
            before.rfind('{') > before.rfind('}')
        };
        let first = |mark| path.match_indices(mark).find(|(at, _)| !is_in_name(*at));
        for (mark, message) in [
            ("?", "has a query of its own, which is sent as it stands"),
            (
                "#",
                "has a fragment, which is not sent: it tells paths of one address apart",
            ),
        ] {
            if first(mark).is_some() {
                let diagnostic =
                    Diagnostic::new(Code::BadPath, format!("the path `{path}` {message}"))
                        .leaves_nothing_out()
                        .help("describe what stands behind `?` as parameters");
                self.say(item, diagnostic);
            }
        }
    }

    fn undeclared_names(
        &mut self,
        path: &str,
        names: &[&str],
        params: &mut Vec<Param>,
        at: &Pointer,
    ) {
        for (index, name) in names.iter().enumerate() {
            let mut of_path = params.iter().filter(|param| in_path(param));
            let is_known = of_path.any(|param| param.wire == *name);
            if is_known || names.iter().take(index).any(|earlier| earlier == name) {
                continue;
            }
            let message =
                format!("`{{{name}}}` of `{path}` has no parameter; it is taken for a string");
            let help = format!("declare a parameter `{name}` with `in: path`");
            self.report_with(Code::PathParameterUndeclared, at, message, help);
            params.push(Param {
                wire: (*name).to_owned(),
                location: ParamLocation::Path,
                ty: Ty::String,
                required: true,
                style: Style::Simple,
                explode: false,
                allow_reserved: false,
                content: None,
                docs: Docs::default(),
                format: None,
                deprecated: false,
                secret: false,
                default: None,
                origin: self.document.origin(at),
            });
        }
    }

    /// A parameter whose name is in the path but for its case or its separators is meant by it, where only one can be.
    fn names_spelled_otherwise(&mut self, path: &str, names: &[&str], params: &mut [Param]) {
        let is_declared = |name: &str, params: &[Param]| {
            let mut of_path = params.iter().filter(|param| in_path(param));
            of_path.any(|param| param.wire == name)
        };
        for name in names {
            if is_declared(name, params) {
                continue;
            }
            let mut alike = params.iter_mut().filter(|param| {
                in_path(param)
                    && !names.contains(&param.wire.as_str())
                    && letters(&param.wire) == letters(name)
            });
            let (Some(param), None) = (alike.next(), alike.next()) else {
                continue;
            };
            let declared = std::mem::replace(&mut param.wire, (*name).to_owned());
            let at = self.document.locate_origin(&param.origin.key("name"));
            let message = format!(
                "the path parameter `{declared}` is taken for the `{{{name}}}` of `{path}`"
            );
            let diagnostic = Diagnostic::new(Code::PathParameterUnused, message)
                .leaves_nothing_out()
                .at(at)
                .help(format!("name both alike: `{name}`, or `{{{declared}}}`"));
            self.diagnostics.push(diagnostic);
        }
    }

    fn unused_names(&mut self, path: &str, names: &[&str], params: &mut Vec<Param>) {
        let is_unused = |param: &Param| in_path(param) && !names.contains(&param.wire.as_str());
        for param in params.iter().filter(|param| is_unused(param)) {
            let name = &param.wire;
            let at = self.document.locate_origin(&param.origin.key("name"));
            let message = format!("the path parameter `{name}` is not in `{path}`; it is left out");
            let help = format!("put `{{{name}}}` into the path, or remove the parameter");
            self.diagnostics.push(
                Diagnostic::new(Code::PathParameterUnused, message)
                    .at(at)
                    .help(help),
            );
        }
        params.retain(|param| !is_unused(param));
    }
}

/// What is left of a name without its case, its separators and what routers have behind a name: `{id:[0-9]+}`, `{name=a/*}`.
fn letters(name: &str) -> String {
    let name = name.split([':', '=']).next().unwrap_or(name);
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
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

/// The next pair of braces: what stands before it, what is between, what follows.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find('}')?;
    let start = text.get(..end)?.rfind('{')?;
    Some((
        text.get(..start)?,
        text.get(start + 1..end)?,
        text.get(end + 1..)?,
    ))
}

/// The names between the braces of a path template.
pub(super) fn expressions(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((_, name, after)) = next(rest) {
        names.push(name);
        rest = after;
    }
    names
}

/// The path with braces percent-encoded that belong to no pair; nothing where all belong to one.
fn mended(path: &str) -> Option<String> {
    let text = |text: &str| text.replace('{', "%7B").replace('}', "%7D");
    let mut out = String::new();
    let mut rest = path;
    while !rest.is_empty() {
        // A closing brace without an opening one would hide the pairs behind it.
        let stray = rest
            .find('}')
            .filter(|end| !rest.get(..*end).is_some_and(|before| before.contains('{')));
        if let Some((before, after)) =
            stray.and_then(|at| Some((rest.get(..=at)?, rest.get(at + 1..)?)))
        {
            out.push_str(&text(before));
            rest = after;
            continue;
        }
        let Some((before, name, after)) = next(rest) else {
            out.push_str(&text(rest));
            break;
        };
        out.push_str(&format!("{}{{{name}}}", text(before)));
        rest = after;
    }
    (out != path).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{expressions, mended};

    #[test]
    fn pairs_of_braces_are_names() {
        assert_eq!(expressions("/a/{b}/c{d}"), ["b", "d"]);
        assert_eq!(expressions("/{a}{b}.{c}?d={e}"), ["a", "b", "c", "e"]);
        assert_eq!(expressions("/a"), [""; 0]);
    }

    #[test]
    fn others_are_text() {
        assert_eq!(mended("/a/{b}/c{d}"), None);
        for (path, sent) in [
            ("/{a", "/%7Ba"),
            ("/a}", "/a%7D"),
            ("/{a{b}}", "/%7Ba{b}%7D"),
            ("/}{", "/%7D%7B"),
            ("/}{a}", "/%7D{a}"),
        ] {
            assert_eq!(mended(path).as_deref(), Some(sent), "{path}");
        }
    }
}
