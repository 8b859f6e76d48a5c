//! What the keys of `content` are: media types or ranges of them, or lists of those, as some descriptions have it.

/// A media type or a range of them, whatever its parameters (RFC 9110 section 12.5.1).
pub(super) fn is_media_range(key: &str) -> bool {
    let is_token = |text: &str| {
        let sign = |byte: u8| b"!#$%&'*+-.^_`|~".contains(&byte);
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || sign(byte))
    };
    let range = key.split(';').next().unwrap_or_default().trim();
    let is_text = !key.chars().any(char::is_control);
    let halves = range.split_once('/');
    is_text && halves.is_some_and(|(kind, sub)| is_token(kind) && is_token(sub))
}

/// The media types that a key names, without white space around them: one, unless all that stands between its commas is one.
pub(super) fn listed(key: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let pieces = key.split(|c| {
        is_quoted ^= c == '"';
        c == ',' && !is_quoted
    });
    let pieces: Vec<_> = pieces.map(str::trim).collect();
    if pieces.iter().all(|piece| is_media_range(piece)) {
        pieces
    } else {
        vec![key.trim()]
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn lists_are_told_from_parameters() {
        for (key, media_types) in [
            ("application/json", &["application/json"][..]),
            (" Text/Plain ; a=b\t", &["Text/Plain ; a=b"]),
            (
                "application/json, text/json",
                &["application/json", "text/json"],
            ),
            (
                "a/b;c=\"d/e, f/g\",image/*",
                &["a/b;c=\"d/e, f/g\"", "image/*"],
            ),
            ("a/b; c=d,e", &["a/b; c=d,e"]),
            ("a/b,", &["a/b,"]),
            ("json, xml", &["json, xml"]),
        ] {
            assert_eq!(listed(key), media_types, "{key}");
        }
    }
}
