//! HTML that descriptions have where CommonMark is meant, as CommonMark: links, emphasis, code, lists, breaks.

/// A text whose plain HTML is CommonMark; code, and tags that are something else, stay as they are.
pub(super) fn as_markdown(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = match from.strip_prefix('<') {
            Some(_) => element(from, &mut out),
            None => code(from, &mut out),
        };
    }
    out.push_str(rest);
    out
}

/// Copies code between backticks, or the backticks alone where nothing ends it.
fn code<'a>(from: &'a str, out: &mut String) -> &'a str {
    let after = from.trim_start_matches('`');
    let (fence, _) = from.split_at(from.len() - after.len());
    let end = after.find(fence).map_or(0, |end| end + fence.len());
    let (copied, rest) = from.split_at(fence.len() + end);
    out.push_str(copied);
    rest
}

/// Writes what the element at the start of `from` means; returns what follows.
fn element<'a>(from: &'a str, out: &mut String) -> &'a str {
    let Some((tag, after)) = from.get(1..).and_then(|tag| tag.split_once('>')) else {
        out.push_str(from);
        return "";
    };
    let name = tag
        .trim_end_matches('/')
        .split_ascii_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let written = match name.as_str() {
        "a" => anchor(tag, after),
        "b" | "strong" => enclosed(&name, after, "**"),
        "i" | "em" => enclosed(&name, after, "*"),
        "code" => enclosed(&name, after, "`"),
        "br" | "p" | "/p" | "ul" | "/ul" | "ol" | "/ol" => Some(("\n\n".to_owned(), after)),
        "li" => Some(("\n- ".to_owned(), after.trim_start())),
        "/li" => Some((String::new(), after)),
        _ => None,
    };
    let (text, rest) =
        written.unwrap_or_else(|| ("<".to_owned(), from.get(1..).unwrap_or_default()));
    out.push_str(&text);
    rest
}

/// A link, or its text where it leads to no place of its own.
fn anchor<'a>(tag: &str, after: &'a str) -> Option<(String, &'a str)> {
    let (inside, rest) = until_end("a", after)?;
    let (_, value) = tag.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let target = value.split(quote).nth(1)?.trim();
    let text = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    let absolute = target.starts_with("https://") || target.starts_with("http://");
    if text.is_empty() || !absolute || target.contains(['(', ')', ' ']) {
        return Some((text, rest));
    }
    Some((format!("[{text}]({target})"), rest))
}

/// The content of an element between marks.
fn enclosed<'a>(name: &str, after: &'a str, mark: &str) -> Option<(String, &'a str)> {
    let (inside, rest) = until_end(name, after)?;
    let inside = inside.trim();
    let plain = !inside.is_empty() && !inside.contains(['`', '\n', '*']);
    plain.then(|| (format!("{mark}{inside}{mark}"), rest))
}

/// What an element holds if that is text alone, and what follows it.
fn until_end<'a>(name: &str, after: &'a str) -> Option<(&'a str, &'a str)> {
    let (inside, rest) = after.split_once('<')?;
    let (tag, rest) = rest.split_once('>')?;
    let ends = tag.strip_prefix('/')?.trim().eq_ignore_ascii_case(name);
    ends.then_some((inside, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_what_it_means() {
        for (html, markdown) in [
            ("a < b", "a < b"),
            (
                "See <a class=\"x\" href=\"https://a.b/c\">the\n guide</a>.",
                "See [the guide](https://a.b/c).",
            ),
            (
                "<a href='/x'>here</a>, <A HREF=\"y\">there</a>",
                "here, <A HREF=\"y\">there</a>",
            ),
            ("<b>Note</b>: <code>a[0]</code>", "**Note**: `a[0]`"),
            (
                "one<br/>two<ul><li>three</li></ul>",
                "one\n\ntwo\n\n\n- three\n\n",
            ),
            ("`<b>x</b>` and Vec<b>", "`<b>x</b>` and Vec<b>"),
            ("```\n<br>\n``` <br> `", "```\n<br>\n``` \n\n `"),
            (
                "<a href=\"https://a.b\"><b>x</b></a> <",
                "<a href=\"https://a.b\">**x**</a> <",
            ),
        ] {
            assert_eq!(as_markdown(html), markdown, "{html}");
        }
    }
}
