//! Names of what an operation is answered with: variants by status, and types of headers by their content.

use super::operations::{range_name, status_name};
use super::{HeaderNames, ResourceNames, case};
use crate::ir::{Codec, Content, Form, Header, Operation, Response, Status};

/// The variants of each response: one a form of its body, or one where it has none.
///
/// The first form has the name of the status, a further one that of its media type behind it, so that a media type more
/// renames none.
pub(super) fn variants(operation: &Operation) -> Vec<Vec<String>> {
    let responses = operation.responses.iter();
    responses.map(variants_of).collect()
}

fn variants_of(response: &Response) -> Vec<String> {
    let base = match response.status {
        Status::Default => "Default".to_owned(),
        Status::Range(class) => range_name(class).to_owned(),
        Status::Code(code) => status_name(code),
    };
    let mut names = vec![base.clone()];
    let forms = response.forms();
    for content in forms.iter().skip(1).filter_map(Form::content) {
        let name = format!("{base}{}", media_name(content));
        names.push(numbered(name, &names));
    }
    names
}

/// The name, or with the first number behind it that makes it another one.
fn numbered(name: String, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    if is_free(&name) {
        return name;
    }
    let mut names = (2..).map(|number| format!("{name}{number}"));
    names.find(is_free).unwrap_or(name)
}

/// What a media type is called behind a status.
fn media_name(content: &Content) -> String {
    let essence = content.media_type.split(';').next().unwrap_or_default();
    let subtype = essence.rsplit('/').next().unwrap_or_default().trim();
    match (content.codec, subtype) {
        (Codec::Text, "plain" | "*") => "Text".to_owned(),
        (Codec::Bytes, "octet-stream" | "*") => "Bytes".to_owned(),
        _ => {
            let name = subtype.strip_suffix("+json").unwrap_or(subtype);
            case::pascal(name).ident
        }
    }
}

/// The types of sets of headers, with a method a header.
pub(super) fn header_types(sets: &[&[Header]]) -> Vec<HeaderNames> {
    let idents = header_sets(sets).into_iter().zip(sets);
    let types = idents.map(|(ident, set)| HeaderNames {
        ident,
        methods: accessors(set),
    });
    types.collect()
}

/// The type of a set of headers, by what they are called, so that no other operation renames it: `LocationHeaders`, or
/// `XRateLimitHeaders` for `x-rate-limit-left` and `x-rate-limit-reset`.
fn header_sets(sets: &[&[Header]]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for set in sets {
        let short = header_set(set);
        let name = if names.contains(&short) {
            numbered(all_of(set), &names)
        } else {
            short
        };
        names.push(name);
    }
    names
}

fn header_set(set: &[Header]) -> String {
    let words = |header: &Header| -> Vec<String> {
        let words = header.wire.split(['-', '_']);
        words.map(str::to_owned).collect()
    };
    let mut headers = set.iter();
    let mut common = headers.next().map(words).unwrap_or_default();
    let first = common.join("-");
    for header in headers {
        let shared = common.iter().zip(words(header));
        let length = shared
            .take_while(|(a, b)| a.eq_ignore_ascii_case(b))
            .count();
        common.truncate(length);
    }
    let (stem, suffix) = match (common.as_slice(), set) {
        // `x` alone says nothing.
        ([], _) => (first, "AndMore"),
        ([x], _) if x.eq_ignore_ascii_case("x") => (first, "AndMore"),
        _ => (common.join("-"), ""),
    };
    format!("{}{suffix}Headers", case::pascal(&stem).ident)
}

fn all_of(set: &[Header]) -> String {
    let names = set.iter().map(|header| header.wire.as_str());
    let names = names.collect::<Vec<_>>().join("-");
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
    let mut names: Vec<String> = vec!["of".to_owned()];
    for header in set {
        let name = case::snake(&header.wire).ident;
        names.push(numbered(name, &names));
    }
    names.remove(0);
    names
}
