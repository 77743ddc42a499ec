//! A service principal with a client secret: OAuth 2.0 client credentials at Microsoft Entra.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use once_cell::sync::Lazy;
use reqwest::Method;
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use crate::environment::{Endpoint, Environment};
use crate::error::{Error, ErrorKind};
use crate::redact::redact;
use crate::trace::Reporter;
use crate::transport::{BodyType, Http, Request, Response};

use super::token_cache::{Token, TokenKey};

const SOURCE: &str = "client secret";

/// One key for the process: hashes of secrets mean nothing outside of it.
static HASHER: Lazy<RandomState> = Lazy::new(RandomState::new);

/// A service principal and its secret.
pub(crate) struct ClientSecret {
    authority: Endpoint,
    tenant: String,
    client: String,
    secret: Zeroizing<String>,
}

impl ClientSecret {
    /// The service principal of AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET at
    /// AZURE_AUTHORITY_HOST. The inner error holds the names of the variables that are missing.
    ///
    /// # Errors
    /// When the variables are there and can't be used.
    pub(crate) fn from_environment(
        environment: &Environment,
    ) -> Result<Result<Self, Vec<&'static str>>, Error> {
        const NAMES: [&str; 3] = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"];
        let [Some(tenant), Some(client), Some(secret)] = NAMES.map(|name| environment.get(name))
        else {
            let missing = NAMES
                .into_iter()
                .filter(|name| environment.get(name).is_none());
            return Ok(Err(missing.collect()));
        };
        // The tenant becomes a part of the URL.
        if !tenant
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
            || tenant.starts_with('.')
        {
            return Err(Error::configuration(
                "AZURE_TENANT_ID",
                "The environment variable AZURE_TENANT_ID holds no tenant: a tenant is a GUID or a domain name.",
            )
            .with_advice("Set AZURE_TENANT_ID to the tenant's GUID."));
        }
        Ok(Ok(ClientSecret {
            authority: environment.authority()?,
            tenant: tenant.to_owned(),
            client: client.to_owned(),
            secret: Zeroizing::new(secret.to_owned()),
        }))
    }

    pub(crate) fn cache_key(&self, scope: &str) -> TokenKey {
        TokenKey {
            source: SOURCE,
            authority: self.authority.as_str().to_owned(),
            tenant: self.tenant.clone(),
            client: self.client.clone(),
            scope: scope.to_owned(),
            secret_hash: HASHER.hash_one(self.secret.as_str()),
        }
    }

    /// Asks the authority for a token.
    pub(crate) async fn request_token(
        &self,
        scope: &str,
        http: &Http,
        reporter: &Reporter,
    ) -> Result<Token, Error> {
        let url = format!(
            "{}/{}/oauth2/v2.0/token",
            self.authority.as_str(),
            self.tenant
        );
        let url = Url::parse(&url).map_err(|error| {
            Error::configuration(
                "AZURE_AUTHORITY_HOST",
                format!("The authority's URL can't be made: {error}."),
            )
        })?;
        let request = Request {
            method: Method::POST,
            url,
            body: Some((BodyType::Form, self.form(scope))),
            authorization: None,
            client_request_id: None,
        };
        let asked = SystemTime::now();
        let mut response = http.send(request, reporter).await?;
        reporter.verbose(|| response.line(None));
        let token = if response.status.is_success() {
            read_token(&response, asked)
        } else {
            Err(self.refusal(&response))
        };
        zeroize::Zeroize::zeroize(&mut response.body);
        token
    }

    fn form(&self, scope: &str) -> Bytes {
        // Sized for the worst case (%XX for each byte), so that no growing leaves the secret behind.
        let capacity = 256 + 3 * (self.client.len() + self.secret.len() + scope.len());
        let mut form = url::form_urlencoded::Serializer::new(String::with_capacity(capacity));
        form.append_pair("client_id", &self.client)
            .append_pair("client_secret", &self.secret)
            .append_pair("grant_type", "client_credentials")
            .append_pair("scope", scope);
        Bytes::from_owner(Zeroizing::new(form.finish().into_bytes()))
    }

    fn refusal(&self, response: &Response) -> Error {
        #[derive(Deserialize)]
        struct Refusal {
            error: String,
            error_description: Option<String>,
        }
        let host = response.host();
        let refusal = serde_json::from_slice::<Refusal>(&response.body);
        let said = match &refusal {
            Ok(refusal) => {
                let description = refusal
                    .error_description
                    .as_deref()
                    .unwrap_or(&refusal.error);
                // Entra puts trace ids and a time on lines of their own behind the sentence.
                redact(description.lines().next().unwrap_or_default()).into_owned()
            }
            Err(_) => crate::redact::excerpt(&response.body, 200),
        };
        let error = Error::new(
            ErrorKind::Authentication,
            "AuthenticationFailed",
            format!(
                "Signing in at {host} as application {} of tenant {} failed with status {}: {said}",
                self.client,
                self.tenant,
                response.status.as_u16()
            ),
        )
        .with_advice("Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, and that the secret has not expired.");
        // This answer is the authority's: its request was not the one for sessions.
        crate::arm_error::complete(error, response).with(|parts| parts.request_sent = false)
    }
}

fn read_token(response: &Response, asked: SystemTime) -> Result<Token, Error> {
    #[derive(Deserialize)]
    struct Answer {
        access_token: Zeroizing<String>,
        expires_in: Seconds,
    }
    /// Some authorities write the number as text.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Seconds {
        Number(u64),
        Text(String),
    }
    let answer: Answer =
        serde_json::from_slice(&response.body).map_err(|_| unreadable(response))?;
    let seconds = match answer.expires_in {
        Seconds::Number(seconds) => seconds,
        Seconds::Text(text) => text.parse().map_err(|_| unreadable(response))?,
    };
    if answer.access_token.is_empty() {
        return Err(unreadable(response));
    }
    Ok(Token {
        secret: answer.access_token,
        // A year is more than any token lives; more would overflow the clock.
        expires: asked + Duration::from_secs(seconds.min(366 * 24 * 3600)),
    })
}

/// The body may hold a token, so none of it is shown.
fn unreadable(response: &Response) -> Error {
    Error::new(
        ErrorKind::Authentication,
        "AuthenticationFailed",
        format!(
            "Signing in at {} failed: the answer (status {}, content type {}) holds no token.",
            response.host(),
            response.status.as_u16(),
            response.header("content-type").unwrap_or("none"),
        ),
    )
    .with_advice("Check AZURE_AUTHORITY_HOST, and that no proxy answers in its place.")
    .with(|parts| parts.status = Some(response.status.as_u16()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn principal(pairs: &[(&str, &str)]) -> Result<Result<ClientSecret, Vec<&'static str>>, Error> {
        ClientSecret::from_environment(&pairs.iter().copied().collect())
    }

    const ALL: [(&str, &str); 3] = [
        ("AZURE_TENANT_ID", "contoso.example"),
        ("AZURE_CLIENT_ID", "app"),
        ("AZURE_CLIENT_SECRET", "hunter2&=+"),
    ];

    #[test]
    fn missing_variables_are_named() {
        let Ok(Err(missing)) = principal(&ALL[..1]) else {
            panic!("a source was found");
        };
        assert_eq!(missing, ["AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"]);
    }

    #[test]
    fn a_tenant_that_would_change_the_url_is_refused() {
        for tenant in ["a/b", "..", "a?b", "a b"] {
            let error = principal(&[("AZURE_TENANT_ID", tenant), ALL[1], ALL[2]])
                .err()
                .unwrap();
            assert_eq!(error.target.as_deref(), Some("AZURE_TENANT_ID"));
        }
    }

    #[test]
    fn the_form_is_encoded_and_the_keys_tell_secrets_apart() {
        let one = principal(&ALL).unwrap().unwrap();
        assert_eq!(
            one.form("https://host/.default"),
            "client_id=app&client_secret=hunter2%26%3D%2B&grant_type=client_credentials&scope=https%3A%2F%2Fhost%2F.default"
        );
        let other = principal(&[ALL[0], ALL[1], ("AZURE_CLIENT_SECRET", "other")])
            .unwrap()
            .unwrap();
        assert_ne!(one.cache_key("s"), other.cache_key("s"));
        assert_eq!(
            one.cache_key("s"),
            principal(&ALL).unwrap().unwrap().cache_key("s")
        );
        assert!(!format!("{:?}", one.cache_key("s")).contains("hunter2"));
    }

    #[test]
    fn what_the_authority_says_is_told_and_the_secret_is_not() {
        let principal = principal(&ALL).unwrap().unwrap();
        let response = Response::for_test(
            401,
            &[],
            r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.\r\nTrace ID: x"}"#,
        );
        let error = principal.refusal(&response);
        assert_eq!(error.code, "AuthenticationFailed");
        assert!(
            error.message.ends_with("Invalid client secret provided."),
            "{error}"
        );
        assert!(!format!("{error:?}").contains("hunter2"));
    }

    #[test]
    fn an_answer_without_a_token_is_an_error_that_shows_none_of_it() {
        let now = SystemTime::now();
        for body in [
            "",
            "<html>",
            r#"{"access_token":"hunter2"}"#,
            r#"{"access_token":"","expires_in":1}"#,
            r#"{"access_token":"hunter2","expires_in":"x"}"#,
        ] {
            let error = read_token(&Response::for_test(200, &[], body), now)
                .err()
                .unwrap();
            assert!(!format!("{error:?}").contains("hunter2"));
        }
        let good = Response::for_test(200, &[], r#"{"access_token":"t","expires_in":"3600"}"#);
        let token = read_token(&good, now).ok().unwrap();
        assert_eq!(token.expires, now + Duration::from_secs(3600));
    }
}
