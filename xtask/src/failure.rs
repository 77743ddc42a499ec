//! The one error of this tool: a message for a person, which says what happened, to what, and what to do.

use std::fmt;
use std::path::Path;

#[derive(Debug)]
pub struct Failure(String);

pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `Err` with a formatted message.
macro_rules! fail {
    ($($arg:tt)*) => {
        Err($crate::failure::Failure::new(format!($($arg)*)))
    };
}
pub(crate) use fail;

/// Says what was being done, and to which path, when the system refused it.
pub trait Doing<T> {
    fn doing(self, what: &str, path: &Path) -> Result<T>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, what: &str, path: &Path) -> Result<T> {
        self.map_err(|error| Failure::new(format!("cannot {what} {}: {error}", path.display())))
    }
}
