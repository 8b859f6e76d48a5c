//! What operations are called where their resource has been named already: `users/list` is `list` of `users()`.

use std::collections::HashMap;

use super::case;
use super::scope::HANDLE_METHODS;
use crate::ir::Operation;

/// What frameworks put behind a resource's name in the ids of its operations: `UsersController_findAll`.
const ROLES: [&str; 3] = ["_api", "_controller", "_service"];

/// The words that each of a resource's operations is called by: without the resource's name at their beginning, where the rest
/// is a name, and that of no other operation.
pub(super) fn words<'a>(operations: &[&'a Operation], resource: &str) -> Vec<&'a str> {
    let resource = case::snake(resource).ident;
    let both = operations
        .iter()
        .map(|operation| (operation.wire.as_str(), rest(&operation.wire, &resource)));
    let both: Vec<_> = both.collect();
    let mut wanted: HashMap<_, usize> = HashMap::new();
    for (wire, rest) in &both {
        for words in [Some(*wire), *rest].into_iter().flatten() {
            *wanted.entry(case::snake(words).ident).or_default() += 1;
        }
    }
    let is_free = |words: &&str| wanted.get(&case::snake(words).ident) == Some(&1);
    let words = both
        .into_iter()
        .map(|(wire, rest)| rest.filter(is_free).unwrap_or(wire));
    words.collect()
}

/// What stands behind the name of `resource`, one for several of it or the other way round, at the beginning of `wire`.
fn rest<'a>(wire: &'a str, resource: &str) -> Option<&'a str> {
    let signs = wire.match_indices(|c: char| !c.is_alphanumeric());
    let mut rests = signs.filter_map(|(at, sign)| {
        let (before, rest) = (wire.get(..at)?, wire.get(at + sign.len()..)?);
        is_of(before, resource).then_some(rest)
    });
    let rest = rests.next()?;
    let name = case::snake(rest);
    let is_name = rest.starts_with(char::is_alphabetic)
        && !name.is_keyword
        && !HANDLE_METHODS.contains(&name.ident.as_str());
    is_name.then_some(rest)
}

fn is_of(words: &str, resource: &str) -> bool {
    let name = case::snake(words).ident;
    let alone = ROLES.iter().find_map(|role| name.strip_suffix(role));
    [Some(name.as_str()), alone]
        .into_iter()
        .flatten()
        .any(|name| {
            name == resource
                || name.strip_suffix('s') == Some(resource)
                || resource.strip_suffix('s') == Some(name)
        })
}

#[cfg(test)]
mod tests {
    use super::rest;

    #[test]
    fn what_stands_behind_the_resource() {
        for (wire, resource, expected) in [
            ("users/list", "users", Some("list")),
            ("users/list-for-org", "users", Some("list-for-org")),
            ("user_create", "users", Some("create")),
            ("Users.Get", "user", Some("Get")),
            ("UsersController_findAll", "users", Some("findAll")),
            ("UserService_GetUser", "user_service", Some("GetUser")),
            ("drive.files.list", "files", None),
            ("delete/users/all", "users", None),
            ("list_files_all", "files", None),
            ("usersList", "users", None),
            ("users", "users", None),
            ("users/", "users", None),
            ("users/2", "users", None),
            ("files/move", "files", None),
            ("files/new", "files", None),
        ] {
            assert_eq!(rest(wire, resource), expected, "{wire} of {resource}");
        }
    }
}
