//! Answers on order: what the emulator says to coming requests in the service's place.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use futures::{stream, StreamExt};

/// Which requests an order is for. Text makes a matcher of a path's beginning: `"/subscriptions"`
/// matches everything at Azure Resource Manager.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    method: Option<String>,
    prefix: String,
    part: String,
}

impl Matcher {
    /// Every request.
    pub fn any() -> Self {
        Matcher::default()
    }

    /// Requests whose path begins with `prefix`, in any case.
    pub fn prefix(prefix: impl Into<String>) -> Self {
        Matcher {
            prefix: prefix.into(),
            ..Matcher::default()
        }
    }

    /// Of these, requests whose path or query, as sent, has `part` in it, in any case.
    #[must_use]
    pub fn containing(mut self, part: impl Into<String>) -> Self {
        self.part = part.into().to_ascii_lowercase();
        self
    }

    /// Of these, requests of this method. The first page is had by POST, the others by GET.
    #[must_use]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    fn matches(&self, method: &Method, path: &str) -> bool {
        let begins = path.as_bytes().get(..self.prefix.len());
        begins.is_some_and(|begin| begin.eq_ignore_ascii_case(self.prefix.as_bytes()))
            && self
                .method
                .as_ref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && (self.part.is_empty() || path.to_ascii_lowercase().contains(&self.part))
    }
}

impl From<&str> for Matcher {
    fn from(prefix: &str) -> Self {
        Matcher::prefix(prefix)
    }
}

/// An answer on order, to the byte. Nothing of the request is checked before it is given.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    delay: Duration,
    ending: Ending,
}

#[derive(Clone, Copy, Debug)]
enum Ending {
    Whole,
    /// The connection ends before the answer's first byte.
    NoAnswer,
    /// The connection ends after so many bytes of the body.
    CutAfter(usize),
}

impl Answer {
    /// An answer with this status, no headers of its own and an empty body.
    pub fn new(status: u16) -> Self {
        Answer {
            status,
            headers: Vec::new(),
            body: Bytes::new(),
            delay: Duration::ZERO,
            ending: Ending::Whole,
        }
    }

    /// An answer of JSON, which need not be any.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Answer::new(status)
            .header(CONTENT_TYPE.as_str(), "application/json; charset=utf-8")
            .body(body)
    }

    /// No answer: the connection is closed when the request is there.
    pub fn drop_connection() -> Self {
        Answer {
            ending: Ending::NoAnswer,
            ..Answer::new(200)
        }
    }

    /// Adds a header. One that HTTP cannot carry makes the answer a 500 that says so.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body's bytes.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into().into();
        self
    }

    /// Holds the answer back, on top of the emulator's latency.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection after so many bytes of the body, of which the headers promise all.
    #[must_use]
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.ending = Ending::CutAfter(bytes);
        self
    }

    pub(super) fn held_back(&self) -> Duration {
        self.delay
    }

    /// The status that is sent; None when nothing is.
    pub(super) fn sent_status(&self) -> Option<u16> {
        (!matches!(self.ending, Ending::NoAnswer)).then_some(self.status)
    }

    pub(super) fn into_response(self) -> Response {
        match self.ending {
            Ending::NoAnswer => no_answer(),
            Ending::Whole => self.with_body(Body::from),
            Ending::CutAfter(bytes) => self.with_body(|body| cut(body, bytes)),
        }
    }

    fn with_body(self, make: impl FnOnce(Bytes) -> Body) -> Response {
        let length = self.body.len();
        let mut response = Response::new(Body::empty());
        let Ok(status) = StatusCode::from_u16(self.status) else {
            return misordered("status", &self.status.to_string());
        };
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        for (name, value) in &self.headers {
            let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
                return misordered("header", name);
            };
            let Ok(value) = HeaderValue::from_str(value) else {
                return misordered("value of header", name);
            };
            if header == CONTENT_LENGTH {
                response.headers_mut().insert(header, value);
            } else {
                response.headers_mut().append(header, value);
            }
        }
        *response.body_mut() = make(self.body);
        response
    }
}

/// Ends the connection without an answer: a body that fails at once takes the head with it.
pub(super) fn no_answer() -> Response {
    let error = io::Error::from(io::ErrorKind::ConnectionAborted);
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, _>(error)])))
}

/// The body's beginning, then the end of the connection.
fn cut(body: Bytes, bytes: usize) -> Body {
    let beginning = body.slice(..bytes.min(body.len()));
    let end = stream::once(async {
        // Leaves the server time to send what it has.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Body::from_stream(stream::iter([Ok(beginning)]).chain(end))
}

fn misordered(what: &str, text: &str) -> Response {
    let message = format!("The order has a {what} that HTTP cannot carry: {text:?}");
    let mut response = Response::new(Body::from(message));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// The orders that have not been carried out.
#[derive(Default)]
pub(super) struct Faults {
    /// Whether there is any, so that requests in a hurry need no lock.
    any: AtomicBool,
    orders: Mutex<Vec<Order>>,
}

struct Order {
    matcher: Matcher,
    times: u32,
    answer: Answer,
}

impl Faults {
    pub(super) fn order(&self, matcher: Matcher, times: u32, answer: Answer) {
        if times == 0 {
            return;
        }
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.push(Order {
            matcher,
            times,
            answer,
        });
        self.any.store(true, Ordering::Release);
    }

    /// The answer ordered for a request: of the oldest order that matches.
    pub(super) fn take(&self, method: &Method, path: &str) -> Option<Answer> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let at = orders
            .iter()
            .position(|order| order.matcher.matches(method, path))?;
        let order = &mut orders[at];
        if order.times > 1 {
            // So many times stands for ever.
            if order.times != u32::MAX {
                order.times -= 1;
            }
            return Some(order.answer.clone());
        }
        let order = orders.remove(at);
        self.any.store(!orders.is_empty(), Ordering::Release);
        Some(order.answer)
    }

    /// Forgets every order.
    pub(super) fn clear(&self) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.clear();
        self.any.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(faults: &Faults, method: Method, path: &str) -> Option<u16> {
        faults.take(&method, path).map(|answer| answer.status)
    }

    #[test]
    fn orders_are_carried_out_once_and_in_turn() {
        let faults = Faults::default();
        faults.order("/a".into(), 1, Answer::new(500));
        faults.order("/a".into(), 2, Answer::new(501));
        faults.order("/b".into(), 1, Answer::new(502));
        let got =
            ["/A/x", "/b", "/a", "/ab", "/a", "/"].map(|path| take(&faults, Method::GET, path));
        assert_eq!(
            got,
            [Some(500), Some(502), Some(501), Some(501), None, None]
        );
        assert!(!faults.any.load(Ordering::Acquire));
    }

    #[test]
    fn an_order_may_stand_for_ever() {
        let faults = Faults::default();
        faults.order(Matcher::any(), u32::MAX, Answer::new(500));
        for _ in 0..10 {
            assert_eq!(take(&faults, Method::GET, "/"), Some(500));
        }
        faults.clear();
        assert_eq!(take(&faults, Method::GET, "/"), None);
    }

    #[test]
    fn a_matcher_asks_for_all_it_names() {
        let matcher = Matcher::prefix("/subscriptions")
            .containing("SkipToken")
            .method("get");
        assert!(matcher.matches(&Method::GET, "/Subscriptions/x?%24skiptoken=1"));
        assert!(!matcher.matches(&Method::POST, "/subscriptions/x?%24skiptoken=1"));
        assert!(!matcher.matches(&Method::GET, "/subscriptions/x"));
        assert!(!matcher.matches(&Method::GET, "/s?%24skiptoken=1"));
    }

    #[test]
    fn what_http_cannot_carry_is_told() {
        for answer in [
            Answer::new(99),
            Answer::new(200).header("a b", "c"),
            Answer::new(200).header("a", "b\nc"),
        ] {
            assert_eq!(answer.into_response().status(), 500);
        }
    }
}
