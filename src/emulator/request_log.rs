//! The log file: one line of JSON for each request.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method};
use serde::Serialize;

use super::redact;
use super::routes::Route;

/// What a line is made of.
pub(super) struct Entry {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) started: Instant,
}

#[derive(Serialize)]
struct Line<'a> {
    method: &'a str,
    path: Cow<'a, str>,
    headers: BTreeMap<&'a str, String>,
    body: Cow<'a, str>,
    status: Option<u16>,
    duration_ms: f64,
}

/// A file that lines are appended to.
pub(super) struct RequestLog {
    file: Mutex<File>,
    has_failed: AtomicBool,
}

impl RequestLog {
    /// Opens the file, behind what it has; makes it if there is none, for its owner's eyes: the
    /// bodies in it may hold passwords.
    ///
    /// # Errors
    /// When the file can't be opened, naming it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|error| {
            let message = format!("the log {} can't be opened: {error}", path.display());
            io::Error::new(error.kind(), message)
        })?;
        Ok(RequestLog {
            file: Mutex::new(file),
            has_failed: AtomicBool::new(false),
        })
    }

    /// Writes a line, whole and at once. A file that can't be written is told of once on standard
    /// error; the requests are answered all the same.
    pub(super) fn append(&self, entry: &Entry, status: Option<u16>) {
        let written = serde_json::to_vec(&line(entry, status))
            .map_err(io::Error::from)
            .and_then(|mut line| {
                line.push(b'\n');
                let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
                file.write_all(&line)
            });
        if let Err(error) = written {
            if !self.has_failed.swap(true, Ordering::Relaxed) {
                eprintln!("aca-sessions-emulator: the log can't be written: {error}");
            }
        }
    }
}

fn line(entry: &Entry, status: Option<u16>) -> Line<'_> {
    let mut headers = BTreeMap::<_, String>::new();
    for (name, value) in &entry.headers {
        let value = match redact::is_secret_header(name.as_str()) {
            true => redact::REDACTED.into(),
            false => String::from_utf8_lossy(value.as_bytes()),
        };
        headers
            .entry(name.as_str())
            .and_modify(|values| {
                values.push_str(", ");
                values.push_str(&value);
            })
            .or_insert_with(|| value.clone().into_owned());
    }
    Line {
        method: entry.method.as_str(),
        path: redact::path(&entry.path),
        headers,
        body: body(entry),
        status,
        duration_ms: (entry.started.elapsed().as_secs_f64() * 1e6).round() / 1e3,
    }
}

/// The body, verbatim but for a form's secrets. What comes to the token endpoint in another form is
/// not shown at all: a secret may be anywhere in it.
fn body(entry: &Entry) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(&entry.body);
    let content_type = entry
        .headers
        .get(CONTENT_TYPE)
        .map(|value| value.as_bytes());
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    let is_form = content_type.starts_with(b"application/x-www-form-urlencoded");
    let path = entry.path.split('?').next().unwrap_or_default();
    let is_token = matches!(Route::of(path), Route::Token { .. });
    match (is_form, is_token) {
        (true, _) => Cow::Owned(redact::form(&text).into_owned()),
        (false, true) if !text.is_empty() => redact::REDACTED.into(),
        (false, _) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn written(path: &str, content_type: &'static str, body: &'static [u8]) -> serde_json::Value {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert("authorization", HeaderValue::from_static("Bearer hunter2"));
        headers.append("x-two", HeaderValue::from_static("1"));
        headers.append("x-two", HeaderValue::from_static("2"));
        let entry = Entry {
            method: Method::POST,
            path: path.to_owned(),
            headers,
            body: Bytes::from_static(body),
            started: Instant::now(),
        };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("log.jsonl");
        RequestLog::open(&file).unwrap().append(&entry, Some(200));
        RequestLog::open(&file).unwrap().append(&entry, None);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("hunter2"), "{text}");
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[1].contains(r#""status":null"#));
        serde_json::from_str(lines[0]).unwrap()
    }

    #[test]
    fn a_line_has_the_request_and_the_status() {
        let line = written("/a?b=%20c", "application/json", br#"{"a":"b"}"#);
        assert_eq!(line["method"], "POST");
        assert_eq!(line["path"], "/a?b=%20c");
        assert_eq!(line["headers"]["authorization"], "REDACTED");
        assert_eq!(line["headers"]["x-two"], "1, 2");
        assert_eq!(line["body"], r#"{"a":"b"}"#);
        assert_eq!(line["status"], 200);
        assert!(line["duration_ms"].as_f64().unwrap() >= 0.0);
    }

    #[test]
    fn a_secret_is_replaced_in_forms_and_where_none_should_be() {
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        let line = written(
            "/t/oauth2/v2.0/token",
            form,
            b"client_id=a&client_secret=hunter2",
        );
        assert_eq!(line["body"], "client_id=a&client_secret=REDACTED");
        let json = br#"{"client_secret":"hunter2"}"#;
        let line = written(
            "/t/oauth2/v2.0/token?password=hunter2",
            "application/json",
            json,
        );
        assert_eq!(line["body"], "REDACTED");
        assert_eq!(line["path"], "/t/oauth2/v2.0/token?password=REDACTED");
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = RequestLog::open(folder.path()).err().unwrap();
        assert!(error
            .to_string()
            .contains(&folder.path().display().to_string()));
    }
}
