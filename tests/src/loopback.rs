//! A raw HTTP/1.1 server on loopback: records each request byte for byte and answers by a script, well or badly.
//!
//! It stands on `std` alone and knows nothing of the client under test. What it reads is the least that HTTP/1.1 asks for:
//! a head up to the empty line and a body of `content-length` bytes; a chunked request would show as one without a body.
//! The tests of the runtime use this very file (`generator/runtime/tests/client/main.rs`).

use std::collections::VecDeque;
use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How long the server waits for a client that neither sends nor closes: a test that hangs ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the server does with one request.
#[derive(Debug, Clone)]
pub struct Reply {
    bytes: Vec<u8>,
    /// More bytes, sent this many times over, so that a huge body needs no memory.
    repeated: (Vec<u8>, usize),
    /// More bytes yet, each after a pause.
    later: Vec<(Duration, Vec<u8>)>,
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Then {
    /// Wait for the next request on the same connection.
    Next,
    /// Close the connection.
    Close,
    /// Send nothing more and keep the connection until the client gives up.
    Stall,
}

impl Reply {
    /// Exactly these bytes, then the next request.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            repeated: (Vec::new(), 0),
            later: Vec::new(),
            then: Then::Next,
        }
    }

    /// A well-formed response; `head` holds the status and, a line each, more headers: `"200 OK\r\ncontent-type: text/html"`.
    pub fn new(head: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len());
        Self::raw([head.as_bytes(), body].concat())
    }

    /// A well-formed response with a JSON body.
    pub fn json(status: &str, body: impl AsRef<[u8]>) -> Self {
        Self::new(&format!("{status}\r\ncontent-type: application/json"), body)
    }

    /// A response whose body is `piece`, `times` over, its length announced or, chunked, not.
    pub fn repeated(head: &str, piece: &[u8], times: usize, chunked: bool) -> Self {
        let length = match chunked {
            true => "transfer-encoding: chunked".to_owned(),
            false => format!("content-length: {}", piece.len() * times),
        };
        let chunk = match chunked {
            true => [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat(),
            false => piece.to_vec(),
        };
        let mut reply = Self::raw(format!("HTTP/1.1 {head}\r\n{length}\r\n\r\n"));
        reply.repeated = (chunk, times);
        reply.then = Then::Close;
        reply
    }

    /// A chunked response whose pieces come with pauses between them, ended as it should be.
    pub fn pieces(head: &str, pause: Duration, pieces: &[&[u8]]) -> Self {
        let mut reply = Self::raw(format!(
            "HTTP/1.1 {head}\r\ntransfer-encoding: chunked\r\n\r\n"
        ));
        let chunk = |piece: &&[u8]| {
            let size = format!("{:x}\r\n", piece.len());
            (pause, [size.as_bytes(), *piece, b"\r\n"].concat())
        };
        reply.later = pieces.iter().map(chunk).collect();
        reply.later.push((Duration::ZERO, b"0\r\n\r\n".to_vec()));
        reply
    }

    /// No answer at all, the connection left open.
    pub fn silence() -> Self {
        Self::raw("").stalled()
    }

    /// The connection closed without an answer.
    pub fn hang_up() -> Self {
        Self::raw("").closed()
    }

    /// Without the last `count` bytes, the connection then closed.
    pub fn cut(mut self, count: usize) -> Self {
        self.bytes.truncate(self.bytes.len().saturating_sub(count));
        self.closed()
    }

    /// The connection closed afterwards.
    pub fn closed(mut self) -> Self {
        self.then = Then::Close;
        self
    }

    /// The connection left open afterwards, with nothing more to come.
    pub fn stalled(mut self) -> Self {
        self.then = Then::Stall;
        self
    }
}

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Request line and headers, with their line ends, without the empty line.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Recorded {
    /// Method, target and version.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// The request target.
    pub fn target(&self) -> &str {
        self.line().split(' ').nth(1).unwrap_or_default()
    }

    /// The values of a header, its name in any case.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        let fields = self
            .head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'));
        fields
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .collect()
    }

    /// The value of a header that must be there once.
    pub fn header(&self, name: &str) -> &str {
        match self.headers(name)[..] {
            [value] => value,
            ref values => panic!("{} headers {name} in\n{}", values.len(), self.head),
        }
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a text body")
    }
}

/// The server. It stops when it is dropped.
pub struct Loopback {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl fmt::Debug for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Loopback").field(&self.address).finish()
    }
}

/// What the server says to each request.
type Answer = Box<dyn FnMut(&Recorded) -> Reply + Send>;

struct Shared {
    answer: Mutex<Answer>,
    recorded: Mutex<Vec<Recorded>>,
    written: AtomicUsize,
    connections: AtomicUsize,
    stopped: AtomicBool,
}

impl Loopback {
    /// Listens, to answer the first request by the first reply and so on; later ones with a status 599.
    ///
    /// ```
    /// use tests::loopback::{Loopback, Reply};
    /// use std::io::{Read, Write};
    ///
    /// let server = Loopback::start([Reply::json("200 OK", "{}").closed()]);
    /// let mut stream = std::net::TcpStream::connect(server.url().trim_start_matches("http://"))?;
    /// stream.write_all(b"GET /a HTTP/1.1\r\nhost: b\r\n\r\n")?;
    /// let mut answer = String::new();
    /// stream.read_to_string(&mut answer)?;
    /// assert!(answer.ends_with("\r\n\r\n{}"));
    /// assert_eq!((server.only().target(), server.only().header("host")), ("/a", "b"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let mut script: VecDeque<Reply> = script.into_iter().collect();
        Self::answering(move |_| {
            let reply = script.pop_front();
            reply.unwrap_or_else(|| Reply::new("599 Not In The Script", ""))
        })
    }

    /// Listens, to answer each request by what `answer` makes of it, one at a time, whatever connection it came on.
    pub fn answering(answer: impl FnMut(&Recorded) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port on loopback");
        let address = listener.local_addr().expect("the port");
        let shared = Arc::new(Shared {
            answer: Mutex::new(Box::new(answer)),
            recorded: Mutex::default(),
            written: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        });
        let server = Self {
            address,
            shared: Arc::clone(&shared),
        };
        thread::spawn(move || accept(&listener, &shared));
        server
    }

    /// `http://127.0.0.1:port`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.recorded.lock().expect("the record").clone()
    }

    /// The one request that came.
    pub fn only(&self) -> Recorded {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "one request was to come: {requests:#?}");
        requests.remove(0)
    }

    /// How many connections came, with a request or without.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many bytes the client's side took.
    pub fn written(&self) -> usize {
        self.shared.written.load(Ordering::SeqCst)
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts.
        drop(TcpStream::connect(self.address));
    }
}

/// A port on loopback that nobody listens on.
pub fn closed_port() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port on loopback");
    format!("http://{}", listener.local_addr().expect("the port"))
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let Ok(stream) = stream else { continue };
        let shared = Arc::clone(shared);
        // What goes wrong with a connection is the client's to notice.
        thread::spawn(move || serve(stream, &shared).ok());
    }
}

fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = read_request(&mut reader)? {
        let reply = shared.answer.lock().expect("the answer")(&request);
        shared.recorded.lock().expect("the record").push(request);
        send(&mut stream, &reply, &shared.written)?;
        match reply.then {
            Then::Next => {}
            Then::Close => return Ok(()),
            Then::Stall => return reader.read(&mut [0]).map(drop),
        }
    }
    Ok(())
}

fn send(stream: &mut TcpStream, reply: &Reply, written: &AtomicUsize) -> std::io::Result<()> {
    stream.write_all(&reply.bytes)?;
    written.fetch_add(reply.bytes.len(), Ordering::SeqCst);
    let (piece, times) = &reply.repeated;
    for _ in 0..*times {
        stream.write_all(piece)?;
        written.fetch_add(piece.len(), Ordering::SeqCst);
    }
    for (pause, piece) in &reply.later {
        thread::sleep(*pause);
        stream.write_all(piece)?;
        written.fetch_add(piece.len(), Ordering::SeqCst);
    }
    Ok(())
}

/// One request, or none when the client closed.
fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<Recorded>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if reader.read_until(b'\n', &mut head)? == 0 {
            return Ok(None);
        }
    }
    head.truncate(head.len() - 2);
    let head = String::from_utf8(head).map_err(std::io::Error::other)?;
    let mut request = Recorded {
        head,
        body: Vec::new(),
    };
    let length = request
        .headers("content-length")
        .first()
        .map_or(Ok(0), |length| length.parse::<usize>());
    request.body = vec![0; length.map_err(std::io::Error::other)?];
    reader.read_exact(&mut request.body)?;
    Ok(Some(request))
}
