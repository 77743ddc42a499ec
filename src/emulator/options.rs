//! What the emulator can be told when it starts.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Options of [`Emulator::start`](super::Emulator::start). The defaults suit a test: a free port,
/// requests kept in memory, nothing written to disk.
#[derive(Clone, Debug)]
pub struct EmulatorOptions {
    /// The port on 127.0.0.1; 0, the default, takes a free one.
    pub port: u16,
    /// Sessions on a page, 100 by default. Pages that would outgrow 8 MiB, which is as much as
    /// Azure Resource Manager lets through, end earlier.
    pub page_size: u32,
    /// The most sessions that one request may ask for, 1000 by default.
    pub max_count: u32,
    /// How many sessions a request without `count` gets: 1.
    pub default_count: u32,
    /// Names of session pools that are answered with 404, in any case.
    pub unknown_pools: Vec<String>,
    /// How long a token is good for, in whole seconds: one hour. 0 makes tokens that have expired.
    pub token_lifetime: Duration,
    /// How long every answer is held back: not at all.
    pub latency: Duration,
    /// Makes answers repeatable: with the same seed, the n-th session generated has the same name
    /// and secrets each time, and all times are 2024-02-02T00:00:00Z. None by default.
    pub seed: Option<u64>,
    /// A file to append one line of JSON to for each request. None by default.
    pub log: Option<PathBuf>,
    /// How many requests are kept in memory for
    /// [`Emulator::requests`](super::Emulator::requests), at most: 1000, and 64 MiB of them. The
    /// oldest go first; 0 keeps none.
    pub record: usize,
}

impl Default for EmulatorOptions {
    fn default() -> Self {
        EmulatorOptions {
            port: 0,
            page_size: 100,
            max_count: 1000,
            default_count: 1,
            unknown_pools: Vec::new(),
            token_lifetime: Duration::from_secs(3600),
            latency: Duration::ZERO,
            seed: None,
            log: None,
            record: 1000,
        }
    }
}

impl EmulatorOptions {
    /// Refuses what the emulator could not work with.
    pub(super) fn check(&self) -> io::Result<()> {
        let refuse = |what| Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        if self.page_size == 0 {
            return refuse("the page size must be 1 or more");
        }
        if self.max_count == 0 || self.default_count == 0 {
            return refuse("the largest count and the default count must be 1 or more");
        }
        if self.default_count > self.max_count {
            return refuse("the default count is above the largest count");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_pass_and_zeroes_do_not() {
        assert!(EmulatorOptions::default().check().is_ok());
        let zero = |change: fn(&mut EmulatorOptions)| {
            let mut options = EmulatorOptions::default();
            change(&mut options);
            options.check().unwrap_err().kind()
        };
        assert_eq!(zero(|o| o.page_size = 0), io::ErrorKind::InvalidInput);
        assert_eq!(zero(|o| o.max_count = 0), io::ErrorKind::InvalidInput);
        assert_eq!(zero(|o| o.default_count = 0), io::ErrorKind::InvalidInput);
        assert_eq!(
            zero(|o| o.default_count = 1001),
            io::ErrorKind::InvalidInput
        );
    }
}
