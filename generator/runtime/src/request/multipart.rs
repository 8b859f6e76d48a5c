//! Bodies of several parts (RFC 7578, RFC 2046 section 5.1).

use std::hash::{BuildHasher, Hasher, RandomState};

use percent_encoding::percent_decode_str;

use super::content::{Content, Encoding, find};
use super::plain::{Plain, Raw};
use super::{File, QueryStyle, Refused, Style, query};

/// A body, its media type with the boundary, and the members that could not be written.
pub(super) struct Parts {
    pub(super) body: Vec<u8>,
    pub(super) media_type: String,
    pub(super) refused: Vec<(String, Refused)>,
}

/// Where each file stands in the JSON text of the form.
pub(super) type Files = [(usize, File)];

/// The encoding of the items of an array that have none by their place.
const ANY_ITEM: &str = "*";

/// The members of `form` as parts: a file with its name and media type, a scalar as text, an object as JSON; an array is a
/// part an item. Where parts need no names, `form` may be an array, whose items are the parts.
pub(super) fn write(form: &str, files: &Files, content: &Content, boundary: Option<&str>) -> Parts {
    let mut writer = Multipart {
        files,
        is_form: content
            .media_type
            .to_ascii_lowercase()
            .starts_with("multipart/form-data"),
        parts: Vec::new(),
    };
    let mut refused = Vec::new();
    match (Raw { at: 0, json: form }).members() {
        Some(members) => {
            for (name, value) in members {
                let encoding = find(content.encodings, &name);
                if let Err(problem) = writer.member(&name, &value, encoding) {
                    refused.push((name, problem));
                }
            }
        }
        None => match (Raw { at: 0, json: form }).items() {
            Some(items) if !writer.is_form => {
                for (index, value) in items.iter().enumerate() {
                    let place = index.to_string();
                    let encoding = find(content.encodings, &place);
                    let encoding = encoding.or_else(|| find(content.encodings, ANY_ITEM));
                    if let Err(problem) = writer.value(&place, value, encoding) {
                        refused.push((place, problem));
                    }
                }
            }
            _ => refused.push((String::new(), Refused::new(writer.no_parts()))),
        },
    }
    let boundary = match boundary {
        Some(boundary) => boundary.to_owned(),
        None => writer.boundary(),
    };
    Parts {
        body: writer.body(&boundary),
        media_type: format!("{}; boundary={boundary}", content.media_type),
        refused,
    }
}

struct Multipart<'f> {
    files: &'f Files,
    is_form: bool,
    /// The head of each part, and what it carries.
    parts: Vec<(String, Vec<u8>)>,
}

impl Multipart<'_> {
    /// What is said of a body that is none of parts.
    fn no_parts(&self) -> &'static str {
        if self.is_form {
            "a form is an object: its members are the parts"
        } else {
            "a body of parts is an object or an array: its members or its items are the parts"
        }
    }

    fn member(
        &mut self,
        name: &str,
        value: &Raw<'_>,
        encoding: Option<&Encoding>,
    ) -> Result<(), Refused> {
        let style = encoding.and_then(|encoding| encoding.style);
        if let Some(style) = style.filter(|_| self.is_form && !self.has_file(value))
            && let Some(plain) = Plain::read(value.json)
        {
            return self.pairs(style, name, &plain);
        }
        match value.items() {
            Some(items) if items.is_empty() => Err(Refused::new(
                "a form has no spelling for an empty array: leave it out",
            )),
            Some(items) => items
                .iter()
                .try_for_each(|item| self.value(name, item, encoding)),
            None => self.value(name, value, encoding),
        }
    }

    fn has_file(&self, value: &Raw<'_>) -> bool {
        let place = value.at..value.at + value.json.len();
        self.files.iter().any(|(at, _)| place.contains(at))
    }

    /// A part for each pair that a style makes of a value; nothing in parts is percent-encoded (RFC 7578 section 4.5).
    fn pairs(&mut self, style: QueryStyle, name: &str, value: &Plain) -> Result<(), Refused> {
        let style = QueryStyle {
            allow_reserved: false,
            ..style
        };
        let mut pairs = String::new();
        query::put(&mut pairs, style, name, value)?;
        let is_joined = !style.explode && style.style == Style::Form;
        let is_joined = is_joined && matches!(value, Plain::Array(_) | Plain::Object(_));
        for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            if is_joined && text.contains("%2C") {
                return Err(Refused::new(
                    "an item has the character in it that separates items",
                ));
            }
            let head = self.head(&percent_decode_str(name).decode_utf8_lossy(), None, None);
            self.parts.push((head, percent_decode_str(text).collect()));
        }
        Ok(())
    }

    fn value(
        &mut self,
        name: &str,
        value: &Raw<'_>,
        encoding: Option<&Encoding>,
    ) -> Result<(), Refused> {
        let files = self.files;
        // What the description lists, such as `image/png, image/*`, is no media type to send.
        let said = encoding
            .map(|encoding| encoding.content_type)
            .filter(|said| !said.is_empty() && !said.contains(['*', ',']));
        if let Ok(at) = files.binary_search_by_key(&value.at, |(at, _)| *at)
            && let Some((_, file)) = files.get(at)
        {
            return self.file(name, file, said);
        }
        let is_json = encoding.is_some_and(Encoding::is_json);
        let text = match value.text() {
            _ if is_json => value.json.to_owned(),
            Some(text) => text,
            None => return Err(Refused::null("form body")),
        };
        let is_nested = value.json.starts_with(['{', '[']);
        let media_type = said.or_else(|| is_nested.then_some("application/json"));
        let head = self.head(name, None, media_type);
        self.parts.push((head, text.into_bytes()));
        Ok(())
    }

    fn file(&mut self, name: &str, file: &File, said: Option<&str>) -> Result<(), Refused> {
        let media_type = file.content_type().or(said);
        let media_type = media_type.unwrap_or("application/octet-stream");
        // A part without a file name is a field to many servers.
        let file_name = file.name().unwrap_or(name);
        let mut head = self.head(name, Some(file_name), Some(media_type));
        for (name, value) in file.headers() {
            let is_name = http::HeaderName::try_from(name.as_str()).is_ok();
            if !is_name || http::HeaderValue::try_from(value.as_str()).is_err() {
                return Err(Refused::new("a header of its part is none"));
            }
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if http::HeaderValue::try_from(media_type).is_err() {
            return Err(Refused::new("its media type is no header value"));
        }
        self.parts.push((head, file.bytes().to_vec()));
        Ok(())
    }

    fn head(&self, name: &str, file_name: Option<&str>, media_type: Option<&str>) -> String {
        let mut head = String::new();
        if self.is_form {
            head.push_str(&format!(
                "Content-Disposition: form-data; name=\"{}\"",
                quoted(name)
            ));
            if let Some(file_name) = file_name {
                head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
            }
            head.push_str("\r\n");
        }
        if let Some(media_type) = media_type {
            head.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        head
    }

    /// One that nobody can foresee and that no part holds.
    fn boundary(&self) -> String {
        loop {
            let half = || RandomState::new().build_hasher().finish();
            let boundary = format!("{:016x}{:016x}", half(), half());
            let within = |bytes: &[u8]| {
                bytes
                    .windows(boundary.len())
                    .any(|window| window == boundary.as_bytes())
            };
            if !self.parts.iter().any(|(_, bytes)| within(bytes)) {
                return boundary;
            }
        }
    }

    fn body(&self, boundary: &str) -> Vec<u8> {
        let length = self
            .parts
            .iter()
            .map(|(head, bytes)| head.len() + bytes.len() + boundary.len() + 8)
            .sum::<usize>();
        let mut body = Vec::with_capacity(length + boundary.len() + 6);
        for (head, bytes) in &self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n").as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        body
    }
}

/// What browsers escape in names of fields and files (HTML standard, "multipart/form-data encoding algorithm").
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: Content = Content::MULTIPART.with(&[
        Encoding {
            name: "meta",
            content_type: "application/json; charset=utf-8",
            ..Encoding::NONE
        },
        Encoding {
            name: "photo",
            content_type: "image/png, image/jpeg",
            ..Encoding::NONE
        },
    ]);

    fn parts(form: &str, files: &Files, content: &Content) -> (String, Vec<String>) {
        let parts = write(form, files, content, Some("XX"));
        let refused = parts.refused.into_iter().map(|(name, _)| name).collect();
        let body = String::from_utf8_lossy(&parts.body).replace("\r\n", "|");
        (body, refused)
    }

    #[test]
    fn a_part_a_member() {
        let file = File::new("bytes").named("a\"\r\n.png").header("x-a", "1");
        let form = r#"{"photo":null,"n":1,"t":["x","y"],"o":{"a":"b"},"meta":"m","z":null,"e":[]}"#;
        let (body, refused) = parts(form, &[(9, file)], &META);
        let expected = concat!(
            r#"--XX|Content-Disposition: form-data; name="photo"; filename="a%22%0D%0A.png"|"#,
            "Content-Type: application/octet-stream|x-a: 1||bytes|",
            r#"--XX|Content-Disposition: form-data; name="n"||1|"#,
            r#"--XX|Content-Disposition: form-data; name="t"||x|"#,
            r#"--XX|Content-Disposition: form-data; name="t"||y|"#,
            r#"--XX|Content-Disposition: form-data; name="o"|Content-Type: application/json||{"a":"b"}|"#,
            r#"--XX|Content-Disposition: form-data; name="meta"|Content-Type: application/json; charset=utf-8||"m"|"#,
            "--XX--|",
        );
        assert_eq!(body, expected);
        assert_eq!(refused, ["z", "e"]);
    }

    #[test]
    fn members_in_a_style_are_its_pairs() {
        const fn style(name: &'static str, style: Style, explode: bool) -> Encoding {
            Encoding {
                name,
                style: Some(QueryStyle {
                    style,
                    explode,
                    allow_reserved: true,
                }),
                ..Encoding::NONE
            }
        }
        const STYLED: Content = Content::MULTIPART.with(&[
            style("d", Style::DeepObject, true),
            style("l", Style::Form, false),
            style("m", Style::Form, false),
            style("o", Style::Form, true),
            style("p", Style::PipeDelimited, false),
            style("f", Style::Form, true),
        ]);
        let form = r#"{"d":{"a b":{"c":"é&="}},"l":["x y","z"],"m":["x,y"],"o":{"k":1},"p":["a","b"],"f":[null]}"#;
        let at = form.find("[null]").unwrap() + 1;
        let (body, refused) = parts(form, &[(at, File::new("1"))], &STYLED);
        let expected = concat!(
            r#"--XX|Content-Disposition: form-data; name="d[a b][c]"||é&=|"#,
            r#"--XX|Content-Disposition: form-data; name="l"||x y,z|"#,
            r#"--XX|Content-Disposition: form-data; name="k"||1|"#,
            r#"--XX|Content-Disposition: form-data; name="p"||a\|b|"#,
            r#"--XX|Content-Disposition: form-data; name="f"; filename="f"|"#,
            "Content-Type: application/octet-stream||1|--XX--|",
        );
        assert_eq!(body, expected.replace("a\\|b", "a|b"));
        assert_eq!(refused, ["m"]);
    }

    #[test]
    fn other_multiparts_have_no_disposition() {
        let content = Content::multipart("multipart/mixed");
        let parts = write(r#"{"a":1}"#, &[], &content, Some("b"));
        assert_eq!(parts.body, b"--b\r\n\r\n1\r\n--b--\r\n");
        assert_eq!(parts.media_type, "multipart/mixed; boundary=b");
    }

    #[test]
    fn parts_without_names_are_items() {
        let content = Content::multipart("multipart/mixed").with(&[
            Encoding {
                name: "0",
                content_type: "application/ld+json",
                ..Encoding::NONE
            },
            Encoding {
                name: "*",
                content_type: "text/csv",
                ..Encoding::NONE
            },
        ]);
        let file = File::new("bytes").of_type("image/png");
        let form = r#"[{"a":1},"b,c",null,"d"]"#;
        let (body, refused) = parts(form, &[(15, file)], &content);
        let expected = concat!(
            r#"--XX|Content-Type: application/ld+json||{"a":1}|"#,
            "--XX|Content-Type: text/csv||b,c|",
            "--XX|Content-Type: image/png||bytes|",
            "--XX|Content-Type: text/csv||d|--XX--|",
        );
        assert_eq!((body.as_str(), refused.len()), (expected, 0));

        let (_, refused) = parts(form, &[], &Content::MULTIPART);
        assert_eq!(refused, [""]);
        let (_, refused) = parts("[1,null]", &[], &content);
        assert_eq!(refused, ["1"]);
    }

    #[test]
    fn what_is_no_body_of_parts_is_told_what_one_is() {
        let mixed = Content::multipart("multipart/mixed");
        for (content, says) in [
            (&Content::MULTIPART, "a form is an object"),
            (&mixed, "or an array"),
        ] {
            let parts = write("1", &[], content, Some("b"));
            let (place, refused) = parts.refused.first().unwrap();
            let message = &refused.message;
            assert!(place.is_empty() && message.contains(says), "{message}");
        }
    }

    #[test]
    fn no_header_is_smuggled_in() {
        for file in [
            File::new("").of_type("a/b\r\nx: y"),
            File::new("").header("a\r\nb", "c"),
            File::new("").header("a", "c\r\nd"),
        ] {
            let (body, refused) = parts(r#"{"f":null}"#, &[(5, file)], &Content::MULTIPART);
            assert_eq!((body.as_str(), refused.len()), ("--XX--|", 1));
        }
    }

    #[test]
    fn boundaries_differ() {
        let boundary = || write("{}", &[], &Content::MULTIPART, None).media_type;
        assert_ne!(boundary(), boundary());
        assert_eq!(
            boundary().len(),
            "multipart/form-data; boundary=".len() + 32
        );
    }
}
