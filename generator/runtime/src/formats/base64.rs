//! Bytes as text: RFC 4648, sections 4 and 5.

use std::fmt;

use ::base64::Engine;
use ::base64::alphabet::{STANDARD, URL_SAFE};
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::{Base64, Base64Url};
use crate::Text;

/// Reads what servers send: with padding or without, and with whatever is in the bits that stand for nothing.
const LIBERAL: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, LIBERAL);
/// In addresses padding is left out.
const SAFE_IN_URLS: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE, LIBERAL.with_encode_padding(false));

/// Is it groups of four, the last one padded, without bits that stand for nothing?
pub(super) const fn is_base64(text: &[u8]) -> bool {
    text.len().is_multiple_of(4) && are_bytes(text, [b'+', b'/'])
}

/// The same in the alphabet of addresses, or all of that without padding?
pub(super) const fn is_base64url(text: &[u8]) -> bool {
    let is_whole = text.len().is_multiple_of(4) || !matches!(text, [.., b'=']);
    is_whole && are_bytes(text, [b'-', b'_'])
}

/// Are there letters alone, but for the padding, and does the last one stand for no bit more than there are?
const fn are_bytes(text: &[u8], last_two: [u8; 2]) -> bool {
    let end = match text {
        [.., b'=', b'='] => text.len() - 2,
        [.., b'='] => text.len() - 1,
        _ => text.len(),
    };
    let mut last = 0;
    let mut at = 0;
    while at < end {
        let Some(six) = value(text[at], last_two) else {
            return false;
        };
        last = six;
        at += 1;
    }
    match end % 4 {
        0 => end == text.len(),
        1 => false,
        2 => last & 0b1111 == 0,
        _ => last & 0b11 == 0,
    }
}

/// The six bits that a letter stands for.
const fn value(letter: u8, last_two: [u8; 2]) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        _ if letter == last_two[0] => Some(62),
        _ if letter == last_two[1] => Some(63),
        _ => None,
    }
}

/// A text that no bytes stand behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base64Error(::base64::DecodeError);

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is no base64: {}", self.0)
    }
}

impl std::error::Error for Base64Error {}

/// The bytes of a text in either alphabet.
fn decode(text: &str) -> Result<Vec<u8>, Base64Error> {
    let engine = if text.contains(['-', '_']) {
        &SAFE_IN_URLS
    } else {
        &PLAIN
    };
    engine.decode(text).map_err(Base64Error)
}

/// What a type of bytes as text has, by what writes it.
macro_rules! bytes_as_text {
    ($($name:ident by $engine:ident)*) => {$(
        impl $name {
            /// The text of bytes.
            #[must_use]
            pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
                Self(Text::Owned($engine.encode(bytes)))
            }

            /// The bytes. More is read than [`is_valid`](Self::is_valid) allows: text without padding, and either alphabet of
            /// RFC 4648, `+` and `/` (section 4) or `-` and `_` (section 5).
            ///
            /// # Errors
            /// When the text is no base64 at all.
            pub fn to_bytes(&self) -> Result<Vec<u8>, Base64Error> {
                decode(self.as_str())
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self::encode(bytes)
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::encode(bytes)
            }
        }

        impl From<Bytes> for $name {
            fn from(bytes: Bytes) -> Self {
                Self::encode(bytes)
            }
        }
    )*};
}

bytes_as_text! {
    Base64 by PLAIN
    Base64Url by SAFE_IN_URLS
}

#[cfg(test)]
mod tests {
    use super::{Base64, is_base64, is_base64url};
    use crate::json;

    #[test]
    fn texts() {
        for text in ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "+/+/", "AAAA"] {
            assert!(is_base64(text.as_bytes()), "{text}");
        }
        for text in [
            "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "====", "Zh==", "Zm9=", "-_-_", "Zm 9", "Zm9v\n",
            "Zg==Zg==",
        ] {
            assert!(!is_base64(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn texts_in_addresses() {
        for text in ["", "Zg", "Zg==", "Zm8", "Zm8=", "-_-_", "AAAAZg"] {
            assert!(is_base64url(text.as_bytes()), "{text}");
        }
        for text in [
            "Z", "Zg=", "Zm8==", "=", "==", "====", "Zh", "Zm9=", "+/+/", "AAAA====", "Zg==Zg",
        ] {
            assert!(!is_base64url(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn bytes_are_read_from_texts_that_are_not_sent() {
        for (text, bytes) in [
            ("Zg", &b"f"[..]),
            ("Zh==", b"f"),
            ("-_-_", &[0xfb, 0xff, 0xbf]),
            ("", b""),
        ] {
            let value: Base64 = json::from_str(&format!("{text:?}")).unwrap();
            assert_eq!(value.to_bytes().unwrap(), bytes, "{text}");
        }
        let none: Base64 = json::from_str("\"?\"").unwrap();
        assert!(
            none.to_bytes()
                .unwrap_err()
                .to_string()
                .starts_with("the text is no base64")
        );
    }
}
