//! Bodies of type application/x-www-form-urlencoded (OpenAPI 3.1 section 4.8.14.4, URL standard section 5.2).

use super::plain::{Item, Plain};
use super::{Refused, percent};

/// The pairs of an object, and the members that have no spelling as pairs; the whole body is the member without name.
pub(super) fn text(body: &Plain) -> (String, Vec<(&str, Refused)>) {
    let mut out = String::new();
    let mut refused = Vec::new();
    match body {
        Plain::Object(members) => {
            for (name, item) in members {
                if let Err(problem) = put(&mut out, name, item) {
                    refused.push((name.as_str(), problem));
                }
            }
        }
        _ => refused.push((
            "",
            Refused::new("a form body is an object: its members are the pairs"),
        )),
    }
    (out, refused)
}

fn put(out: &mut String, name: &str, item: &Item) -> Result<(), Refused> {
    match item {
        Item::Null => Err(Refused::null("form body")),
        Item::Array(items) if items.is_empty() => Err(Refused::new(
            "a form body has no spelling for an empty array: leave it out, or send the body as JSON",
        )),
        Item::Array(items) => items.iter().try_for_each(|item| put(out, name, item)),
        Item::Scalar(text) | Item::Nested(text) => {
            pair(out, name, text);
            Ok(())
        }
    }
}

fn pair(out: &mut String, name: &str, text: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    percent::push_form(out, name);
    out.push('=');
    percent::push_form(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;

    fn form(json: &str) -> (String, Vec<String>) {
        let plain = Plain::of(&json.parse::<Json>().unwrap()).unwrap();
        let (text, refused) = text(&plain);
        (
            text,
            refused
                .into_iter()
                .map(|(name, _)| name.to_owned())
                .collect(),
        )
    }

    #[test]
    fn pairs() {
        for (json, spelt) in [
            ("{}", ""),
            (
                r#"{"name":"Acme & Söhne + 1%","n":1.50,"b":true,"e":""}"#,
                "name=Acme+%26+S%C3%B6hne+%2B+1%25&n=1.50&b=true&e=",
            ),
            (r#"{"f":["sync","a b"]}"#, "f=sync&f=a+b"),
            (
                r#"{"o":{"k":"v w"},"c":{}}"#,
                "o=%7B%22k%22%3A%22v+w%22%7D&c=%7B%7D",
            ),
            (r#"{"a":[{"x":1},[2]]}"#, "a=%7B%22x%22%3A1%7D&a=%5B2%5D"),
            (r#"{"a b":"~"}"#, "a+b=%7E"),
        ] {
            assert_eq!(form(json), (spelt.to_owned(), vec![]), "{json}");
        }
    }

    #[test]
    fn what_has_no_pair_is_named() {
        assert_eq!(
            form(r#"{"a":null,"b":1,"c":[],"d":[null]}"#),
            (
                "b=1".to_owned(),
                vec!["a".to_owned(), "c".to_owned(), "d".to_owned()]
            )
        );
        assert_eq!(form("[1]").1, [""]);
        assert_eq!(form("null").1, [""]);
    }
}
