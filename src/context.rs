//! What a client's generations work with.

use crate::credential::Credential;
use crate::environment::Environment;
use crate::error::Error;
use crate::transport::Http;

/// A client's settings and its way out.
pub(crate) struct Context {
    pub(crate) environment: Environment,
    pub(crate) http: Http,
}

impl Context {
    /// The credential that the environment has.
    ///
    /// # Errors
    /// When it has none, or one that can't be used.
    pub(crate) fn credential(&self) -> Result<Credential, Error> {
        Credential::from_environment(&self.environment)
    }
}
