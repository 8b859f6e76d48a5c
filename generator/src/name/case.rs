//! Turns any string of a description into Rust identifiers.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Every word that Rust's 2024 edition keeps for itself, in use or reserved.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What was in the way of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no letter or digit in it.
    NothingLeft,
    /// It is a keyword, so the identifier got an underscore.
    Keyword,
}

/// An identifier, with what was in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cased {
    pub(crate) ident: String,
    pub(crate) trouble: Option<Trouble>,
}

/// `office-apps` → `OfficeApps`: types and variants.
pub(crate) fn pascal(wire: &str) -> Cased {
    identifier(&spelled(wire).to_upper_camel_case(), 'N', "Empty")
}

/// `office-apps` → `office_apps`: fields, methods, modules, arguments.
pub(crate) fn snake(wire: &str) -> Cased {
    identifier(&spelled(wire).to_snake_case(), 'n', "empty")
}

/// Signs that tell values apart (`+1` and `-1`, `<=` and `>=`) become words; the rest only separates.
fn spelled(wire: &str) -> String {
    let bytes = wire.as_bytes();
    let mut out = String::with_capacity(wire.len());
    for (at, c) in wire.char_indices() {
        let leads = at == 0 && bytes.get(1).is_some_and(u8::is_ascii_digit);
        let word = match c {
            '+' => "Plus",
            '-' if leads => "Minus",
            '<' => "Less",
            '>' => "Greater",
            '=' => "Equal",
            '*' => "Star",
            '%' => "Percent",
            _ if unicode_ident::is_xid_continue(c) => {
                out.push(c);
                continue;
            }
            _ => "",
        };
        out.push(' ');
        out.push_str(word);
        out.push(' ');
    }
    out
}

fn identifier(cased: &str, digit_prefix: char, empty: &str) -> Cased {
    let mut ident: String = cased
        .chars()
        .filter(|&c| c == '_' || unicode_ident::is_xid_continue(c))
        .collect();
    match ident.chars().next() {
        None => {
            return Cased {
                ident: empty.to_owned(),
                trouble: Some(Trouble::NothingLeft),
            };
        }
        Some(first) if !unicode_ident::is_xid_start(first) => ident.insert(0, digit_prefix),
        Some(_) => {}
    }
    if KEYWORDS.contains(&ident.as_str()) {
        ident.push('_');
        return Cased {
            ident,
            trouble: Some(Trouble::Keyword),
        };
    }
    Cased {
        ident,
        trouble: None,
    }
}

/// Is this an identifier that can stand in Rust code as it is?
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && chars.all(unicode_ident::is_xid_continue)
        && text != "_"
        && !KEYWORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let table = [
            ("office-apps", "OfficeApps", "office_apps"),
            ("channelOverrides", "ChannelOverrides", "channel_overrides"),
            ("HTTPStatus", "HttpStatus", "http_status"),
            ("X-RateLimit-Limit", "XRateLimitLimit", "x_rate_limit_limit"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("2fa", "N2fa", "n2fa"),
            ("é", "É", "é"),
            ("$ref", "Ref", "ref_"),
            ("self", "Self_", "self_"),
            ("gen", "Gen", "gen_"),
            ("日本", "日本", "日本"),
            ("a\u{202e}b", "AB", "a_b"),
        ];
        for (wire, upper, lower) in table {
            assert_eq!(
                (pascal(wire).ident.as_str(), snake(wire).ident.as_str()),
                (upper, lower),
                "{wire:?}"
            );
            assert!(
                is_identifier(&pascal(wire).ident) && is_identifier(&snake(wire).ident),
                "{wire:?}"
            );
        }
    }

    #[test]
    fn what_has_no_letter_is_said() {
        assert_eq!(pascal("").trouble, Some(Trouble::NothingLeft));
        assert_eq!(snake("??").trouble, Some(Trouble::NothingLeft));
        assert_eq!(snake("type").trouble, Some(Trouble::Keyword));
    }

    #[test]
    fn keywords_are_sorted_so_that_a_missing_one_shows() {
        assert!(KEYWORDS.is_sorted());
    }
}
