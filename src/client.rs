//! The client: settings, and generations made with them.

use std::sync::Arc;

use crate::context::Context;
use crate::environment::{Endpoint, Environment};
use crate::error::Error;
use crate::generation::{Generation, GenerationRequest, Plan};
use crate::process;
use crate::resource_id::PoolId;
use crate::transport::Http;

/// How a [`Client`] behaves.
#[derive(Debug, Default)]
pub struct ClientOptions {
    /// Put in front of the User-Agent, such as `Az.ContainerAppsApi/0.1.0 PowerShell/7.6.9`.
    pub application: String,
    /// The variables that the client reads; None reads the process's own, now.
    pub environment: Option<Environment>,
}

/// Generates sessions. Cheap to make and to share: runtime, connections and tokens are the
/// process's. A client keeps the environment as it was when it was made.
#[derive(Clone)]
pub struct Client {
    context: Arc<Context>,
}

impl Client {
    /// A client with these options. Nothing is opened or started.
    pub fn new(options: ClientOptions) -> Self {
        let environment = options.environment.unwrap_or_else(Environment::of_process);
        let http = Http::new(&options.application, &environment, process::pool());
        Client {
            context: Arc::new(Context { environment, http }),
        }
    }

    /// Checks all of `request` that can be checked without the network, and makes it ready to start.
    ///
    /// # Errors
    /// A wrong Id, name, count or endpoint, or no subscription; nothing was sent. A missing
    /// credential is no error yet: [`Generation::start`] needs it first.
    pub fn generation(&self, request: GenerationRequest) -> Result<Generation, Error> {
        let pool = self.pool(&request)?;
        if let Some(count) = request.count.filter(|count| *count < 1) {
            return Err(Error::invalid_argument(
                "count",
                format!("The count is {count}: at least one session must be asked for."),
            )
            .with(|parts| parts.code = "InvalidCount".into())
            .with_advice("Give a count of 1 or more, or none to let the service decide."));
        }
        let endpoint = self.context.environment.endpoint()?;
        let url = operation_url(&endpoint, &pool, request.count)?;
        Ok(Generation::new(Plan {
            context: Arc::clone(&self.context),
            pool,
            endpoint,
            url,
            fields: request.fields,
            trace: request.trace,
        }))
    }

    fn pool(&self, request: &GenerationRequest) -> Result<PoolId, Error> {
        if let Some(id) = &request.resource_id {
            return Ok(PoolId::parse(id)?);
        }
        let subscription = request
            .subscription
            .as_deref()
            .or_else(|| self.context.environment.get("AZURE_SUBSCRIPTION_ID"));
        let Some(subscription) = subscription else {
            return Err(Error::invalid_argument(
                "subscription_id",
                "No subscription was given, and AZURE_SUBSCRIPTION_ID is not set.",
            )
            .with(|parts| parts.code = "SubscriptionMissing".into())
            .with_advice(
                "Give the subscription's Id, or the pool's whole resource Id, or set AZURE_SUBSCRIPTION_ID.",
            ));
        };
        let group = request.resource_group.as_deref().unwrap_or_default();
        let pool = request.pool.as_deref().unwrap_or_default();
        Ok(PoolId::from_parts(subscription, group, pool)?)
    }
}

fn operation_url(
    endpoint: &Endpoint,
    pool: &PoolId,
    count: Option<i32>,
) -> Result<url::Url, Error> {
    let mut text = format!("{}{}?", endpoint.as_str(), pool.generate_path());
    if let Some(count) = count {
        text.push_str(&format!("count={count}&"));
    }
    text.push_str("api-version=");
    text.push_str(crate::wire::API_VERSION);
    url::Url::parse(&text).map_err(|error| {
        Error::invalid_argument(
            "resource_id",
            format!("The pool's URL can't be made: {error}."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn client(pairs: &[(&str, &str)]) -> Client {
        Client::new(ClientOptions {
            application: String::new(),
            environment: Some(pairs.iter().copied().collect()),
        })
    }

    fn by_name() -> GenerationRequest {
        GenerationRequest {
            resource_group: Some("rg".into()),
            pool: Some("pool".into()),
            ..GenerationRequest::default()
        }
    }

    #[test]
    fn the_url_has_the_count_only_when_it_was_asked_for() {
        let client = client(&[("AZURE_SUBSCRIPTION_ID", "s")]);
        let url = |count| {
            let generation = client
                .generation(GenerationRequest { count, ..by_name() })
                .unwrap();
            generation.url().to_string()
        };
        let path = "https://management.azure.com/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/sessionPools/pool/generateSessions";
        assert_eq!(url(None), format!("{path}?api-version=2024-02-02-preview"));
        assert_eq!(
            url(Some(3)),
            format!("{path}?count=3&api-version=2024-02-02-preview")
        );
    }

    #[test]
    fn the_subscription_given_wins_and_a_missing_one_is_told() {
        let with = |subscription: &str| GenerationRequest {
            subscription: Some(subscription.into()),
            ..by_name()
        };
        let generation = client(&[("AZURE_SUBSCRIPTION_ID", "s")])
            .generation(with("t"))
            .unwrap();
        assert!(generation.target().starts_with("/subscriptions/t/"));
        let error = client(&[]).generation(by_name()).err().unwrap();
        assert_eq!(error.code, "SubscriptionMissing");
        let error = client(&[]).generation(with("")).err().unwrap();
        assert_eq!(error.target.as_deref(), Some("subscription_id"));
    }

    #[test]
    fn a_count_below_one_and_a_wrong_endpoint_are_refused() {
        for count in [0, -1, i32::MIN] {
            let request = GenerationRequest {
                count: Some(count),
                subscription: Some("s".into()),
                ..by_name()
            };
            let error = client(&[]).generation(request).err().unwrap();
            assert_eq!(
                (error.kind, error.target.as_deref()),
                (ErrorKind::InvalidArgument, Some("count"))
            );
        }
        let request = GenerationRequest {
            subscription: Some("s".into()),
            ..by_name()
        };
        let error = client(&[("AZURE_RESOURCE_MANAGER_ENDPOINT", "http://host")])
            .generation(request)
            .err()
            .unwrap();
        assert_eq!(error.kind, ErrorKind::Configuration);
    }
}
