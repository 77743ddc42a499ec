//! Azure Resource Manager's part of every answer: its error bodies and its headers.

use axum::body::{Body, Bytes};
use axum::http::header::{
    HeaderName, HeaderValue, ALLOW, CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use serde::Serialize;
use uuid::Uuid;

use super::clock;
use super::random::Guids;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-ms-correlation-request-id");
const ROUTING_ID: HeaderName = HeaderName::from_static("x-ms-routing-request-id");
const CLIENT_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");
const RETURN_CLIENT_ID: HeaderName = HeaderName::from_static("x-ms-return-client-request-id");
const FAILURE_CAUSE: HeaderName = HeaderName::from_static("x-ms-failure-cause");
const WRITES: HeaderName = HeaderName::from_static("x-ms-ratelimit-remaining-subscription-writes");
const GLOBAL_WRITES: HeaderName =
    HeaderName::from_static("x-ms-ratelimit-remaining-subscription-global-writes");
const READS: HeaderName = HeaderName::from_static("x-ms-ratelimit-remaining-subscription-reads");

/// An error as Azure Resource Manager tells it:
/// `{"error":{"code","message","target"?,"details"?}}`.
#[derive(Debug)]
pub(super) struct ArmError {
    status: StatusCode,
    body: Box<ErrorBody>,
    /// Whether Azure Resource Manager refused, before the service behind it saw the request.
    by_gateway: bool,
    /// A header that the status asks for.
    header: Option<Box<(HeaderName, String)>>,
}

#[derive(Debug, Serialize)]
struct ErrorBody {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<ErrorBody>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: &'a ErrorBody,
}

impl ArmError {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        ArmError {
            status,
            body: Box::new(ErrorBody {
                code,
                message: message.into(),
                target: None,
                details: Vec::new(),
            }),
            by_gateway: false,
            header: None,
        }
    }

    pub(super) fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        ArmError::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// A refusal of the bearer token. `challenge` is what `WWW-Authenticate` says.
    pub(super) fn unauthorized(
        code: &'static str,
        message: impl Into<String>,
        challenge: String,
    ) -> Self {
        let mut error = ArmError::new(StatusCode::UNAUTHORIZED, code, message).by_gateway();
        error.header = Some(Box::new((WWW_AUTHENTICATE, challenge)));
        error
    }

    pub(super) fn method_not_allowed(method: &Method, allowed: &str) -> Self {
        let message = format!("The method {method} is not allowed here. Allowed: {allowed}.");
        let mut error = ArmError::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message);
        error.header = Some(Box::new((ALLOW, allowed.to_owned())));
        error.by_gateway()
    }

    pub(super) fn by_gateway(mut self) -> Self {
        self.by_gateway = true;
        self
    }

    pub(super) fn target(mut self, target: impl Into<String>) -> Self {
        self.body.target = Some(target.into());
        self
    }

    /// Adds an error of the same code that says more.
    pub(super) fn detail(mut self, target: impl Into<String>, message: impl Into<String>) -> Self {
        self.body.details.push(ErrorBody {
            code: self.body.code,
            message: message.into(),
            target: Some(target.into()),
            details: Vec::new(),
        });
        self
    }

    fn into_response(self) -> Response {
        let mut response = json(self.status, &Envelope { error: &self.body });
        let headers = response.headers_mut();
        let cause = if self.by_gateway {
            "gateway"
        } else {
            "service"
        };
        headers.insert(FAILURE_CAUSE, HeaderValue::from_static(cause));
        if let Some((name, value)) = self.header.map(|header| *header) {
            // Letters and punctuation: a text that is no header has no way in.
            HeaderValue::from_str(&value)
                .map(|value| headers.insert(name, value))
                .ok();
        }
        response
    }
}

/// An answer of JSON.
pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    // The bodies are structs of text and numbers: there is no way for them to fail.
    json_bytes(status, serde_json::to_vec(body).unwrap_or_default())
}

/// An answer of JSON that has been written already.
pub(super) fn json_bytes(status: StatusCode, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response.headers_mut().insert(CACHE_CONTROL, NO_CACHE);
    response
}

/// Makes the answer to a request at Azure Resource Manager, with the headers it gives every answer.
pub(super) fn respond(
    method: &Method,
    request: &HeaderMap,
    guids: &Guids,
    outcome: Result<Response, ArmError>,
) -> Response {
    let mut response = outcome.unwrap_or_else(ArmError::into_response);
    let headers = response.headers_mut();
    let request_id = guid(&guids.next());
    let correlation_id = request.get(CORRELATION_ID).unwrap_or(&request_id).clone();
    if let Some(routing_id) = routing_id(&correlation_id) {
        headers.insert(ROUTING_ID, routing_id);
    }
    headers.insert(CORRELATION_ID, correlation_id);
    headers.insert(REQUEST_ID, request_id);
    let wanted = request.get(RETURN_CLIENT_ID);
    let wanted = wanted.filter(|wanted| wanted.as_bytes().eq_ignore_ascii_case(b"true"));
    if let Some(id) = wanted.and(request.get(CLIENT_ID)) {
        headers.insert(CLIENT_ID, id.clone());
    }
    // What a subscription shows that has made no other call. Faults on order may say otherwise.
    if method == Method::POST {
        headers.insert(WRITES, HeaderValue::from_static("199"));
        headers.insert(GLOBAL_WRITES, HeaderValue::from_static("2999"));
    } else {
        headers.insert(READS, HeaderValue::from_static("249"));
    }
    response
}

/// A GUID as a header's value.
pub(super) fn guid(guid: &Uuid) -> HeaderValue {
    let mut buffer = Uuid::encode_buffer();
    let text = guid.hyphenated().encode_lower(&mut buffer);
    // Hexadecimal digits and hyphens always make a header.
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// `REGION:time:correlation id`.
fn routing_id(correlation_id: &HeaderValue) -> Option<HeaderValue> {
    let time = clock::utc(clock::now_seconds()).format("%Y%m%dT%H%M%SZ");
    let id = correlation_id.to_str().ok()?;
    HeaderValue::from_str(&format!("EMULATOR:{time}:{id}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(error: &ArmError) -> String {
        serde_json::to_string(&Envelope { error: &error.body }).unwrap()
    }

    #[test]
    fn what_is_not_there_is_left_out_of_the_body() {
        let error = ArmError::bad_request("Code", "Message.");
        assert_eq!(
            body(&error),
            r#"{"error":{"code":"Code","message":"Message."}}"#
        );
        let error = error.target("t").detail("d", "More.");
        assert_eq!(
            body(&error),
            concat!(
                r#"{"error":{"code":"Code","message":"Message.","target":"t","#,
                r#""details":[{"code":"Code","message":"More.","target":"d"}]}}"#
            )
        );
    }

    #[test]
    fn ids_are_echoed_where_asked() {
        let guids = Guids::new();
        let mut request = HeaderMap::new();
        request.insert(CLIENT_ID, HeaderValue::from_static("client"));
        request.insert(CORRELATION_ID, HeaderValue::from_static("correlation"));
        let answer = |request: &HeaderMap| {
            let error = ArmError::bad_request("Code", "Message.").by_gateway();
            respond(&Method::GET, request, &guids, Err(error))
        };
        let response = answer(&request);
        assert!(!response.headers().contains_key(CLIENT_ID));
        assert_eq!(response.headers()[CORRELATION_ID], "correlation");
        assert_eq!(response.headers()[FAILURE_CAUSE], "gateway");
        let routing = response.headers()[ROUTING_ID].to_str().unwrap();
        assert!(routing.starts_with("EMULATOR:2") && routing.ends_with("Z:correlation"));
        request.insert(RETURN_CLIENT_ID, HeaderValue::from_static("True"));
        assert_eq!(answer(&request).headers()[CLIENT_ID], "client");
    }
}
