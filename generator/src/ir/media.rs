//! Media types by their names (RFC 9110 section 8.3.1): what they are without parameters, and what they are made of.

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    bare(media_type).to_ascii_lowercase()
}

/// What stands behind the slash, as it is written.
pub(crate) fn subtype(media_type: &str) -> &str {
    let bare = bare(media_type);
    bare.rsplit('/').next().unwrap_or(bare)
}

/// Is it JSON, under whichever name? `json+sarif` is `sarif+json` the other way round.
pub(crate) fn is_json(media_type: &str) -> bool {
    is_written_as(media_type, "json") || subtype(&essence(media_type)).starts_with("json+")
}

/// Is it text for people or programs to read, of no form that is read here?
pub(crate) fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/yaml"
        | "application/x-yaml"
        | "application/javascript"
        | "application/ecmascript"
        | "application/graphql"
        | "application/jwt"
        | "application/sql"
        | "application/toml"
        | "application/x-pem-file" => true,
        text => text.starts_with("text/") || text.ends_with("+yaml") || text.ends_with("+jwt"),
    }
}

/// Is it XML, under whichever name?
pub(crate) fn is_xml(media_type: &str) -> bool {
    is_written_as(media_type, "xml")
}

/// Is a media type itself of a format, or by its suffix (RFC 6838 section 4.2.8)?
fn is_written_as(media_type: &str, format: &str) -> bool {
    let essence = essence(media_type);
    let head = essence.strip_suffix(format);
    head.is_some_and(|head| head.ends_with(['/', '+']))
}

fn bare(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        assert_eq!(essence(" Text/Plain ; charset=utf-8"), "text/plain");
        assert_eq!(subtype("application/vnd.A+json; v=1"), "vnd.A+json");
        assert_eq!(subtype("text"), "text");
        for json in [
            "application/JSON;x=y",
            "text/json",
            "application/a+json",
            "application/json+a",
        ] {
            assert!(is_json(json) && !is_xml(json), "{json}");
        }
        for other in ["application/jsonl", "application/json-seq", "json", "*/*"] {
            assert!(!is_json(other), "{other}");
        }
        assert!(is_xml("image/svg+xml") && is_xml("text/xml"));
        for text in ["text/csv", "Application/X-YAML", "application/a+yaml"] {
            assert!(is_text(text) && !is_json(text), "{text}");
        }
    }
}
