//! Turns any string of a description into Rust identifiers.

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

/// Every word that Rust's 2024 edition keeps for itself, in use or reserved.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// How many characters an identifier may have before it is shortened.
const LONGEST: usize = 120;

/// An identifier, and whether it got an underscore since it is a keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cased {
    pub(crate) ident: String,
    pub(crate) is_keyword: bool,
}

/// `office-apps` → `OfficeApps`: types and variants.
pub(crate) fn pascal(wire: &str) -> Cased {
    identifier(wire, &spelled(wire).to_upper_camel_case(), Case::Pascal)
}

/// `office-apps` → `office_apps`: fields, methods, modules, arguments.
pub(crate) fn snake(wire: &str) -> Cased {
    identifier(wire, &spelled(wire).to_snake_case(), Case::Snake)
}

/// Is there more than letters and digits?
pub(super) fn has_signs(wire: &str) -> bool {
    !wire.chars().all(char::is_alphanumeric)
}

/// The identifier in which every sign is a word, for names that only differ by signs. What only parts words is none.
pub(crate) fn spelled_out(wire: &str, case: Case) -> Cased {
    let mut words = String::with_capacity(wire.len() + 8);
    let mut before = false;
    let mut open: Vec<char> = Vec::new();
    let mut rest = wire.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        let parts =
            before && next.is_some_and(char::is_alphanumeric) && matches!(c, '-' | '_' | ' ');
        before = c.is_alphanumeric();
        let pair = PAIRS.iter().find(|(first, ..)| *first == c);
        if before {
            words.push(c);
        } else if parts || open.last() == Some(&c) {
            // The first sign of a pair says it all.
            open.pop_if(|last| *last == c);
            words.push(' ');
        } else if let Some((_, last, word, empty)) =
            pair.filter(|pair| rest.as_str().contains(pair.1))
        {
            let is_empty = next == Some(*last);
            open.push(*last);
            words.extend([" ", if is_empty { empty } else { word }, " "]);
        } else {
            words.extend([" ", &symbol(c), " "]);
        }
    }
    identifier(wire, &case.words(&words), case)
}

/// Signs that come in pairs: the word for one that holds something, and for one that holds nothing.
const PAIRS: [(char, char, &str, &str); 4] = [
    ('<', '>', "Of", "Angles"),
    ('(', ')', "Paren", "Call"),
    ('[', ']', "Bracket", "List"),
    ('{', '}', "Brace", "Braces"),
];

/// The case of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Types and variants.
    Pascal,
    /// Everything else.
    Snake,
}

impl Case {
    pub(super) fn of(self, wire: &str) -> Cased {
        match self {
            Self::Pascal => pascal(wire),
            Self::Snake => snake(wire),
        }
    }

    fn words(self, words: &str) -> String {
        match self {
            Self::Pascal => words.to_upper_camel_case(),
            Self::Snake => words.to_snake_case(),
        }
    }

    /// Is this a name of that case? A field and the type that is written inside it stand at one pointer, so the case of a
    /// rename says which of them it is for.
    pub(super) fn fits(self, name: &str) -> bool {
        match self {
            Self::Pascal => !name.trim_start_matches('_').starts_with(char::is_lowercase),
            Self::Snake => !name.contains(char::is_uppercase),
        }
    }

    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Pascal => "`LikeThis`",
            Self::Snake => "`like_this`",
        }
    }

    /// The name with a number behind it.
    pub(super) fn numbered(self, name: &str, number: u32) -> String {
        // That of a keyword ends in an underscore, which it needs no more.
        let name = name.trim_end_matches('_');
        // Two numbers side by side would be read as one.
        if self == Self::Snake || name.ends_with(char::is_numeric) {
            format!("{name}_{number}")
        } else {
            format!("{name}{number}")
        }
    }

    fn prefix(self) -> char {
        match self {
            Self::Pascal => 'N',
            Self::Snake => 'n',
        }
    }
}

/// Signs that tell values apart (`+1` and `-1`, `<=` and `>=`) become words; the rest only separates.
fn spelled(wire: &str) -> std::borrow::Cow<'_, str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if wire.chars().all(is_word) {
        return wire.into();
    }
    let composed: std::borrow::Cow<'_, str> = if wire.is_ascii() {
        wire.into()
    } else {
        wire.nfc().collect::<String>().into()
    };
    let untagged = without_tags(composed.as_ref());
    let wire = untagged.as_ref();
    let brackets = has_type_arguments(wire);
    let leads = wire.starts_with('-') && wire.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    // `!=` is not what `=` is.
    let denies = wire.starts_with('!') && wire.chars().nth(1).is_some_and(|c| "=~<>".contains(c));
    let mut at = 0;
    let words = signs(wire, |c| {
        at += 1;
        match c {
            '<' | '>' if brackets => None,
            '+' | '<' | '>' | '=' | '*' | '%' => Some(symbol(c)),
            '-' if leads && at == 1 => Some(symbol(c)),
            '!' if denies && at == 1 => Some("Not".into()),
            _ => None,
        }
    });
    words.into()
}

/// Are all of its angles brackets around something behind a name, as in `Page<User>`? Those part words and say nothing.
fn has_type_arguments(text: &str) -> bool {
    let mut depth = 0_u32;
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '<' if before.is_alphanumeric() || before == '_' => depth += 1,
            '>' if depth > 0 && !matches!(before, '<' | '-' | '=') => depth -= 1,
            '<' | '>' => return false,
            _ => {}
        }
        before = c;
    }
    depth == 0
}

/// The text without the tags of HTML, `<b>…</b>`, if there is anything else.
fn without_tags(text: &str) -> std::borrow::Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('<') {
        let is_tag = tail.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        let Some((_, after)) = tail.split_once('>').filter(|_| is_tag) else {
            return text.into();
        };
        out.push_str(head);
        out.push(' ');
        rest = after;
    }
    out.push_str(rest);
    match out.chars().any(char::is_alphanumeric) && text.contains("</") {
        true => out.into(),
        false => text.into(),
    }
}

/// The text, with the signs that have a word in its place; the others part words.
fn signs(
    wire: &str,
    mut word: impl FnMut(char) -> Option<std::borrow::Cow<'static, str>>,
) -> String {
    let mut out = String::with_capacity(wire.len() + 8);
    for c in wire.chars() {
        match word(c) {
            Some(word) => {
                out.push(' ');
                out.push_str(&word);
                out.push(' ');
            }
            None if unicode_ident::is_xid_continue(c) => out.push(c),
            None => out.push(' '),
        }
    }
    out
}

/// A sign's name: that of ASCII's and of the commonest others, else its number in Unicode.
fn symbol(c: char) -> std::borrow::Cow<'static, str> {
    match SYMBOLS.binary_search_by_key(&c, |(known, _)| *known) {
        Ok(at) => SYMBOLS
            .get(at)
            .map_or_else(Default::default, |(_, name)| (*name).into()),
        Err(_) => format!("U{:04X}", u32::from(c))
            .to_ascii_lowercase()
            .to_upper_camel_case()
            .into(),
    }
}

/// Signs and their names, sorted.
const SYMBOLS: &[(char, &str)] = &[
    ('\t', "Tab"),
    ('\n', "Newline"),
    ('\r', "Return"),
    (' ', "Space"),
    ('!', "Exclamation"),
    ('"', "Quote"),
    ('#', "Hash"),
    ('$', "Dollar"),
    ('%', "Percent"),
    ('&', "And"),
    ('\'', "Apostrophe"),
    ('(', "OpenParen"),
    (')', "CloseParen"),
    ('*', "Star"),
    ('+', "Plus"),
    (',', "Comma"),
    ('-', "Minus"),
    ('.', "Dot"),
    ('/', "Slash"),
    (':', "Colon"),
    (';', "Semicolon"),
    ('<', "Less"),
    ('=', "Equal"),
    ('>', "Greater"),
    ('?', "Question"),
    ('@', "At"),
    ('[', "OpenBracket"),
    ('\\', "Backslash"),
    (']', "CloseBracket"),
    ('^', "Caret"),
    ('_', "Underscore"),
    ('`', "Backtick"),
    ('{', "OpenBrace"),
    ('|', "Pipe"),
    ('}', "CloseBrace"),
    ('~', "Tilde"),
    ('£', "Pound"),
    ('§', "Section"),
    ('°', "Degree"),
    ('±', "PlusMinus"),
    ('×', "Times"),
    ('÷', "Divided"),
    ('–', "EnDash"),
    ('—', "EmDash"),
    ('•', "Bullet"),
    ('…', "Ellipsis"),
    ('€', "Euro"),
    ('←', "Left"),
    ('↑', "Up"),
    ('→', "Right"),
    ('↓', "Down"),
    ('−', "Minus"),
    ('∞', "Infinity"),
    ('≈', "About"),
    ('≠', "NotEqual"),
    ('≤', "LessEqual"),
    ('≥', "GreaterEqual"),
    ('✓', "Check"),
    ('✗', "Cross"),
];

/// The identifier that words make: one that Rust takes, whatever the description calls the thing.
fn identifier(wire: &str, cased: &str, case: Case) -> Cased {
    let mut ident = kept(cased);
    if ident.is_empty() {
        ident = if wire.is_empty() {
            case.words("empty")
        } else {
            kept(&case.words(&signs(wire, |c| Some(symbol(c)))))
        };
    }
    if ident.chars().nth(LONGEST).is_some() {
        ident = shortened(&ident, wire, case);
    }
    if !ident.starts_with(unicode_ident::is_xid_start) {
        ident.insert(0, case.prefix());
    }
    let is_keyword = KEYWORDS.binary_search(&ident.as_str()).is_ok();
    if is_keyword {
        ident.push('_');
    }
    Cased { ident, is_keyword }
}

/// What of a text can stand in an identifier, composed as Rust composes identifiers, so that two that look the same are.
fn kept(cased: &str) -> String {
    if cased.is_ascii() {
        let fits = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        return cased.chars().filter(fits).collect();
    }
    let fits = |c: &char| *c == '_' || unicode_ident::is_xid_continue(*c);
    cased.chars().filter(fits).nfc().filter(fits).collect()
}

/// The beginning of a long name, and a hash of all of it: the same whatever stands beside it.
fn shortened(ident: &str, wire: &str, case: Case) -> String {
    let begin: String = ident.chars().take(LONGEST - 24).collect();
    let begin = begin.trim_end_matches('_');
    let hash = hash(wire);
    match case {
        Case::Pascal => format!("{begin}H{hash:016x}"),
        Case::Snake => format!("{begin}_h{hash:016x}"),
    }
}

/// FNV-1a: the same on every machine and in every version.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
            ("<=", "LessEqual", "less_equal"),
            ("*", "Star", "star"),
            ("", "Empty", "empty"),
            (
                "???",
                "QuestionQuestionQuestion",
                "question_question_question",
            ),
            ("\0", "U0000", "u0000"),
            ("\u{202e}", "U202e", "u202e"),
            ("e\u{301}", "É", "é"),
            ("_", "Underscore", "underscore"),
            (
                "<b class=\"x\">Early</b> access",
                "EarlyAccess",
                "early_access",
            ),
            ("a<b>", "AB", "a_b"),
            (
                "Map<string,List<object>>",
                "MapStringListObject",
                "map_string_list_object",
            ),
            ("a<b", "ALessB", "a_less_b"),
            (
                "a->b<c>",
                "AGreaterBLessCGreater",
                "a_greater_b_less_c_greater",
            ),
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
    fn what_only_differs_by_signs_differs_spelled_out() {
        let of = |wire| spelled_out(wire, Case::Pascal).ident;
        assert_eq!(of("-b"), "MinusB");
        assert_eq!(of("a_b"), "AB");
        assert_eq!(of("a.b"), "ADotB");
        assert_eq!(of("a[1]"), "ABracket1");
        assert_eq!(of("a[b][c]"), "ABracketBBracketC");
        assert_eq!(of("a[]"), "AList");
        assert_eq!(of("a[(b)]"), "ABracketParenB");
        assert_eq!(of("a[1"), "AOpenBracket1");
        assert_eq!(of("a)("), "ACloseParenOpenParen");
        assert!(snake("type").is_keyword);
    }

    #[test]
    fn long_names_are_shortened_and_differ() {
        let (one, other) = ("ab_".repeat(4000), format!("{}c", "ab_".repeat(4000)));
        for case in [Case::Pascal, Case::Snake] {
            let (one, other) = (case.of(&one).ident, case.of(&other).ident);
            assert!(
                one != other && one.len() <= LONGEST && is_identifier(&one),
                "{one}"
            );
        }
    }

    #[test]
    fn symbols_are_sorted() {
        assert!(SYMBOLS.is_sorted());
    }

    #[test]
    fn keywords_are_sorted_so_that_a_missing_one_shows() {
        assert!(KEYWORDS.is_sorted());
    }
}
