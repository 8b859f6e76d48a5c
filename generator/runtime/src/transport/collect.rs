//! Reads a body up to a bound, without ever holding more than that.

use std::pin::pin;

use bytes::{Buf, Bytes, BytesMut};
use http_body::{Body, Frame};
use http_body_util::BodyExt;

use crate::error::BoxError;

/// A body, or its beginning and why there is no more of it.
pub(super) struct Collected {
    pub(super) bytes: Bytes,
    /// The body is longer than the bound.
    pub(super) bounded: bool,
    /// The body's own error, met before its end.
    pub(super) broken: Option<BoxError>,
}

/// Reads up to `limit` bytes. Of a longer body, the first `keep` are kept and the rest is not waited for; one that
/// announces its length is not even read further than that.
pub(super) async fn collect<B: Body<Error: Into<BoxError>>>(
    body: B,
    limit: usize,
    keep: usize,
) -> Collected {
    let mut body = pin!(body);
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let longer = announced > limit;
    let limit = if longer { limit.min(keep) } else { limit };
    let mut read = Collected {
        bytes: Bytes::new(),
        bounded: false,
        broken: None,
    };
    let mut bytes = BytesMut::with_capacity(announced.min(limit));
    while !read.bounded && read.broken.is_none() {
        if longer && bytes.len() == limit {
            read.bounded = true;
            break;
        }
        let Some(frame) = body.frame().await else {
            break;
        };
        match frame.map(Frame::into_data) {
            Ok(Ok(mut data)) => {
                let room = limit - bytes.len();
                read.bounded = data.remaining() > room;
                bytes.extend_from_slice(&data.copy_to_bytes(room.min(data.remaining())));
            }
            Ok(Err(_trailers)) => {}
            Err(error) => read.broken = Some(error.into()),
        }
    }
    if read.bounded {
        bytes.truncate(keep);
    }
    read.bytes = bytes.freeze();
    read
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    use http_body_util::Full;

    use super::*;

    fn run<T>(future: impl Future<Output = T>) -> T {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(future).poll(&mut context) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("a body in memory never waits"),
        }
    }

    /// A body in parts, its length not announced.
    struct Parts(VecDeque<Result<&'static str, &'static str>>);

    impl Body for Parts {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            let part = self.0.pop_front();
            Poll::Ready(part.map(|part| {
                part.map(|text| Frame::data(Bytes::from(text)))
                    .map_err(std::io::Error::other)
            }))
        }
    }

    fn parts<const N: usize>(parts: [Result<&'static str, &'static str>; N]) -> Parts {
        Parts(parts.into())
    }

    #[test]
    fn whole() {
        let read = run(collect(Full::<Bytes>::from("abcdef"), 6, 2));
        assert_eq!((&read.bytes[..], read.bounded), (&b"abcdef"[..], false));
        let read = run(collect(parts([Ok("abc"), Ok(""), Ok("def")]), 6, 2));
        assert_eq!((&read.bytes[..], read.bounded), (&b"abcdef"[..], false));
    }

    #[test]
    fn longer_than_the_bound() {
        let read = run(collect(Full::<Bytes>::from("abcdef"), 5, 2));
        assert_eq!((&read.bytes[..], read.bounded), (&b"ab"[..], true));
        let read = run(collect(
            parts([Ok("abc"), Ok("def"), Err("not read this far")]),
            5,
            4,
        ));
        assert_eq!(
            (&read.bytes[..], read.bounded, read.broken.is_some()),
            (&b"abcd"[..], true, false)
        );
        let read = run(collect(Full::<Bytes>::from("abcdef"), 2, 4));
        assert_eq!((&read.bytes[..], read.bounded), (&b"ab"[..], true));
    }

    #[test]
    fn broken_off() {
        let read = run(collect(parts([Ok("abc"), Err("gone")]), 10, 10));
        assert_eq!(&read.bytes[..], b"abc");
        assert_eq!(
            read.broken.map(|error| error.to_string()).as_deref(),
            Some("gone")
        );
    }
}
