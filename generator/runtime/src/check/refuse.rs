//! A broken rule as the message of a compile error: put together in constant evaluation.

use super::multiple::ShortDecimal;
use super::{Broken, Rule};

/// Stops constant evaluation with a message that names the type, the rule, its limit and what was found.
///
/// Formatting is not for constant evaluation, so the text is put together here. Panicking is the point: in a constant
/// it is a compile error, which points at the caller's literal and shows nothing of what is between. At run time `new`
/// is there.
#[track_caller]
pub(super) const fn refuse(type_name: &str, broken: &Broken) -> ! {
    let mut line = Line::new()
        .text(type_name)
        .text(": ")
        .text(broken.rule().as_str());
    line = match *broken {
        Broken::Pattern { source } => line.text(" ").excerpt(source).text(" does not match"),
        Broken::Format { format } => line
            .text(" ")
            .text(format.as_str())
            .text(", ")
            .text(format.source())
            .text(", does not match"),
        Broken::MinLength { limit, found } | Broken::MaxLength { limit, found } => line
            .text(" is ")
            .integer(limit as i128)
            .text(", found ")
            .integer(found as i128)
            .text(" characters"),
        Broken::MinItems { limit, found } | Broken::MaxItems { limit, found } => line
            .text(" is ")
            .integer(limit as i128)
            .text(", found ")
            .integer(found as i128)
            .text(" items"),
        Broken::Integer { limit, found, .. } => line
            .text(" is ")
            .integer(limit)
            .text(", found ")
            .integer(found),
        Broken::SecretInteger { limit, .. } => line
            .text(" is ")
            .integer(limit)
            .text(", which a secret breaks"),
        Broken::SecretNumber { limit, rule } if !matches!(rule, Rule::Finite) => {
            match ShortDecimal::of(limit) {
                Some(limit) => line
                    .text(" is ")
                    .decimal(&limit)
                    .text(", which a secret breaks"),
                None => line.text(" is broken"),
            }
        }
        Broken::Number { limit, found, rule } if !matches!(rule, Rule::Finite) => {
            match (ShortDecimal::of(limit), ShortDecimal::of(found)) {
                (Some(limit), Some(found)) => line
                    .text(" is ")
                    .decimal(&limit)
                    .text(", found ")
                    .decimal(&found),
                (Some(limit), None) => line.text(" is ").decimal(&limit),
                (None, _) => line.text(" is broken"),
            }
        }
        Broken::Number { .. } => {
            line.text(" is broken: neither NaN nor infinity is a number of JSON")
        }
        _ => line.text(" is broken"),
    };
    panic!("{}", line.as_str())
}

/// How many bytes of a pattern a message shows.
const EXCERPT: usize = 320;

/// How many of the first `limit` bytes are whole characters.
const fn whole_characters(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let mut length = limit;
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    length
}

/// One line of text, made in constant evaluation; what does not fit is cut.
struct Line {
    bytes: [u8; 512],
    length: usize,
}

impl Line {
    const fn new() -> Self {
        Self {
            bytes: [0; 512],
            length: 0,
        }
    }

    const fn text(self, text: &str) -> Self {
        let room = self.bytes.len() - self.length;
        self.bytes_of(text.as_bytes(), whole_characters(text, room))
    }

    /// A text of which the beginning is enough.
    const fn excerpt(self, text: &str) -> Self {
        let length = whole_characters(text, EXCERPT);
        if length == text.len() {
            return self.text(text);
        }
        let room = self.bytes.len() - self.length;
        let fits = if length < room {
            length
        } else {
            whole_characters(text, room)
        };
        self.bytes_of(text.as_bytes(), fits).text("…")
    }

    const fn bytes_of(mut self, bytes: &[u8], length: usize) -> Self {
        let mut i = 0;
        while i < length {
            self.bytes[self.length] = bytes[i];
            self.length += 1;
            i += 1;
        }
        self
    }

    const fn decimal(self, decimal: &ShortDecimal) -> Self {
        let line = if decimal.negative {
            self.text("-")
        } else {
            self
        };
        if decimal.power >= 0 {
            return line.digits(decimal.digits).zeros(decimal.power);
        }
        let places = decimal.power.unsigned_abs();
        let unit = 10_u128.pow(places);
        let (whole, mut rest) = (decimal.digits / unit, decimal.digits % unit);
        let mut line = line.digits(whole).text(".");
        let mut place = unit / 10;
        while place > 0 {
            line = line.digits(rest / place);
            rest %= place;
            place /= 10;
        }
        line
    }

    const fn zeros(self, count: i32) -> Self {
        let (mut line, mut left) = (self, count);
        while left > 0 {
            line = line.text("0");
            left -= 1;
        }
        line
    }

    const fn integer(self, value: i128) -> Self {
        let line = if value < 0 { self.text("-") } else { self };
        line.digits(value.unsigned_abs())
    }

    const fn digits(self, value: u128) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let line = if value >= 10 {
            self.digits(value / 10)
        } else {
            self
        };
        line.text(DIGITS[(value % 10) as usize])
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "a rule is broken",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT, Line, ShortDecimal};

    #[test]
    fn texts_are_cut_between_characters() {
        for ascii in 0..8 {
            let text = "a".repeat(ascii) + &"é😀".repeat(200);
            let line = Line::new().text("Name: pattern ").text(&text);
            let shown = line.as_str().strip_prefix("Name: pattern ").unwrap();
            assert!(text.starts_with(shown) && shown.len() > 490, "{shown}");

            let line = Line::new().text("Name: ").excerpt(&text).text(" does not");
            let shown = line.as_str().strip_prefix("Name: ").unwrap();
            let shown = shown.strip_suffix("… does not").unwrap();
            assert!(text.starts_with(shown) && shown.len() > EXCERPT - 4);

            let line = Line::new().text(&"b".repeat(500 + ascii)).excerpt(&text);
            assert!(line.as_str().starts_with("bbb"), "{}", line.as_str());
        }
    }

    #[test]
    fn decimals_are_written_out() {
        for (number, text) in [
            (0.0, "0"),
            (-0.5, "-0.5"),
            (99.99, "99.99"),
            (0.005, "0.005"),
            (100.0, "100"),
            (-1e20, "-100000000000000000000"),
            (1e-7, "0.0000001"),
        ] {
            let line = Line::new().decimal(&ShortDecimal::of(number).unwrap());
            assert_eq!(line.as_str(), text);
        }
        for number in [f64::NAN, f64::INFINITY, 1e300, 1e-300, 0.1 + 0.2] {
            assert!(ShortDecimal::of(number).is_none(), "{number}");
        }
    }
}
