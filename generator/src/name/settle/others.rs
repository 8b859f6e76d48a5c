//! The other names of a thing: what is left to call it when the name that it asks for is taken.

use super::super::{case, types};
use super::{Kind, More, Wish};

/// Other names that say what is different about a thing, the best first.
pub(super) fn others(kind: Kind, wish: &Wish<'_>) -> Vec<String> {
    let mut out = match wish.more {
        More::Nothing => Vec::new(),
        More::Type(def, _) => types::longer(def, wish.origin)
            .iter()
            .map(|words| kind.case.of(words).ident)
            .collect(),
        More::Alias => vec![kind.case.of(&format!("{} schema", wish.wire)).ident],
        More::Operation(id) => operation_names(kind, wish.wire, id),
        More::Other(name) => return vec![name.to_owned()],
        More::Parameter(location) => {
            vec![
                kind.case
                    .of(&format!("{} {}", location.as_str(), wish.wire))
                    .ident,
            ]
        }
    };
    let spelled = match (wish.more, wish.wire.split_once(" /")) {
        // What parts a method from its path is no sign of either.
        (More::Operation(_), Some((method, path))) => {
            case::spelled_out(&format!("{method} {path}"), kind.case)
        }
        _ => case::spelled_out(wish.wire, kind.case),
    };
    let spelled = spelled.ident;
    if spelled != wish.name {
        out.push(spelled);
    }
    out
}

/// Other names of an operation: its id, and those of paths that end in a slash which others have not.
fn operation_names(kind: Kind, wire: &str, id: &str) -> Vec<String> {
    let own = (id != wire).then(|| id.to_owned());
    let paths = [wire, id].into_iter();
    let paths = paths.filter_map(|path| path.strip_suffix('/'));
    let paths = paths.map(|path| format!("{path} slash"));
    own.into_iter()
        .chain(paths)
        .map(|words| kind.case.of(&words).ident)
        .collect()
}
