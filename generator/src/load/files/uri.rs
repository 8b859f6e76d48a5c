//! References as URIs (RFC 3986): joined to what they are relative to, and as paths in the description's folder.

/// Why a reference is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It has a scheme or a host.
    Remote,
    /// It begins at the root of a file system or a host.
    Absolute,
    /// It leads out of the description's folder.
    Outside,
    /// It has a query, or escapes that are no text.
    NoPath,
}

impl Refused {
    /// What is wrong, to be set behind the reference.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Remote => "is on another machine or of another scheme, and nothing is fetched",
            Self::Absolute => "is an absolute path, and only the description's folder is read",
            Self::Outside => "leads out of the description's folder, which is all that is read",
            Self::NoPath => "is not the path of a file",
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Remote => {
                "save what it leads to in the description's folder and refer to that, or bundle the description into one file"
            }
            Self::Absolute | Self::Outside => {
                "move the file into the description's folder and refer to it by a relative path, or bundle the description into one file"
            }
            Self::NoPath => "write a relative path, then `#` and a JSON pointer",
        }
    }
}

/// How many bytes a path may have; a file that refers to the like of itself in a folder below goes on for ever.
const LONGEST: usize = 1_000;

/// The path, from the description's folder on, that a reference in the file at `base` leads to.
pub(super) fn resolve(base: &str, address: &str) -> Result<String, Refused> {
    if has_scheme(address) || address.starts_with("//") || address.starts_with("\\\\") {
        return Err(Refused::Remote);
    }
    if address.contains('?') {
        return Err(Refused::NoPath);
    }
    // Decoded before it is taken apart, so that `%2e%2e%2f` is what it means.
    let decoded = crate::pointer::percent_decode(address).ok_or(Refused::NoPath)?;
    let decoded = decoded.replace('\\', "/");
    if decoded.starts_with('/') || has_scheme(&decoded) {
        return Err(Refused::Absolute);
    }
    if decoded.contains('\0') {
        return Err(Refused::NoPath);
    }
    let mut segments: Vec<&str> = base.split('/').collect();
    segments.pop();
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or(Refused::Outside)?;
            }
            name => segments.push(name),
        }
    }
    let path = segments.join("/");
    if path.len() > LONGEST {
        return Err(Refused::NoPath);
    }
    Ok(path)
}

/// What remains of an address that lies in the folder of a base that has a scheme, as `$self` of OpenAPI 3.2 may.
pub(super) fn beside(base: &str, address: &str) -> Option<String> {
    let (folder, _) = base.rsplit_once('/').filter(|_| has_scheme(base))?;
    let rest = address.strip_prefix(folder)?.strip_prefix('/')?;
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// Whether a text is more likely the path of a file than the name of a schema, where either may stand.
pub(super) fn looks_like_file(address: &str) -> bool {
    let extension = address.rsplit_once('.').map(|(_, extension)| extension);
    address.contains('/')
        || extension.is_some_and(|extension| matches!(extension, "yaml" | "yml" | "json"))
}

/// Whether a reference begins with a scheme (RFC 3986 §3.1).
fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// A reference as seen from a base (RFC 3986 §5.2), without its fragment; the base may itself be relative.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty() {
        return base.to_owned();
    }
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let (authority, path) = split_authority(base);
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = authority.split_once("//").map_or("", |(scheme, _)| scheme);
        return format!("{scheme}//{rest}");
    }
    if reference.starts_with('/') {
        return format!("{authority}{}", without_dots(reference));
    }
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    format!(
        "{authority}{}",
        without_dots(&format!("{folder}{reference}"))
    )
}

/// Scheme and host of a URI, and the rest.
fn split_authority(uri: &str) -> (&str, &str) {
    if !has_scheme(uri) {
        return ("", uri);
    }
    let scheme = uri.find(':').map_or(0, |colon| colon + 1);
    let start = if uri[scheme..].starts_with("//") {
        let host = scheme + 2;
        uri[host..]
            .find('/')
            .map_or(uri.len(), |slash| host + slash)
    } else {
        scheme
    };
    uri.split_at(start)
}

fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." if segments
                .last()
                .is_some_and(|last| !matches!(*last, "" | "..")) =>
            {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Refused, beside, join, resolve};

    #[test]
    fn paths_stay_in_the_folder() {
        let cases = [
            ("api.yaml", "a.yaml", Ok("a.yaml")),
            ("api.yaml", "./b/../a%20b.yaml", Ok("a b.yaml")),
            ("paths/x.yaml", "../schemas/a.json", Ok("schemas/a.json")),
            ("paths/x.yaml", ".\\y.yaml", Ok("paths/y.yaml")),
            ("paths/x.yaml", "../../etc/passwd", Err(Refused::Outside)),
            ("x.yaml", "..%2f..%2fetc%2fpasswd", Err(Refused::Outside)),
            ("x.yaml", "a/../../x", Err(Refused::Outside)),
            ("x.yaml", "/etc/passwd", Err(Refused::Absolute)),
            ("x.yaml", "%2fetc%2fpasswd", Err(Refused::Absolute)),
            ("x.yaml", "file:///etc/passwd", Err(Refused::Remote)),
            ("x.yaml", "C:\\x.yaml", Err(Refused::Remote)),
            ("x.yaml", "\\\\host\\x.yaml", Err(Refused::Remote)),
            ("x.yaml", "//host/x.yaml", Err(Refused::Remote)),
            ("x.yaml", "https://host/x.yaml", Err(Refused::Remote)),
            ("x.yaml", "a.yaml?v=1", Err(Refused::NoPath)),
            ("x.yaml", "a%00.yaml", Err(Refused::NoPath)),
            ("x.yaml", "a%ff.yaml", Err(Refused::NoPath)),
            ("x.yaml", &"a/".repeat(600), Err(Refused::NoPath)),
        ];
        for (base, address, expected) in cases {
            let found = resolve(base, address);
            assert_eq!(found.as_deref().map_err(|why| *why), expected, "{address}");
        }
    }

    #[test]
    fn references_are_joined_as_the_rfc_says() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"),
            ("urn:x", "urn:x"),
            ("", base),
        ] {
            assert_eq!(join(base, reference), expected, "{reference}");
        }
        assert_eq!(join("", "User"), "User");
        assert_eq!(join("a/b.yaml", "../c.yaml"), "c.yaml");
        assert_eq!(join("https://x", "y"), "https://xy");
        assert_eq!(
            beside("https://x/a/b", "https://x/a/c").as_deref(),
            Some("c")
        );
        assert_eq!(beside("a/b", "a/c"), None);
    }
}
