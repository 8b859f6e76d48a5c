//! Addresses of machines and of people: IPv4, IPv6, host names (RFC 1123, section 2.1) and mailboxes (RFC 5321, section 4.1.2).

use super::grammar::first;

/// Eight groups of up to four digits, of which `::` stands for one or more and an IPv4 address at the end for two.
pub(super) const fn is_ipv6(text: &[u8]) -> bool {
    let (mut rest, mut groups, mut gap) = (text, 0, false);
    if let [b':', b':', after @ ..] = rest {
        (rest, gap) = (after, true);
        if rest.is_empty() {
            return true;
        }
    }
    loop {
        let Some(colon) = first(rest, 0, b':') else {
            let last = if is_hex(rest, 4) {
                1
            } else if is_ipv4(rest) {
                2
            } else {
                return false;
            };
            groups += last;
            return if gap { groups < 8 } else { groups == 8 };
        };
        let (group, after) = rest.split_at(colon);
        if !is_hex(group, 4) {
            return false;
        }
        groups += 1;
        rest = after.split_at(1).1;
        if let [b':', after @ ..] = rest {
            if gap {
                return false;
            }
            (rest, gap) = (after, true);
            if rest.is_empty() {
                return groups < 8;
            }
        }
    }
}

/// Four numbers up to 255, without zeros before them.
pub(super) const fn is_ipv4(text: &[u8]) -> bool {
    let (mut at, mut numbers) = (0, 0);
    while numbers < 4 {
        let (mut value, begin) = (0_u32, at);
        while at < text.len() && at < begin + 3 && text[at].is_ascii_digit() {
            value = value * 10 + (text[at] - b'0') as u32;
            at += 1;
        }
        let padded = at > begin + 1 && text[begin] == b'0';
        if at == begin || value > 255 || padded {
            return false;
        }
        numbers += 1;
        if numbers < 4 {
            if at >= text.len() || text[at] != b'.' {
                return false;
            }
            at += 1;
        }
    }
    at == text.len()
}

/// Labels of letters, digits and inner hyphens, with points between them.
pub(super) const fn is_hostname(text: &[u8]) -> bool {
    if text.len() > 253 {
        return false;
    }
    let (mut at, mut begin) = (0, 0);
    loop {
        if at == text.len() || text[at] == b'.' {
            let is_label =
                at > begin && at - begin < 64 && text[at - 1] != b'-' && text[begin] != b'-';
            if !is_label || at == text.len() {
                return is_label;
            }
            begin = at + 1;
        } else if !(text[at].is_ascii_alphanumeric() || text[at] == b'-') {
            return false;
        }
        at += 1;
    }
}

/// `Local-part "@" ( Domain / address-literal )`, of addresses the standard ones.
pub(super) const fn is_email(text: &[u8]) -> bool {
    let Some(at) = local_part(text) else {
        return false;
    };
    let (local, rest) = text.split_at(at);
    if local.len() > 64 {
        return false;
    }
    match rest {
        [
            b'@',
            b'[',
            b'I' | b'i',
            b'P' | b'p',
            b'v' | b'V',
            b'6',
            b':',
            address @ ..,
            b']',
        ] => is_ipv6(address),
        [b'@', b'[', address @ .., b']'] => is_ipv4(address),
        [b'@', domain @ ..] => is_hostname(domain),
        _ => false,
    }
}

/// Where the `Dot-string` or `Quoted-string` ends that a text begins with.
const fn local_part(text: &[u8]) -> Option<usize> {
    if let [b'"', ..] = text {
        let mut at = 1;
        while at < text.len() {
            match text[at] {
                b'"' => return Some(at + 1),
                b'\\' if at + 1 < text.len() && matches!(text[at + 1], b' '..=b'~') => at += 2,
                b' '..=b'[' | b']'..=b'~' => at += 1,
                _ => return None,
            }
        }
        return None;
    }
    let (mut at, mut begin) = (0, 0);
    loop {
        match if at < text.len() { text[at] } else { b'@' } {
            b'.' | b'@' if at == begin => return None,
            b'.' => begin = at + 1,
            b'@' => return Some(at),
            byte if is_atext(byte) => {}
            _ => return None,
        }
        at += 1;
    }
}

/// A character of an atom (RFC 5322, section 3.2.3).
const fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || first(b"!#$%&'*+-/=?^_`{|}~", 0, byte).is_some()
}

/// One to `most` hexadecimal digits.
pub(super) const fn is_hex(text: &[u8], most: usize) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_hexdigit() {
            return false;
        }
        at += 1;
    }
    at > 0 && at <= most
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_hostname};

    #[test]
    fn hosts() {
        let label = "a".repeat(63);
        let long = format!("{label}.{label}.{label}.{}", "a".repeat(61));
        for text in [
            "a",
            "localhost",
            "xn--nxasmq6b.example",
            "1.2.3.4",
            "a-b.c",
            "A9",
            &label,
            &long,
        ] {
            assert!(is_hostname(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-",
            "a-.b",
            "a_b",
            "é",
            "a b",
            &format!("{label}a"),
            &format!("{long}a"),
        ] {
            assert!(!is_hostname(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn mailboxes() {
        for text in [
            "a@b",
            "joe.bloggs@example.com",
            "a+b!#$%&'*/=?^_`{|}~-@example.com",
            "\"joe bloggs\"@example.com",
            "\"a@b\\\"c\"@example.com",
            "joe@[127.0.0.1]",
            "joe@[IPv6:::1]",
        ] {
            assert!(is_email(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "a",
            "@b",
            "a@",
            ".a@b",
            "a.@b",
            "a..b@c",
            "a b@c",
            "a@b@c",
            "a@-b",
            "a@b_c",
            "\"a@b",
            "\"a\"b@c",
            "a@[127.0.0.300]",
            "a@[::1]",
            "a@[IPv6:x]",
            "é@b",
            "a@b\n",
        ] {
            assert!(!is_email(text.as_bytes()), "{text}");
        }
        let local = "a".repeat(64);
        assert!(is_email(format!("{local}@b").as_bytes()));
        assert!(!is_email(format!("{local}a@b").as_bytes()));
    }
}
