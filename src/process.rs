//! What the process has once, however many callers there are: the runtime, the connections and the
//! tokens. Each is made at its first use.

use once_cell::sync::{Lazy, OnceCell};
use tokio::runtime::{Builder, Runtime};

use crate::credential::TokenCache;
use crate::error::{Error, ErrorKind};
use crate::transport::Pool;

/// Requests wait far more than they work: two threads keep decoding and sending apart.
const WORKERS: usize = 2;

static RUNTIME: OnceCell<Runtime> = OnceCell::new();
static POOL: Lazy<Pool> = Lazy::new(Pool::default);
static TOKENS: Lazy<TokenCache> = Lazy::new(TokenCache::default);

/// The runtime that all generations run on.
///
/// # Errors
/// When the system gives no threads; the next call tries again.
pub(crate) fn runtime() -> Result<&'static Runtime, Error> {
    RUNTIME.get_or_try_init(|| {
        Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .thread_name("aca-sessions")
            .enable_all()
            .build()
            .map_err(|error| {
                Error::new(
                    ErrorKind::Internal,
                    "RuntimeUnavailable",
                    format!("The system gave no threads for the work: {error}."),
                )
                .with_advice("Check the limits on threads and memory of this process.")
            })
    })
}

/// The connections.
pub(crate) fn pool() -> &'static Pool {
    &POOL
}

/// The tokens.
pub(crate) fn tokens() -> &'static TokenCache {
    &TOKENS
}
