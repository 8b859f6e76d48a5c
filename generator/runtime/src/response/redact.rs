//! Takes the client's own credentials out of what a server sent back.

use bytes::Bytes;
use http::HeaderValue;

use super::Response;

/// What stands in place of a token that a server sent back.
pub(crate) const REDACTED: &str = "[redacted]";

/// Tokens shorter than this are no secret that could be told from text.
const SHORTEST_SECRET: usize = 8;

/// Whether a text is long enough to be told from others.
pub(crate) fn is_secret(token: &str) -> bool {
    token.len() >= SHORTEST_SECRET
}

impl Response {
    /// Takes the client's own token out of a response that echoes it, before any of it gets into an error; whether it was
    /// in there. A body that ends inside the token loses that part of it, too.
    pub(crate) fn redact(&mut self, token: &str) -> bool {
        if !is_secret(token) {
            return false;
        }
        let token = token.as_bytes();
        let mut found = false;
        for value in self.headers.values_mut() {
            if find(value.as_bytes(), token).is_some() {
                *value = HeaderValue::from_static(REDACTED);
                found = true;
            }
        }
        let tail = if self.is_truncated() {
            tail(&self.body, token)
        } else {
            0
        };
        if tail > 0 || find(&self.body, token).is_some() {
            self.body = Bytes::from(replace(&self.body, token, tail));
            found = true;
        }
        found
    }
}

fn find(text: &[u8], token: &[u8]) -> Option<usize> {
    text.windows(token.len()).position(|window| window == token)
}

/// How many bytes at the end of `body` are the beginning of `token`, where they are enough to be told from text.
fn tail(body: &[u8], token: &[u8]) -> usize {
    (SHORTEST_SECRET..token.len())
        .rev()
        .find(|length| body.ends_with(token.split_at(*length).0))
        .unwrap_or(0)
}

/// `body` without `token` and without its last `tail` bytes.
fn replace(body: &[u8], token: &[u8], tail: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let (mut rest, cut) = body.split_at(body.len() - tail);
    while let Some(at) = find(rest, token) {
        let (before, from_token) = rest.split_at(at);
        out.extend_from_slice(before);
        out.extend_from_slice(REDACTED.as_bytes());
        rest = from_token.split_at(token.len()).1;
    }
    out.extend_from_slice(rest);
    if !cut.is_empty() {
        out.extend_from_slice(REDACTED.as_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;
    use crate::response::End;

    const TOKEN: &str = "secret-token-1";

    fn redacted(body: &str, end: End) -> Option<String> {
        let body = Bytes::from(body.to_owned());
        let mut response = Response::ended(StatusCode::OK, HeaderMap::new(), body, end);
        let found = response.redact(TOKEN);
        found.then(|| String::from_utf8_lossy(response.body()).into_owned())
    }

    #[test]
    fn a_token_is_taken_out_wherever_it_stands() {
        for (body, expected) in [
            ("", None),
            ("secret-token-2", None),
            ("secret-token-1", Some("[redacted]")),
            (
                "a secret-token-1secret-token-1 b",
                Some("a [redacted][redacted] b"),
            ),
            // The whole body was sent: these are no part of the token.
            ("secret-token-", None),
        ] {
            assert_eq!(redacted(body, End::Whole).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn a_body_that_ends_inside_the_token_loses_that_part() {
        for end in [End::Broken, End::Bound(9)] {
            for (body, expected) in [
                ("a secret-token-", Some("a [redacted]")),
                ("secret-t", Some("[redacted]")),
                ("a secret", None),
                ("secret-token-1, secret-tok", Some("[redacted], [redacted]")),
                ("secret-token-1", Some("[redacted]")),
            ] {
                assert_eq!(redacted(body, end).as_deref(), expected, "{body}");
            }
        }
    }

    #[test]
    fn a_header_with_the_token_is_replaced() {
        let mut headers = HeaderMap::new();
        headers.insert("x-echo", HeaderValue::from_static("Bearer secret-token-1"));
        headers.insert("x-other", HeaderValue::from_static("secret"));
        let mut response = Response::new(StatusCode::OK, headers, "");
        assert!(response.redact(TOKEN));
        assert_eq!(response.headers()["x-echo"], REDACTED);
        assert_eq!(response.headers()["x-other"], "secret");
        assert!(!response.redact(TOKEN));
        assert!(!response.redact("secret"), "a short text is no secret");
    }
}
