//! Names of what an operation is answered with: variants by status and media type, and types of headers by their content.
//!
//! **Invariant:** a media type more, or a set of headers more, renames none: what has no name by right is in the lock.

use std::collections::{BTreeSet, HashSet};

use super::case::{self, Case};
use super::operations::{range_name, status_name};
use super::scope::{HEADER_METHODS, Scope};
use super::settle::{Key, Kind, More, Wish};
use super::styles::Role;
use super::{HeaderNames, Naming, ResourceNames};
use crate::ir::media::subtype;
use crate::ir::{Codec, Content, Form, Header, Operation, Resource, Response, Status, Ty};

/// The media type that a status has for itself, whatever stands beside it.
const BY_RIGHT: &str = "application/json";

const HEADERS: Kind = Kind {
    case: Case::Pascal,
    role: Role::Headers,
    suffix: "Headers",
    names_types: false,
};

impl Naming<'_> {
    /// The variants of each response: one a form of its body, or one where it has none. One form has the name of the status,
    /// each other that of its media type behind it.
    pub(super) fn variants_of(&mut self, operation: &Operation) -> Vec<Vec<String>> {
        let responses = operation.responses.iter();
        responses
            .map(|response| self.forms(&operation.id, response))
            .collect()
    }

    fn forms(&mut self, id: &str, response: &Response) -> Vec<String> {
        let base = match response.status {
            Status::Default => "Default".to_owned(),
            Status::Range(class) => range_name(class).to_owned(),
            Status::Code(code) => status_name(code),
        };
        let forms = response.forms();
        let is_plain = match forms.as_slice() {
            [] => true,
            [only] => has(only, BY_RIGHT),
            _ => false,
        };
        let key = |content: &Content| format!("{id} {} {}", response.status, content.media_type);
        let locked = |form: &Form<'_>| {
            let mut contents = form.contents.iter();
            contents.find_map(|content| self.lock.find(Role::Answers, &key(content)))
        };
        let mut names = vec![String::new(); forms.len().max(1)];
        let mut wishes: Vec<(usize, String)> = Vec::new();
        for (at, form) in forms.iter().enumerate() {
            let locked = locked(form).filter(|name| case::is_identifier(name));
            wishes.extend(locked.map(|name| (at, name.to_owned())));
        }
        let first = forms.iter().position(|form| has(form, BY_RIGHT));
        wishes.push((first.unwrap_or(0), base.clone()));
        for (at, form) in forms.iter().enumerate() {
            wishes.push((at, format!("{base}{}", media_name(form))));
        }
        for (at, name) in wishes {
            let is_taken = names.contains(&name);
            if let Some(slot) = names.get_mut(at).filter(|slot| slot.is_empty())
                && !is_taken
            {
                *slot = name;
            }
        }
        for at in 0..names.len() {
            if names.get(at).is_some_and(String::is_empty) {
                let name = forms.get(at).map(media_name).unwrap_or_default();
                let name = numbered(format!("{base}{name}"), &names);
                names.splice(at..=at, [name]);
            }
        }
        if !is_plain {
            for (form, name) in forms.iter().zip(&names) {
                for content in &form.contents {
                    self.settled
                        .insert(Role::Answers, key(content), name.clone());
                }
            }
        }
        names
    }

    /// The types of the sets of headers of a resource, with a method a header.
    pub(super) fn header_types(
        &mut self,
        resource: &Resource,
        sets: &[&[Header]],
    ) -> Vec<HeaderNames> {
        let keys = self.keys_of(resource, sets);
        let longer: Vec<_> = sets.iter().map(|set| all_of(set)).collect();
        let mut scope = Scope::new(&[]);
        let mut wishes = Vec::new();
        for (set, ((key, old), longer)) in sets.iter().zip(keys.iter().zip(&longer)) {
            let Some(first) = set.first() else { continue };
            let before = Key::of(old.as_ref().unwrap_or(key));
            let wish = Wish::derived(header_set(set), &first.wire, &first.origin, before);
            let mut wish = wish.among(More::Other(longer));
            self.look_up(HEADERS, &scope, &mut wish);
            wishes.push(wish.known_by(Key::of(key)));
        }
        let idents = self.settle(HEADERS, &mut scope, &wishes);
        let types = idents.into_iter().zip(sets);
        types
            .map(|(ident, set)| HeaderNames {
                ident,
                methods: accessors(set),
            })
            .collect()
    }

    /// The key of each set of headers, and the one that the lock has it by, if it was another: a set that has one header more is
    /// the same one, unless what it was is there, too.
    fn keys_of(&self, resource: &Resource, sets: &[&[Header]]) -> Vec<(String, Option<String>)> {
        let prefix = format!("{}: ", resource.wire);
        let mut present = HashSet::new();
        let mut keys = Vec::new();
        for set in sets {
            let base = set_key(&prefix, set);
            let numbered = (2..).map(|number: usize| format!("{base} {number}"));
            let mut all = std::iter::once(base.clone()).chain(numbered);
            keys.extend(all.find(|key| present.insert(key.clone())));
        }
        let locked = self.lock.entries(Role::Headers);
        let mut lost: Vec<(BTreeSet<&str>, &str)> = locked
            .filter(|(key, _)| !present.contains(*key))
            .filter_map(|(key, _)| Some((names_in(key.strip_prefix(&prefix)?), key)))
            .collect();
        let keys = keys.into_iter().map(|key| {
            if self.lock.find(Role::Headers, &key).is_some() {
                return (key, None);
            }
            let own = key.strip_prefix(&prefix).map(names_in).unwrap_or_default();
            let likeness = |other: &BTreeSet<&str>| own.intersection(other).count() * 2;
            let alike = lost.iter().enumerate().filter(|(_, (names, _))| {
                likeness(names) >= own.len() || likeness(names) >= names.len()
            });
            let best = alike.max_by_key(|(_, (names, _))| likeness(names));
            let best = best.map(|(at, _)| at);
            let old = best.map(|at| lost.remove(at).1.to_owned());
            (key, old)
        });
        keys.collect()
    }
}

/// What tells a set of headers from the others of a resource: their names, and a number that texts and forms make.
fn set_key(prefix: &str, set: &[Header]) -> String {
    let mut wires: Vec<_> = set
        .iter()
        .map(|one| one.wire.to_ascii_lowercase())
        .collect();
    wires.sort();
    let texts: String = set
        .iter()
        .map(|one| format!("{:?} {:?}\n", one.form, one.docs))
        .collect();
    let hash = case::hash(&texts) & 0xffff_ffff;
    format!("{prefix}{} {hash:08x}", wires.join(", "))
}

/// The names of headers that a key has, without the resource.
fn names_in(key: &str) -> BTreeSet<&str> {
    let names = key.split(", ");
    names
        .map(|name| name.split(' ').next().unwrap_or_default())
        .collect()
}

fn has(form: &Form<'_>, media_type: &str) -> bool {
    let mut contents = form.contents.iter();
    contents.any(|content| content.media_type == media_type)
}

/// The name, or with the first number behind it that makes it another one.
fn numbered(name: String, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    if is_free(&name) {
        return name;
    }
    let mut names = (2..).map(|number| Case::Pascal.numbered(&name, number));
    names.find(is_free).unwrap_or(name)
}

/// What a form of a body is called behind a status: its media type, or what several have in common.
fn media_name(form: &Form<'_>) -> String {
    let [content] = form.contents.as_slice() else {
        return common_name(&form.contents);
    };
    let subtype = subtype(&content.media_type);
    match (content.codec, subtype) {
        (Codec::Text, "plain" | "*") => "Text".to_owned(),
        (Codec::Bytes, _) if content.ty == Ty::Binary => "File".to_owned(),
        (Codec::Bytes, "octet-stream" | "*") => "Bytes".to_owned(),
        _ => {
            let name = subtype.strip_suffix("+json").unwrap_or(subtype);
            let name = name.strip_prefix("vnd.").unwrap_or(name);
            case::pascal(name).ident
        }
    }
}

/// What several media types that are read the same way are called: `Image`, or what they are read as.
fn common_name(contents: &[&Content]) -> String {
    let kind = |content: &&Content| content.media_type.split('/').next().map(str::to_owned);
    let first = contents.first();
    let shared = first.and_then(kind).filter(|first| {
        first != "application" && contents.iter().all(|one| kind(one).as_ref() == Some(first))
    });
    match (shared, first.map(|content| content.codec)) {
        (Some(kind), _) => case::pascal(&kind).ident,
        (None, Some(Codec::Json)) => "Json".to_owned(),
        (None, Some(Codec::Text)) => "Text".to_owned(),
        (None, Some(Codec::Stream(_))) => "Stream".to_owned(),
        (None, _) => "Bytes".to_owned(),
    }
}

/// The type of a set of headers, by what they are called: `LocationHeaders`, `RateLimitHeaders` for `x-rate-limit-left` and
/// `x-rate-limit-reset`, `EtagAndLocationHeaders` for two that have nothing in common.
fn header_set(set: &[Header]) -> String {
    let all: Vec<Vec<&str>> = set
        .iter()
        .map(|header| header_words(&header.wire))
        .collect();
    let first = all.first().cloned().unwrap_or_default();
    let mut common = first.clone();
    for words in &all {
        common.truncate(shared(&common, words));
    }
    let stem = match all.as_slice() {
        _ if !common.is_empty() => common.join("-"),
        [one, other] => format!("{}-and-{}", one.join("-"), other.join("-")),
        _ => format!("{}-and-more", most(&all).unwrap_or(first).join("-")),
    };
    format!("{}Headers", case::pascal(&stem).ident)
}

/// The words of a header's name, without the `x` that says nothing.
fn header_words(wire: &str) -> Vec<&str> {
    let mut words: Vec<_> = wire
        .split(['-', '_'])
        .filter(|one| !one.is_empty())
        .collect();
    if words.len() > 1
        && words
            .first()
            .is_some_and(|one| one.eq_ignore_ascii_case("x"))
    {
        words.remove(0);
    }
    words
}

/// How many words two names have in common at their beginnings.
fn shared(one: &[&str], other: &[&str]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
}

/// The words that more than half of the names begin with, the most of them.
fn most<'a>(all: &[Vec<&'a str>]) -> Option<Vec<&'a str>> {
    let heads = all.iter().flat_map(|words| {
        let lengths = 1..=words.len();
        lengths.filter_map(|length| words.get(..length))
    });
    let many = heads.filter(|head| {
        let count = all
            .iter()
            .filter(|one| shared(head, one) == head.len())
            .count();
        count * 2 > all.len()
    });
    many.max_by_key(|head| head.len()).map(<[&str]>::to_vec)
}

/// All of the names, where they are few.
fn all_of(set: &[Header]) -> String {
    if set.len() > 3 {
        return header_set(set);
    }
    let names = set
        .iter()
        .map(|header| header_words(&header.wire).join("-"));
    let names = names.collect::<Vec<_>>().join("-and-");
    format!("{}Headers", case::pascal(&names).ident)
}

/// The type of the headers of each response, operation by operation; empty where it has none.
pub(super) fn headers(
    names: &ResourceNames,
    of: Vec<Vec<Option<usize>>>,
) -> impl Iterator<Item = Vec<String>> + use<> {
    let idents: Vec<String> = names.headers.iter().map(|set| set.ident.clone()).collect();
    of.into_iter().map(move |responses| {
        let sets = responses.into_iter();
        let ident = |set: Option<usize>| set.and_then(|set| idents.get(set)).cloned();
        sets.map(|set| ident(set).unwrap_or_default()).collect()
    })
}

/// The methods for the headers of a set.
fn accessors(set: &[Header]) -> Vec<String> {
    let scope = Scope::new(&HEADER_METHODS);
    let mut names: Vec<String> = Vec::new();
    for header in set {
        let name = scope.allowed(case::snake(&header.wire).ident, "_header");
        names.push(numbered(name, &names));
    }
    names
}
