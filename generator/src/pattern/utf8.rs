//! Which bytes follow which in UTF-8: an automaton over bytes means nothing for those that are none.

/// Where in a character a text is (RFC 3629 §4): an automaton means nothing for bytes that are no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Utf8 {
    /// Between characters.
    Start,
    /// So many more bytes of 80 to BF.
    Tail(u8),
    /// Behind E0, ED, F0 or F4, after which not every byte may follow.
    After(u8),
}

impl Utf8 {
    /// Where the next byte leads, if it may stand there.
    pub(crate) fn next(self, byte: u8) -> Option<Self> {
        let tail = matches!(byte, 0x80..=0xbf);
        match (self, byte) {
            (Self::Start, 0x00..=0x7f) => Some(Self::Start),
            (Self::Start, 0xc2..=0xdf) => Some(Self::Tail(1)),
            (Self::Start, 0xe0 | 0xed | 0xf0 | 0xf4) => Some(Self::After(byte)),
            (Self::Start, 0xe1..=0xef) => Some(Self::Tail(2)),
            (Self::Start, 0xf1..=0xf3) => Some(Self::Tail(3)),
            (Self::Tail(1), _) if tail => Some(Self::Start),
            (Self::Tail(left), _) if tail => Some(Self::Tail(left - 1)),
            (Self::After(0xe0), 0xa0..=0xbf) | (Self::After(0xed), 0x80..=0x9f) => {
                Some(Self::Tail(1))
            }
            (Self::After(0xf0), 0x90..=0xbf) | (Self::After(0xf4), 0x80..=0x8f) => {
                Some(Self::Tail(2))
            }
            _ => None,
        }
    }

    /// Bytes of one kind go the same way in every state of [`Utf8`].
    pub(crate) fn kind(byte: u8) -> u8 {
        match byte {
            0x00..=0x7f => 0,
            0x80..=0x8f => 1,
            0x90..=0x9f => 2,
            0xa0..=0xbf => 3,
            0xc2..=0xdf => 4,
            0xe0 | 0xed | 0xf0 | 0xf4 => byte,
            0xe1..=0xef => 5,
            0xf1..=0xf3 => 6,
            _ => 7,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_a_way_from_start_to_start() {
        for c in [
            '\0',
            '\u{7f}',
            '\u{80}',
            '\u{7ff}',
            '\u{800}',
            '\u{d7ff}',
            '\u{e000}',
            '\u{ffff}',
            '\u{10000}',
            '\u{10ffff}',
        ] {
            let mut buffer = [0; 4];
            let mut bytes = c.encode_utf8(&mut buffer).bytes();
            let end = bytes.try_fold(Utf8::Start, Utf8::next);
            assert_eq!(end, Some(Utf8::Start), "{c:?}");
        }
        for bytes in [
            &[0xc0, 0x80][..],
            &[0xed, 0xa0, 0x80],
            &[0xf4, 0x90, 0x80, 0x80],
            &[0xe0, 0x80, 0x80],
            &[0x80],
        ] {
            assert_eq!(
                bytes.iter().copied().try_fold(Utf8::Start, Utf8::next),
                None,
                "{bytes:?}"
            );
        }
    }
}
