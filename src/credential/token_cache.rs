//! One token for each source, tenant, client and scope; one request for it at a time, however many
//! generations want it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind};
use crate::trace::lock;

/// A token is renewed when less than this is left of it, as both Azure SDKs do.
const RENEW_BEFORE: Duration = Duration::from_secs(300);

/// What tells one token from another. The secret itself is in it as a hash only, so that a changed
/// secret asks anew.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenKey {
    pub(crate) source: &'static str,
    pub(crate) authority: String,
    pub(crate) tenant: String,
    pub(crate) client: String,
    pub(crate) scope: String,
    pub(crate) secret_hash: u64,
}

/// A token as an authority gave it.
pub(crate) struct Token {
    pub(crate) secret: Zeroizing<String>,
    /// By this machine's clock: counted from when it came, so that a wrong clock does no harm.
    pub(crate) expires: SystemTime,
}

struct Kept {
    authorization: HeaderValue,
    expires: SystemTime,
}

/// A key's place: whoever asks for the token holds the lock, the others wait for its answer.
type Slot = Arc<tokio::sync::Mutex<Option<Kept>>>;

/// The tokens of the process.
#[derive(Default)]
pub(crate) struct TokenCache {
    slots: Mutex<HashMap<TokenKey, Slot>>,
}

impl TokenCache {
    /// The kept token while it has [`RENEW_BEFORE`] left, else a new one; when there is no new one
    /// to be had, the old one for as long as it lives.
    pub(crate) async fn get_or_request<F, R>(
        &self,
        key: TokenKey,
        request: F,
    ) -> Result<HeaderValue, Error>
    where
        F: FnOnce() -> R,
        R: Future<Output = Result<Token, Error>>,
    {
        let slot = self.slot(key);
        let mut kept = slot.lock().await;
        let now = SystemTime::now();
        if let Some(token) = kept
            .as_ref()
            .filter(|token| token.expires > now + RENEW_BEFORE)
        {
            return Ok(token.authorization.clone());
        }
        match request().await {
            Ok(token) => {
                let authorization = bearer(&token.secret)?;
                *kept = Some(Kept {
                    authorization: authorization.clone(),
                    expires: token.expires,
                });
                Ok(authorization)
            }
            Err(error) => match kept.as_ref().filter(|token| token.expires > now) {
                Some(token) => Ok(token.authorization.clone()),
                None => Err(error),
            },
        }
    }

    /// Drops the kept token.
    pub(crate) async fn forget(&self, key: &TokenKey) {
        let slot = lock(&self.slots).get(key).cloned();
        if let Some(slot) = slot {
            *slot.lock().await = None;
        }
    }

    fn slot(&self, key: TokenKey) -> Slot {
        Arc::clone(lock(&self.slots).entry(key).or_default())
    }
}

fn bearer(token: &str) -> Result<HeaderValue, Error> {
    let text = Zeroizing::new(format!("Bearer {token}"));
    let mut value = HeaderValue::from_str(&text).map_err(|_| {
        Error::new(
            ErrorKind::InvalidResponse,
            "InvalidToken",
            "The authority gave a token with characters in it that no header can have.",
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn key(client: &str) -> TokenKey {
        TokenKey {
            source: "test",
            authority: "a".into(),
            tenant: "t".into(),
            client: client.into(),
            scope: "s".into(),
            secret_hash: 0,
        }
    }

    fn token(text: &str, seconds: u64) -> Token {
        Token {
            secret: Zeroizing::new(text.to_owned()),
            expires: SystemTime::now() + Duration::from_secs(seconds),
        }
    }

    fn refusal() -> Error {
        Error::new(ErrorKind::Authentication, "refused", "refused")
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(work)
    }

    #[test]
    fn a_token_is_asked_for_once_however_many_want_it() {
        run(async {
            let cache = TokenCache::default();
            let asked = AtomicUsize::new(0);
            let get = || {
                cache.get_or_request(key("c"), || async {
                    asked.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok(token("one", 3600))
                })
            };
            let all = futures::future::join_all((0..20).map(|_| get())).await;
            assert!(all
                .iter()
                .all(|value| value.as_ref().unwrap() == "Bearer one"));
            assert_eq!(asked.load(Ordering::SeqCst), 1);
            cache
                .get_or_request(key("d"), || async { Ok(token("two", 3600)) })
                .await
                .unwrap();
            assert_eq!(get().await.unwrap(), "Bearer one");
            cache.forget(&key("c")).await;
            get().await.unwrap();
            assert_eq!(asked.load(Ordering::SeqCst), 2);
        });
    }

    #[test]
    fn a_token_near_its_end_is_renewed_and_kept_when_that_fails() {
        run(async {
            let cache = TokenCache::default();
            let near = || async { Ok(token("near", 299)) };
            let refused = || async { Err(refusal()) };
            assert_eq!(
                cache.get_or_request(key("c"), near).await.unwrap(),
                "Bearer near"
            );
            assert_eq!(
                cache.get_or_request(key("c"), refused).await.unwrap(),
                "Bearer near"
            );
            let fresh = || async { Ok(token("fresh", 3600)) };
            assert_eq!(
                cache.get_or_request(key("c"), fresh).await.unwrap(),
                "Bearer fresh"
            );
        });
    }

    #[test]
    fn a_dead_token_is_not_used() {
        run(async {
            let cache = TokenCache::default();
            let dead = || async { Ok(token("dead", 0)) };
            cache.get_or_request(key("c"), dead).await.unwrap();
            let refused = || async { Err(refusal()) };
            assert!(cache.get_or_request(key("c"), refused).await.is_err());
        });
    }

    #[test]
    fn the_header_does_not_show_the_token_in_debug() {
        assert!(!format!("{:?}", bearer("hunter2").unwrap()).contains("hunter2"));
        assert!(bearer("a\nb").is_err());
    }
}
