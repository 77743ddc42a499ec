//! The committed C header must be what build.rs makes of the sources: this sees whether a build changed it.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Result, fail};
use crate::paths;

/// The header as it was before a build.
pub struct Header(Option<Vec<u8>>);

impl Header {
    pub fn before_build() -> Self {
        Self(fs::read(path()).ok())
    }

    /// A failure when the build made another header than was there.
    pub fn is_unchanged(&self) -> Result<()> {
        let after = fs::read(path()).ok();
        match (&self.0, &after) {
            (_, None) => fail!("include/aca_sessions.h is not there: build.rs should write it"),
            (None, Some(_)) => fail!("include/aca_sessions.h was not there: it is now, commit it"),
            (Some(before), Some(after)) if before != after => fail!(
                "include/aca_sessions.h was not what build.rs makes of the sources: it is now, look at the change and \
                 commit it"
            ),
            _ => Ok(()),
        }
    }
}

fn path() -> PathBuf {
    paths::root().join("include/aca_sessions.h")
}
