//! The HTTP clients of the process. Each keeps its connections, so there are as few as can be: one
//! without TLS, which reads no certificate store, and one with TLS for each proxy setting.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use reqwest::redirect::Policy;
use url::Url;

use crate::environment::{is_loopback, Environment};
use crate::error::{Error, ErrorKind};
use crate::trace::lock;

/// Time to open a connection, as the Azure SDKs have it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// Time between two reads. ARM gives up on a provider after 60 s and then answers itself.
const READ_TIMEOUT: Duration = Duration::from_secs(100);

/// How https requests leave the machine. Plain http goes to loopback only, and loopback is never
/// asked of a proxy: the token would travel in the clear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ProxySettings {
    https: Option<String>,
    except: Option<String>,
}

impl ProxySettings {
    pub(crate) fn from_environment(environment: &Environment) -> Self {
        let first = |names: [&str; 4]| {
            names
                .into_iter()
                .find_map(|name| environment.get(name))
                .map(str::to_owned)
        };
        ProxySettings {
            https: first(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]),
            except: first(["NO_PROXY", "no_proxy", "", ""]),
        }
    }
}

/// What tells one client from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum ClientKey {
    Plain,
    Tls(ProxySettings),
}

/// The clients, each made at its first use.
#[derive(Default)]
pub(crate) struct Pool {
    clients: Mutex<HashMap<ClientKey, reqwest::Client>>,
}

impl Pool {
    /// The client for `url`.
    ///
    /// # Errors
    /// When the proxy setting can't be used, or no certificate store can be read.
    pub(crate) fn client(
        &self,
        url: &Url,
        proxy: &ProxySettings,
    ) -> Result<reqwest::Client, Error> {
        let key = match url.scheme() {
            "http" => ClientKey::Plain,
            _ if is_loopback(url) => ClientKey::Tls(ProxySettings::default()),
            _ => ClientKey::Tls(proxy.clone()),
        };
        let mut clients = lock(&self.clients);
        if let Some(client) = clients.get(&key) {
            return Ok(client.clone());
        }
        let client = build(&key)?;
        clients.insert(key, client.clone());
        Ok(client)
    }
}

fn build(key: &ClientKey) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .tcp_nodelay(true);
    match key {
        // The store is read when the client is made, https or not: some 10 ms that nothing needs.
        ClientKey::Plain => builder = builder.tls_built_in_root_certs(false),
        ClientKey::Tls(settings) => {
            if let Some(address) = &settings.https {
                let except = settings.except.as_deref().unwrap_or("");
                let proxy = reqwest::Proxy::https(address)
                    .map_err(|_| proxy_error())?
                    .no_proxy(reqwest::NoProxy::from_string(except));
                builder = builder.proxy(proxy);
            }
        }
    }
    builder.build().map_err(|error| {
        Error::new(
            ErrorKind::Tls,
            "TlsFailed",
            format!(
                "The HTTP client could not be made: {}.",
                super::failure::causes(&error)
            ),
        )
        .with_advice("Check that the system's certificate store is there and can be read (SSL_CERT_FILE and SSL_CERT_DIR name it on Linux).")
    })
}

fn proxy_error() -> Error {
    // The address may hold a password: it is not shown.
    Error::configuration(
        "HTTPS_PROXY",
        "The proxy that HTTPS_PROXY or ALL_PROXY names can't be used: it is not an http or https URL.",
    )
    .with_advice("Set HTTPS_PROXY to a URL such as http://proxy.example:8080, or remove it.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_client_is_made_once_and_only_when_it_is_needed() {
        let pool = Pool::default();
        let proxy = ProxySettings::default();
        pool.client(&url("http://127.0.0.1:1"), &proxy).unwrap();
        pool.client(&url("http://localhost:2"), &proxy).unwrap();
        assert_eq!(
            lock(&pool.clients).keys().collect::<Vec<_>>(),
            [&ClientKey::Plain]
        );
        pool.client(&url("https://a"), &proxy).unwrap();
        pool.client(&url("https://b"), &proxy).unwrap();
        assert_eq!(lock(&pool.clients).len(), 2);
    }

    #[test]
    fn a_wrong_proxy_is_told_without_its_password() {
        let environment = Environment::from_iter([("https_proxy", "socks9://u:hunter2@[")]);
        let proxy = ProxySettings::from_environment(&environment);
        let error = Pool::default()
            .client(&url("https://a"), &proxy)
            .unwrap_err();
        assert_eq!(error.code, "InvalidConfiguration");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        // Loopback goes past it.
        assert!(Pool::default()
            .client(&url("https://127.0.0.1"), &proxy)
            .is_ok());
        assert!(Pool::default()
            .client(&url("http://127.0.0.1"), &proxy)
            .is_ok());
    }
}
