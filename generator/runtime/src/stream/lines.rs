//! JSON lines and JSON text sequences (RFC 7464): a document a line, or after each record separator.

use bytes::{Buf, Bytes};

use super::frame::{Frame, Step, TooLong};
use crate::json::MARK;

/// What each document of a sequence begins with.
const RECORD_SEPARATOR: u8 = 0x1e;

/// Takes a body apart, however its bytes are cut into pieces.
#[derive(Debug)]
pub(super) struct Lines {
    text: Vec<u8>,
    /// A document may go over several lines, and begins with a record separator.
    sequence: bool,
    /// How many arrays and objects of a sequence's document are open.
    depth: usize,
    in_string: bool,
    escaped: bool,
    limit: usize,
}

impl Lines {
    pub(super) fn new(sequence: bool, limit: usize) -> Self {
        Self {
            text: Vec::new(),
            sequence,
            depth: 0,
            in_string: false,
            escaped: false,
            limit,
        }
    }

    /// Goes on up to the end of a document or of `input`.
    pub(super) fn step(&mut self, input: &mut Bytes) -> Result<Option<Step>, TooLong> {
        while !input.is_empty() {
            let end = input.iter().position(|&byte| self.ends(byte));
            let piece = input.split_to(end.unwrap_or(input.len()));
            if self.text.len() + piece.len() > self.limit {
                return Err(TooLong(self.limit));
            }
            self.text.extend_from_slice(&piece);
            if end.is_none() {
                break;
            }
            input.advance(1);
            if let Some(frame) = self.finish() {
                return Ok(Some(Step::Frame(frame)));
            }
        }
        Ok(None)
    }

    /// Whether a document ends before `byte`.
    fn ends(&mut self, byte: u8) -> bool {
        if !self.sequence {
            return byte == b'\n';
        }
        match byte {
            // It begins a document even where the last one was cut off.
            RECORD_SEPARATOR => return true,
            _ if std::mem::take(&mut self.escaped) => {}
            b'\\' => self.escaped = self.in_string,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }

    /// The document so far; none where there is only white space.
    pub(super) fn finish(&mut self) -> Option<Frame> {
        (self.depth, self.in_string, self.escaped) = (0, false, false);
        let text = self.text.trim_ascii();
        let text = text.strip_prefix(MARK).unwrap_or(text);
        let data = String::from_utf8_lossy(text).into_owned();
        self.text.clear();
        (!data.is_empty()).then(|| Frame {
            data,
            ..Frame::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(sequence: bool, pieces: &[&[u8]]) -> Vec<String> {
        let mut lines = Lines::new(sequence, 1 << 10);
        let mut found = Vec::new();
        for piece in pieces {
            let mut input = Bytes::copy_from_slice(piece);
            while let Some(Step::Frame(frame)) = lines.step(&mut input).unwrap() {
                found.push(frame.data);
            }
        }
        found.extend(lines.finish().map(|frame| frame.data));
        found
    }

    fn at_every_cut(sequence: bool, text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        for at in 0..=bytes.len() {
            let (head, tail) = bytes.split_at(at);
            assert_eq!(documents(sequence, &[head, tail]), expected, "cut at {at}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(documents(sequence, &single), expected);
    }

    #[test]
    fn lines() {
        let text = "{\"a\":1}\r\n\n  \n[\"\\n\"]\n\"é\"\n7";
        at_every_cut(false, text, &["{\"a\":1}", "[\"\\n\"]", "\"é\"", "7"]);
        at_every_cut(false, "", &[]);
        at_every_cut(false, "\u{feff}[1]\n\u{feff}", &["[1]"]);
    }

    #[test]
    fn sequences() {
        let text =
            "\u{1e}{\n\"a\": \"}\\\"\u{7f}\n\"\n}\n\u{1e}7\n\u{1e}{\"cut\u{1e}[]\n\u{1e}\u{1e}8";
        let documents = ["{\n\"a\": \"}\\\"\u{7f}\n\"\n}", "7", "{\"cut", "[]", "8"];
        at_every_cut(true, text, &documents);
    }

    #[test]
    fn a_sequence_need_not_wait_for_the_next_document() {
        let mut lines = Lines::new(true, 1 << 10);
        let mut input = Bytes::from_static(b"\x1e{}\n");
        assert!(lines.step(&mut input).unwrap().is_some());
    }

    #[test]
    fn a_document_has_a_bound() {
        let mut lines = Lines::new(false, 8);
        assert_eq!(lines.step(&mut Bytes::from("123456789")), Err(TooLong(8)));
        let mut lines = Lines::new(false, 8);
        assert!(lines.step(&mut Bytes::from("12345678")).unwrap().is_none());
    }
}
