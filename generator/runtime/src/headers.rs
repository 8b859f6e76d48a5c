//! Headers of answers as typed values: style `simple` (OpenAPI 3.1 section 4.8.21.1), read the other way round.

use std::fmt;

use http::HeaderMap;

use crate::codec::{Slot, json};
use crate::{ReadError, Value, Writer};

/// How a header's text stands for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderForm {
    /// `simple`: the items of an array with commas between them, the members of an object as `R,100,G,200`.
    Simple,
    /// `simple` with `explode`: the members of an object as `R=100,G=200`.
    Exploded,
    /// A JSON document.
    Json,
}

/// A documented header that is not what the description says. It does not hold the header's value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderError {
    /// The header's name.
    pub name: &'static str,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the header `{}` can't be used: {}",
            self.name, self.message
        )
    }
}

impl std::error::Error for HeaderError {}

/// The value of a documented header; none where it is not there. A header that comes several times counts as a list; so does
/// `Set-Cookie`, whose values have commas of their own (RFC 9110 section 5.3), by nothing but its lines.
///
/// ```
/// use oas_runtime::{self as rt, http};
/// let mut headers = http::HeaderMap::new();
/// headers.insert("x-left", http::HeaderValue::from_static("7"));
/// assert_eq!(rt::header::<i64>(&headers, "x-left", rt::HeaderForm::Simple)?, Some(7));
/// assert_eq!(rt::header::<String>(&headers, "x-right", rt::HeaderForm::Simple)?, None);
/// # Ok::<(), rt::HeaderError>(())
/// ```
///
/// # Errors
/// [`HeaderError`] where it is there and not of type `T`.
pub fn header<T: Value>(
    headers: &HeaderMap,
    name: &'static str,
    form: HeaderForm,
) -> Result<Option<T>, HeaderError> {
    let between = between(name);
    let Some(text) = text_of(headers, name, between) else {
        return Ok(None);
    };
    let mut value = T::blank();
    read_into(&text, form, between, &mut value)
        .map(|()| value)
        .map(Some)
        .map_err(|error| HeaderError {
            name,
            message: error.message().to_owned(),
        })
}

/// What stands between the items of a header; a line break is in none.
fn between(name: &str) -> char {
    let is_by_line = name.eq_ignore_ascii_case(http::header::SET_COOKIE.as_str());
    if is_by_line { '\n' } else { ',' }
}

fn text_of(headers: &HeaderMap, name: &str, between: char) -> Option<String> {
    let mut text: Option<String> = None;
    for value in headers.get_all(name) {
        let value = String::from_utf8_lossy(value.as_bytes());
        match &mut text {
            Some(text) => {
                text.push(between);
                text.push_str(&value);
            }
            None => text = Some(value.into_owned()),
        }
    }
    text
}

/// The value that a text stands for.
pub(crate) fn read_text<T: Value>(text: &str, form: HeaderForm) -> Result<T, ReadError> {
    let mut value = T::blank();
    read_into(text, form, ',', &mut value)?;
    Ok(value)
}

/// The text says nothing of its type, so it is offered as everything that it can be, until the place takes it.
fn read_into(
    text: &str,
    form: HeaderForm,
    between: char,
    slot: &mut dyn Slot,
) -> Result<(), ReadError> {
    if form == HeaderForm::Json {
        return json::read_document(text, slot);
    }
    let Err(first) = json::read_document(&quoted(text), slot) else {
        return Ok(());
    };
    let scalar = is_scalar(text).then(|| text.to_owned());
    let items: Vec<&str> = items(text, between).collect();
    let texts = [array(&items, false), array(&items, true)];
    let objects = [object(&items, form, false), object(&items, form, true)];
    let offers = scalar
        .into_iter()
        .chain(texts)
        .chain(objects.into_iter().flatten());
    for offer in offers {
        if json::read_document(&offer, slot).is_ok() {
            return Ok(());
        }
    }
    Err(first)
}

fn array(items: &[&str], guess: bool) -> String {
    let mut writer = Writer::new();
    writer.begin_array();
    for item in items {
        writer.item();
        put(&mut writer, item, guess);
    }
    writer.end_array();
    writer.into_string()
}

fn object(items: &[&str], form: HeaderForm, guess: bool) -> Option<String> {
    let mut writer = Writer::new();
    writer.begin_object();
    let mut items = items.iter();
    while let Some(item) = items.next() {
        let (name, value) = match form {
            HeaderForm::Exploded => item.split_once('=')?,
            _ => (*item, *items.next()?),
        };
        writer.key(name);
        put(&mut writer, value, guess);
    }
    writer.end_object();
    Some(writer.into_string())
}

fn items(text: &str, between: char) -> impl Iterator<Item = &str> {
    let items = (!text.is_empty()).then(|| text.split(between));
    items.into_iter().flatten().map(str::trim)
}

/// A text, or what it would be without quotes where that is a scalar.
fn put(writer: &mut Writer, text: &str, guess: bool) {
    if guess && is_scalar(text) {
        writer.raw(text);
    } else {
        writer.string(text);
    }
}

fn quoted(text: &str) -> String {
    let mut writer = Writer::new();
    writer.string(text);
    writer.into_string()
}

/// Whether a text is a JSON number, a boolean or null.
fn is_scalar(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    (begins || matches!(text, "true" | "false" | "null"))
        && json::from_str::<crate::Json>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn read<T: Value>(text: &str) -> Option<T> {
        read_text(text, HeaderForm::Simple).ok()
    }

    #[test]
    fn simple_style() {
        assert_eq!(read::<String>("7"), Some("7".to_owned()));
        assert_eq!(read::<String>("a,\"b"), Some("a,\"b".to_owned()));
        assert_eq!(read::<i64>("-7"), Some(-7));
        assert_eq!(read::<f64>("1e3"), Some(1000.0));
        assert_eq!(read::<bool>("true"), Some(true));
        assert_eq!(read::<i64>("seven"), None);
        assert_eq!(read::<i64>("1, 2"), None);
        assert_eq!(read::<Vec<i64>>("1, 2,3"), Some(vec![1, 2, 3]));
        assert_eq!(read::<Vec<i64>>(""), Some(vec![]));
        let texts = ["1", "b"].map(str::to_owned).to_vec();
        assert_eq!(read::<Vec<String>>("1,b"), Some(texts));
    }

    #[test]
    fn objects() {
        let expected = BTreeMap::from([("R".to_owned(), 100), ("G".to_owned(), 200)]);
        assert_eq!(
            read::<BTreeMap<String, i64>>("R,100,G,200"),
            Some(expected.clone())
        );
        let exploded = read_text::<BTreeMap<String, i64>>("R=100,G=200", HeaderForm::Exploded);
        assert_eq!(exploded.ok(), Some(expected.clone()));
        let json = read_text::<BTreeMap<String, i64>>("{\"R\":100,\"G\":200}", HeaderForm::Json);
        assert_eq!(json.ok(), Some(expected));
    }

    #[test]
    fn a_header_that_comes_twice_is_a_list() {
        let mut headers = HeaderMap::new();
        for value in ["a", "b, c"] {
            headers.append("x", http::HeaderValue::from_static(value));
        }
        let list = header::<Vec<String>>(&headers, "x", HeaderForm::Simple).unwrap();
        assert_eq!(list, Some(["a", "b", "c"].map(str::to_owned).to_vec()));
        let error = header::<i64>(&headers, "x", HeaderForm::Simple).unwrap_err();
        assert!(error.to_string().contains("`x`"), "{error}");
    }

    #[test]
    fn cookies_that_are_set_are_a_line_each() {
        let mut headers = HeaderMap::new();
        let cookies = ["a=b; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "c=d"];
        for value in cookies {
            headers.append("set-cookie", http::HeaderValue::from_static(value));
        }
        let list = header::<Vec<String>>(&headers, "Set-Cookie", HeaderForm::Simple).unwrap();
        assert_eq!(list, Some(cookies.map(str::to_owned).to_vec()));
        let text = header::<String>(&headers, "Set-Cookie", HeaderForm::Simple).unwrap();
        assert_eq!(text, Some(cookies.join("\n")));
    }
}
