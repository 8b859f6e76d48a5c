//! Bodies of type application/x-www-form-urlencoded (OpenAPI 3.1 section 4.8.14.4, URL standard section 5.2).

use super::content::{Encoding, find};
use super::plain::{Plain, Raw};
use super::{Refused, percent, query};

/// The pairs of an object, and the members that have no spelling as pairs; the whole body is the member without name.
pub(super) fn text(body: &str, encodings: &[Encoding]) -> (String, Vec<(String, Refused)>) {
    let mut out = String::new();
    let mut refused = Vec::new();
    let Some(members) = (Raw { at: 0, json: body }).members() else {
        let problem = Refused::new("a form body is an object: its members are the pairs");
        return (out, vec![(String::new(), problem)]);
    };
    for (name, value) in members {
        if let Err(problem) = member(&mut out, &name, &value, find(encodings, &name)) {
            refused.push((name, problem));
        }
    }
    (out, refused)
}

/// One member as its `encoding` has it; without one an array is a pair an item, and an object is JSON text.
fn member(
    out: &mut String,
    name: &str,
    value: &Raw<'_>,
    encoding: Option<&Encoding>,
) -> Result<(), Refused> {
    let style = encoding.and_then(|encoding| encoding.style);
    if let (Some(style), Some(plain)) = (style, Plain::read(value.json)) {
        return query::put(out, style, name, &plain);
    }
    let is_json = encoding.is_some_and(Encoding::is_json);
    let text = |value: &Raw<'_>| match value.text() {
        _ if is_json => Ok(value.json.to_owned()),
        Some(text) => Ok(text),
        None => Err(Refused::null("form body")),
    };
    match value.items() {
        Some(items) if items.is_empty() => Err(Refused::new(
            "a form body has no spelling for an empty array: leave it out, or send the body as JSON",
        )),
        Some(items) => items.iter().try_for_each(|item| {
            pair(out, name, &text(item)?);
            Ok(())
        }),
        None => {
            pair(out, name, &text(value)?);
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
    use crate::request::{QueryStyle, Style};

    fn form(json: &str, encodings: &[Encoding]) -> (String, Vec<String>) {
        let (text, refused) = text(json, encodings);
        (text, refused.into_iter().map(|(name, _)| name).collect())
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
            assert_eq!(form(json, &[]), (spelt.to_owned(), vec![]), "{json}");
        }
    }

    #[test]
    fn what_has_no_pair_is_named() {
        assert_eq!(
            form(r#"{"a":null,"b":1,"c":[],"d":[null]}"#, &[]),
            (
                "b=1".to_owned(),
                vec!["a".to_owned(), "c".to_owned(), "d".to_owned()]
            )
        );
        assert_eq!(form("[1]", &[]).1, [""]);
        assert_eq!(form("null", &[]).1, [""]);
    }

    #[test]
    fn encodings() {
        let style = |name, style, explode| Encoding {
            name,
            style: Some(QueryStyle {
                style,
                explode,
                allow_reserved: false,
            }),
            ..Encoding::NONE
        };
        let encodings = [
            style("d", Style::DeepObject, true),
            style("l", Style::Form, false),
            style("p", Style::PipeDelimited, false),
            Encoding {
                name: "j",
                content_type: "application/json",
                ..Encoding::NONE
            },
        ];
        let json = r#"{"d":{"a":{"b":1}},"l":["x","y"],"p":["x","y"],"j":"t","k":"t"}"#;
        let spelt = "d%5Ba%5D%5Bb%5D=1&l=x,y&p=x%7Cy&j=%22t%22&k=t";
        assert_eq!(form(json, &encodings), (spelt.to_owned(), vec![]));
    }
}
