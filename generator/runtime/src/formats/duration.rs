//! Spans of time: RFC 3339, appendix A, which is what is common of ISO 8601.

use super::grammar::first;

/// `P`, then years, months, days and a time, or weeks alone. Between two of the units none is left out.
pub(super) const fn is_duration(text: &[u8]) -> bool {
    match text {
        [b'P', weeks @ .., b'W'] => digits(weeks) == weeks.len() && !weeks.is_empty(),
        [b'P', b'T', time @ ..] => is_row(time, b"HMS"),
        [b'P', rest @ ..] => {
            let mut at = 0;
            while at < rest.len() && rest[at] != b'T' {
                at += 1;
            }
            let (date, time) = rest.split_at(at);
            is_row(date, b"YMD") && (time.is_empty() || is_row(time.split_at(1).1, b"HMS"))
        }
        _ => false,
    }
}

/// Numbers with one unit after the other.
const fn is_row(text: &[u8], units: &[u8]) -> bool {
    let (mut rest, mut expected) = (text, None);
    loop {
        let number = digits(rest);
        let [unit, after @ ..] = rest.split_at(number).1 else {
            return false;
        };
        let Some(found) = first(units, 0, *unit) else {
            return false;
        };
        let is_next = match expected {
            Some(expected) => found == expected,
            None => true,
        };
        if number == 0 || !is_next {
            return false;
        }
        if after.is_empty() {
            return true;
        }
        (rest, expected) = (after, Some(found + 1));
    }
}

/// How many digits a text begins with.
const fn digits(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() && text[at].is_ascii_digit() {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn spans() {
        for text in [
            "P1Y",
            "P1M",
            "P10D",
            "P4W",
            "PT1H",
            "PT36H",
            "PT0S",
            "P1Y2M",
            "P1Y2M3D",
            "P2M3D",
            "P1DT12H",
            "P1Y2M3DT4H5M6S",
            "PT4H5M",
            "PT5M6S",
            "P4YT1S",
        ] {
            assert!(is_duration(text.as_bytes()), "{text}");
        }
        for text in [
            "", "P", "PT", "1D", "P1", "PD", "P1S", "PT1D", "P1D2M", "P1Y3D", "PT1H6S", "P1W2D",
            "P1Y2W", "P1DT", "P1Y1Y", "PT1S1H", "P-1D", "P1.5D", "PT1.5S", "p1d", "P1D ", "PT1S1",
            "PW", "P١Y", "PT1HT1M",
        ] {
            assert!(!is_duration(text.as_bytes()), "{text}");
        }
    }
}
