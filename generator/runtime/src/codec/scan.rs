//! The one byte search of the codec: the end of plain text in a JSON string, eight bytes a step.

/// Whether a byte of a JSON string ends plain text: the quote, the backslash, and control characters.
pub(super) const fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1f)
}

/// Whether `text` is written as it stands between quotes.
pub(super) const fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if is_special(bytes[i]) {
            return false;
        }
        i += 1;
    }
    true
}

/// The index of the first special byte from `from` on, or the length of `bytes`.
pub(super) fn find_special(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..at + 8).and_then(|chunk| chunk.first_chunk()) {
        let found = special_in(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|byte| is_special(*byte))
        .unwrap_or(rest.len())
}

/// Sets the high bit of each special byte of `word`. Borrows may set it in bytes after the first special one too, so only
/// the lowest is to be trusted.
const fn special_in(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control | quote | backslash) & HIGH
}

#[cfg(test)]
mod tests {
    use super::{find_special, is_special};

    #[test]
    fn every_byte_at_every_place() {
        for length in 0..20 {
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = byte;
                    let expected = if is_special(byte) { at } else { length };
                    assert_eq!(
                        find_special(&bytes, 0),
                        expected,
                        "{byte:#x} at {at} of {length}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_first_of_two_is_found_from_the_start_on() {
        assert_eq!(find_special(b"ab\"\"\\\x00cdefgh", 0), 2);
        assert_eq!(find_special(b"ab\"aaaaaaa\x1faaaaaa", 3), 10);
        assert_eq!(find_special(b"", 0), 0);
    }
}
