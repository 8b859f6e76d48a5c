//! Query parameters in every style of OpenAPI 3.0 (section 4.7.12.3, its table of style examples).
//!
//! What that table leaves undefined is chosen here: an array in an exploded object is a pair an item, as an array by itself is and as
//! forms have it; any other array or object inside another is its JSON text, but for `deepObject`, which goes on inwards; a scalar is
//! one pair in every style; what can't be delimited when exploded is spelt as in `form`.

use super::header::texts;
use super::percent::Place;
use super::plain::{Item, Plain};
use super::{Refused, percent};

/// How arrays and objects are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `color=blue,black`; exploded `color=blue&color=black`
    Form,
    /// `color=blue%20black`; exploded as in `form`
    SpaceDelimited,
    /// `color=blue%7Cblack`; exploded as in `form`
    PipeDelimited,
    /// `color%5BR%5D=100&color%5BG%5D=200`, objects in objects as `color%5Ba%5D%5Bb%5D=1`, items of arrays as `color%5B%5D=1`
    DeepObject,
}

/// How a query parameter is spelt: one cell of OpenAPI's table, and `allowReserved`.
///
/// ```
/// use oas_runtime::{QueryStyle, Style};
/// let style = QueryStyle { explode: false, ..QueryStyle::FORM };
/// assert_eq!(style.style, Style::Form);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryStyle {
    /// How arrays and objects are spelt.
    pub style: Style,
    /// Whether each item or member is a pair of its own.
    pub explode: bool,
    /// Whether reserved characters and percent-encoded triples stay as they are (RFC 6570 section 3.2.3). `#`, `[`, `]`, `&`
    /// and `+` are encoded all the same: they would end the query or the value, or be read as a space.
    pub allow_reserved: bool,
}

impl QueryStyle {
    /// The default of OpenAPI: `form`, exploded.
    pub const FORM: Self = Self {
        style: Style::Form,
        explode: true,
        allow_reserved: false,
    };

    /// What stands between the items of one pair: `form` has it plain, so that an encoded comma belongs to an item.
    fn delimiter(self) -> &'static str {
        match self.style {
            Style::Form | Style::DeepObject => ",",
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
        }
    }

    fn spell(self, out: &mut String, text: &str) {
        if self.allow_reserved {
            percent::push_reserved(out, Place::Query, text);
        } else {
            percent::push(out, text);
        }
    }
}

/// Appends the pairs of one parameter, all or none. An empty array or object has none (RFC 6570 section 2.3).
pub(super) fn put(
    query: &mut String,
    style: QueryStyle,
    name: &str,
    value: &Plain,
) -> Result<(), Refused> {
    let before = query.len();
    let outcome = put_value(query, style, name, value);
    if outcome.is_err() {
        query.truncate(before);
    }
    outcome
}

fn put_value(
    query: &mut String,
    style: QueryStyle,
    name: &str,
    value: &Plain,
) -> Result<(), Refused> {
    let is_deep = style.style == Style::DeepObject;
    match value {
        Plain::Null => return Err(Refused::null("query")),
        Plain::Scalar(text) => pair(query, style, name, text),
        Plain::Object(members) if is_deep => return deep_object(query, style, name, members),
        Plain::Array(items) if is_deep => return deep_array(query, style, name, items),
        Plain::Array(items) if style.explode => {
            for item in items {
                pair(query, style, name, item.text("query")?);
            }
        }
        Plain::Object(members) if style.explode => {
            for (name, item) in members {
                member(query, style, name, item)?;
            }
        }
        Plain::Array(_) | Plain::Object(_) => return delimited(query, style, name, value),
    }
    Ok(())
}

/// A member of an object that is exploded.
fn member(query: &mut String, style: QueryStyle, name: &str, item: &Item) -> Result<(), Refused> {
    if let Item::Nested(json) = item
        && let Some(Plain::Array(items)) = Plain::read(json)
    {
        for item in &items {
            pair(query, style, name, item.text("query")?);
        }
        return Ok(());
    }
    pair(query, style, name, item.text("query")?);
    Ok(())
}

/// A pair a leaf: `name[member]`, and members of members further inside.
fn deep_object(
    query: &mut String,
    style: QueryStyle,
    name: &str,
    members: &[(String, Item)],
) -> Result<(), Refused> {
    for (member, item) in members {
        deep_item(query, style, &format!("{name}[{member}]"), item)?;
    }
    Ok(())
}

/// The items of an array are `name[]`, as servers that take brackets apart have it; those that go on inwards have their
/// index, by which the pairs of one are known.
fn deep_array(
    query: &mut String,
    style: QueryStyle,
    name: &str,
    items: &[Item],
) -> Result<(), Refused> {
    for (index, item) in items.iter().enumerate() {
        let name = match item {
            Item::Nested(_) => format!("{name}[{index}]"),
            Item::Null | Item::Scalar(_) => format!("{name}[]"),
        };
        deep_item(query, style, &name, item)?;
    }
    Ok(())
}

fn deep_item(
    query: &mut String,
    style: QueryStyle,
    name: &str,
    item: &Item,
) -> Result<(), Refused> {
    let nested = match item {
        Item::Nested(json) => Plain::read(json),
        Item::Null | Item::Scalar(_) => None,
    };
    match nested {
        Some(Plain::Object(members)) => deep_object(query, style, name, &members),
        Some(Plain::Array(items)) => deep_array(query, style, name, &items),
        _ => {
            pair(query, style, name, item.text("query")?);
            Ok(())
        }
    }
}

/// One pair that lists all items.
fn delimited(
    query: &mut String,
    style: QueryStyle,
    name: &str,
    value: &Plain,
) -> Result<(), Refused> {
    let texts = texts(value, "query")?;
    if texts.is_empty() {
        return Ok(());
    }
    begin_pair(query, name);
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            query.push_str(style.delimiter());
        }
        let start = query.len();
        style.spell(query, text);
        if query
            .get(start..)
            .is_some_and(|item| item.contains(style.delimiter()))
        {
            return Err(Refused::new(
                "an item has the character in it that separates items",
            ));
        }
    }
    Ok(())
}

fn pair(query: &mut String, style: QueryStyle, name: &str, text: &str) {
    begin_pair(query, name);
    style.spell(query, text);
}

fn begin_pair(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    percent::push(query, name);
    query.push('=');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;

    const SCALAR: &str = "\"blue\"";
    const EMPTY: &str = "\"\"";
    const ARRAY: &str = r#"["blue","black","brown"]"#;
    const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;

    fn query(style: QueryStyle, json: &str) -> Option<String> {
        let mut query = String::new();
        let plain = Plain::of(&json.parse::<Json>().unwrap()).unwrap();
        put(&mut query, style, "color", &plain).ok().map(|()| query)
    }

    /// Every cell of the table in OpenAPI 3.0.4: style, explode, an empty string, a string, an array, an object; where it
    /// says n/a, what is chosen.
    const CELLS: &str = "
        Form           false color= color=blue color=blue,black,brown              color=R,100,G,200,B,150
        Form           true  color= color=blue color=blue&color=black&color=brown  R=100&G=200&B=150
        SpaceDelimited false color= color=blue color=blue%20black%20brown          color=R%20100%20G%20200%20B%20150
        SpaceDelimited true  color= color=blue color=blue&color=black&color=brown  R=100&G=200&B=150
        PipeDelimited  false color= color=blue color=blue%7Cblack%7Cbrown          color=R%7C100%7CG%7C200%7CB%7C150
        PipeDelimited  true  color= color=blue color=blue&color=black&color=brown  R=100&G=200&B=150
        DeepObject     false color= color=blue color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150
        DeepObject     true  color= color=blue color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";

    const STYLES: [Style; 4] = [
        Style::Form,
        Style::SpaceDelimited,
        Style::PipeDelimited,
        Style::DeepObject,
    ];

    #[test]
    fn every_cell() {
        let mut seen = 0;
        for row in CELLS.lines().skip(1) {
            let cells: Vec<_> = row.split_whitespace().collect();
            let style = STYLES
                .into_iter()
                .find(|style| format!("{style:?}") == cells[0]);
            let style = QueryStyle {
                style: style.unwrap(),
                explode: cells[1] == "true",
                allow_reserved: false,
            };
            for (json, cell) in [EMPTY, SCALAR, ARRAY, OBJECT].into_iter().zip(&cells[2..]) {
                let spelt = Some(*cell).filter(|cell| *cell != "-");
                assert_eq!(query(style, json).as_deref(), spelt, "{style:?} {json}");
                seen += 1;
            }
        }
        assert_eq!(seen, 32);
    }

    #[test]
    fn null_has_no_spelling() {
        for style in STYLES {
            for (explode, json) in [true, false]
                .into_iter()
                .flat_map(|e| ["null", "[null]", r#"{"a":null}"#].map(|json| (e, json)))
            {
                let style = QueryStyle {
                    style,
                    explode,
                    allow_reserved: false,
                };
                assert_eq!(query(style, json), None, "{style:?} {json}");
            }
        }
    }

    #[test]
    fn nesting() {
        let deep = QueryStyle {
            style: Style::DeepObject,
            ..QueryStyle::FORM
        };
        for (style, json, spelt) in [
            (
                QueryStyle::FORM,
                r#"[{"a":1},[2]]"#,
                "color=%7B%22a%22%3A1%7D&color=%5B2%5D",
            ),
            (
                QueryStyle::FORM,
                r#"{"a":[1,"b",{"c":2},[3]],"d":{"e":4},"f":[]}"#,
                "a=1&a=b&a=%7B%22c%22%3A2%7D&a=%5B3%5D&d=%7B%22e%22%3A4%7D",
            ),
            (
                deep,
                r#"{"a":{"b":{"c":"d"}}}"#,
                "color%5Ba%5D%5Bb%5D%5Bc%5D=d",
            ),
            (
                deep,
                r#"{"a":[1,2]}"#,
                "color%5Ba%5D%5B%5D=1&color%5Ba%5D%5B%5D=2",
            ),
            (deep, r#"{"a":[{"b":1}]}"#, "color%5Ba%5D%5B0%5D%5Bb%5D=1"),
            (
                deep,
                r#"[{"b":[1]},2]"#,
                "color%5B0%5D%5Bb%5D%5B%5D=1&color%5B%5D=2",
            ),
            (deep, r#"{"a":{},"b":[]}"#, ""),
        ] {
            assert_eq!(
                query(style, json).as_deref(),
                Some(spelt),
                "{style:?} {json}"
            );
        }
    }

    #[test]
    fn empty_lists_have_no_pair() {
        for explode in [false, true] {
            let style = QueryStyle {
                explode,
                ..QueryStyle::FORM
            };
            assert_eq!(query(style, "[]").as_deref(), Some(""));
            assert_eq!(query(style, "{}").as_deref(), Some(""));
        }
    }

    #[test]
    fn values_are_encoded_and_delimiters_are_not_mistaken() {
        let joined = QueryStyle {
            explode: false,
            ..QueryStyle::FORM
        };
        assert_eq!(
            query(QueryStyle::FORM, r#""a&b=c d+é%""#).as_deref(),
            Some("color=a%26b%3Dc%20d%2B%C3%A9%25")
        );
        assert_eq!(
            query(joined, r#"["a,b","c"]"#).as_deref(),
            Some("color=a%2Cb,c")
        );
        assert_eq!(
            query(QueryStyle::FORM, r#"{"a[&]":"x"}"#).as_deref(),
            Some("a%5B%26%5D=x")
        );
        assert_eq!(
            query(
                QueryStyle {
                    style: Style::SpaceDelimited,
                    ..joined
                },
                r#"["a b","c"]"#
            ),
            None
        );
        assert_eq!(
            query(
                QueryStyle {
                    style: Style::PipeDelimited,
                    ..joined
                },
                r#"["a|b","c"]"#
            ),
            None
        );
        assert_eq!(
            query(
                QueryStyle {
                    allow_reserved: true,
                    ..joined
                },
                r#"["a,b","c"]"#
            ),
            None
        );
    }

    #[test]
    fn reserved_characters_stay_where_allowed() {
        let style = QueryStyle {
            allow_reserved: true,
            ..QueryStyle::FORM
        };
        assert_eq!(
            query(style, r#""/a?b=c:d@e&f+g#h[i]%2F%""#).as_deref(),
            Some("color=/a?b=c:d@e%26f%2Bg%23h%5Bi%5D%2F%25")
        );
    }

    #[test]
    fn a_refused_value_leaves_nothing_behind() {
        let mut query = "a=1".to_owned();
        let plain = Plain::of(&r#"["x",null]"#.parse::<Json>().unwrap()).unwrap();
        assert!(put(&mut query, QueryStyle::FORM, "b", &plain).is_err());
        assert_eq!(query, "a=1");
    }
}
