//! generateSessions and its pages: what is checked, in the order in which Azure checks it, and what
//! is answered.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;

use crate::wire::API_VERSION;

use super::arm::{self, ArmError};
use super::generation::{Generation, Numbering};
use super::identity::TENANT_ID;
use super::options::EmulatorOptions;
use super::paging::{Page, Paging};
use super::pool::Pool;
use super::query::Query;
use super::tokens::{TokenFault, Tokens};
use super::{clock, random, request_model};

/// Resources that a token may be for, besides the emulator itself: the management endpoints of the
/// clouds, so that a client can be tried that has its audience built in.
const AUDIENCES: [&str; 4] = [
    "https://management.azure.com",
    "https://management.core.windows.net",
    "https://management.usgovcloudapi.net",
    "https://management.chinacloudapi.cn",
];

/// The operation and what it remembers.
pub(super) struct Operation {
    paging: Paging,
    max_count: u32,
    default_count: u32,
    unknown_pools: HashSet<String>,
    /// The instant at which sessions are generated, when it is not now.
    fixed_time: Option<i64>,
    key: u64,
    /// How many sessions have been generated.
    sessions: AtomicU64,
}

impl Operation {
    pub(super) fn new(options: &EmulatorOptions) -> Self {
        let lower = |name: &String| name.to_ascii_lowercase();
        Operation {
            paging: Paging::new(options.page_size),
            max_count: options.max_count,
            default_count: options.default_count,
            unknown_pools: options.unknown_pools.iter().map(lower).collect(),
            fixed_time: options.seed.map(|_| clock::SEEDED_TICKS),
            key: random::mix(options.seed.unwrap_or_else(random::unguessable)),
            sessions: AtomicU64::new(0),
        }
    }

    /// Answers a request for the operation on a pool. The token has been checked.
    pub(super) fn answer(
        &self,
        origin: &str,
        names: [&str; 3],
        request: &Parts,
        body: &[u8],
    ) -> Result<Response, ArmError> {
        let [subscription, resource_group, pool] = names;
        let pool = Pool::new(subscription, resource_group, pool)?;
        let query = Query::parse(request.uri.query());
        check_api_version(&query)?;
        let skip_token = query.get("$skiptoken")?;
        let page = match (&request.method, skip_token) {
            (&Method::POST, None) => self.generate(pool, &query, &request.headers, body)?,
            (&Method::GET, Some(token)) => self.next_page(&pool, token)?,
            (method, None) => return Err(ArmError::method_not_allowed(method, "POST")),
            (method, Some(_)) => return Err(ArmError::method_not_allowed(method, "GET")),
        };
        Ok(arm::json_bytes(StatusCode::OK, write(&page, origin)))
    }

    fn generate(
        &self,
        pool: Pool,
        query: &Query<'_>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Page, ArmError> {
        check_content_type(headers)?;
        self.check_exists(&pool)?;
        let count = self.count(query.get("count")?)?;
        let fields = request_model::read(body)?;
        let numbering = Numbering {
            key: self.key,
            first: self.sessions.fetch_add(count.into(), Ordering::Relaxed),
        };
        let now = self.fixed_time.unwrap_or_else(clock::now_ticks);
        let generation = Generation::new(pool, count, numbering, fields, now).map_err(|error| {
            let message = error.to_string();
            ArmError::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalServerError",
                message,
            )
        })?;
        Ok(self.paging.first_page(generation))
    }

    fn next_page(&self, pool: &Pool, token: &str) -> Result<Page, ArmError> {
        let page = self.paging.next_page(token);
        // A token counts for its own pool only.
        page.filter(|page| page.generation.pool.is_same(pool))
            .ok_or_else(|| {
                let message = "The provided skip token is not valid or has expired.";
                ArmError::bad_request("InvalidSkipToken", message).target("$skiptoken")
            })
    }

    fn check_exists(&self, pool: &Pool) -> Result<(), ArmError> {
        if !self.unknown_pools.contains(&pool.name) {
            return Ok(());
        }
        let message = format!(
            "The Resource 'Microsoft.App/sessionPools/{}' under resource group '{}' was not found. \
             For more details please go to https://aka.ms/ARMResourceNotFoundFix",
            pool.name, pool.resource_group
        );
        let error = ArmError::new(StatusCode::NOT_FOUND, "ResourceNotFound", message);
        Err(error.by_gateway())
    }

    fn count(&self, asked: Option<&str>) -> Result<u32, ArmError> {
        let Some(asked) = asked else {
            return Ok(self.default_count);
        };
        let refuse = |reason: String| {
            let message = format!(
                "The value '{asked}' of the query parameter 'count' is not valid. {reason}"
            );
            ArmError::bad_request("InvalidParameterValue", message).target("count")
        };
        // The specification has int32, and digits with an optional sign are one.
        let count: i32 = asked
            .parse()
            .map_err(|_| refuse("It must be a whole number of 32 bits.".to_owned()))?;
        u32::try_from(count)
            .ok()
            .filter(|count| (1..=self.max_count).contains(count))
            .ok_or_else(|| refuse(format!("It must be from 1 to {}.", self.max_count)))
    }
}

/// Checks the bearer token of a request to the emulator at `origin`.
///
/// # Errors
/// 401 with a challenge that tells where to sign in.
pub(super) fn authorize(
    tokens: &Tokens,
    origin: &str,
    headers: &HeaderMap,
) -> Result<(), ArmError> {
    let refuse = |code, message: String| {
        let challenge = format!(
            "Bearer authorization_uri=\"{origin}/{TENANT_ID}\", error=\"invalid_token\", \
             error_description=\"{message}\""
        );
        Err(ArmError::unauthorized(code, message, challenge))
    };
    let Some(header) = headers.get(AUTHORIZATION) else {
        let message = "Authentication failed. The 'Authorization' header is missing.";
        return refuse("AuthenticationFailed", message.to_owned());
    };
    let token = header
        .to_str()
        .ok()
        .and_then(|header| header.split_once(' '));
    let Some((scheme, token)) = token else {
        let message =
            "Authentication failed. The 'Authorization' header is provided in an invalid format.";
        return refuse("AuthenticationFailedInvalidHeader", message.to_owned());
    };
    if !scheme.eq_ignore_ascii_case("Bearer") {
        let message = "Authentication failed. The authentication scheme must be Bearer.";
        return refuse("AuthenticationFailedInvalidHeader", message.to_owned());
    }
    match tokens.check(token) {
        Ok(checked) => {
            let audience = checked.aud.trim_end_matches('/');
            if audience.eq_ignore_ascii_case(origin) || AUDIENCES.contains(&audience) {
                return Ok(());
            }
            let message = format!(
                "The access token has been obtained for wrong audience or resource. It should \
                 exactly match with one of the allowed audiences '{origin}','{}'.",
                AUDIENCES.join("','")
            );
            refuse("InvalidAuthenticationTokenAudience", message)
        }
        Err(TokenFault::Unknown) => refuse(
            "InvalidAuthenticationToken",
            "The access token is invalid.".to_owned(),
        ),
        Err(TokenFault::Expired(at)) => {
            let format = "%-m/%-d/%Y %-I:%M:%S %p";
            let message = format!(
                "The access token expiry UTC time '{}' is earlier than current UTC time '{}'.",
                clock::utc(at).format(format),
                clock::utc(clock::now_seconds()).format(format)
            );
            refuse("ExpiredAuthenticationToken", message)
        }
    }
}

fn check_api_version(query: &Query<'_>) -> Result<(), ArmError> {
    let version = query.get("api-version")?.unwrap_or_default();
    if version == API_VERSION {
        return Ok(());
    }
    let (code, message) = if version.is_empty() {
        let message =
            "The api-version query parameter (?api-version=) is required for all requests.";
        ("MissingApiVersionParameter", message.to_owned())
    } else {
        let message = format!(
            "No registered resource provider found for location 'emulator' and API version \
             '{version}' for type 'sessionPools'. The supported api-versions are '{API_VERSION}'. \
             The supported locations are 'emulator'."
        );
        ("NoRegisteredProviderFound", message)
    };
    Err(ArmError::bad_request(code, message)
        .target("api-version")
        .by_gateway())
}

fn check_content_type(headers: &HeaderMap) -> Result<(), ArmError> {
    let text = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let text = text.unwrap_or_default();
    let media_type = text.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let message = format!(
        "The content media type '{media_type}' is not supported. Only 'application/json' is \
         supported."
    );
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(ArmError::new(status, "UnsupportedMediaType", message).by_gateway())
}

/// The answer's body.
fn write(page: &Page, origin: &str) -> Vec<u8> {
    let mut json = br#"{"value":["#.to_vec();
    page.generation.write(page.from, page.to, &mut json);
    json.extend_from_slice(br#"],"nextLink":"#);
    match &page.next {
        None => json.extend_from_slice(b"null"),
        Some(token) => {
            // Nothing in a link needs JSON's escapes: names are percent-encoded, and an origin with
            // other characters is not taken from the request.
            let link = page.generation.pool.next_link(origin, token);
            json.push(b'"');
            json.extend_from_slice(link.as_bytes());
            json.push(b'"');
        }
    }
    json.push(b'}');
    json
}
