//! The service's error contract: what an answer that is no success says.
//!
//! ARM answers `{"error":{code,message,target,details[],innererror}}`; some answer the inner object
//! bare, some a message alone, gateways answer HTML. All of them become one [`Error`].

use std::borrow::Cow;

use reqwest::StatusCode;
use serde_json::{Map, Value};

use crate::error::{Error, ErrorDetail, ErrorKind};
use crate::redact::{excerpt, redact};
use crate::transport::Response;

/// Characters of an unreadable body that a message shows.
const EXCERPT: usize = 200;

/// The error that an answer other than a success stands for. `subject` says what was asked for, as
/// in "generating sessions of /subscriptions/...".
pub fn service_error(response: &Response, subject: &str) -> Error {
    let body = serde_json::from_slice::<Value>(&response.body).ok();
    let object = body.as_ref().and_then(error_object);
    let status = response.status;
    let error = match object {
        Some(object) => {
            let message = text(object, "message").unwrap_or_else(|| {
                format!("The service gave no message; it answered {status} to {subject}.")
            });
            let code = text(object, "code").unwrap_or_else(|| status_name(status).into());
            Error::new(
                ErrorKind::Service,
                code.clone(),
                format!("[{code}] : {message}"),
            )
            .with(|parts| {
                parts.service_message = Some(message);
                parts.target = text(object, "target");
                parts.details = details(object);
                parts.inner_error = inner_error(object);
            })
        }
        None => unreadable(response),
    };
    complete(error, response).with_advice(advice(response))
}

/// An answer with a success status that can't be read. `reason` says why, as a sentence without a
/// full stop.
pub fn unreadable_answer(response: &Response, subject: &str, reason: &str) -> Error {
    let error = Error::new(
        ErrorKind::InvalidResponse,
        "InvalidResponse",
        format!(
            "The answer to {subject} can't be read: {reason}. {}",
            description(response)
        ),
    )
    .with_advice(format!(
        "Check that {} is an Azure Resource Manager endpoint and that no proxy answers in its place.",
        response.host()
    ));
    complete(error, response)
}

/// The ids and the status of `response` on `error`.
pub fn complete(error: Error, response: &Response) -> Error {
    error.with(|parts| {
        parts.status = Some(response.status.as_u16());
        parts.retry_after = response.retry_after();
        parts.request_id = response.header("x-ms-request-id").map(str::to_owned);
        parts.correlation_id = response
            .header("x-ms-correlation-request-id")
            .map(str::to_owned);
        parts
            .client_request_id
            .clone_from(&response.client_request_id);
        parts.request_sent = true;
    })
}

fn unreadable(response: &Response) -> Error {
    let code = match response.status.is_redirection() {
        true => "RedirectNotFollowed",
        false => status_name(response.status),
    };
    let redirect = match response
        .header("location")
        .and_then(|place| url::Url::parse(place).ok())
    {
        Some(place) if response.status.is_redirection() => format!(
            " It redirects to {}, which is not followed: the token stays with the endpoint.",
            crate::environment::host_and_port(&place)
        ),
        _ => String::new(),
    };
    Error::new(
        ErrorKind::Service,
        code,
        format!(
            "The server responded with an error that can't be read.{redirect} {}",
            description(response)
        ),
    )
}

fn description(response: &Response) -> String {
    let kind = response.header("content-type").unwrap_or("none");
    let shown = match response.body.is_empty() {
        true => "The body is empty.".to_owned(),
        false => format!("The body starts with: {}", excerpt(&response.body, EXCERPT)),
    };
    format!(
        "Status: {} ({}), content type: {kind}. {shown}",
        response.status.as_u16(),
        response.status.canonical_reason().unwrap_or("unknown"),
    )
}

/// The object with code and message: under `error`, or bare.
fn error_object(body: &Value) -> Option<&Map<String, Value>> {
    let object = body.as_object()?;
    match get(object, "error").and_then(Value::as_object) {
        Some(inner) => Some(inner),
        None => (get(object, "message").is_some_and(Value::is_string)
            || get(object, "code").is_some_and(Value::is_string))
        .then_some(object),
    }
}

/// Some services write Code and Message.
fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object.get(key).or_else(|| {
        object
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key))
            .map(|(_, value)| value)
    })
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    let value = get(object, key)?.as_str()?;
    (!value.is_empty()).then(|| redact(value).into_owned())
}

fn details(object: &Map<String, Value>) -> Vec<ErrorDetail> {
    let Some(details) = get(object, "details").and_then(Value::as_array) else {
        return Vec::new();
    };
    details
        .iter()
        .filter_map(Value::as_object)
        .map(|detail| ErrorDetail {
            code: text(detail, "code").unwrap_or_default(),
            message: text(detail, "message").unwrap_or_default(),
            target: text(detail, "target").unwrap_or_default(),
        })
        .collect()
}

/// Text in the specification, an object from ARM itself.
fn inner_error(object: &Map<String, Value>) -> Option<String> {
    match get(object, "innererror")? {
        Value::Null => None,
        Value::String(text) => Some(redact(text).into_owned()),
        other => Some(redact(&other.to_string()).into_owned()),
    }
}

/// The status' name in one word: it stands in for the code of an answer that has none.
fn status_name(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        415 => "UnsupportedMediaType",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => "UnexpectedStatus",
    }
}

fn advice(response: &Response) -> Cow<'static, str> {
    match response.status.as_u16() {
        401 => "The service does not accept the token: check that it is for this cloud and tenant, and sign in again.".into(),
        403 => "The identity lacks the permission: it needs a role on the pool that allows actions on Microsoft.App session pools, such as Contributor (Azure ContainerApps Session Executor is for the sessions themselves).".into(),
        404 => "Check the names of the pool, the resource group and the subscription, and that this preview operation is open to the subscription.".into(),
        409 => "The pool is being changed or is not ready: look at its provisioning state and try again.".into(),
        429 => match response.retry_after() {
            Some(wait) => format!("Wait {} s, or ask for fewer generations at a time.", wait.as_secs().max(1)).into(),
            None => "Wait a little, or ask for fewer generations at a time.".into(),
        },
        status if status >= 500 => "The service has a problem: try again later. The sessions may have been generated; the request id tells Azure support which request it was.".into(),
        status if status >= 400 => "Correct the request as the message says.".into(),
        _ => "Check the endpoint, and that no proxy answers in its place.".into(),
    }
}

#[cfg(test)]
#[path = "arm_error_tests.rs"]
mod tests;
