//! HTTP: one request out, one bounded answer in. It knows nothing of sessions.
//!
//! - [`pool`]: the HTTP clients of the process and their connections.
//! - [`failure`]: what it means that no answer came.

mod failure;
mod pool;

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{
    HeaderMap, HeaderName, HeaderValue, ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT,
};
use reqwest::{Method, StatusCode};
use url::Url;
use uuid::Uuid;

use crate::environment::{host_and_port, Environment};
use crate::error::{Error, ErrorKind};
use crate::redact::{excerpt, redact};
use crate::trace::Reporter;

pub(crate) use pool::Pool;

/// The largest answer that is read. ARM itself ends at 8 MB.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// How much of a body a debug message shows, in characters.
const DEBUG_BODY: usize = 64 * 1024;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");
const RETURN_CLIENT_REQUEST_ID: HeaderName =
    HeaderName::from_static("x-ms-return-client-request-id");

/// The ways a request can have a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyType {
    Json,
    Form,
}

/// A request. Its body may hold secrets and is wiped when the last copy is dropped.
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) body: Option<(BodyType, Bytes)>,
    pub(crate) authorization: Option<HeaderValue>,
    /// One id for a generation: its pages and retries have the same.
    pub(crate) client_request_id: Option<Uuid>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Response {
    /// The request's method.
    pub method: Method,
    /// Where the answer came from.
    pub url: Url,
    /// The answer's status.
    pub status: StatusCode,
    /// The answer's headers.
    pub headers: HeaderMap,
    /// The answer's body, decompressed. It may hold secrets.
    pub body: Vec<u8>,
    /// The id that the request was given.
    pub client_request_id: Option<String>,
    /// From sending the request to the body's last byte.
    pub elapsed: Duration,
}

impl Response {
    /// A header's value, when it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Retry-After in seconds, or as a date.
    pub fn retry_after(&self) -> Option<Duration> {
        let value = self.header("retry-after")?.trim();
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = chrono::DateTime::parse_from_rfc2822(value).ok()?;
        let now = std::time::SystemTime::now();
        Some(
            std::time::SystemTime::from(date)
                .duration_since(now)
                .unwrap_or_default(),
        )
    }

    /// Host and port, for messages.
    pub fn host(&self) -> String {
        host_and_port(&self.url)
    }

    /// The line that -Verbose shows: method, URL, status, time, sessions, request id.
    pub(crate) fn line(&self, sessions: Option<usize>) -> String {
        let sessions = match sessions {
            Some(1) => ", 1 session".to_owned(),
            Some(count) => format!(", {count} sessions"),
            None => String::new(),
        };
        let id = match self.header("x-ms-request-id") {
            Some(id) => format!(", request id {id}"),
            None => String::new(),
        };
        format!(
            "{} {} -> {} in {} ms{sessions}{id}",
            self.method,
            redact(self.url.as_str()),
            self.status.as_u16(),
            self.elapsed.as_millis(),
        )
    }

    #[cfg(test)]
    pub(crate) fn for_test(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: &str,
    ) -> Self {
        Response {
            method: Method::POST,
            url: Url::parse("https://host.example/path").unwrap(),
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect(),
            body: body.as_bytes().to_vec(),
            client_request_id: None,
            elapsed: Duration::ZERO,
        }
    }
}

/// Sends requests for one caller: its proxy settings and its name, over the process's connections.
pub(crate) struct Http {
    user_agent: HeaderValue,
    proxy: pool::ProxySettings,
    pool: &'static Pool,
}

impl Http {
    /// `application` is put in front of the User-Agent; characters that no header can have are left
    /// out.
    pub(crate) fn new(application: &str, environment: &Environment, pool: &'static Pool) -> Self {
        let own = concat!("aca-sessions/", env!("CARGO_PKG_VERSION"));
        let system = format!("({}; {})", std::env::consts::OS, std::env::consts::ARCH);
        let agent: String = format!("{application} {own} {system}")
            .trim_start()
            .chars()
            .filter(|character| matches!(character, ' '..='~'))
            .collect();
        Http {
            // Printable ASCII is always a header's value.
            user_agent: HeaderValue::from_str(&agent)
                .unwrap_or_else(|_| HeaderValue::from_static(own)),
            proxy: pool::ProxySettings::from_environment(environment),
            pool,
        }
    }

    /// Sends a request and reads the answer, whatever its status. No redirect is followed.
    ///
    /// # Errors
    /// When no answer came, or one larger than [`MAX_BODY`].
    pub(crate) async fn send(
        &self,
        request: Request,
        reporter: &Reporter,
    ) -> Result<Response, Error> {
        let client = self.pool.client(&request.url, &self.proxy)?;
        let started = Instant::now();
        let method = request.method.clone();
        let url = request.url.clone();
        let client_request_id = request.client_request_id.map(|id| id.to_string());
        let outgoing = self.build(&client, request)?;
        reporter.debug(|| debug_request(&outgoing));
        let answer = self.exchange(&client, outgoing).await;
        let (status, headers, body) = answer.map_err(|error| {
            let error = failure::explain(error, &url, started.elapsed());
            reporter.verbose(|| {
                let elapsed = started.elapsed().as_millis();
                format!(
                    "{method} {} -> {} after {elapsed} ms",
                    redact(url.as_str()),
                    error.code
                )
            });
            error.with(|parts| parts.client_request_id.clone_from(&client_request_id))
        })?;
        let response = Response {
            method,
            url,
            status,
            headers,
            body,
            client_request_id,
            elapsed: started.elapsed(),
        };
        reporter.debug(|| debug_response(&response));
        Ok(response)
    }

    fn build(&self, client: &reqwest::Client, request: Request) -> Result<reqwest::Request, Error> {
        let mut builder = client
            .request(request.method, request.url)
            .header(USER_AGENT, self.user_agent.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(authorization) = request.authorization {
            builder = builder.header(AUTHORIZATION, authorization);
        }
        if let Some(id) = request.client_request_id {
            builder = builder
                .header(CLIENT_REQUEST_ID, id.to_string())
                .header(RETURN_CLIENT_REQUEST_ID, HeaderValue::from_static("true"));
        }
        if let Some((body_type, body)) = request.body {
            let content_type = match body_type {
                BodyType::Json => "application/json",
                BodyType::Form => "application/x-www-form-urlencoded",
            };
            builder = builder
                .header(CONTENT_TYPE, HeaderValue::from_static(content_type))
                .body(body);
        }
        builder.build().map_err(|error| {
            Error::new(
                ErrorKind::Internal,
                "InternalError",
                format!("The request could not be built: {}.", error.without_url()),
            )
        })
    }

    async fn exchange(
        &self,
        client: &reqwest::Client,
        request: reqwest::Request,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), failure::Failure> {
        let mut response = client.execute(request).await?;
        let expected = response.content_length().unwrap_or(0).min(MAX_BODY as u64);
        let mut body = Vec::with_capacity(expected as usize);
        while let Some(chunk) = response.chunk().await.map_err(failure::Failure::in_body)? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(failure::Failure::too_large(MAX_BODY));
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(response.headers_mut());
        Ok((response.status(), headers, body))
    }
}

fn debug_request(request: &reqwest::Request) -> String {
    let body = request
        .body()
        .and_then(reqwest::Body::as_bytes)
        .unwrap_or_default();
    format!(
        "Request: {} {}\n{}{}",
        request.method(),
        redact(request.url().as_str()),
        header_lines(request.headers()),
        excerpt(body, DEBUG_BODY)
    )
}

fn debug_response(response: &Response) -> String {
    format!(
        "Response: {} {}\n{}{}",
        response.status,
        redact(response.url.as_str()),
        header_lines(&response.headers),
        excerpt(&response.body, DEBUG_BODY)
    )
}

fn header_lines(headers: &HeaderMap) -> String {
    let mut lines = String::new();
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        let line = format!("{name}: {value}");
        lines.push_str(&redact(&line));
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_has_no_secret_of_the_url() {
        let mut response = Response::for_test(200, &[("x-ms-request-id", "r-1")], "");
        response.url = Url::parse("https://host/next?sig=hunter2&page=2").unwrap();
        assert_eq!(
            response.line(Some(5)),
            "POST https://host/next?sig=REDACTED&page=2 -> 200 in 0 ms, 5 sessions, request id r-1"
        );
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let wait = |value| Response::for_test(429, &[("retry-after", value)], "").retry_after();
        assert_eq!(wait("5"), Some(Duration::from_secs(5)));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(wait("Fri, 31 Dec 2100 23:59:59 GMT").unwrap() > Duration::from_secs(1_000_000));
        assert_eq!(wait("soon"), None);
    }

    #[test]
    fn header_lines_hide_the_token() {
        let headers =
            HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Bearer hunter2"))]);
        assert_eq!(header_lines(&headers), "authorization: REDACTED\n");
    }

    #[test]
    fn an_odd_application_name_makes_no_broken_header() {
        let environment = Environment::default();
        let http = Http::new("Ünï\r\ncode/1", &environment, crate::process::pool());
        let agent = http.user_agent.to_str().unwrap();
        assert!(agent.starts_with("ncode/1 aca-sessions/0.1.0 ("), "{agent}");
    }
}
