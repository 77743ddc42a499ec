//! Why no answer came, in words a person can act on.

use std::io;
use std::time::Duration;

use url::Url;

use crate::environment::host_and_port;
use crate::error::{Error, ErrorKind};

/// An exchange that ended without an answer.
pub(super) enum Failure {
    /// Before or while the answer's headers came.
    Request(reqwest::Error),
    /// While the body came.
    Body(reqwest::Error),
    /// The body is larger than this many bytes.
    TooLarge(usize),
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        Failure::Request(error)
    }
}

impl Failure {
    pub(super) fn in_body(error: reqwest::Error) -> Self {
        Failure::Body(error)
    }

    pub(super) fn too_large(limit: usize) -> Self {
        Failure::TooLarge(limit)
    }
}

/// The failure as an error: kind, host, cause, what to check, and whether the request had left.
pub(super) fn explain(failure: Failure, url: &Url, elapsed: Duration) -> Error {
    let host = host_and_port(url);
    let error = match failure {
        Failure::TooLarge(limit) => {
            return Error::new(
                ErrorKind::InvalidResponse,
                "ResponseTooLarge",
                format!(
                    "The answer of {host} is larger than {} MB and was not read to its end.",
                    limit / (1024 * 1024)
                ),
            )
            .with_advice("Ask for fewer sessions at a time.")
            .with(|parts| parts.request_sent = true);
        }
        Failure::Request(error) | Failure::Body(error) => error,
    };
    let sent = !error.is_connect();
    let cause = causes(&error);
    let seconds = elapsed.as_secs();
    let (kind, code, message, advice) = match classify(&error, &cause) {
        ErrorKind::Timeout if !sent => (
            ErrorKind::Timeout,
            "OperationTimeout",
            format!("No connection to {host} within {seconds} s."),
            "Check that the host and port are right, and that no firewall or proxy is in the way.",
        ),
        ErrorKind::Timeout => (
            ErrorKind::Timeout,
            "OperationTimeout",
            format!("No answer from {host} within {seconds} s. The request had left: it may have been carried out."),
            "Try again later; the sessions may have been generated.",
        ),
        ErrorKind::NameResolution => (
            ErrorKind::NameResolution,
            "NameResolutionFailed",
            format!("The name of {host} could not be resolved: {cause}."),
            "Check the endpoint's spelling (AZURE_RESOURCE_MANAGER_ENDPOINT, AZURE_AUTHORITY_HOST) and this machine's DNS.",
        ),
        ErrorKind::Tls => (
            ErrorKind::Tls,
            "TlsFailed",
            format!("No secure connection to {host}: {cause}."),
            "Check that the host is the right one, this machine's clock, and that its certificate store knows the issuer (a proxy that opens TLS needs its own certificate there).",
        ),
        ErrorKind::ConnectionFailed => (
            ErrorKind::ConnectionFailed,
            "ConnectionFailed",
            format!("Connecting to {host} failed: {cause}."),
            "Check that the host and port are right, that the service runs there, and that no firewall is in the way.",
        ),
        _ => (
            ErrorKind::ConnectionClosed,
            "ConnectionClosed",
            format!("The connection to {host} ended before the answer did: {cause}. The request had left: it may have been carried out."),
            "Try again; the sessions may have been generated.",
        ),
    };
    Error::new(kind, code, message)
        .with_advice(advice)
        .with(|parts| parts.request_sent = sent)
}

fn classify(error: &reqwest::Error, cause: &str) -> ErrorKind {
    if error.is_timeout() {
        return ErrorKind::Timeout;
    }
    // hyper-util and rustls tell these in the chain's text only.
    if cause.contains("dns error") || cause.contains("failed to lookup address") {
        return ErrorKind::NameResolution;
    }
    match error.is_connect() {
        // rustls' errors come as io errors of these kinds; TCP's own never have them.
        true if matches!(
            io_kind(error),
            Some(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
        ) =>
        {
            ErrorKind::Tls
        }
        true => ErrorKind::ConnectionFailed,
        false => ErrorKind::ConnectionClosed,
    }
}

/// The kind of the innermost io error. An io error may hold another one, which the chain of sources
/// leaves out.
fn io_kind(error: &reqwest::Error) -> Option<io::ErrorKind> {
    let first = std::error::Error::source(error);
    let outer = std::iter::successors(first, |cause| cause.source())
        .find_map(|cause| cause.downcast_ref::<io::Error>())?;
    let inner = std::iter::successors(Some(outer), |error| error.get_ref()?.downcast_ref());
    inner.last().map(io::Error::kind)
}

/// What the HTTP library says around every failed connection; it tells a person nothing.
const WRAPPER: &str = "client error (Connect)";

/// The chain of causes, outermost first, without the URL and without repeating itself.
pub(super) fn causes(error: &reqwest::Error) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        let text = cause.to_string();
        // Some causes print their own cause; the inner one says it better.
        texts.retain(|earlier| !earlier.contains(&text));
        if text != WRAPPER {
            texts.push(text);
        }
        next = cause.source();
    }
    match texts.is_empty() {
        true => "no cause was given".to_owned(),
        false => texts.join(": "),
    }
}
