//! Tokens for the service: where they come from, and keeping them.
//!
//! - [`client_secret`]: a service principal with a secret, from the environment.
//! - [`token_cache`]: one token for each source, tenant, client and scope, refreshed in time.
//!
//! More sources join [`Credential::from_environment`] in their order.

mod client_secret;
mod token_cache;

use reqwest::header::HeaderValue;

use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::trace::Reporter;
use crate::transport::Http;

use client_secret::ClientSecret;
pub(crate) use token_cache::TokenCache;

/// A source of tokens.
pub(crate) enum Credential {
    ClientSecret(ClientSecret),
}

impl Credential {
    /// The first source that the environment has all variables for.
    ///
    /// # Errors
    /// When there is none, with what each source lacks; or when one is there and can't be used.
    pub(crate) fn from_environment(environment: &Environment) -> Result<Self, Error> {
        match ClientSecret::from_environment(environment)? {
            Ok(secret) => Ok(Credential::ClientSecret(secret)),
            Err(missing) => Err(Error::new(
                ErrorKind::CredentialUnavailable,
                "CredentialUnavailable",
                format!(
                    "Not signed in: no credential was found. Tried: service principal with a client secret from the environment ({} not set).",
                    missing.join(", ")
                ),
            )
            .with_advice(
                "Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET to those of a service principal.",
            )),
        }
    }

    /// The Authorization header for `scope`: from the cache, or anew.
    ///
    /// # Errors
    /// What the authority said, or why it could not be asked.
    pub(crate) async fn authorization(
        &self,
        scope: &str,
        http: &Http,
        cache: &TokenCache,
        reporter: &Reporter,
    ) -> Result<HeaderValue, Error> {
        match self {
            Credential::ClientSecret(secret) => {
                cache
                    .get_or_request(secret.cache_key(scope), || {
                        secret.request_token(scope, http, reporter)
                    })
                    .await
            }
        }
    }

    /// Drops the cached token: the service did not take it.
    pub(crate) async fn forget(&self, scope: &str, cache: &TokenCache) {
        match self {
            Credential::ClientSecret(secret) => cache.forget(&secret.cache_key(scope)).await,
        }
    }
}
