//! What happens to every request, from its arrival to its answer.

use std::borrow::Cow;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{to_bytes, Bytes};
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tokio_util::sync::CancellationToken;

use super::arm::{self, ArmError};
use super::faults::{self, Faults};
use super::operation::{self, Operation};
use super::options::EmulatorOptions;
use super::random::Guids;
use super::recorder::{self, Recorder};
use super::routes::Route;
use super::token_endpoint;
use super::tokens::Tokens;

/// Bytes of a request's body at most, which is what Azure Resource Manager takes.
const MOST_BODY_BYTES: usize = 4 << 20;

/// Everything that requests share.
pub(super) struct Service {
    /// Scheme, host and port as the emulator itself knows them.
    pub(super) origin: String,
    pub(super) recorder: Recorder,
    pub(super) faults: Faults,
    /// Cancelled when the emulator stops: nothing is held back any longer.
    pub(super) stop: CancellationToken,
    latency_micros: AtomicU64,
    tokens: Tokens,
    operation: Operation,
    guids: Guids,
}

impl Service {
    /// # Errors
    /// When the log can't be opened.
    pub(super) fn new(options: &EmulatorOptions, origin: String) -> io::Result<Self> {
        let service = Service {
            origin,
            recorder: Recorder::new(options)?,
            faults: Faults::default(),
            stop: CancellationToken::new(),
            latency_micros: AtomicU64::new(0),
            tokens: Tokens::new(options.token_lifetime),
            operation: Operation::new(options),
            guids: Guids::new(),
        };
        service.set_latency(options.latency);
        Ok(service)
    }

    pub(super) fn set_latency(&self, latency: Duration) {
        let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
        self.latency_micros.store(micros, Ordering::Relaxed);
    }

    /// Lets the time pass. False when the emulator stops before it has.
    async fn hold_back(&self, ordered: Duration) -> bool {
        let latency = Duration::from_micros(self.latency_micros.load(Ordering::Relaxed));
        let delay = latency.saturating_add(ordered);
        if delay.is_zero() {
            return true;
        }
        tokio::select! {
            () = tokio::time::sleep(delay) => true,
            () = self.stop.cancelled() => false,
        }
    }

    /// The answer of the service itself, with no order in its way.
    fn answer(&self, request: &Parts, body: &Bytes) -> Response {
        let origin = self.origin_for(&request.headers);
        let route = Route::of(request.uri.path());
        let outcome = match &route {
            Route::Token { tenant } => {
                let (tokens, guids) = (&self.tokens, &self.guids);
                return token_endpoint::answer(tokens, guids, &origin, tenant, request, body);
            }
            Route::GenerateSessions {
                subscription,
                resource_group,
                pool,
            } => {
                let names = [&**subscription, &**resource_group, &**pool];
                operation::authorize(&self.tokens, &origin, &request.headers)
                    .and_then(|()| self.operation.answer(&origin, names, request, body))
            }
            Route::Unknown => Err(unknown(request)),
        };
        arm::respond(&request.method, &request.headers, &self.guids, outcome)
    }

    /// The origin that the client calls the emulator by, so that links lead back the same way:
    /// `localhost` is as good as 127.0.0.1.
    fn origin_for(&self, headers: &HeaderMap) -> Cow<'_, str> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let is_plain = |host: &&str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
            !host.is_empty() && host.bytes().all(plain)
        };
        match host.filter(is_plain) {
            Some(host) if !self.origin.ends_with(host) => Cow::Owned(format!("http://{host}")),
            _ => Cow::Borrowed(&self.origin),
        }
    }
}

/// Answers a request.
pub(super) async fn serve(State(service): State<Arc<Service>>, request: Request) -> Response {
    let (request, body) = request.into_parts();
    let body = to_bytes(body, MOST_BODY_BYTES).await;
    let is_too_large = body.is_err();
    let body = body.unwrap_or_default();
    let note = service.recorder.begin(&request, &body);
    let ordered = service
        .faults
        .take(&request.method, recorder::path(&request));
    let delay = ordered
        .as_ref()
        .map_or(Duration::ZERO, |answer| answer.held_back());
    if !service.hold_back(delay).await {
        return faults::no_answer();
    }
    let (status, response) = match ordered {
        Some(answer) => (answer.sent_status(), answer.into_response()),
        None => {
            let response = match is_too_large {
                true => too_large(&service, &request),
                false => service.answer(&request, &body),
            };
            (Some(response.status().as_u16()), response)
        }
    };
    note.answered(status);
    response
}

fn too_large(service: &Service, request: &Parts) -> Response {
    let message = format!(
        "The request content size exceeds the maximum size of {} MB.",
        MOST_BODY_BYTES >> 20
    );
    let status = StatusCode::PAYLOAD_TOO_LARGE;
    let error = ArmError::new(status, "RequestContentTooLarge", message).by_gateway();
    arm::respond(
        &request.method,
        &request.headers,
        &service.guids,
        Err(error),
    )
}

fn unknown(request: &Parts) -> ArmError {
    let message = format!(
        "The emulator has nothing at {} {}. It has POST /subscriptions/{{id}}\
         /resourceGroups/{{name}}/providers/Microsoft.App/sessionPools/{{name}}/generateSessions \
         and POST /{{tenant}}/oauth2/v2.0/token.",
        request.method,
        request.uri.path()
    );
    ArmError::new(StatusCode::NOT_FOUND, "NotFound", message).by_gateway()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn links_lead_back_the_way_the_client_came() {
        let options = EmulatorOptions::default();
        let service = Service::new(&options, "http://127.0.0.1:4567".to_owned()).unwrap();
        let origin = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            service.origin_for(&headers).into_owned()
        };
        assert_eq!(origin("127.0.0.1:4567"), "http://127.0.0.1:4567");
        assert_eq!(origin("localhost:4567"), "http://localhost:4567");
        assert_eq!(origin("[::1]:4567"), "http://[::1]:4567");
        assert_eq!(origin("a\"b"), "http://127.0.0.1:4567");
        assert_eq!(
            service.origin_for(&HeaderMap::new()),
            "http://127.0.0.1:4567"
        );
    }
}
