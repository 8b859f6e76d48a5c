//! Values that are not listed, in words.

/// What is said of a value out of none of those listed: JSON, or `texts`. Of a secret there is nothing `found`.
#[cold]
pub(crate) fn not_listed(found: Option<&str>, allowed: &[&str], texts: bool) -> String {
    match (allowed, found) {
        ([only], Some(found)) => format!("must be {}, {found} found", shown(only, texts)),
        ([_], None) => wanted(allowed, texts),
        (_, Some(found)) => format!("{found} {}", wanted(allowed, texts)),
        (_, None) => format!("a secret that {}", wanted(allowed, texts)),
    }
}

/// What something that is not listed should be.
pub(super) fn wanted(allowed: &[&str], texts: bool) -> String {
    if let [only] = allowed {
        return format!("must be {}", shown(only, texts));
    }
    let all: Vec<_> = allowed.iter().map(|it| shown(it, texts)).collect();
    format!("is none of {}", all.join(", "))
}

fn shown(value: &str, is_text: bool) -> String {
    if is_text {
        format!("{value:?}")
    } else {
        value.to_owned()
    }
}
