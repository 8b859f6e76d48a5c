//! The grammar of `text/event-stream`, byte by byte (WHATWG HTML, "Parsing an event stream" and "Interpreting an event stream").

use bytes::{Buf, Bytes};

use super::frame::{Frame, Step, TooLong};

/// What a stream may begin with and does not mean.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Takes a stream apart, however its bytes are cut into pieces.
#[derive(Debug)]
pub(super) struct Events {
    /// The line that has begun.
    line: Vec<u8>,
    /// The last line ended with a carriage return: a line feed after it belongs to that end.
    after_return: bool,
    /// No line has ended yet.
    at_start: bool,
    /// The event that has begun.
    event: Frame,
    has_data: bool,
    limit: usize,
}

impl Events {
    /// A parser that holds at most about `limit` bytes of one event.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            line: Vec::new(),
            after_return: false,
            at_start: true,
            event: Frame::default(),
            has_data: false,
            limit,
        }
    }

    /// Goes on up to the end of an event, of a comment, or of `input`, whichever comes first.
    pub(super) fn step(&mut self, input: &mut Bytes) -> Result<Option<Step>, TooLong> {
        while !input.is_empty() {
            if std::mem::take(&mut self.after_return) && input.starts_with(b"\n") {
                input.advance(1);
                continue;
            }
            let end = input.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let piece = input.split_to(end.unwrap_or(input.len()));
            self.keep(&piece)?;
            if end.is_none() {
                break;
            }
            self.after_return = input.starts_with(b"\r");
            input.advance(1);
            if let Some(step) = self.end_line() {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    fn keep(&mut self, piece: &[u8]) -> Result<(), TooLong> {
        let Frame {
            event, id, data, ..
        } = &self.event;
        let held = event.len() + id.as_ref().map_or(0, String::len) + data.len();
        if held + self.line.len() + piece.len() > self.limit {
            return Err(TooLong(self.limit));
        }
        self.line.extend_from_slice(piece);
        Ok(())
    }

    fn end_line(&mut self) -> Option<Step> {
        let line = std::mem::take(&mut self.line);
        let mut bytes = line.as_slice();
        if std::mem::take(&mut self.at_start) {
            bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        }
        let step = if bytes.is_empty() {
            self.dispatch()
        } else {
            self.field(&String::from_utf8_lossy(bytes))
        };
        // The room is used again.
        self.line = line;
        self.line.clear();
        step
    }

    fn field(&mut self, line: &str) -> Option<Step> {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "" => return Some(Step::Comment),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.has_data = true;
                self.event.data.push_str(value);
            }
            "event" => value.clone_into(&mut self.event.event),
            "id" if !value.contains('\0') => self.event.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.event.retry = value.parse().ok().or(self.event.retry);
            }
            _ => {}
        }
        None
    }

    /// An empty line ends an event; one without data is none, but its id and its waiting time count.
    fn dispatch(&mut self) -> Option<Step> {
        let event = std::mem::take(&mut self.event);
        if std::mem::take(&mut self.has_data) {
            return Some(Step::Frame(event));
        }
        let Frame { id, retry, .. } = event;
        (id.is_some() || retry.is_some()).then_some(Step::Note { id, retry })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events of `pieces`: name, id, data.
    fn events(pieces: &[&[u8]]) -> Vec<(String, Option<String>, String)> {
        let mut parser = Events::new(1 << 10);
        let mut found = Vec::new();
        for piece in pieces {
            let mut input = Bytes::copy_from_slice(piece);
            while let Some(step) = parser.step(&mut input).unwrap() {
                if let Step::Frame(frame) = step {
                    found.push((frame.event, frame.id, frame.data));
                }
            }
            assert!(input.is_empty());
        }
        found
    }

    fn event(name: &str, id: Option<&str>, data: &str) -> (String, Option<String>, String) {
        (name.to_owned(), id.map(str::to_owned), data.to_owned())
    }

    const SAMPLE: &str = "\u{feff}: hello\ndata: a\rdata:b\r\ndata:  c \n\n\
        event: add\nid: 7\nretry: 10\ndata: {\"é\": 1}\n\r\n\
        event: lost\n\ndata\n\ndata\ndata\n\nid\ndata:x:y\n\nid: a\0b\nunknown: 1\nDATA: z\ndata: 😀\n\ndata: not ended\n";

    fn expected() -> Vec<(String, Option<String>, String)> {
        vec![
            event("", None, "a\nb\n c "),
            event("add", Some("7"), "{\"é\": 1}"),
            event("", None, ""),
            event("", None, "\n"),
            event("", Some(""), "x:y"),
            event("", None, "😀"),
        ]
    }

    #[test]
    fn the_grammar() {
        assert_eq!(events(&[SAMPLE.as_bytes()]), expected());
    }

    #[test]
    fn every_way_to_cut_it_gives_the_same() {
        let bytes = SAMPLE.as_bytes();
        for at in 0..=bytes.len() {
            let (head, tail) = bytes.split_at(at);
            assert_eq!(events(&[head, tail]), expected(), "cut at {at}");
            for second in 0..=tail.len() {
                let (middle, tail) = tail.split_at(second);
                assert_eq!(
                    events(&[head, middle, tail]),
                    expected(),
                    "cut at {at} and {second}"
                );
            }
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(events(&single), expected());
    }

    #[test]
    fn every_line_end_gives_the_same() {
        for end in ["\n", "\r", "\r\n"] {
            let text = ["data: a", "data: b", "", "", "data: c", "", ""].join(end);
            let bytes = text.as_bytes();
            for at in 0..=bytes.len() {
                let (head, tail) = bytes.split_at(at);
                let expected = [event("", None, "a\nb"), event("", None, "c")];
                assert_eq!(events(&[head, tail]), expected, "{end:?} cut at {at}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(
            events(&[b"data: a\xffb\n\n"]),
            [event("", None, "a\u{fffd}b")]
        );
    }

    #[test]
    fn an_event_has_a_bound() {
        let mut parser = Events::new(16);
        let mut input = Bytes::from_static(b"data: 0123456789\ndata: 0123456789\n\n");
        assert_eq!(parser.step(&mut input), Err(TooLong(16)));
        let mut parser = Events::new(16);
        let mut input = Bytes::from("x".repeat(17));
        assert_eq!(parser.step(&mut input), Err(TooLong(16)));
        // Many that each keep the bound are no matter.
        let mut parser = Events::new(16);
        let mut input = Bytes::from("data: 01234567\n\n".repeat(100));
        let mut count = 0;
        while parser.step(&mut input).unwrap().is_some() {
            count += 1;
        }
        assert_eq!(count, 100);
    }
}
