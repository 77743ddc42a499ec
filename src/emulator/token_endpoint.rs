//! `POST /{tenant}/oauth2/v2.0/token`: Entra's token endpoint, for the client-credentials grant of
//! the development service principal.

use std::borrow::Cow;

use axum::http::header::{HeaderValue, ALLOW, CACHE_CONTROL, CONTENT_TYPE, PRAGMA};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde::Serialize;
use url::form_urlencoded;

use super::arm::{self, REQUEST_ID};
use super::clock;
use super::identity::{CLIENT_ID, CLIENT_SECRET, TENANT_ID};
use super::random::Guids;
use super::tokens::Tokens;

#[derive(Serialize)]
struct Granted {
    token_type: &'static str,
    expires_in: i64,
    ext_expires_in: i64,
    access_token: String,
}

#[derive(Serialize)]
struct Refused {
    error: &'static str,
    error_description: String,
    error_codes: [u32; 1],
    timestamp: String,
    trace_id: String,
    correlation_id: String,
}

/// An error of Entra: HTTP status, OAuth's error, Entra's number and sentence.
struct Refusal {
    status: StatusCode,
    error: &'static str,
    number: u32,
    message: String,
}

impl Refusal {
    fn new(status: u16, error: &'static str, number: u32, message: impl Into<String>) -> Self {
        Refusal {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST),
            error,
            number,
            message: message.into(),
        }
    }

    fn missing(parameter: &str) -> Self {
        let message =
            format!("The request body must contain the following parameter: '{parameter}'.");
        Refusal::new(400, "invalid_request", 900144, message)
    }
}

/// Answers the endpoint of `tenant`.
pub(super) fn answer(
    tokens: &Tokens,
    guids: &Guids,
    origin: &str,
    tenant: &str,
    request: &Parts,
    body: &[u8],
) -> Response {
    let mut response = match grant(tokens, origin, tenant, request, body) {
        Ok(granted) => arm::json(StatusCode::OK, &granted),
        Err(refusal) => refuse(refusal, request, guids),
    };
    let headers = response.headers_mut();
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("no-store, no-cache"),
    );
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    headers.insert(REQUEST_ID, arm::guid(&guids.next()));
    response
}

fn grant(
    tokens: &Tokens,
    origin: &str,
    tenant: &str,
    request: &Parts,
    body: &[u8],
) -> Result<Granted, Refusal> {
    if request.method != Method::POST {
        let message = format!(
            "The endpoint only accepts POST requests. Received a {} request.",
            request.method
        );
        return Err(Refusal::new(405, "invalid_request", 900561, message));
    }
    if !tenant.eq_ignore_ascii_case(TENANT_ID) {
        let message = format!(
            "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and \
             are signing into the correct cloud. The emulator has the tenant {TENANT_ID}."
        );
        return Err(Refusal::new(400, "invalid_request", 90002, message));
    }
    let is_form = request.headers.get(CONTENT_TYPE).is_some_and(is_form);
    let form = Form::parse(if is_form { body } else { b"" });
    let grant_type = form.require("grant_type")?;
    if grant_type != "client_credentials" {
        let message = format!("The app requested an unsupported grant type '{grant_type}'.");
        return Err(Refusal::new(400, "unsupported_grant_type", 70003, message));
    }
    let client = form.require("client_id")?;
    if !client.eq_ignore_ascii_case(CLIENT_ID) {
        let message = format!(
            "Application with identifier '{client}' was not found in the directory '{tenant}'. The \
             emulator has the application {CLIENT_ID}."
        );
        return Err(Refusal::new(400, "unauthorized_client", 700016, message));
    }
    let audience = audience(form.require("scope")?)?;
    let Some(secret) = form.get("client_secret") else {
        let message = "The request body must contain the following parameter: 'client_assertion' \
                       or 'client_secret'.";
        return Err(Refusal::new(401, "invalid_client", 7000218, message));
    };
    if secret != CLIENT_SECRET {
        let message = format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the \
             client secret value, not the client secret ID, for a secret added to app '{client}'."
        );
        return Err(Refusal::new(401, "invalid_client", 7000215, message));
    }
    Ok(Granted {
        token_type: "Bearer",
        expires_in: tokens.lifetime,
        ext_expires_in: tokens.lifetime,
        access_token: tokens.issue(origin, audience),
    })
}

/// The resource that a scope names: what stands before its `/.default`.
fn audience(scope: &str) -> Result<&str, Refusal> {
    if scope.split_whitespace().count() > 1 {
        let message = format!(
            "The provided request must include one resource in the 'scope' input parameter. The \
             provided value '{scope}' is not valid for this grant."
        );
        return Err(Refusal::new(400, "invalid_scope", 70011, message));
    }
    scope
        .trim()
        .strip_suffix("/.default")
        .filter(|audience| !audience.is_empty())
        .ok_or_else(|| {
            let message = format!(
                "The provided value for scope {scope} is not valid. Client credential flows must \
                 have a scope value with /.default suffixed to the resource identifier \
                 (application ID URI)."
            );
            Refusal::new(400, "invalid_scope", 1002012, message)
        })
}

fn is_form(content_type: &HeaderValue) -> bool {
    let media_type = content_type.to_str().unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn refuse(refusal: Refusal, request: &Parts, guids: &Guids) -> Response {
    let timestamp = clock::utc(clock::now_seconds())
        .format("%Y-%m-%d %H:%M:%SZ")
        .to_string();
    let trace_id = guids.next().to_string();
    let correlation_id = request
        .headers
        .get("client-request-id")
        .and_then(|id| id.to_str().ok())
        .map_or_else(|| guids.next().to_string(), str::to_owned);
    let Refusal {
        status,
        error,
        number,
        message,
    } = refusal;
    let refused = Refused {
        error,
        error_description: format!(
            "AADSTS{number}: {message} Trace ID: {trace_id} Correlation ID: {correlation_id} \
             Timestamp: {timestamp}"
        ),
        error_codes: [number],
        timestamp,
        trace_id,
        correlation_id,
    };
    let mut response = arm::json(status, &refused);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        let headers = response.headers_mut();
        headers.insert(ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// The parameters of a form.
struct Form<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Form<'a> {
    fn parse(body: &'a [u8]) -> Self {
        Form(form_urlencoded::parse(body).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| &**value)
    }

    fn require(&self, name: &str) -> Result<&str, Refusal> {
        let value = self.get(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| Refusal::missing(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_names_one_resource() {
        let number = |scope| audience(scope).err().map(|refusal| refusal.number);
        assert_eq!(audience("http://h:1/.default").ok(), Some("http://h:1"));
        assert_eq!(audience("https://h//.default").ok(), Some("https://h/"));
        assert_eq!(number("http://h:1"), Some(1002012));
        assert_eq!(number("/.default"), Some(1002012));
        assert_eq!(number("http://h/.default openid"), Some(70011));
    }

    #[test]
    fn the_content_type_may_have_a_charset() {
        for (text, expected) in [
            ("application/x-www-form-urlencoded", true),
            ("Application/X-WWW-Form-URLEncoded; charset=utf-8", true),
            ("application/json", false),
        ] {
            assert_eq!(is_form(&HeaderValue::from_static(text)), expected);
        }
    }
}
