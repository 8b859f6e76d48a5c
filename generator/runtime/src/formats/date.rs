//! Dates and times of RFC 3339, section 5.6.

/// `full-date`, with the days that its month has.
pub(super) const fn is_date(text: &[u8]) -> bool {
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return false;
    }
    let (Some(century), Some(rest)) = (two(text, 0), two(text, 2)) else {
        return false;
    };
    let (Some(month), Some(day)) = (two(text, 5), two(text, 8)) else {
        return false;
    };
    day >= 1 && day <= days(century * 100 + rest, month)
}

/// How many days a month has; none where there is no such month.
const fn days(year: u16, month: u16) -> u16 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

/// `date-time`. `T` and `Z` may be small; a second of 60 is one only at the end of a day of UTC (section 5.7).
pub(super) const fn is_date_time(text: &[u8]) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else {
        return false;
    };
    match time {
        [b'T' | b't', time @ ..] => is_date(date) && is_time(time),
        _ => false,
    }
}

/// `full-time`: a time of the day with its offset.
pub(super) const fn is_time(time: &[u8]) -> bool {
    if time.len() < 9 || time[2] != b':' || time[5] != b':' {
        return false;
    }
    let (Some(hour @ 0..24), Some(minute @ 0..60), Some(second @ 0..61)) =
        (two(time, 0), two(time, 3), two(time, 6))
    else {
        return false;
    };
    let Some(offset) = offset(time.split_at(after_fraction(time)).1) else {
        return false;
    };
    // A day is added, so that nothing is below zero.
    let of_utc = (1440 + hour * 60 + minute) as i32 - offset;
    second < 60 || of_utc % 1440 == 1439
}

/// Where what follows the seconds and their fraction begins. A point without digits is left to what follows, which has none.
const fn after_fraction(time: &[u8]) -> usize {
    let mut at = 8;
    if time[at] != b'.' {
        return at;
    }
    at += 1;
    while at < time.len() && time[at].is_ascii_digit() {
        at += 1;
    }
    if at == 9 { 8 } else { at }
}

/// The minutes that local time is ahead of UTC by.
const fn offset(text: &[u8]) -> Option<i32> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => match (two(text, 1), two(text, 4)) {
            (Some(hours @ 0..24), Some(minutes @ 0..60)) => {
                let ahead = (hours * 60 + minutes) as i32;
                Some(if *sign == b'+' { ahead } else { -ahead })
            }
            _ => None,
        },
        _ => None,
    }
}

/// The number that the two digits at `at` are.
const fn two(text: &[u8], at: usize) -> Option<u16> {
    if at + 1 >= text.len() || !text[at].is_ascii_digit() || !text[at + 1].is_ascii_digit() {
        return None;
    }
    Some((text[at] - b'0') as u16 * 10 + (text[at + 1] - b'0') as u16)
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_date_time, is_time};

    #[test]
    fn dates() {
        for text in [
            "2021-01-31",
            "2024-02-29",
            "2000-02-29",
            "0000-01-01",
            "9999-12-31",
        ] {
            assert!(is_date(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "2021-1-1",
            "2021-13-01",
            "2021-00-01",
            "2021-01-00",
            "2021-04-31",
            "2023-02-29",
            "1900-02-29",
            "20210101",
            "2021/01/01",
            "2021-01-01Z",
            "+2021-01-01",
            "٢021-01-01",
        ] {
            assert!(!is_date(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn moments() {
        for text in [
            "1985-04-12T23:20:50.52Z",
            "1996-12-19T16:39:57-08:00",
            "1937-01-01T12:00:27.87+00:20",
            "2021-01-01t00:00:00.000000000000z",
            "2021-01-01T00:00:00-00:00",
            "2021-01-01T00:00:00+23:59",
            "1990-12-31T23:59:60Z",
            "1990-12-31T15:59:60-08:00",
            "1990-12-31T00:29:60.5+00:30",
        ] {
            assert!(is_date_time(text.as_bytes()), "{text}");
            assert!(is_time(&text.as_bytes()[11..]), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2021-01-01",
            "2021-01-01T00:00:00",
            "2021-01-01 00:00:00Z",
            "2021-01-01T00:00Z",
            "2021-01-01T24:00:00Z",
            "2021-01-01T00:60:00Z",
            "2021-01-01T00:00:61Z",
            "2021-01-01T00:00:60Z",
            "1990-12-31T23:59:60-08:00",
            "2021-01-01T00:00:00.Z",
            "2021-01-01T00:00:00,5Z",
            "2021-01-01T00:00:00.5",
            "2021-01-01T00:00:00+24:00",
            "2021-01-01T00:00:00+0100",
            "2021-01-01T00:00:00+01",
            "2021-01-01T00:00:00ZZ",
            "2021-02-29T00:00:00Z",
            "2021-01-01T00:00:00Z\n",
        ] {
            assert!(!is_date_time(text.as_bytes()), "{text}");
        }
    }
}
