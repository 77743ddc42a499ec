//! The requests that came: kept in memory for tests, written to the log for everybody else.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::HeaderMap;

use super::options::EmulatorOptions;
use super::request_log::{Entry, RequestLog};

/// Bytes of requests that are kept in memory at most.
const MOST_BYTES: usize = 64 << 20;

/// A request as it came, to the byte.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordedRequest {
    /// The method, as `POST`.
    pub method: String,
    /// The path with its query, as sent.
    pub path: String,
    /// Headers by name in lower case. Of several with one name, each stands here.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// The status of the answer; None while there is none, and when none was sent.
    pub status: Option<u16>,
}

impl RecordedRequest {
    /// The value of the first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn size(&self) -> usize {
        let headers = self.headers.iter();
        let headers: usize = headers.map(|(name, value)| name.len() + value.len()).sum();
        self.path.len() + headers + self.body.len()
    }
}

/// Shows no header's value and no body: a failed test's output is no place for secrets.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = super::redact::path(&self.path);
        let (method, bytes) = (&self.method, self.body.len());
        write!(
            formatter,
            "{method} {path} ({bytes} bytes, status {:?})",
            self.status
        )
    }
}

/// Takes note of requests.
pub(super) struct Recorder {
    log: Option<RequestLog>,
    capacity: usize,
    kept: Mutex<Kept>,
    arrived: Condvar,
}

#[derive(Default)]
struct Kept {
    /// The number of the first request kept; the others follow in order.
    first: u64,
    bytes: usize,
    requests: VecDeque<RecordedRequest>,
}

impl Recorder {
    /// # Errors
    /// When the log can't be opened.
    pub(super) fn new(options: &EmulatorOptions) -> io::Result<Self> {
        let log = options.log.as_deref().map(RequestLog::open).transpose()?;
        Ok(Recorder {
            log,
            capacity: options.record,
            kept: Mutex::default(),
            arrived: Condvar::new(),
        })
    }

    /// Takes note of a request that is there. What is done with the note later is its answer.
    pub(super) fn begin(&self, request: &Parts, body: &Bytes) -> Note<'_> {
        let number = (self.capacity > 0).then(|| self.keep(recorded(request, body)));
        let entry = self.log.as_ref().map(|_| Entry {
            method: request.method.clone(),
            path: path(request).to_owned(),
            headers: request.headers.clone(),
            body: body.clone(),
            started: Instant::now(),
        });
        Note {
            recorder: self,
            number,
            entry,
        }
    }

    /// The requests kept, oldest first.
    pub(super) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().requests.iter().cloned().collect()
    }

    /// Forgets the requests kept.
    pub(super) fn clear(&self) {
        let mut kept = self.lock();
        kept.first += kept.requests.len() as u64;
        kept.requests.clear();
        kept.bytes = 0;
    }

    /// Waits until `count` requests are kept, answered or not. False when that takes too long.
    pub(super) fn wait_for(&self, count: usize, limit: Duration) -> bool {
        let kept = self.lock();
        let waited = self
            .arrived
            .wait_timeout_while(kept, limit, |kept| kept.requests.len() < count);
        let (kept, _) = waited.unwrap_or_else(PoisonError::into_inner);
        kept.requests.len() >= count
    }

    fn keep(&self, request: RecordedRequest) -> u64 {
        let mut kept = self.lock();
        kept.bytes += request.size();
        kept.requests.push_back(request);
        while kept.requests.len() > self.capacity
            || kept.bytes > MOST_BYTES && kept.requests.len() > 1
        {
            let Some(oldest) = kept.requests.pop_front() else {
                break;
            };
            kept.bytes -= oldest.size();
            kept.first += 1;
        }
        self.arrived.notify_all();
        kept.first + kept.requests.len() as u64 - 1
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is being answered. It is in memory from its arrival; its line is written when it
/// is answered, or given up by the client, whichever comes first.
pub(super) struct Note<'a> {
    recorder: &'a Recorder,
    number: Option<u64>,
    entry: Option<Entry>,
}

impl Note<'_> {
    /// Takes note of the answer's status: None when there will be none.
    pub(super) fn answered(mut self, status: Option<u16>) {
        self.finish(status);
    }

    fn finish(&mut self, status: Option<u16>) {
        if let Some(number) = self.number.take() {
            let mut kept = self.recorder.lock();
            let at = number.checked_sub(kept.first);
            let at = at.and_then(|at| usize::try_from(at).ok());
            if let Some(request) = at.and_then(|at| kept.requests.get_mut(at)) {
                request.status = status;
            }
        }
        if let (Some(entry), Some(log)) = (self.entry.take(), &self.recorder.log) {
            log.append(&entry, status);
        }
    }
}

impl Drop for Note<'_> {
    fn drop(&mut self) {
        self.finish(None);
    }
}

/// The path with its query, as sent.
pub(super) fn path(request: &Parts) -> &str {
    let path = request.uri.path_and_query();
    path.map_or(request.uri.path(), |path| path.as_str())
}

fn recorded(request: &Parts, body: &Bytes) -> RecordedRequest {
    RecordedRequest {
        method: request.method.to_string(),
        path: path(request).to_owned(),
        headers: texts(&request.headers),
        body: body.to_vec(),
        status: None,
    }
}

fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = headers.iter();
    headers
        .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn recorder(record: usize) -> Recorder {
        let options = EmulatorOptions {
            record,
            ..EmulatorOptions::default()
        };
        Recorder::new(&options).unwrap()
    }

    fn parts(path: &str) -> Parts {
        let request = Request::post(path).header("X-One", "1").body(());
        request.unwrap().into_parts().0
    }

    fn begin<'a>(recorder: &'a Recorder, path: &str, body: &'static [u8]) -> Note<'a> {
        recorder.begin(&parts(path), &Bytes::from_static(body))
    }

    #[test]
    fn a_request_is_kept_from_its_arrival_and_its_status_later() {
        let recorder = recorder(10);
        let note = begin(&recorder, "/a?b=%20c", b"body");
        let request = &recorder.requests()[0];
        assert_eq!((&*request.method, &*request.path), ("POST", "/a?b=%20c"));
        assert_eq!((request.header("x-ONE"), request.status), (Some("1"), None));
        assert_eq!(request.body_text(), "body");
        note.answered(Some(200));
        assert_eq!(recorder.requests()[0].status, Some(200));
    }

    #[test]
    fn only_so_many_requests_and_bytes_are_kept() {
        let recorder = recorder(2);
        let notes = ["/1", "/2", "/3"].map(|path| begin(&recorder, path, b""));
        for note in notes {
            note.answered(Some(200));
        }
        let paths: Vec<_> = recorder
            .requests()
            .into_iter()
            .map(|request| request.path)
            .collect();
        assert_eq!(paths, ["/2", "/3"]);
        recorder.clear();
        assert!(recorder.requests().is_empty());
        assert!(!recorder.wait_for(1, Duration::ZERO));
        let large = Bytes::from(vec![0; MOST_BYTES * 2 / 3]);
        for _ in 0..2 {
            recorder.begin(&parts("/large"), &large).answered(None);
        }
        assert!(recorder.wait_for(1, Duration::ZERO));
        assert_eq!(recorder.requests().len(), 1);
    }

    #[test]
    fn nothing_is_kept_unless_asked() {
        let recorder = recorder(0);
        begin(&recorder, "/", b"").answered(Some(200));
        assert!(recorder.requests().is_empty());
    }

    #[test]
    fn debug_shows_no_secret() {
        let recorder = recorder(1);
        begin(&recorder, "/?access_token=hunter2", b"hunter2").answered(None);
        let shown = format!("{:?}", recorder.requests());
        assert_eq!(
            shown,
            "[POST /?access_token=REDACTED (7 bytes, status None)]"
        );
    }
}
