//! The environment variables that the client reads, and what it makes of the endpoints in them.

use std::collections::HashMap;

use url::{Host, Url};
use zeroize::Zeroizing;

/// Every variable that the client reads. A caller whose environment is not the process's own (.NET
/// keeps a copy on Unix) looks these up and hands them over.
pub const VARIABLES: &[&str] = &[
    "AZURE_RESOURCE_MANAGER_ENDPOINT",
    "AZURE_AUTHORITY_HOST",
    "AZURE_TENANT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
    "AZURE_SUBSCRIPTION_ID",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// The public cloud's Azure Resource Manager.
const PUBLIC_ENDPOINT: &str = "https://management.azure.com";

/// The public cloud's Microsoft Entra authority.
const PUBLIC_AUTHORITY: &str = "https://login.microsoftonline.com";

/// Variables by name. Values are wiped from memory on drop: one of them is a secret.
#[derive(Clone, Default)]
pub struct Environment {
    values: HashMap<String, Zeroizing<String>>,
}

/// Names only.
impl std::fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_set().entries(self.values.keys()).finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Environment {
            values: pairs
                .into_iter()
                .map(|(name, value)| (name.into(), Zeroizing::new(value.into())))
                .collect(),
        }
    }
}

impl Environment {
    /// The variables of [`VARIABLES`] as the process has them.
    pub fn of_process() -> Self {
        VARIABLES
            .iter()
            .filter_map(|name| Some((*name, std::env::var(name).ok()?)))
            .collect()
    }

    /// The variable's value; an empty one counts as none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(|value| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The endpoint of Azure Resource Manager: AZURE_RESOURCE_MANAGER_ENDPOINT or the public cloud's.
    ///
    /// # Errors
    /// [`EndpointError`] when the variable holds no URL that a token may be sent to.
    pub fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        self.read("AZURE_RESOURCE_MANAGER_ENDPOINT", PUBLIC_ENDPOINT)
    }

    /// The authority that gives tokens: AZURE_AUTHORITY_HOST or the public cloud's.
    ///
    /// # Errors
    /// [`EndpointError`] when the variable holds no URL that a secret may be sent to.
    pub fn authority(&self) -> Result<Endpoint, EndpointError> {
        self.read("AZURE_AUTHORITY_HOST", PUBLIC_AUTHORITY)
    }

    fn read(
        &self,
        variable: &'static str,
        public: &'static str,
    ) -> Result<Endpoint, EndpointError> {
        Endpoint::parse(self.get(variable).unwrap_or(public)).map_err(|reason| EndpointError {
            variable,
            reason,
            example: public,
        })
    }
}

/// A variable that holds no usable endpoint. The value is not shown: it may carry a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The environment variable {variable} holds no endpoint that can be used: {reason}.")]
pub struct EndpointError {
    /// The variable's name.
    pub variable: &'static str,
    reason: &'static str,
    /// What a good value looks like.
    pub example: &'static str,
}

/// An endpoint that secrets may be sent to: https, or http on a loopback address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// Scheme, host, port and path, without a slash at the end.
    text: String,
    url: Url,
}

impl Endpoint {
    fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        // A bare host is what some clouds' documents show for the authority.
        let with_scheme = match text.contains("://") {
            true => text.to_owned(),
            false => format!("https://{text}"),
        };
        let url = Url::parse(&with_scheme).map_err(|_| "it is not a URL")?;
        if url.host().is_none() {
            return Err("it names no host");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it has a user name or password in it");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it has a query or a fragment in it");
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => {
                return Err("it is http, and a secret goes over https only, loopback excepted")
            }
            _ => return Err("it is neither https nor http"),
        }
        Ok(Endpoint {
            text: url.as_str().trim_end_matches('/').to_owned(),
            url,
        })
    }

    /// The endpoint's text, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether `url` has the endpoint's scheme, host and port: only then may the token go there.
    pub fn is_origin_of(&self, url: &Url) -> bool {
        self.url.origin() == url.origin()
    }

    /// Host and port, for messages.
    pub fn host(&self) -> String {
        host_and_port(&self.url)
    }

    /// The scope to ask a token for: the endpoint and `/.default`.
    pub fn scope(&self) -> String {
        format!("{}/.default", self.text)
    }
}

/// Whether the URL's host is this machine itself.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// The URL's host and port, for messages.
pub(crate) fn host_and_port(url: &Url) -> String {
    match (url.host_str(), url.port_or_known_default()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        _ => "the endpoint".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(text: &str) -> Result<Endpoint, EndpointError> {
        Environment::from_iter([("AZURE_RESOURCE_MANAGER_ENDPOINT", text)]).endpoint()
    }

    #[test]
    fn nothing_set_means_the_public_cloud() {
        let none = Environment::default();
        assert_eq!(none.endpoint().unwrap().as_str(), PUBLIC_ENDPOINT);
        assert_eq!(none.authority().unwrap().as_str(), PUBLIC_AUTHORITY);
        assert_eq!(
            none.endpoint().unwrap().scope(),
            "https://management.azure.com/.default"
        );
        assert_eq!(endpoint("").unwrap().as_str(), PUBLIC_ENDPOINT);
    }

    #[test]
    fn slashes_and_a_missing_scheme_are_mended() {
        for text in [
            "https://host",
            "https://host/",
            "host",
            " HTTPS://HOST:443// ",
        ] {
            assert_eq!(endpoint(text).unwrap().as_str(), "https://host", "{text}");
        }
        for text in ["http://127.0.0.1:1", "http://[::1]:1", "http://localhost:1"] {
            assert_eq!(endpoint(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn where_a_secret_must_not_go_is_refused_without_showing_the_value() {
        for (text, reason) in [
            ("http://host", "https only"),
            ("http://127.0.0.1.host", "https only"),
            ("ftp://host", "neither https"),
            ("https://user:hunter2@host", "password"),
            ("https://host?sig=hunter2", "query"),
            ("https://", "not a URL"),
            ("::::", "not a URL"),
        ] {
            let error = endpoint(text).unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
            assert!(
                error.contains("AZURE_RESOURCE_MANAGER_ENDPOINT") && !error.contains("hunter2")
            );
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let endpoint = endpoint("https://host/base").unwrap();
        let is = |text: &str| endpoint.is_origin_of(&Url::parse(text).unwrap());
        assert!(is("https://HOST:443/other?x"));
        for other in [
            "http://host/",
            "https://host:444/",
            "https://host.evil/",
            "https://evil/?https://host",
        ] {
            assert!(!is(other), "{other}");
        }
    }

    #[test]
    fn debug_shows_names_and_no_values() {
        let environment = Environment::from_iter([("AZURE_CLIENT_SECRET", "hunter2")]);
        assert_eq!(format!("{environment:?}"), r#"{"AZURE_CLIENT_SECRET"}"#);
    }
}
