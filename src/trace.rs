//! What a generation tells about itself: warnings always, more when it is asked for.

use std::sync::Mutex;

/// How much a generation tells about itself. The numbers are part of the C ABI.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Warnings only.
    #[default]
    Off = 0,
    /// One line a request.
    Verbose = 1,
    /// The requests and the answers, headers and bodies, secrets replaced.
    Debug = 2,
}

/// What kind of message it is. The numbers are part of the C ABI.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something could not be read and was left out.
    Warning = 1,
    /// A line about a request.
    Verbose = 2,
    /// A request or an answer.
    Debug = 3,
}

/// A line for a person. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What kind of message it is.
    pub level: Level,
    /// The text.
    pub text: String,
}

/// Collects the messages of one generation until a page takes them along.
#[derive(Debug, Default)]
pub(crate) struct Reporter {
    trace: Trace,
    messages: Mutex<Vec<Message>>,
}

impl Reporter {
    pub(crate) fn new(trace: Trace) -> Self {
        Reporter {
            trace,
            messages: Mutex::default(),
        }
    }

    pub(crate) fn warning(&self, text: String) {
        self.push(Level::Warning, text);
    }

    /// `text` is made only when someone wants it.
    pub(crate) fn verbose(&self, text: impl FnOnce() -> String) {
        if self.trace >= Trace::Verbose {
            self.push(Level::Verbose, text());
        }
    }

    /// `text` is made only when someone wants it.
    pub(crate) fn debug(&self, text: impl FnOnce() -> String) {
        if self.trace >= Trace::Debug {
            self.push(Level::Debug, text());
        }
    }

    /// The messages since the last call, in order.
    pub(crate) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *lock(&self.messages))
    }

    fn push(&self, level: Level, text: String) {
        lock(&self.messages).push(Message { level, text });
    }
}

/// Locks, whether or not another thread panicked with the lock: what is under these locks is whole
/// at every moment.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_is_told() {
        for (trace, expected) in [
            (Trace::Off, vec![Level::Warning]),
            (Trace::Verbose, vec![Level::Warning, Level::Verbose]),
            (
                Trace::Debug,
                vec![Level::Warning, Level::Verbose, Level::Debug],
            ),
        ] {
            let reporter = Reporter::new(trace);
            reporter.warning("w".into());
            reporter.verbose(|| "v".into());
            reporter.debug(|| "d".into());
            let levels: Vec<_> = reporter
                .take()
                .into_iter()
                .map(|message| message.level)
                .collect();
            assert_eq!(levels, expected);
            assert!(reporter.take().is_empty());
        }
    }
}
